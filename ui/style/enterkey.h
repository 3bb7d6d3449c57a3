// SPDX-License-Identifier: GPL-3.0-or-later
// Enter presses the button that has the focus. Qt does so in dialogs alone, and people do not know where they
// are.
#pragma once

#include <QObject>

namespace dankai::ui {

// Over all buttons of the program, where it is installed as an event filter of the application.
class EnterKey final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace dankai::ui
