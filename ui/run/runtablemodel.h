// SPDX-License-Identifier: GPL-3.0-or-later
// All runs as a table, one column for each thing that tells them apart, and the filter and order over it.
// Reads no folder: what only a folder tells is RunMeasuring's, and may be missing still.
#pragma once

#include "ui/run/runmeasuring.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <vector>

namespace dankai::ui {

class RunTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        IdColumn,
        NameColumn,
        PlanColumn,
        ArmColumn,
        PhasesColumn,
        StateColumn,
        LossColumn,
        TokensColumn,
        StepsColumn,
        DurationColumn,
        CreatedColumn,
        DiskColumn,
        TagsColumn,
        PinnedColumn,
        NoteColumn,
        ColumnCount
    };

    enum Role
    {
        IdRole = Qt::UserRole, // QString
        SortRole, // a number or a text; invalid where there is no value
        SearchRole, // every word of the row, lower case
    };

    explicit RunTableModel(const RunMeasuring& measuring, QObject* parent = nullptr);

    void show(const std::vector<RunListing>& runs);
    void showFigures(const QString& id);

    // What may stand in the column of states, of which nothing is to be cut.
    static QStringList everyState();

    const RunListing& at(int row) const { return m_runs[static_cast<std::size_t>(row)]; }

    int rowOf(const QString& id) const; // -1 where there is none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant rawAt(const RunListing& listing, int column) const;
    QString shownAt(const RunListing& listing, int column) const;
    QString toolTipAt(const RunListing& listing, int column) const;

    const RunMeasuring& m_measuring;
    std::vector<RunListing> m_runs;
};

// Rows in which every word of the filter stands somewhere. What has no value comes last in both directions.
class RunTableOrder final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RunTableOrder(QObject* parent = nullptr);

    void setWords(const QString& words);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QStringList m_words;
};

} // namespace dankai::ui
