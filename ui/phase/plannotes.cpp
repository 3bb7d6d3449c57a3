// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/plannotes.h"

#include "ui/phase/localscoring.h"
#include "ui/sentence/scorername.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace dankai::ui {

namespace {

constexpr int iconSize = 16;
constexpr int barWidth = 160;

} // namespace

PlanNotes::PlanNotes(PlanDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_counting(new QProgressBar(this))
    , m_count(new QPushButton(this))
    , m_scoring(new LocalScoring(document.session(), this))
    , m_score(new QPushButton(this))
{
    m_text->setFont(typeFont(TypeSize::Caption));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_counting->setTextVisible(false);
    m_counting->setFixedWidth(barWidth);
    m_counting->setAccessibleName(tr("Tokens are being counted"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_counting);
    layout->addWidget(m_score);
    layout->addWidget(m_count);

    connect(m_score, &QPushButton::clicked, this, [this] {
        if (m_scoring->isBusy())
            m_scoring->stop();
        else if (m_document.isOpen())
            m_scoring->begin(m_document.plan().scorer);
    });
    connect(m_scoring, &LocalScoring::changed, this, &PlanNotes::show);
    connect(m_scoring, &LocalScoring::failed, &m_document, &PlanDocument::noticed);
    connect(m_count, &QPushButton::clicked, this, [this] {
        if (m_document.isCounting())
            m_document.stopCounting();
        else
            m_document.countTokens();
    });
    connect(&m_document, &PlanDocument::countingChanged, this, [this](qint64 done, qint64 total) {
        m_counting->setRange(0, static_cast<int>(total));
        m_counting->setValue(static_cast<int>(done));
        show();
    });
    connect(&m_document, &PlanDocument::planChanged, this, &PlanNotes::show);
    connect(&m_document, &PlanDocument::placementChanged, this, &PlanNotes::show);
    show();
}

QString PlanNotes::lengthWarning() const
{
    const auto placed = m_document.placed();
    if (placed == nullptr || placed->lengthShare < largeLengthShare)
        return {};
    const QLocale locale;
    QStringList lengths;
    for (const PhaseSummary& phase : placed->placement.phases) {
        if (phase.examples > 0)
            lengths.append(locale.toString(phase.meanResponseLength, 'f', 0));
    }
    return tr("The phases differ much in response length (%1 characters; the phase explains %2 % of it). A "
              "gain may "
              "come from longer answers alone: look at length-controlled results.")
        .arg(lengths.join(QStringLiteral(" → ")), locale.toString(placed->lengthShare * 100, 'f', 0));
}

void PlanNotes::show()
{
    const auto placed = m_document.placed();
    const bool isCounting = m_document.isCounting();
    const QLocale locale;
    const QString warning = lengthWarning();
    QStringList notes;
    if (!warning.isEmpty())
        notes.append(warning);
    const std::size_t unscored = placed != nullptr ? placed->placement.unscored : 0;
    const bool canScore = m_document.isOpen() && LocalScoring::canScoreBy(m_document.plan().scorer);
    if (m_scoring->isBusy())
        notes.append(tr("Scoring by: %1").arg(scorerWord(m_document.plan().scorer)));
    else if (unscored > 0 && canScore)
        notes.append(tr("%n example(s) have no score yet, so that the rule cannot place them.", nullptr,
            static_cast<int>(unscored)));
    m_score->setText(m_scoring->isBusy() ? tr("Stop scoring") : tr("Score them"));
    m_score->setVisible(m_scoring->isBusy() || (unscored > 0 && canScore));
    const std::size_t uncounted = placed != nullptr ? placed->materials->uncounted : 0;
    if (isCounting)
        notes.append(tr("Counting tokens: %1 of %2 examples")
                         .arg(locale.toString(m_counting->value()), locale.toString(m_counting->maximum())));
    else if (uncounted > 0)
        notes.append(
            tr("The tokens of %n example(s) are not counted yet, so sizes in tokens are missing or too low.",
                nullptr, static_cast<int>(uncounted)));
    m_text->setText(notes.join(u'\n'));
    m_text->setToolTip(warning.isEmpty() ? QString()
                                         : tr("Eta squared of the ranks of response length between phases is "
                                              "%1; from %2 on it is a large effect "
                                              "(Cohen 1988)")
                                               .arg(locale.toString(placed->lengthShare, 'f', 2),
                                                   locale.toString(largeLengthShare, 'f', 2)));
    m_icon->setVisible(!warning.isEmpty());
    m_icon->setPixmap(
        iconPixmap(QStringLiteral("undecided"), themeOf(this).undecided, iconSize, devicePixelRatioF()));
    m_count->setText(isCounting ? tr("Stop counting") : tr("Count the tokens"));
    m_count->setVisible(isCounting || uncounted > 0);
    m_counting->setVisible(isCounting || m_scoring->isBusy());
    if (m_scoring->isBusy() && !isCounting)
        m_counting->setRange(0, 0); // how many there are is seen on the way
    setVisible(m_document.isOpen() && !notes.isEmpty());
}

void PlanNotes::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        show();
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
