// SPDX-License-Identifier: GPL-3.0-or-later
// Gives the room that is left over in a wide window to the columns that hold texts. Narrower than its own
// width, which a person may change, no column becomes by it.
#pragma once

#include <QObject>

#include <map>
#include <vector>

class QByteArray;
class QTableView;

namespace dankai::ui {

class ColumnFill final : public QObject
{
public:
    // Belongs to the table, whose columns have their own widths.
    ColumnFill(QTableView* table, const std::vector<int>& columns);

    // The header's state with the columns' own widths, whatever the window is like.
    QByteArray saveState();
    // The table's header has been restored.
    void takeWidths();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void setWidths(int more);

    QTableView* m_table;
    std::map<int, int> m_own; // width of each column
    bool m_isFilling = false;
};

} // namespace dankai::ui
