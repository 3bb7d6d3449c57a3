// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/runtablemodel.h"

#include "core/phase/plan.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/training/runwords.h"

#include <QCollator>
#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

namespace dankai::ui {

namespace {

const QString notKnown = QString(QChar(0x2013)); // a dash
const QString notYet = QString(QChar(0x2026)); // an ellipsis

bool isNumber(int column)
{
    switch (column) {
    case RunTableModel::PhasesColumn:
    case RunTableModel::LossColumn:
    case RunTableModel::TokensColumn:
    case RunTableModel::StepsColumn:
    case RunTableModel::DurationColumn:
    case RunTableModel::DiskColumn:
        return true;
    default:
        return false;
    }
}

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

QString tagsOf(const RunRecord& record)
{
    QStringList tags;
    for (const std::string& tag : record.marks.tags)
        tags.append(text(tag));
    return tags.join(QStringLiteral(", "));
}

QVariant countOrNothing(std::uint64_t value)
{
    return value == 0 ? QVariant() : QVariant::fromValue(static_cast<qulonglong>(value));
}

} // namespace

RunTableModel::RunTableModel(const RunMeasuring& measuring, QObject* parent)
    : QAbstractTableModel(parent)
    , m_measuring(measuring)
{ }

void RunTableModel::show(const std::vector<RunListing>& runs)
{
    const bool isSameRuns = std::equal(runs.begin(), runs.end(), m_runs.begin(), m_runs.end(),
        [](const RunListing& a, const RunListing& b) { return a.record.id == b.record.id; });
    if (!isSameRuns) {
        // Row by row, so that a view keeps what was chosen in it.
        for (int row = rowCount() - 1; row >= 0; --row) {
            const std::string& id = at(row).record.id;
            if (std::ranges::any_of(runs, [&](const RunListing& run) { return run.record.id == id; }))
                continue;
            beginRemoveRows({}, row, row);
            m_runs.erase(m_runs.begin() + row);
            endRemoveRows();
        }
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (i < m_runs.size() && m_runs[i].record.id == runs[i].record.id)
                continue;
            const int row = static_cast<int>(i);
            beginInsertRows({}, row, row);
            m_runs.insert(m_runs.begin() + row, runs[i]);
            endInsertRows();
        }
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (m_runs[i] == runs[i])
            continue;
        m_runs[i] = runs[i];
        emit dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), ColumnCount - 1));
    }
}

