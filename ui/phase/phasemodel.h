// SPDX-License-Identifier: GPL-3.0-or-later
// The examples of one column of the Phases page: the lazy table of the Data page, with what was moved by hand
// marked, and with drags in and out.
#pragma once

#include "ui/dataset/exampletablemodel.h"
#include "ui/phase/phasecontents.h"

#include <QIdentityProxyModel>

#include <vector>

namespace dankai::ui {

class PhaseModel final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    enum Role
    {
        IsMovedRole = ExampleTableModel::IsExcludedRole + 1, // by hand
    };

    // `place`: a phase from 0, unscoredPlace (nothing can be dropped there) or excludedPlace.
    PhaseModel(PlanDocument& document, std::int8_t place, QObject* parent = nullptr);

    std::int8_t place() const { return m_place; }

    // Keeps the rows it has where they are the same, so that a selection elsewhere survives.
    void show(const std::shared_ptr<const PlaceContents>& contents);

    const ExampleTableModel& table() const { return *m_table; }

    ExampleId idAt(int row) const { return m_table->idAt(row); }

    int rowOf(ExampleId id) const { return m_table->rowOf(id); }

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    // Of whole rows, each once.
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override;
    Qt::DropActions supportedDropActions() const override;
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
        const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
        const QModelIndex& parent) override;

private:
    PlanDocument& m_document;
    std::int8_t m_place;
    ExampleTableModel* m_table;
};

} // namespace dankai::ui
