// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/activitywatch.h"

#include <QApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace dankai::ui {

namespace {

constexpr int restMs = 1000;

bool isActivity(QObject* watched, QEvent::Type type)
{
    switch (type) {
    case QEvent::MouseButtonRelease:
    case QEvent::KeyRelease:
        return true;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::WindowStateChange:
        return watched->isWidgetType() && static_cast<QWidget*>(watched)->isWindow();
    default:
        return false;
    }
}

} // namespace

ActivityWatch::ActivityWatch(QObject* parent)
    : QObject(parent)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(restMs);
    connect(m_timer, &QTimer::timeout, this, &ActivityWatch::rested);
    qApp->installEventFilter(this);
}

bool ActivityWatch::eventFilter(QObject* watched, QEvent* event)
{
    if (isActivity(watched, event->type()))
        m_timer->start();
    return false;
}

} // namespace dankai::ui
