// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/figuretable.h"

#include "ui/difficulty/figurewords.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int headingMargins = 28; // of both sides, by the style sheet

} // namespace

void fitToFigures(QTableWidget* table)
{
    for (int column = 0; column < table->columnCount() && table->rowCount() > 0; ++column)
        if (const QTableWidgetItem* cell = table->item(0, column); cell != nullptr)
            table->horizontalHeaderItem(column)->setTextAlignment(
                Qt::Alignment(QFlag(cell->textAlignment())));
    fitHeight(table);
    // Not by the header's own hint, which cuts the beginning of Japanese headings.
    QHeaderView* header = table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    table->resizeColumnsToContents();
    const QFontMetrics metrics(header->font());
    for (int column = 0; column < table->columnCount(); ++column) {
        const int heading = metrics.horizontalAdvance(table->horizontalHeaderItem(column)->text());
        table->setColumnWidth(column, std::max(table->columnWidth(column), heading + headingMargins));
    }
    table->setMaximumWidth(header->length() + 2 * table->frameWidth());
}

QHBoxLayout* rowOf(QLabel* text)
{
    auto* row = new QHBoxLayout;
    row->addWidget(text, 1);
    row->addStretch();
    return row;
}

} // namespace dankai::ui
