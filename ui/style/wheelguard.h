// SPDX-License-Identifier: GPL-3.0-or-later
// The wheel scrolls a form and never changes a field that it happens to pass over: only a field that a person
// has chosen before takes it.
#pragma once

#include <QObject>

namespace dankai::ui {

// Over all boxes of the program, where it is installed as an event filter of the application.
class WheelGuard final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace dankai::ui
