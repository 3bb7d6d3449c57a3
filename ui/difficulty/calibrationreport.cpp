// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/calibrationreport.h"

#include "ui/difficulty/figurewords.h"
#include "ui/plot/spreadplot.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/scorername.h"
#include "ui/sentence/sentencegap.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr double chance = 0.5; // of the area under the curve
constexpr int levelsWidth = 320;

QString counted(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString groupWord(const std::string& group)
{
    return group == "text" ? CalibrationReport::tr("length and form of the text")
        : group == "words" ? CalibrationReport::tr("words of the instruction")
        : group == "model" ? CalibrationReport::tr("what the model finds unlikely")
                           : CalibrationReport::tr("the model's inner states");
}

} // namespace

QString labelsWord(const std::string& labels)
{
    constexpr std::string_view reviews = "reviews:";
    return labels.starts_with(reviews) ? CalibrationReport::tr("What people said of the plan “%1”")
                                             .arg(QString::fromStdString(labels.substr(reviews.size())))
                                       : scorerWord(labels);
}

CalibrationReport::CalibrationReport(QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_trust(new QLabel(this))
    , m_doubts(new QLabel(this))
    , m_figuresHeading(new QLabel(tr("On labels that it had not seen"), this))
    , m_figures(new QTableWidget(0, 4, this))
    , m_sources(new QLabel(this))
    , m_curve(new SpreadPlot(tr("Pairs in the right order (AUC) by number of labels"), tr("Labels"), this))
    , m_curveNote(new QLabel(this))
    , m_levels(new QTableWidget(0, 3, this))
{
    m_heading->setFont(typeFont(TypeSize::Heading));
    for (QLabel* label : {m_heading, m_trust, m_doubts, m_figuresHeading, m_sources, m_curveNote}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_curveNote->setFont(typeFont(TypeSize::Caption));
    m_curveNote->setForegroundRole(QPalette::PlaceholderText);
    m_curveNote->setText(
        tr("Each dot is the mean of several draws of so many labels, judged on the others; the band is the "
           "spread between draws. Where it still rises, more labels help."));
    makeFigureTable(m_figures, tr("How good the calibration is"));
    m_figures->setHorizontalHeaderLabels({tr("Measure"), tr("Value"), tr("95 % band"), tr("Says")});
    m_figures->horizontalHeader()->setStretchLastSection(true);
    makeFigureTable(m_levels, tr("Levels of the labels"));
    m_levels->setMaximumWidth(levelsWidth);
    m_levels->horizontalHeader()->setStretchLastSection(true);
    m_levels->setHorizontalHeaderLabels({tr("Level"), tr("Mean label"), tr("Labels")});
    m_curve->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_curve->setReference(chance, tr("chance"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_heading, m_trust, m_doubts, m_figuresHeading,
             m_figures, m_sources, m_curve, m_curveNote, m_levels})
        layout->addWidget(widget);
    layout->addStretch();
}

void CalibrationReport::show(const CalibrationOutcome& outcome)
{
    const QString labels = tr("%n label(s)", nullptr, static_cast<int>(outcome.quality.labels));
    m_heading->setText(outcome.learntFrom.empty()
            ? tr("Learnt from %1").arg(labels)
            : tr("Learnt from %1: %2").arg(labels, labelsWord(outcome.learntFrom)));
    showTrust(outcome.quality.doubts);
    showFigures(outcome.quality);
    QStringList shares;
    for (const GroupShare& group : outcome.groups)
        shares.append(groupWord(group.group) + u' ' + shareWord(group.share));
    QString sources = tr("%1 examples have a score (version %2).")
                          .arg(counted(outcome.scored), QString::number(outcome.version));
    if (outcome.withModel > 0)
        sources += sentenceGap()
            + (outcome.model.empty()
                    ? tr("The model's view counts for %1 of them, its inner states for %2.")
                          .arg(counted(outcome.withModel), counted(outcome.withStates))
                    : tr("The view of the model %3 counts for %1 of them, its inner states for %2.")
                          .arg(counted(outcome.withModel), counted(outcome.withStates),
                              QString::fromStdString(outcome.model)));
    if (!shares.isEmpty())
        sources += sentenceGap() + tr("It draws on: %1.").arg(shares.join(QStringLiteral(" · ")));
    m_sources->setText(sources);
    showCurve(outcome.curve);
    showLevels(outcome.quality.levels);
}

void CalibrationReport::showTrust(const std::vector<std::string>& doubts)
{
    const Theme& theme = themeOf(this);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, doubts.empty() ? theme.pass : theme.undecided);
    m_trust->setPalette(colours);
    m_trust->setText(doubts.empty() ? tr("✓ Nothing speaks against trusting it")
                                    : tr("◐ Not to be trusted yet, because:"));
    QStringList sentences;
    for (const std::string& doubt : doubts)
        sentences.append(QStringLiteral("• ") + translatedCore(doubt));
    m_doubts->setText(sentences.join(u'\n'));
    m_doubts->setVisible(!doubts.empty());
}

void CalibrationReport::showFigures(const CalibrationQuality& quality)
{
    struct Row
    {
        QString name;
        QString value;
        const Interval& interval;
        QString says;
    };

    const Row rows[] = {
        {tr("Pairs in the right order (AUC)"), scoreWord(quality.auc.estimate), quality.auc,
            tr("0.5 is chance, 1 perfect order")},
        {tr("Correlation of ranks (Spearman)"), correlationWord(quality.spearman.estimate), quality.spearman,
            tr("of prediction and label")},
        {tr("Agreement of levels (weighted kappa)"), correlationWord(quality.weightedKappa.estimate),
            quality.weightedKappa, tr("beyond chance, near misses weighing less")},
        {tr("Distance from the label (calibration error)"), scoreWord(quality.calibrationError.estimate),
            quality.calibrationError, tr("on average, in units of the label")},
    };
    m_figures->setRowCount(static_cast<int>(std::size(rows)));
    int row = 0;
    for (const Row& figure : rows) {
        putCell(m_figures, row, 0, figure.name, false);
        putCell(m_figures, row, 1, figure.value);
        putCell(m_figures, row, 2, rangeWord(figure.interval));
        putCell(m_figures, row, 3, figure.says, false);
        ++row;
    }
    fitHeight(m_figures);
}

void CalibrationReport::showLevels(const LabelLevels& levels)
{
    m_levels->setRowCount(levels.count());
    for (int level = 0; level < levels.count(); ++level) {
        const auto at = static_cast<std::size_t>(level);
        putCell(m_levels, level, 0, QString::number(level + 1));
        putCell(m_levels, level, 1, scoreWord(levels.values[at]));
        putCell(m_levels, level, 2, counted(levels.counts[at]));
    }
    fitHeight(m_levels);
}

void CalibrationReport::showCurve(const std::vector<LearningPoint>& curve)
{
    std::vector<SpreadPoint> points;
    points.reserve(curve.size());
    for (const LearningPoint& point : curve)
        points.push_back({static_cast<double>(point.labels), point.meanAuc, point.deviation,
            tr("%1 labels: %2 ± %3, %4 draws")
                .arg(counted(point.labels), scoreWord(point.meanAuc), scoreWord(point.deviation),
                    QString::number(point.draws))});
    m_curve->setPoints(std::move(points));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_curve, m_curveNote})
        widget->setVisible(!curve.empty());
}

} // namespace dankai::ui
