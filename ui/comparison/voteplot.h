// SPDX-License-Identifier: GPL-3.0-or-later
// Win shares as dots with their intervals on a scale from 0 to 100 % with the half marked.
#pragma once

#include "core/statistics/interval.h"

#include <QWidget>

#include <vector>

namespace dankai::ui {

struct ShareRow
{
    QString label;
    Interval share;
    bool isControlled = false; // drawn hollow
};

class VotePlot final : public QWidget
{
    Q_OBJECT

public:
    explicit VotePlot(QWidget* parent = nullptr);

    // `left` and `right` say what the ends mean.
    void draw(std::vector<ShareRow> rows, const QString& left, const QString& right);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<ShareRow> m_rows;
    QString m_left;
    QString m_right;
};

// "62 % [48, 74]"
QString shareWords(const Interval& share);

} // namespace dankai::ui
