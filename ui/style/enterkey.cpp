// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/enterkey.h"

#include <QKeyEvent>
#include <QPushButton>

namespace dankai::ui {

bool EnterKey::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    auto* button = qobject_cast<QPushButton*>(watched);
    if (button == nullptr || button->autoDefault() || !button->isEnabled())
        return false;
    const auto* key = static_cast<const QKeyEvent*>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!isEnter || key->isAutoRepeat() || (key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    button->click();
    return true;
}

} // namespace dankai::ui
