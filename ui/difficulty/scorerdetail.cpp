// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/scorerdetail.h"

#include "ui/difficulty/figurewords.h"
#include "ui/plot/histogramplot.h"
#include "ui/sentence/scorername.h"
#include "ui/sentence/sentencegap.h"
#include "ui/style/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

enum DependenceColumn
{
    WhatColumn,
    CountColumn,
    MeanColumn,
    EffectColumn,
    RangeColumn,
    ShareColumn,
    DependenceColumnCount
};

QString counted(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

} // namespace

ScorerDetail::ScorerDetail(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLabel(this))
    , m_plot(new HistogramPlot(this))
    , m_figures(new QLabel(this))
    , m_findings(new QLabel(this))
    , m_column(new QComboBox(this))
    , m_table(new QTableWidget(0, DependenceColumnCount, this))
    , m_looks(new QLabel(this))
    , m_repeats(new QLabel(this))
    , m_quality(new QComboBox(this))
    , m_qualityFindings(new QLabel(this))
    , m_poor(new QTableWidget(0, 3, this))
{
    m_name->setFont(typeFont(TypeSize::Heading));
    m_plot->setChoosable(false);
    m_plot->setAccessibleName(tr("How often each score occurs"));
    m_plot->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (QLabel* label : {m_name, m_figures, m_findings, m_looks, m_repeats, m_qualityFindings}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    for (QLabel* label : {m_figures, m_looks, m_repeats}) {
        label->setFont(typeFont(TypeSize::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    makeFigureTable(m_table, tr("What the scores go along with"));
    m_table->setHorizontalHeaderLabels({tr("Goes along with"), tr("Examples"), tr("Mean score"), tr("Effect"),
        tr("Band"), tr("Of the spread")});
    m_table->horizontalHeader()->setSectionResizeMode(WhatColumn, QHeaderView::Stretch);
    m_table->horizontalHeaderItem(EffectColumn)
        ->setToolTip(
            tr("Of length and place: correlation of ranks (Spearman), from −1 to +1. Of a group: in how "
               "many of 100 pairs its example scores higher than one of another group; 50 is no "
               "difference."));
    m_table->horizontalHeaderItem(ShareColumn)
        ->setToolTip(tr("Which part of the spread of the scores' ranks it explains"));
    m_table->horizontalHeaderItem(RangeColumn)
        ->setToolTip(tr("Wide enough for all bands of this table to hold together with 95 % confidence"));
    m_column->setAccessibleName(tr("Also by a column of the file"));
    connect(m_column, &QComboBox::activated, this, &ScorerDetail::columnChosen);

    m_quality->setAccessibleName(tr("Hard and poor by"));
    m_quality->setToolTip(tr("A scorer whose high values are good: its lower third is poor, the upper third "
                             "of this scorer is hard"));
    connect(m_quality, &QComboBox::activated, this, &ScorerDetail::columnChosen);
    makeFigureTable(m_poor, tr("Examples that are hard and poor"));
    m_poor->setHorizontalHeaderLabels({tr("Difficulty"), tr("Quality"), tr("Instruction")});
    m_poor->horizontalHeader()->setStretchLastSection(true);

    auto* byQuality = new QHBoxLayout;
    auto* qualityLabel = new QLabel(tr("Hard and poor by"), this);
    qualityLabel->setBuddy(m_quality);
    byQuality->addWidget(qualityLabel);
    byQuality->addWidget(m_quality);
    byQuality->addStretch();
    auto* byColumn = new QHBoxLayout;
    auto* label = new QLabel(tr("Also by a column of the file"), this);
    label->setBuddy(m_column);
    byColumn->addWidget(label);
    byColumn->addWidget(m_column);
    byColumn->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_name);
    layout->addWidget(m_plot);
    layout->addWidget(m_figures);
    layout->addWidget(m_findings);
    layout->addWidget(m_table);
    layout->addWidget(m_looks);
    layout->addLayout(byColumn);
    layout->addWidget(m_repeats);
    layout->addLayout(byQuality);
    layout->addWidget(m_qualityFindings);
    layout->addWidget(m_poor);
    layout->addStretch();
    setColumns({});
    setScorers({});
    showQuality({});
}

void ScorerDetail::setColumns(const QStringList& columns)
{
    const QString chosen = column();
    m_column->clear();
    m_column->addItem(tr("None"), QString());
    for (const QString& name : columns)
        m_column->addItem(name, name);
    m_column->setCurrentIndex(std::max(0, m_column->findData(chosen)));
    m_column->setEnabled(!columns.isEmpty());
}

void ScorerDetail::setScorers(const std::vector<std::string>& scorers)
{
    const QString chosen = quality();
    m_quality->clear();
    m_quality->addItem(tr("None"), QString());
    for (const std::string& scorer : scorers)
        m_quality->addItem(scorerWord(scorer), QString::fromStdString(scorer));
    m_quality->setCurrentIndex(std::max(0, m_quality->findData(chosen)));
    m_quality->setEnabled(scorers.size() > 1);
}

QString ScorerDetail::quality() const
{
    return m_quality->currentData().toString();
}

QString ScorerDetail::column() const
{
    return m_column->currentData().toString();
}

void ScorerDetail::show(const QString& name, const ScorerLook& look)
{
    m_name->setText(name);
    m_plot->setHistogram(look.histogram);
    showDistribution(look.bias.distribution);
    m_findings->setText(look.findings.isEmpty()
            ? tr("Nothing conspicuous was found.")
            : QStringLiteral("• ") + look.findings.join(QStringLiteral("\n• ")));
    showDependences(look);
    showRepeats(look.repeats);
    showQuality(look.quality);
}

void ScorerDetail::showQuality(const std::optional<QualityLook>& quality)
{
    m_qualityFindings->setVisible(quality.has_value());
    m_poor->setVisible(quality && !quality->examples.empty());
    if (!quality)
        return;
    m_qualityFindings->setText(quality->findings.join(u'\n'));
    m_poor->setRowCount(static_cast<int>(quality->examples.size()));
    int row = 0;
    for (const PoorExample& example : quality->examples) {
        putCell(m_poor, row, 0, scoreWord(example.difficulty));
        putCell(m_poor, row, 1, scoreWord(example.quality));
        putCell(m_poor, row, 2, example.instruction, false);
        m_poor->item(row, 2)->setToolTip(example.instruction);
        ++row;
    }
    fitHeight(m_poor);
}

void ScorerDetail::showDistribution(const ScoreDistribution& distribution)
{
    const auto& q = distribution.quantiles;
    QString text
        = tr("Half of the scores lie from %1 to %2, nine tenths from %3 to %4; mean %5; %n different "
             "value(s).",
            nullptr, static_cast<int>(std::min<std::uint64_t>(distribution.different, 1'000'000'000)))
              .arg(scoreWord(q[2]), scoreWord(q[4]), scoreWord(q[1]), scoreWord(q[5]),
                  scoreWord(distribution.mean));
    if (distribution.scale)
        text += sentenceGap()
            + tr("In the middle quarter of the scale (%1 to %2) lie %3. It tells examples apart as finely as "
                 "%4 "
                 "values that are used equally often.")
                  .arg(scoreWord(distribution.middleLowest), scoreWord(distribution.middleHighest),
                      shareWord(distribution.middleShare),
                      QLocale().toString(std::exp2(distribution.entropy), 'f', 1));
    m_figures->setText(text);
    m_figures->setVisible(distribution.n > 0);
}

void ScorerDetail::showDependences(const ScorerLook& look)
{
    m_table->setRowCount(0);
    const auto addRow = [&](const QStringList& cells) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        for (int column = 0; column < cells.size(); ++column)
            putCell(m_table, row, column, cells.at(column), column != WhatColumn);
    };
    const auto addDependence = [&](const QString& what, const Dependence& dependence) {
        addRow({what, counted(dependence.n), {}, correlationWord(dependence.spearman.estimate),
            rangeWord(dependence.spearman), shareWord(dependence.varianceShare)});
    };
    addDependence(tr("Length of the response"), look.bias.onResponseLength);
    addDependence(tr("Place in the file"), look.bias.onPosition);
    for (std::size_t i = 0; i < look.bias.groups.size(); ++i) {
        const GroupDependence& column = look.bias.groups[i];
        if (column.groups.empty())
            continue;
        addRow({QString::fromStdString(look.columns[i].name), counted(column.n), {}, {}, {},
            shareWord(column.varianceShare)});
        for (const GroupDifference& group : column.groups)
            addRow({QStringLiteral("    ") + QString::fromStdString(look.columns[i].names[group.group]),
                counted(group.n), scoreWord(group.mean), shareWord(group.above.estimate),
                shareRangeWord(group.above), {}});
    }
    // Only groups have a mean; without one the names have the room.
    m_table->setColumnHidden(MeanColumn,
        std::ranges::all_of(
            look.bias.groups, [](const GroupDependence& column) { return column.groups.empty(); }));
    fitHeight(m_table);
    m_looks->setText(tr("%n band(s) were looked at; they hold together with 95 % confidence.", nullptr,
        static_cast<int>(look.bias.looks)));
    const bool hasScores = look.bias.distribution.n > 0;
    m_table->setVisible(hasScores);
    m_looks->setVisible(hasScores);
}

void ScorerDetail::showRepeats(const RepeatAgreement& repeats)
{
    m_repeats->setVisible(repeats.items > 0);
    if (repeats.items == 0)
        return;
    m_repeats->setText(
        tr("%n example(s) were scored more than once: %1 got the same score the first and the last time; on "
           "average the two differ by %2; correlation of ranks %3 (%4).",
            nullptr, static_cast<int>(std::min<std::uint64_t>(repeats.items, 1'000'000'000)))
            .arg(shareWord(repeats.equalShare), scoreWord(repeats.meanDifference),
                correlationWord(repeats.firstAndLast.spearman.estimate),
                rangeWord(repeats.firstAndLast.spearman)));
}

} // namespace dankai::ui
