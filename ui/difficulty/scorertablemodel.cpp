// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/scorertablemodel.h"

#include "ui/difficulty/figurewords.h"
#include "ui/sentence/scorername.h"

#include <QLocale>

#include <algorithm>

namespace dankai::ui {

namespace {

Qt::Alignment alignmentOf(int column)
{
    return Qt::AlignVCenter | (column == ScorerTableModel::NameColumn ? Qt::AlignLeft : Qt::AlignRight);
}

} // namespace

ScorerTableModel::ScorerTableModel(QObject* parent)
    : QAbstractTableModel(parent)
{ }

void ScorerTableModel::show(const std::vector<ScorerFigures>& scorers, std::uint64_t examples)
{
    const bool isSameRows = std::equal(scorers.begin(), scorers.end(), m_scorers.begin(), m_scorers.end(),
        [](const ScorerFigures& a, const ScorerFigures& b) { return a.scorer == b.scorer; });
    if (!isSameRows)
        beginResetModel();
    m_scorers = scorers;
    m_examples = examples;
    if (!isSameRows)
        endResetModel();
    else if (!m_scorers.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ScorerTableModel::rowOf(const std::string& scorer) const
{
    const auto found = std::ranges::find(m_scorers, scorer, &ScorerFigures::scorer);
    return found == m_scorers.end() ? -1 : static_cast<int>(found - m_scorers.begin());
}

int ScorerTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_scorers.size());
}

int ScorerTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ScorerTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ScorerFigures& scorer = at(index.row());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(index.column()));
    if (role == Qt::ToolTipRole && index.column() == NameColumn)
        return QString::fromStdString(scorer.scorer);
    if (role != Qt::DisplayRole)
        return {};
    const auto counted
        = [](std::uint64_t count) { return QLocale().toString(static_cast<qulonglong>(count)); };
    const std::uint64_t looked = scorer.scored + scorer.withoutValue + scorer.stale;
    const auto score = [&](double value) { return scorer.scored == 0 ? noFigure() : scoreWord(value); };
    switch (index.column()) {
    case NameColumn:
        return scorerWord(scorer.scorer);
    case ScoredColumn:
        return counted(scorer.scored);
    case MissingColumn:
        return counted(m_examples > looked ? m_examples - looked : 0);
    case NoNumberColumn:
        return counted(scorer.withoutValue);
    case StaleColumn:
        return counted(scorer.stale);
    case MeanColumn:
        return score(scorer.mean);
    case RangeColumn:
        return scorer.scored == 0
            ? noFigure()
            : QString(scoreWord(scorer.lowest) + QStringLiteral(" – ") + scoreWord(scorer.highest));
    default:
        return {};
    }
}

QVariant ScorerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (section) {
    case NameColumn:
        return tr("Scorer");
    case ScoredColumn:
        return isTip ? tr("Examples that have a score of this scorer") : tr("Scored");
    case MissingColumn:
        return isTip ? tr("Examples that it has not looked at") : tr("Unscored");
    case NoNumberColumn:
        return isTip ? tr("Examples that it looked at and found no number for") : tr("No number");
    case StaleColumn:
        return isTip ? tr("Examples that were edited after they had been scored") : tr("Out of date");
    case MeanColumn:
        return tr("Mean");
    case RangeColumn:
        return isTip ? tr("From the lowest score to the highest") : tr("Range");
    default:
        return {};
    }
}

} // namespace dankai::ui