void RunTableModel::showFigures(const QString& id)
{
    const int row = rowOf(id);
    if (row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int RunTableModel::rowOf(const QString& id) const
{
    const auto found = std::ranges::find_if(
        m_runs, [name = id.toStdString()](const RunListing& run) { return run.record.id == name; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

int RunTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunTableModel::rawAt(const RunListing& listing, int column) const
{
    const RunRecord& record = listing.record;
    const RunFigures* figures = m_measuring.figures(record.id);
    switch (column) {
    case PhasesColumn:
        return figures == nullptr || figures->phases == 0 ? QVariant() : QVariant(figures->phases);
    case LossColumn:
        return figures == nullptr || !figures->loss ? QVariant() : QVariant(*figures->loss);
    case TokensColumn:
        return countOrNothing(record.tokens);
    case StepsColumn:
        return countOrNothing(record.steps);
    case DurationColumn:
        return figures == nullptr || figures->seconds <= 0 ? QVariant() : QVariant(figures->seconds);
    case CreatedColumn:
        return QDateTime::fromMSecsSinceEpoch(record.createdMs);
    case DiskColumn:
        return figures == nullptr ? QVariant()
                                  : QVariant::fromValue(static_cast<qulonglong>(figures->disk.own));
    default:
        return {};
    }
}

QString RunTableModel::shownAt(const RunListing& listing, int column) const
{
    const RunRecord& record = listing.record;
    const RunFigures* figures = m_measuring.figures(record.id);
    const QLocale locale;
    switch (column) {
    case IdColumn:
        return text(record.id);
    case NameColumn:
        return runNameWord(record);
    case PlanColumn:
        return record.plan.empty() ? notKnown
                                   : text(record.plan) + QStringLiteral(" v%1").arg(record.planRevision);
    case ArmColumn:
        return runArmWord(record);
    case StateColumn:
        if (listing.queuePlace > 0)
            return tr("waits its turn, place %1").arg(listing.queuePlace);
        if (figures != nullptr && figures->rolledBackTo && record.state == RunState::Stopped)
            return *figures->rolledBackTo == 0 ? tr("rolled back to before training")
                                               : tr("rolled back to phase %1").arg(*figures->rolledBackTo);
        if (listing.isStarting())
            return stageWord({});
        // A finished run has nothing else to note.
        return record.state == RunState::Done && !record.note.empty() ? tr("done elsewhere")
                                                                      : stateWord(record.state);
    case TagsColumn:
        return tagsOf(record);
    case PinnedColumn:
        return record.marks.isPinned ? tr("pinned") : QString();
    case NoteColumn:
        return text(record.marks.note).simplified();
    case CreatedColumn:
        return whenWords(record.createdMs);
    default:
        break;
    }
    const QVariant raw = rawAt(listing, column);
    if (!raw.isValid()) {
        const bool isFolders = column != TokensColumn && column != StepsColumn;
        return figures == nullptr && isFolders ? notYet : notKnown;
    }
    switch (column) {
    case LossColumn:
        return QStringLiteral("%1 (n = %2)")
            .arg(locale.toString(raw.toDouble(), 'f', 4),
                locale.toString(static_cast<qulonglong>(figures->lossExamples)));
    case DurationColumn:
        return durationWords(raw.toDouble());
    case DiskColumn:
        return bytesWords(raw.toULongLong());
    default:
        return locale.toString(raw.toULongLong());
    }
}

QStringList RunTableModel::everyState()
{
    QStringList texts{tr("waits its turn, place %1").arg(99), tr("rolled back to before training"),
        tr("rolled back to phase %1").arg(maximumPhases), tr("done elsewhere"), stageWord({})};
    for (const RunState state : {RunState::Frozen, RunState::Queued, RunState::Running, RunState::Waiting,
             RunState::Done, RunState::Stopped, RunState::Failed})
        texts.append(stateWord(state));
    return texts;
}

QString RunTableModel::toolTipAt(const RunListing& listing, int column) const
{
    const RunRecord& record = listing.record;
    const RunFigures* figures = m_measuring.figures(record.id);
    switch (column) {
    case StateColumn:
        return translatedCore(record.note);
    case ArmColumn:
        return record.parent.empty() ? QString()
                                     : tr("It goes on from run %1 with changed settings, and is left out of "
                                          "comparisons of arms.")
                                           .arg(text(record.parent));
    case NoteColumn:
        return text(record.marks.note);
    case NameColumn:
        return runNameWord(record);
    case LossColumn:
        if (figures == nullptr || !figures->loss)
            return tr("Measured after the last phase, on examples that no training has seen.");
        return figures->isTestLoss
            ? tr("On %n held-out example(s) for reports, with the model after the last phase.", nullptr,
                static_cast<int>(figures->lossExamples))
            : tr("On %n held-out example(s) for gates, with the model after the last phase.", nullptr,
                static_cast<int>(figures->lossExamples));
    case CreatedColumn:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(record.createdMs), QLocale::LongFormat);
    case PinnedColumn:
        return record.marks.isPinned ? tr("It cannot be deleted until it is unpinned.") : QString();
    case DiskColumn:
        return figures == nullptr || figures->disk.shared == 0
            ? QString()
            : tr("%1 more are in files that it shares with other runs. They become free with the last of "
                 "them.")
                  .arg(bytesWords(figures->disk.shared));
    default:
        return {};
    }
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunListing& listing = at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return shownAt(listing, column);
    case Qt::EditRole: // what is copied
        return isNumber(column) || column == CreatedColumn
            ? (rawAt(listing, column).isValid() ? rawAt(listing, column) : QVariant(QString()))
            : QVariant(shownAt(listing, column));
    case SortRole: {
        if (isNumber(column) || column == CreatedColumn)
            return rawAt(listing, column);
        if (column == PinnedColumn)
            return listing.record.marks.isPinned ? 0 : 1;
        const QString shown = shownAt(listing, column);
        return shown.isEmpty() ? QVariant() : QVariant(shown);
    }
    case Qt::ToolTipRole:
        return toolTipAt(listing, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::ForegroundRole: {
        const Theme& theme = themeOf(QGuiApplication::palette());
        if (column == StateColumn && listing.record.state == RunState::Failed)
            return theme.fail;
        return {};
    }
    case IdRole:
        return text(listing.record.id);
    case SearchRole: {
        QString all;
        for (const int part :
            {IdColumn, NameColumn, PlanColumn, ArmColumn, StateColumn, TagsColumn, PinnedColumn, NoteColumn})
            all += shownAt(listing, part).toLower() + u'\n';
        return all;
    }
    default:
        return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case PlanColumn:
            return tr("The plan and its revision when the run was frozen");
        case LossColumn:
            return tr("Per token, after the last phase, on held-out examples; smaller is better");
        case TokensColumn:
            return tr("Tokens really trained on, or planned where it has not begun");
        case DurationColumn:
            return tr("Of all attempts, without the time between them");
        case DiskColumn:
            return tr("What deleting the run makes free, saved models included");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdColumn:
        return tr("Run", "column");
    case NameColumn:
        return tr("Name", "column");
    case PlanColumn:
        return tr("Plan", "column");
    case ArmColumn:
        return tr("Arm", "column");
    case PhasesColumn:
        return tr("Phases", "column");
    case StateColumn:
        return tr("State", "column");
    case LossColumn:
        return tr("Held-out loss", "column");
    case TokensColumn:
        return tr("Tokens", "column");
    case StepsColumn:
        return tr("Steps", "column");
    case DurationColumn:
        return tr("Time", "column");
    case CreatedColumn:
        return tr("Created", "column");
    case DiskColumn:
        return tr("On disk", "column");
    case TagsColumn:
        return tr("Tags", "column");
    case PinnedColumn:
        return tr("Pinned", "column");
    case NoteColumn:
        return tr("Note", "column");
    default:
        return {};
    }
}

RunTableOrder::RunTableOrder(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(RunTableModel::SortRole);
}

void RunTableOrder::setWords(const QString& words)
{
    m_words = words.toLower().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool RunTableOrder::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QString all = sourceModel()->index(row, 0, parent).data(RunTableModel::SearchRole).toString();
    return std::ranges::all_of(m_words, [&](const QString& word) { return all.contains(word); });
}

bool RunTableOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant one = left.data(RunTableModel::SortRole), two = right.data(RunTableModel::SortRole);
    if (!one.isValid() || !two.isValid()) {
        const bool isUp = sortOrder() == Qt::AscendingOrder;
        return one.isValid() != two.isValid() && one.isValid() == isUp;
    }
    if (one.typeId() == QMetaType::QString) {
        static const QCollator byNumber = [] {
            QCollator collator;
            collator.setNumericMode(true);
            return collator;
        }();
        return byNumber.compare(one.toString(), two.toString()) < 0;
    }
    if (one.typeId() == QMetaType::QDateTime)
        return one.toDateTime() < two.toDateTime();
    return one.toDouble() < two.toDouble();
}

} // namespace dankai::ui
