// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/phasecolumn.h"

#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace dankai::ui {

namespace {

constexpr int phaseWidth = 184;
constexpr int sideWidth = 132; // of what is in no phase
constexpr int stripeHeight = 4;
constexpr int longestName = 60;

QLabel* quietLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(typeFont(TypeSize::Caption));
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

QString shownDuration(double seconds)
{
    constexpr double minute = 60, hour = 3600;
    if (seconds < minute)
        return PhaseColumn::tr("%1 s").arg(std::max(1, static_cast<int>(std::lround(seconds))));
    if (seconds < hour)
        return PhaseColumn::tr("%1 min").arg(static_cast<int>(std::lround(seconds / minute)));
    const auto minutes = static_cast<int>(std::lround(seconds / minute));
    return PhaseColumn::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString shownBytes(std::uint64_t bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeTraditionalFormat);
}

PhaseColumn::PhaseColumn(PlanDocument& document, std::int8_t place, QWidget* parent)
    : QFrame(parent)
    , m_document(document)
    , m_model(new PhaseModel(document, place, this))
    , m_view(new PhaseView(document, m_model, this))
    , m_number(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_menu(new QToolButton(this))
    , m_empty(new QLabel(m_view))
{
    const bool isPhase = place >= 0;
    setMinimumWidth(isPhase ? phaseWidth : sideWidth);
    m_number->hide();
    m_number->setContentsMargins(4, 0, 0, 0);
    m_number->setForegroundRole(QPalette::PlaceholderText);
    m_name->setFont(typeFont(TypeSize::Body));
    m_name->setFrame(false);
    m_name->setMaxLength(longestName);
    m_name->setReadOnly(!isPhase);
    m_name->setFocusPolicy(isPhase ? Qt::ClickFocus : Qt::NoFocus);
    m_name->setStyleSheet(
        QStringLiteral("QLineEdit { border: 1px solid transparent; background: transparent; padding: 2px "
                       "4px; font-weight: 600; }"
                       "QLineEdit:read-only:focus { border: 1px solid transparent; padding: 2px 4px; }"));
    m_name->installEventFilter(this);
    m_menu->setText(QStringLiteral("⋯"));
    m_menu->setAutoRaise(true);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_menu->setVisible(isPhase);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setFont(typeFont(TypeSize::Caption));
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_empty->setContentsMargins(8, 8, 8, 8);
    auto* overView = new QVBoxLayout(m_view->viewport());
    overView->addWidget(m_empty);
    if (place == excludedPlace) {
        setName(tr("Not in the plan"));
        m_name->setToolTip(tr("Taken out of this plan by hand, or excluded from the project"));
        m_emptyText = tr("Drop examples here to train without them");
    } else if (place == unscoredPlace) {
        setName(tr("No score"));
        m_name->setToolTip(tr("The rule cannot place them; move them by hand, or score them"));
    } else {
        m_name->setToolTip(tr("Click to rename the phase"));
        m_emptyText = tr("No example. A phase without examples cannot be trained.");
    }

    auto* header = new QHBoxLayout;
    header->setContentsMargins(4, 0, 4, 0);
    header->setSpacing(0);
    header->addWidget(m_number);
    header->addWidget(m_name, 1);
    header->addWidget(m_menu);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(8, 0, 8, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(1);
    grid->setColumnStretch(1, 1);
    const QString captions[FigureCount] = {tr("Examples"), tr("Tokens"), tr("Mean difficulty"),
        tr("Mean length"), tr("Training time"), tr("Memory"), tr("Moved here")};
    const QString toolTips[FigureCount]
        = {{}, tr("Tokens of the whole examples for this project's model, one time through"), {},
            tr("Mean number of characters of the responses"),
            tr("Training steps alone, all times through, at the speed of this project's newest run"),
            tr("Peak while all of the model is trained, as that run was set up"),
            tr("Examples that were moved here by hand, against the rule")};
    for (int figure = 0; figure < FigureCount; ++figure) {
        m_captions[figure] = quietLabel(captions[figure], this);
        m_values[figure] = new QLabel(this);
        m_values[figure]->setFont(typeFont(TypeSize::Caption));
        m_values[figure]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        for (QLabel* label : {m_captions[figure], m_values[figure]})
            label->setToolTip(toolTips[figure]);
        grid->addWidget(m_captions[figure], figure, 0);
        grid->addWidget(m_values[figure], figure, 1);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, stripeHeight + 2, 0, stripeHeight + 4);
    layout->setSpacing(4);
    layout->addLayout(header);
    layout->addWidget(m_view, 1);
    layout->addLayout(grid);
    setFigures({});

    connect(m_view, &PhaseView::dragHovers, this, [this](const std::vector<ExampleId>& examples) {
        m_isHovered = !examples.empty();
        update();
        emit dragHovers(examples);
    });
    connect(m_view, &PhaseView::focused, this, &PhaseColumn::focused);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        const QString typed = m_name->text();
        m_name->setText(m_shownName);
        if (typed.simplified() != m_shownName && !typed.simplified().isEmpty())
            emit renameWanted(typed.simplified());
    });
}

void PhaseColumn::setPhase(int number, const QString& name, const QColor& colour)
{
    m_colour = colour;
    m_number->setText(QString::number(number));
    m_number->show();
    m_menu->setAccessibleName(tr("Commands for %1").arg(name));
    m_menu->setToolTip(m_menu->accessibleName());
    setName(name);
}

void PhaseColumn::setName(const QString& name)
{
    m_shownName = name;
    if (!m_name->hasFocus()) {
        m_name->setText(name);
        m_name->setCursorPosition(0);
    }
    m_name->setAccessibleName(tr("Name of the phase"));
    m_view->setAccessibleName(tr("Examples of %1").arg(name));
    update();
}

void PhaseColumn::show(const std::shared_ptr<const PlaceContents>& contents, bool isFiltered)
{
    m_view->show(contents);
    m_empty->setText(isFiltered ? tr("Nothing found here") : m_emptyText);
    m_empty->setVisible(m_model->rowCount() == 0);
}

void PhaseColumn::setFigure(Figure figure, const std::optional<QString>& text)
{
    m_captions[figure]->setVisible(text.has_value());
    m_values[figure]->setVisible(text.has_value());
    m_values[figure]->setText(text.value_or(QString()));
}

void PhaseColumn::setFigures(const PhaseFigures& figures)
{
    const QLocale locale;
    const auto count = [&](std::uint64_t number) { return locale.toString(static_cast<qulonglong>(number)); };
    const auto number = [&](const std::optional<double>& value, char format, int precision) {
        return value ? std::optional(locale.toString(*value, format, precision)) : std::nullopt;
    };
    setFigure(Examples, count(figures.examples));
    setFigure(Tokens, figures.tokens ? std::optional(count(*figures.tokens)) : std::nullopt);
    setFigure(MeanScore, number(figures.meanScore, 'g', 4));
    const auto length = number(figures.meanResponseLength, 'f', 0);
    setFigure(MeanLength, length ? std::optional(tr("%1 characters").arg(*length)) : std::nullopt);
    setFigure(Training,
        figures.trainingSeconds ? std::optional(tr("about %1").arg(shownDuration(*figures.trainingSeconds)))
                                : std::nullopt);
    setFigure(Memory, figures.memoryBytes ? std::optional(shownBytes(*figures.memoryBytes)) : std::nullopt);
    setFigure(MovedIn, figures.movedIn ? std::optional(count(*figures.movedIn)) : std::nullopt);
    m_share = figures.share;
    update();
}

void PhaseColumn::beginRenaming()
{
    m_name->setFocus(Qt::ShortcutFocusReason);
    m_name->selectAll();
}

bool PhaseColumn::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_name && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape)
            m_name->setText(m_shownName);
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_view->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void PhaseColumn::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), m_isHovered ? theme.selection : theme.raised);
    if (m_colour.isValid()) {
        painter.fillRect(QRect(0, 0, width(), stripeHeight), m_colour);
        // How much of the whole the phase is.
        const QRect ground(8, height() - stripeHeight - 2, width() - 16, stripeHeight);
        painter.fillRect(ground, theme.border);
        QRect part = ground;
        part.setWidth(static_cast<int>(std::lround(ground.width() * std::clamp(m_share, 0.0, 1.0))));
        painter.fillRect(part, m_colour);
    }
    if (m_isHovered) {
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace dankai::ui
