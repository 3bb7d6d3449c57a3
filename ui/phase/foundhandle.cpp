// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/foundhandle.h"

#include <QApplication>
#include <QMouseEvent>

namespace dankai::ui {

FoundHandle::FoundHandle(QWidget* parent)
    : QPushButton(parent)
{
    setCursor(Qt::OpenHandCursor);
    setToolTip(tr("Drag all that was found to a phase, or click and choose where they go"));
}

void FoundHandle::setFound(std::size_t count)
{
    setText(tr("Drag %n found example(s)", nullptr, static_cast<int>(count)));
    setEnabled(count > 0);
}

void FoundHandle::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = event->position().toPoint();
    QPushButton::mousePressEvent(event);
}

void FoundHandle::mouseMoveEvent(QMouseEvent* event)
{
    const int distance = (event->position().toPoint() - m_pressedAt).manhattanLength();
    if ((event->buttons() & Qt::LeftButton) && distance >= QApplication::startDragDistance()) {
        setDown(false);
        emit dragWanted();
        return;
    }
    QPushButton::mouseMoveEvent(event);
}

} // namespace dankai::ui
