// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/phaseview.h"

#include "ui/phase/exampledrag.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QDrag>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace dankai::ui {

namespace {

constexpr int lineHeight = 28;
constexpr int difficultyWidth = 50;
constexpr int badgeSize = 14;
constexpr QPoint ghostOffset(-12, -8);

// Marks what was moved by hand in front of its text.
class ExampleDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
        if (index.column() == ExampleTableModel::DifficultyColumn) {
            option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
            return;
        }
        if (!index.data(PhaseModel::IsMovedRole).toBool())
            return;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(QStringLiteral("moved"), option->palette);
        option->decorationSize = QSize(badgeSize, badgeSize);
    }
};

QPixmap ghostOf(std::size_t count, const QWidget* widget)
{
    const Theme& theme = themeOf(widget);
    const QString text = PhaseView::tr("%n example(s)", nullptr, static_cast<int>(count));
    const QFont font = typeFont(TypeSize::Body);
    const QSize size = QFontMetrics(font).size(Qt::TextSingleLine, text) + QSize(24, 12);
    QPixmap ghost(size * widget->devicePixelRatioF());
    ghost.setDevicePixelRatio(widget->devicePixelRatioF());
    ghost.fill(Qt::transparent);
    QPainter painter(&ghost);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(QRect(QPoint(), size), 4, 4);
    painter.setPen(theme.onAccent);
    painter.setFont(font);
    painter.drawText(QRect(QPoint(), size), Qt::AlignCenter, text);
    return ghost;
}

} // namespace

void dragExamples(PlanDocument& document, std::vector<ExampleId> examples, QWidget* from)
{
    if (examples.empty())
        return;
    auto* drag = new QDrag(from); // Qt deletes it
    drag->setPixmap(ghostOf(examples.size(), from));
    drag->setHotSpot(ghostOffset);
    drag->setMimeData(makeExampleDrag(document, std::move(examples)));
    drag->exec(Qt::MoveAction, Qt::MoveAction);
}

