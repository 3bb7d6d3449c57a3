// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/agreementtab.h"

#include "ui/difficulty/figurewords.h"
#include "ui/difficulty/labelpane.h"
#include "ui/page/listtable.h"
#include "ui/page/statepanel.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/scorername.h"
#include "ui/sentence/sentencegap.h"
#include "ui/session/projectsession.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cmath>

namespace dankai::ui {

namespace {

constexpr int mostLevelsOffered = 5;
constexpr int usualLevels = 3;
constexpr int cellWidth = 64;
constexpr int nameWidth = 208;

QString counted(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

// "below 2.5", "2.5 to 3.5", "from 3.5"; of levels that are values, the value.
QString levelWord(const LevelAgreement& levels, const std::vector<double>& cuts, std::size_t level)
{
    if (levels.kind == LevelKind::Values && level > 0)
        return scoreWord(cuts[level - 1]);
    if (level == 0)
        return AgreementTab::tr("below %1").arg(scoreWord(cuts.front()));
    if (level == cuts.size())
        return AgreementTab::tr("from %1").arg(scoreWord(cuts.back()));
    return AgreementTab::tr("%1 to %2", "levels").arg(scoreWord(cuts[level - 1]), scoreWord(cuts[level]));
}

// A style sheet paints no background of a single cell.
class WashedCells final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto wash = index.data(Qt::BackgroundRole).value<QBrush>();
        if (!option.state.testFlag(QStyle::State_Selected) && wash.style() != Qt::NoBrush)
            painter->fillRect(option.rect, wash);
        QStyledItemDelegate::paint(painter, option, index);
    }
};

} // namespace

AgreementTab::AgreementTab(ProjectSession& session, QWidget* parent)
    : DifficultyTab(parent)
    , m_session(session)
    , m_levels(new QComboBox(this))
    , m_matrix(new QTableWidget(this))
    , m_labels(new LabelPane(session, this))
    , m_pair(new QLabel(this))
    , m_words(new QLabel(this))
    , m_confusionWords(new QLabel(this))
    , m_confusion(new QTableWidget(this))
    , m_thresholdWords(new QLabel(this))
    , m_thresholds(new QTableWidget(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
{
    for (int levels = 2; levels <= mostLevelsOffered; ++levels)
        m_levels->addItem(tr("%n equal shares", nullptr, levels), levels);
    m_levels->setCurrentIndex(m_levels->findData(usualLevels));
    m_levels->setAccessibleName(tr("Compare on"));
    m_levels->setToolTip(tr("Scorers that use the same few values are compared on these instead"));
    auto* label = new QLabel(tr("Compare on"), this);
    label->setBuddy(m_levels);
    auto* legend
        = new QLabel(tr("Correlation of ranks (Spearman): +1 the same order, 0 nothing in common. Choose two "
                        "scorers to see where they differ."),
            this);
    legend->setFont(typeFont(TypeSize::Caption));
    legend->setForegroundRole(QPalette::PlaceholderText);
    legend->setWordWrap(true);

    makeListTable(m_matrix, tr("Agreement of every two scorers"));
    m_matrix->setItemDelegate(new WashedCells(m_matrix));
    m_matrix->setCornerButtonEnabled(false);
    m_matrix->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_matrix->setSelectionMode(QAbstractItemView::SingleSelection);
    m_matrix->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_matrix->horizontalHeader()->setDefaultAlignment(Qt::AlignCenter);
    m_matrix->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_matrix->verticalHeader()->setFixedWidth(nameWidth);

    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(label);
    top->addWidget(m_levels);
    top->addSpacing(8);
    top->addWidget(legend, 1);
    m_detail = buildDetail();
    m_all = new QWidget(this);
    auto* column = new QVBoxLayout(m_all);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(8);
    column->addLayout(top);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(16);
    auto* left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(m_matrix, 1);
    left->addWidget(m_labels);
    sides->addLayout(left, 1);
    sides->addWidget(m_detail, 1);
    column->addLayout(sides, 1);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_all);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_levels, &QComboBox::activated, this, &AgreementTab::look);
    connect(m_matrix, &QTableWidget::currentCellChanged, this, &AgreementTab::showPair);
    connect(&m_session, &ProjectSession::opened, this, &AgreementTab::look);
    connect(&m_session, &ProjectSession::changed, this, &AgreementTab::look);
    m_state->showLoading(tr("Opening the project"));
}

