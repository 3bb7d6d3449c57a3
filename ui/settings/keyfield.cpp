// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keyfield.h"

#include <QKeyEvent>

namespace dankai::ui {

namespace {

bool isModifier(int key)
{
    switch (key) {
    case Qt::Key_Control:
    case Qt::Key_Shift:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_unknown:
    case 0:
        return true;
    default:
        return false;
    }
}

// What moves the focus and works whatever has it; a command that took one of these away could not be undone
// by whoever has no mouse.
bool isOfTheFocus(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return true;
    default:
        return false;
    }
}

// Shift is a part of "?" and of nothing that is written with it.
Qt::KeyboardModifiers modifiersOf(const QKeyEvent& event)
{
    Qt::KeyboardModifiers modifiers
        = event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier | Qt::ShiftModifier);
    const QChar written = event.text().isEmpty() ? QChar() : event.text().at(0);
    if (written.isPrint() && !written.isLetterOrNumber() && !written.isSpace())
        modifiers.setFlag(Qt::ShiftModifier, false);
    return modifiers;
}

} // namespace

KeyField::KeyField(QWidget* parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    setPlaceholderText(tr("Press the new key"));
}

// A line of text asks for input methods even where it cannot be written in.
QVariant KeyField::inputMethodQuery(Qt::InputMethodQuery query) const
{
    return query == Qt::ImEnabled ? QVariant(false) : QLineEdit::inputMethodQuery(query);
}

bool KeyField::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        event->accept(); // what is pressed here calls no command
        return true;
    case QEvent::KeyPress:
        press(*static_cast<const QKeyEvent*>(event));
        event->accept();
        return true;
    default:
        return QLineEdit::event(event);
    }
}

void KeyField::press(const QKeyEvent& event)
{
    if (isModifier(event.key()) || event.isAutoRepeat())
        return;
    const Qt::KeyboardModifiers modifiers = modifiersOf(event);
    const bool isPlain = !(modifiers & ~Qt::ShiftModifier);
    if (isPlain
        && (event.key() == Qt::Key_Escape || event.key() == Qt::Key_Tab || event.key() == Qt::Key_Backtab)) {
        emit left();
        return;
    }
    if (isPlain && isOfTheFocus(event.key()))
        return;
    m_key = QKeySequence(modifiers | Qt::Key(event.key()));
    setText(m_key.toString(QKeySequence::NativeText));
    emit taken();
}

} // namespace dankai::ui