PhaseView::PhaseView(PlanDocument& document, PhaseModel* model, QWidget* parent)
    : QTableView(parent)
    , m_document(document)
    , m_model(model)
{
    setModel(model);
    setItemDelegate(new ExampleDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setWordWrap(false);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setDragEnabled(true);
    setAcceptDrops(model->place() != unscoredPlace);
    setDragDropMode(
        model->place() == unscoredPlace ? QAbstractItemView::DragOnly : QAbstractItemView::DragDrop);
    setDropIndicatorShown(false); // the rule or the hand decides the phase, never the row
    setDragDropOverwriteMode(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(scaledPixels(lineHeight));
    horizontalHeader()->hide();
    for (int column = 0; column < ExampleTableModel::ColumnCount; ++column)
        setColumnHidden(column,
            column != ExampleTableModel::InstructionColumn
                && (column != ExampleTableModel::DifficultyColumn || model->place() == unscoredPlace));
    horizontalHeader()->moveSection(horizontalHeader()->visualIndex(ExampleTableModel::InstructionColumn), 0);
    horizontalHeader()->setMinimumSectionSize(difficultyWidth);
    horizontalHeader()->setSectionResizeMode(ExampleTableModel::InstructionColumn, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(ExampleTableModel::DifficultyColumn, QHeaderView::Fixed);
    setColumnWidth(ExampleTableModel::DifficultyColumn, difficultyWidth);
}

std::vector<ExampleId> PhaseView::selectedExamples() const
{
    std::vector<ExampleId> examples;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            examples.push_back(m_model->idAt(row));
    }
    return examples;
}

void PhaseView::show(const std::shared_ptr<const PlaceContents>& contents)
{
    const QModelIndex current = currentIndex();
    const bool hasCurrent = current.isValid() && current.row() < m_model->rowCount();
    const ExampleId kept = hasCurrent ? m_model->idAt(current.row()) : ExampleId();
    int oldRow = hasCurrent ? current.row() : 0;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        oldRow = std::min(oldRow, range.top()); // of a block that leaves, where it began
    const int scrolled = verticalScrollBar()->value();
    const bool hadSelection = selectionModel()->hasSelection();
    bool isReset = false;
    const auto connection
        = connect(m_model, &QAbstractItemModel::modelReset, this, [&isReset] { isReset = true; });
    m_model->show(contents);
    disconnect(connection);
    if (!isReset || m_model->rowCount() == 0)
        return;
    // The next example stands where the one that left was, so that key after key works down a list.
    const int found = hasCurrent ? m_model->rowOf(kept) : -1;
    if (hasCurrent) {
        const int row = found >= 0 ? found : std::min(oldRow, m_model->rowCount() - 1);
        const QModelIndex index = m_model->index(row, ExampleTableModel::InstructionColumn);
        selectionModel()->setCurrentIndex(index,
            hadSelection ? QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows
                         : QItemSelectionModel::NoUpdate);
    }
    verticalScrollBar()->setValue(scrolled);
    if (hasFocus() && !hasCurrent)
        selectCurrent();
    if (hasFocus() && currentIndex().isValid())
        scrollTo(currentIndex()); // a key must never act on a row that nobody sees
}

void PhaseView::startDrag(Qt::DropActions)
{
    dragExamples(m_document, selectedExamples(), this);
}

void PhaseView::dragEnterEvent(QDragEnterEvent* event)
{
    if (!m_model->canDropMimeData(event->mimeData(), Qt::MoveAction, -1, -1, {})) {
        event->ignore();
        return;
    }
    event->setDropAction(Qt::MoveAction);
    event->accept();
    emit dragHovers(draggedExamples(m_document, *event->mimeData()));
}

void PhaseView::dragMoveEvent(QDragMoveEvent* event)
{
    event->setDropAction(Qt::MoveAction);
    event->accept();
}

void PhaseView::dragLeaveEvent(QDragLeaveEvent* event)
{
    QTableView::dragLeaveEvent(event);
    emit dragHovers({});
}

void PhaseView::dropEvent(QDropEvent* event)
{
    emit dragHovers({});
    if (m_model->dropMimeData(event->mimeData(), Qt::MoveAction, -1, -1, {})) {
        event->setDropAction(Qt::MoveAction);
        event->accept();
    } else {
        event->ignore();
    }
}

void PhaseView::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason)
        selectCurrent();
    emit focused();
}

// By keyboard there is always an example that the next key is about; what Qt makes the current one when the
// focus comes is not selected.
void PhaseView::selectCurrent()
{
    if (selectionModel()->hasSelection() || m_model->rowCount() == 0)
        return;
    const int row = currentIndex().isValid() ? std::min(currentIndex().row(), m_model->rowCount() - 1) : 0;
    selectionModel()->setCurrentIndex(m_model->index(row, ExampleTableModel::InstructionColumn),
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

// A column's figures may take a line more than before.
void PhaseView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (hasFocus() && currentIndex().isValid())
        scrollTo(currentIndex());
}

// To the first and the last row, as in every list; a table goes to the first and the last column.
void PhaseView::keyPressEvent(QKeyEvent* event)
{
    const bool isToAnEnd = event->key() == Qt::Key_Home || event->key() == Qt::Key_End;
    if (isToAnEnd && currentIndex().isValid() && !event->modifiers().testFlag(Qt::ControlModifier)) {
        const int row = event->key() == Qt::Key_Home ? 0 : m_model->rowCount() - 1;
        const int from = event->modifiers().testFlag(Qt::ShiftModifier) ? currentIndex().row() : row;
        const auto at
            = [this](int each) { return m_model->index(each, ExampleTableModel::InstructionColumn); };
        selectionModel()->setCurrentIndex(at(row), QItemSelectionModel::NoUpdate);
        selectionModel()->select({at(std::min(from, row)), at(std::max(from, row))},
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace dankai::ui
