// SPDX-License-Identifier: GPL-3.0-or-later
// The models that were found on this disk as a table, each with whether it can be trained here and the figure
// that says so. Searches nothing itself.
#pragma once

#include "core/checkpoint/modelfinder.h"

#include <QAbstractTableModel>
#include <QString>

#include <cstdint>
#include <vector>

namespace dankai::ui {

// "1.6 GB", in the language of the window.
QString sizeWords(std::uint64_t bytes);

// What may be done with a model on a machine of so much memory, with its mark and figures; why, where
// nothing.
QString fitWords(const FoundModel& model, std::uint64_t memoryBytes);
// The same for a column.
QString shortFitWords(const FoundModel& model, std::uint64_t memoryBytes);

class FoundModels final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        PlaceColumn,
        ArchitectureColumn,
        ParametersColumn,
        StorageColumn,
        DiskColumn,
        FitColumn,
        ColumnCount
    };

    explicit FoundModels(QObject* parent = nullptr);

    void show(std::vector<FoundModel> models, std::uint64_t memoryBytes);
    // One that was chosen by hand stands first; one of the same path takes its place. Its row.
    int add(FoundModel model);

    const FoundModel& at(int row) const { return m_models[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<FoundModel> m_models;
    std::uint64_t m_memoryBytes = 0;
};

} // namespace dankai::ui
