// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the first column of a table in sight while the others are scrolled: a second view of the same model
// and selection that lies over the first. It has no focus of its own, so keys, reading aids and the current
// cell are the table's.
#pragma once

#include <QTableView>

namespace dankai::ui {

class FrozenColumn final : public QTableView
{
    Q_OBJECT

public:
    // `table` has its model and delegate; `header` becomes this view's own.
    FrozenColumn(QTableView& table, QHeaderView* header);

    // Of the viewport that the column lies over; 0 where the table is too narrow to spare it.
    int coveredWidth() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void takeGeometry();

    QTableView& m_table;
    bool m_isFollowing = false; // a width goes from one view to the other
};

} // namespace dankai::ui
