// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/phasemodel.h"

#include "ui/phase/exampledrag.h"

#include <QMimeData>

#include <algorithm>

namespace dankai::ui {

PhaseModel::PhaseModel(PlanDocument& document, std::int8_t place, QObject* parent)
    : QIdentityProxyModel(parent)
    , m_document(document)
    , m_place(place)
    , m_table(new ExampleTableModel(document.session(), this))
{
    setSourceModel(m_table);
}

void PhaseModel::show(const std::shared_ptr<const PlaceContents>& contents)
{
    static const std::vector<std::uint32_t> none;
    if (contents == nullptr) {
        m_table->show(std::make_shared<const ExampleColumns>(), none);
        return;
    }
    const auto& columns = contents->placed->materials->columns;
    const auto& rows = contents->at(m_place);
    if (&m_table->columns() == columns.get() && m_table->rows() == rows) {
        // The same examples, perhaps with other moves.
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {IsMovedRole});
        return;
    }
    m_table->show(columns, rows);
}

QVariant PhaseModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == IsMovedRole)
        return m_document.moveOf(idAt(index.row())).has_value();
    if (role == Qt::ToolTipRole) {
        const QString text = QIdentityProxyModel::data(
            index.siblingAtColumn(ExampleTableModel::InstructionColumn), Qt::DisplayRole)
                                 .toString();
        if (!m_document.moveOf(idAt(index.row())))
            return text;
        const auto placed = m_document.placed();
        const auto row = m_table->rows()[static_cast<std::size_t>(index.row())];
        const std::int8_t rule
            = placed != nullptr && row < placed->rulePlaces.size() ? placed->rulePlaces[row] : unscoredPlace;
        const QString why = rule >= 0
            ? tr("Moved by hand; the rule would put it into %1.").arg(shownPhaseName(m_document.plan(), rule))
            : tr("Moved by hand; the rule would put it nowhere, since it has no score.");
        return QString(text % QStringLiteral("\n\n") % why);
    }
    if (role == Qt::AccessibleTextRole && index.column() == ExampleTableModel::InstructionColumn
        && m_document.moveOf(idAt(index.row())))
        return tr("%1 (moved by hand)").arg(QIdentityProxyModel::data(index, Qt::DisplayRole).toString());
    return QIdentityProxyModel::data(index, role);
}

Qt::ItemFlags PhaseModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QIdentityProxyModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren
                           : flags | Qt::ItemIsDropEnabled;
}

QStringList PhaseModel::mimeTypes() const
{
    return {exampleMimeType()};
}

QMimeData* PhaseModel::mimeData(const QModelIndexList& indexes) const
{
    std::vector<ExampleId> examples;
    int last = -1;
    for (const QModelIndex& index : indexes) {
        if (index.row() != last)
            examples.push_back(idAt(index.row()));
        last = index.row();
    }
    std::sort(examples.begin(), examples.end());
    examples.erase(std::unique(examples.begin(), examples.end()), examples.end());
    return makeExampleDrag(m_document, std::move(examples));
}

Qt::DropActions PhaseModel::supportedDragActions() const
{
    return Qt::MoveAction;
}

Qt::DropActions PhaseModel::supportedDropActions() const
{
    return Qt::MoveAction;
}

bool PhaseModel::canDropMimeData(
    const QMimeData* data, Qt::DropAction action, int, int, const QModelIndex&) const
{
    return data != nullptr && action == Qt::MoveAction && m_place != unscoredPlace
        && isExampleDrag(m_document, *data);
}

bool PhaseModel::dropMimeData(
    const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    std::vector<ExampleId> examples = draggedExamples(m_document, *data);
    if (examples.empty())
        return false;
    m_document.moveExamples(std::move(examples), m_place >= 0 ? std::optional<int>(m_place) : std::nullopt);
    return true;
}

} // namespace dankai::ui
