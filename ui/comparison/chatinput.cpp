// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/chatinput.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QTimer>

namespace dankai::ui {

ChatInput::ChatInput(QWidget* parent)
    : TextField(parent)
{
    setTabChangesFocus(true);
}

void ChatInput::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || event->modifiers().testFlag(Qt::ShiftModifier)) {
        TextField::keyPressEvent(event);
        return;
    }
    event->accept();
    if (!m_isComposing && !m_hasJustCommitted)
        emit sendWanted();
}

void ChatInput::inputMethodEvent(QInputMethodEvent* event)
{
    const bool wasComposing = m_isComposing;
    m_isComposing = !event->preeditString().isEmpty();
    if (wasComposing && !m_isComposing) {
        m_hasJustCommitted = true;
        QTimer::singleShot(0, this, [this] { m_hasJustCommitted = false; });
    }
    TextField::inputMethodEvent(event);
}

} // namespace dankai::ui
