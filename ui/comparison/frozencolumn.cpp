// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/frozencolumn.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QWheelEvent>

namespace dankai::ui {

FrozenColumn::FrozenColumn(QTableView& table, QHeaderView* header)
    : QTableView(&table)
    , m_table(table)
{
    setHorizontalHeader(header);
    setModel(table.model());
    setItemDelegate(table.itemDelegate());
    QItemSelectionModel* own = selectionModel();
    setSelectionModel(table.selectionModel());
    delete own;
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(table.verticalHeader()->minimumSectionSize());
    setShowGrid(table.showGrid());
    setWordWrap(table.wordWrap());
    setSelectionBehavior(table.selectionBehavior());
    setSelectionMode(table.selectionMode());
    setEditTriggers(NoEditTriggers);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(NoFrame);
    setProperty("frameless", true); // nor one of the style sheet, which would shift what is to stand in line
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setAutoScroll(false);
    setContextMenuPolicy(Qt::NoContextMenu); // goes on to the table
    hide();

    connect(table.verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(), &QScrollBar::setValue);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, table.verticalScrollBar(), &QScrollBar::setValue);
    connect(table.verticalHeader(), &QHeaderView::sectionResized, this,
        [this](int row, int, int height) { setRowHeight(row, height); });
    connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (column == 0 && !m_isFollowing) {
            m_isFollowing = true;
            setColumnWidth(0, width);
            m_isFollowing = false;
        }
        takeGeometry();
    });
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (column == 0 && !m_isFollowing) {
            m_isFollowing = true;
            m_table.setColumnWidth(0, width);
            m_isFollowing = false;
        }
        takeGeometry();
    });
    connect(table.model(), &QAbstractItemModel::modelReset, this, &FrozenColumn::takeGeometry);
    connect(
        table.horizontalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int) { takeGeometry(); });
    table.installEventFilter(this);
    table.viewport()->installEventFilter(this);
    takeGeometry();
}

int FrozenColumn::coveredWidth() const
{
    return isHidden() ? 0 : m_table.columnWidth(0);
}

// Shown where there is something to scroll and the other columns keep the greater part of the width.
void FrozenColumn::takeGeometry()
{
    const QAbstractItemModel* shown = model();
    for (int column = 1; column < shown->columnCount(); ++column)
        if (!isColumnHidden(column))
            setColumnHidden(column, true);
    const int width = m_table.columnWidth(0);
    const QRect inner = m_table.viewport()->geometry();
    const bool isOfUse = shown->columnCount() > 1 && m_table.horizontalScrollBar()->maximum() > 0
        && width <= inner.width() / 2;
    setVisible(isOfUse);
    if (!isOfUse)
        return;
    const int headerHeight = m_table.horizontalHeader()->height();
    horizontalHeader()->setFixedHeight(headerHeight);
    setGeometry(inner.left(), inner.top() - headerHeight, width, inner.height() + headerHeight);
    raise();
    verticalScrollBar()->setValue(m_table.verticalScrollBar()->value());
}

bool FrozenColumn::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::LayoutRequest:
        takeGeometry();
        break;
    default:
        break;
    }
    return QTableView::eventFilter(watched, event);
}

// Sideways too, which this view could not do.
void FrozenColumn::wheelEvent(QWheelEvent* event)
{
    QCoreApplication::sendEvent(m_table.viewport(), event);
}

} // namespace dankai::ui
