// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence in the room there is: what does not fit ends with an ellipsis and stands in the tooltip, and a
// long one makes no window wider.
#pragma once

#include <QLabel>

namespace dankai::ui {

class OneLine final : public QLabel
{
    Q_OBJECT

public:
    explicit OneLine(QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
};

} // namespace dankai::ui
