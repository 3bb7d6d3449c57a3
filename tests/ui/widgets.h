// SPDX-License-Identifier: GPL-3.0-or-later
// What a person finds in a widget by its words.
#pragma once

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <algorithm>

namespace dankai::test {

// Whether nobody hides the widget or what it stands in. A child that was just put into a layout counts: Qt
// shows it in the next moment, by a queued call, and a test must not depend on when that comes.
inline bool isShownIn(const QWidget* widget, const QWidget& parent)
{
    for (; widget != nullptr && widget != &parent; widget = widget->parentWidget())
        if (widget->isHidden() && widget->testAttribute(Qt::WA_WState_ExplicitShowHide))
            return false;
    return true;
}

inline bool saysSomewhere(const QWidget& parent, const QString& words)
{
    return std::ranges::any_of(parent.findChildren<QLabel*>(),
        [&](const QLabel* label) { return isShownIn(label, parent) && label->text().contains(words); });
}

inline void pressButton(const QWidget& parent, const QString& text)
{
    for (QPushButton* button : parent.findChildren<QPushButton*>())
        if (button->text() == text && isShownIn(button, parent)) {
            button->click();
            return;
        }
    QFAIL(qPrintable(text));
}

// What a platform asks before it hands a key to an input method: whether the widget with the focus takes
// composed text. Where it does, single letters never arrive as keys while Japanese is typed.
inline bool isTakenByInputMethods(QWidget* widget)
{
    QInputMethodQueryEvent asked(Qt::ImEnabled);
    QCoreApplication::sendEvent(widget, &asked);
    return asked.value(Qt::ImEnabled).toBool();
}

// As an input method that composes and commits all the same.
inline void compose(QWidget* widget, const QString& text)
{
    QInputMethodEvent composing(text, {});
    QCoreApplication::sendEvent(widget, &composing);
    QInputMethodEvent committing;
    committing.setCommitString(text);
    QCoreApplication::sendEvent(widget, &committing);
}

} // namespace dankai::test
