// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/listtable.h"

#include "ui/style/type.h"

#include <QAction>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace dankai::ui {

void makeListTable(QTableView* table, const QString& name, int rowHeight)
{
    table->setAccessibleName(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setWordWrap(false);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(scaledPixels(rowHeight));
    table->horizontalHeader()->setHighlightSections(false);
}

void arrangeColumns(QTableView* table, std::span<const int> widths)
{
    QHeaderView* header = table->horizontalHeader();
    header->setSectionsMovable(true);
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (int column = 0; column < static_cast<int>(widths.size()); ++column) {
        // Headings are longer in one language than in the other.
        table->setColumnWidth(
            column, std::max(widths[static_cast<std::size_t>(column)], header->sectionSizeHint(column)));
        auto* shown = new QAction(table->model()->headerData(column, Qt::Horizontal).toString(), header);
        shown->setCheckable(true);
        shown->setChecked(true);
        QObject::connect(shown, &QAction::toggled, table,
            [table, column](bool isShown) { table->setColumnHidden(column, !isShown); });
        header->addAction(shown);
    }
}

void restoreColumns(QTableView* table, const QByteArray& state)
{
    QHeaderView* header = table->horizontalHeader();
    header->restoreState(state);
    const QList<QAction*> shown = header->actions();
    for (int column = 0; column < static_cast<int>(shown.size()); ++column)
        shown.at(column)->setChecked(!table->isColumnHidden(column));
}

} // namespace dankai::ui
