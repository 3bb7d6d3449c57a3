// SPDX-License-Identifier: GPL-3.0-or-later
// Says how many examples a filter found, and is the handle to drag all of them by.
#pragma once

#include <QPoint>
#include <QPushButton>

namespace dankai::ui {

class FoundHandle final : public QPushButton
{
    Q_OBJECT

public:
    explicit FoundHandle(QWidget* parent = nullptr);

    void setFound(std::size_t count);

signals:
    void dragWanted();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QPoint m_pressedAt;
};

} // namespace dankai::ui
