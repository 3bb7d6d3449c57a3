// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/columnfill.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace dankai::ui {

ColumnFill::ColumnFill(QTableView* table, const std::vector<int>& columns)
    : QObject(table)
    , m_table(table)
{
    for (const int column : columns)
        m_own[column] = table->columnWidth(column);
    table->viewport()->installEventFilter(this);
    connect(
        table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
            if (m_isFilling)
                return;
            // By hand: nothing moves under the mouse.
            if (const auto own = m_own.find(column); own != m_own.end() && width > 0)
                own->second = width;
        });
}

bool ColumnFill::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        fill();
    return QObject::eventFilter(watched, event);
}

void ColumnFill::fill()
{
    const QHeaderView* header = m_table->horizontalHeader();
    int taken = header->length();
    int sharing = 0;
    for (const auto& [column, own] : m_own) {
        if (header->isSectionHidden(column))
            continue;
        taken += own - header->sectionSize(column);
        ++sharing;
    }
    if (sharing > 0)
        setWidths(std::max(0, (m_table->viewport()->width() - taken) / sharing));
}

void ColumnFill::setWidths(int more)
{
    m_isFilling = true;
    for (const auto& [column, own] : m_own)
        if (!m_table->isColumnHidden(column))
            m_table->setColumnWidth(column, own + more);
    m_isFilling = false;
}

QByteArray ColumnFill::saveState()
{
    setWidths(0);
    QByteArray state = m_table->horizontalHeader()->saveState();
    fill();
    return state;
}

void ColumnFill::takeWidths()
{
    for (auto& [column, own] : m_own)
        if (!m_table->isColumnHidden(column))
            own = m_table->columnWidth(column);
    fill();
}

} // namespace dankai::ui
