// SPDX-License-Identifier: GPL-3.0-or-later
// What a person finds in a widget by its words.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace dankai::test {

inline bool saysSomewhere(const QWidget& parent, const QString& words)
{
    for (const QLabel* label : parent.findChildren<QLabel*>())
        if (label->isVisibleTo(&parent) && label->text().contains(words))
            return true;
    return false;
}

inline void pressButton(const QWidget& parent, const QString& text)
{
    for (QPushButton* button : parent.findChildren<QPushButton*>())
        if (button->text() == text && button->isVisibleTo(&parent)) {
            button->click();
            return;
        }
    QFAIL(qPrintable(text));
}

} // namespace dankai::test