QWidget* AgreementTab::buildDetail()
{
    auto* content = new QWidget(this);
    m_pair->setFont(typeFont(TypeSize::Heading));
    for (QLabel* label : {m_pair, m_words, m_confusionWords, m_thresholdWords}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    makeFigureTable(m_confusion, tr("How many examples each puts on which level"));
    makeFigureTable(m_thresholds, tr("Thresholds that cut the same shares"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_pair);
    layout->addWidget(m_words);
    layout->addSpacing(8);
    layout->addWidget(m_confusionWords);
    layout->addWidget(m_confusion);
    layout->addSpacing(8);
    layout->addWidget(m_thresholdWords);
    layout->addWidget(m_thresholds);
    layout->addStretch();
    auto* area = new QScrollArea(this);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    return area;
}

void AgreementTab::showEvent(QShowEvent* event)
{
    DifficultyTab::showEvent(event);
    look();
}

void AgreementTab::changeEvent(QEvent* event)
{
    DifficultyTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colourMatrix();
}

// Only while somebody looks: with many scorers it takes seconds.
void AgreementTab::look()
{
    if (!m_session.isOpen() || !isVisible())
        return;
    std::vector<std::string> scorers;
    const int levels = m_levels->currentData().toInt();
    std::string wanted = std::to_string(levels) + '\n' + std::to_string(m_session.figures().dataVersion);
    for (const ScorerFigures& scorer : m_session.figures().scorers)
        if (scorer.scored > 0) {
            scorers.push_back(scorer.scorer);
            wanted += '\n' + scorer.scorer;
        }
    if (wanted == m_shown)
        return;
    m_shown = wanted;
    const std::uint64_t question = ++m_question;
    if (scorers.size() < 2) {
        m_look = {};
        m_state->showEmpty(tr("Two scorers are needed"),
            tr("Whether a scorer can be trusted shows where a second one disagrees. Score the examples by "
               "another "
               "one on the first tab."));
        m_stack->setCurrentWidget(m_state);
        return;
    }
    if (m_look.scorers != scorers) {
        m_state->showLoading(tr("Comparing the scorers"));
        m_stack->setCurrentWidget(m_state);
    }
    m_session.work().ask(
        this,
        [scorers, levels](Project& project, const StopFlag& stop) {
            return lookAtAgreement(project, scorers, levels, stop);
        },
        [this, question](Result<AgreementLook> look) {
            if (question != m_question)
                return;
            if (!look) {
                m_shown.clear();
                m_state->showError(translatedCore(look.error().message));
                m_stack->setCurrentWidget(m_state);
                return;
            }
            m_look = std::move(*look);
            showMatrix();
            m_labels->look(m_look.scorers, m_levels->currentData().toInt());
            m_stack->setCurrentWidget(m_all);
        });
}

void AgreementTab::showMatrix()
{
    const int row = std::max(1, m_matrix->currentRow()), column = std::max(0, m_matrix->currentColumn());
    const int count = static_cast<int>(m_look.scorers.size());
    const QSignalBlocker blocker(m_matrix);
    m_matrix->clear();
    m_matrix->setRowCount(count);
    m_matrix->setColumnCount(count);
    for (int i = 0; i < count; ++i) {
        const QString name = scorerWord(m_look.scorers[static_cast<std::size_t>(i)]);
        auto* side = new QTableWidgetItem(QStringLiteral("%1  %2").arg(i + 1).arg(name));
        side->setToolTip(name);
        m_matrix->setVerticalHeaderItem(i, side);
        auto* top = new QTableWidgetItem(QString::number(i + 1));
        top->setToolTip(name);
        m_matrix->setHorizontalHeaderItem(i, top);
        m_matrix->setColumnWidth(i, cellWidth);
        for (int j = 0; j < count; ++j) {
            const ScoreAgreement* agreement
                = m_look.of(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
            auto* item = new QTableWidgetItem(
                agreement == nullptr ? QString() : correlationWord(agreement->spearman.estimate));
            item->setTextAlignment(Qt::AlignCenter);
            if (agreement != nullptr)
                item->setToolTip(tr("%1 and %2: %3, n = %4")
                                     .arg(name, scorerWord(m_look.scorers[static_cast<std::size_t>(j)]),
                                         rangeWord(agreement->spearman), counted(agreement->n)));
            else
                item->setFlags(Qt::NoItemFlags);
            m_matrix->setItem(i, j, item);
        }
    }
    m_matrix->verticalHeader()->show();
    colourMatrix();
    const bool isThere = row < count && column < count && row != column;
    m_matrix->setCurrentCell(isThere ? row : 1, isThere ? column : 0);
    showPair();
}

// The stronger, the darker; what runs against one another in the colour of doubt.
void AgreementTab::colourMatrix()
{
    const Theme& theme = themeOf(this);
    for (int i = 0; i < m_matrix->rowCount(); ++i) {
        for (int j = 0; j < m_matrix->columnCount(); ++j) {
            const ScoreAgreement* agreement
                = m_look.of(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
            QTableWidgetItem* item = m_matrix->item(i, j);
            if (item == nullptr)
                continue;
            if (agreement == nullptr || !std::isfinite(agreement->spearman.estimate)) {
                item->setBackground(theme.ground);
                continue;
            }
            QColor wash = agreement->spearman.estimate < 0 ? theme.undecided : theme.accent;
            wash.setAlphaF(static_cast<float>(0.45 * std::abs(agreement->spearman.estimate)));
            item->setBackground(wash);
        }
    }
}

void AgreementTab::showPair()
{
    const int row = m_matrix->currentRow(), column = m_matrix->currentColumn();
    const ScoreAgreement* agreement = row < 0 || column < 0
        ? nullptr
        : m_look.of(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
    m_detail->setVisible(agreement != nullptr);
    if (agreement == nullptr)
        return;
    const auto one = static_cast<std::size_t>(std::min(row, column));
    const auto two = static_cast<std::size_t>(std::max(row, column));
    const QString first = scorerWord(m_look.scorers[one]), second = scorerWord(m_look.scorers[two]);
    m_pair->setText(tr("%1 and %2").arg(first, second));
    QString words = tr("Both scored %n example(s).", nullptr,
                        static_cast<int>(std::min<std::uint64_t>(agreement->n, 1'000'000'000)))
        + sentenceGap()
        + tr("Correlation of ranks %1 (%2).")
              .arg(correlationWord(agreement->spearman.estimate), rangeWord(agreement->spearman));
    const bool hasLevels = agreement->levels.has_value();
    if (hasLevels)
        words += sentenceGap()
            + tr("Same level: %1 (by chance alone %2). Agreement beyond chance, near misses weighing less: "
                 "%3 (%4).")
                  .arg(shareWord(agreement->levels->equalShare), shareWord(agreement->levels->equalByChance),
                      correlationWord(agreement->levels->weightedKappa.estimate),
                      rangeWord(agreement->levels->weightedKappa));
    m_words->setText(words);
    m_words->setToolTip(
        tr("Spearman's correlation and quadratic-weighted kappa with 95 % intervals by bootstrap"));
    const bool hasThresholds = hasLevels && agreement->levels->kind != LevelKind::Values;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_confusionWords, m_confusion})
        widget->setVisible(hasLevels);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_thresholdWords, m_thresholds})
        widget->setVisible(hasThresholds);
    if (hasLevels)
        showConfusion(*agreement->levels, first, second);
    if (hasThresholds)
        showThresholds(*agreement->levels, first, second);
}

void AgreementTab::showConfusion(const LevelAgreement& levels, const QString& first, const QString& second)
{
    const int count = levels.levels();
    m_confusionWords->setText(tr("Examples by level: rows are %1, columns are %2.").arg(first, second));
    m_confusion->clear();
    m_confusion->setRowCount(count);
    m_confusion->setColumnCount(count + 1);
    QStringList headings{QString()};
    for (int level = 0; level < count; ++level)
        headings.append(levelWord(levels, levels.secondCuts, static_cast<std::size_t>(level)));
    m_confusion->setHorizontalHeaderLabels(headings);
    for (int row = 0; row < count; ++row) {
        putCell(
            m_confusion, row, 0, levelWord(levels, levels.firstCuts, static_cast<std::size_t>(row)), false);
        for (int column = 0; column < count; ++column) {
            putCell(m_confusion, row, column + 1,
                counted(levels.confusion[static_cast<std::size_t>(row) * static_cast<std::size_t>(count)
                    + static_cast<std::size_t>(column)]));
            if (row == column) {
                QFont font = m_confusion->font();
                font.setBold(true);
                m_confusion->item(row, column + 1)->setFont(font);
            }
        }
    }
    fitHeight(m_confusion);
}

void AgreementTab::showThresholds(const LevelAgreement& levels, const QString& first, const QString& second)
{
    m_thresholdWords->setText(
        tr("A threshold does not carry over from one scorer to another. These cut the same "
           "shares, as far as equal scores let them:"));
    const int count = static_cast<int>(levels.firstCuts.size());
    m_thresholds->clear();
    m_thresholds->setRowCount(count);
    m_thresholds->setColumnCount(4);
    m_thresholds->setHorizontalHeaderLabels({first, tr("Below it"), second, tr("Below it")});
    for (int row = 0; row < count; ++row) {
        const auto cut = static_cast<std::size_t>(row);
        putCell(m_thresholds, row, 0, scoreWord(levels.firstCuts[cut]));
        putCell(m_thresholds, row, 1, shareWord(levels.firstSharesBelow[cut]));
        putCell(m_thresholds, row, 2, scoreWord(levels.secondCuts[cut]));
        putCell(m_thresholds, row, 3, shareWord(levels.secondSharesBelow[cut]));
    }
    fitHeight(m_thresholds);
}

} // namespace dankai::ui
