// SPDX-License-Identifier: GPL-3.0-or-later
// The project's scorers as a table: how many examples each has scored, and its least, mean and greatest
// score.
#pragma once

#include "core/project/scorestore.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <string>
#include <vector>

namespace dankai::ui {

class ScorerTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        ScoredColumn,
        MissingColumn, // examples that it has not looked at
        NoNumberColumn, // it looked and found no number
        StaleColumn, // scored before they were edited
        MeanColumn,
        RangeColumn, // from the lowest to the highest
        ColumnCount
    };

    explicit ScorerTableModel(QObject* parent = nullptr);

    // `examples` of the project, excluded ones too.
    void show(const std::vector<ScorerFigures>& scorers, std::uint64_t examples);

    const ScorerFigures& at(int row) const { return m_scorers[static_cast<std::size_t>(row)]; }

    int rowOf(const std::string& scorer) const; // -1 where there is none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ScorerFigures> m_scorers;
    std::uint64_t m_examples = 0;
};

} // namespace dankai::ui
