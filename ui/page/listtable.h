// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of rows that are read and chosen, alike on every page. Knows nothing of what stands in them.
#pragma once

#include <QString>

#include <span>

class QByteArray;
class QTableView;

namespace dankai::ui {

inline constexpr int usualRowHeight = 28;
inline constexpr int compactRowHeight = 24;

// Whole rows, on one line each; the Tab key leaves it. `name` is for people who cannot see it.
void makeListTable(QTableView* table, const QString& name, int rowHeight = usualRowHeight);

// Columns of these widths, which a person may move, and hide by the menu of the header. The table has its
// model.
void arrangeColumns(QTableView* table, std::span<const int> widths);
// As the header's saveState() had them.
void restoreColumns(QTableView* table, const QByteArray& state);

} // namespace dankai::ui
