// SPDX-License-Identifier: GPL-3.0-or-later
// What a table shows, for spreadsheets: its chosen rows on the clipboard, or all of them as a CSV file. A
// model gives raw numbers by Qt::EditRole; what has none is copied as it is shown. Not for tables that fetch
// their texts when they are looked at.
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <vector>

class QAction;
class QTableView;
class QWidget;

namespace dankai::ui {

enum class TableRows
{
    Chosen, // all where none is
    All,
};

// The heading and the rows, columns as they stand on the screen without those that are hidden.
std::vector<QStringList> cellsOf(const QTableView& table, TableRows rows);

// RFC 4180 with a byte order mark, since spreadsheets take UTF-8 for something else without it.
QByteArray asCsv(const std::vector<QStringList>& cells);
// What spreadsheets take from the clipboard; tabs and line breaks within a cell become spaces.
QString asTabbedText(const std::vector<QStringList>& cells);

// Both forms.
void copyToClipboard(const std::vector<QStringList>& cells);
Result<> saveAsCsv(const QString& file, const std::vector<QStringList>& cells);

// Ctrl+C while the table has the focus; added to the table, and for a page to list.
QAction* addCopyCommand(QTableView* table);

} // namespace dankai::ui
