// SPDX-License-Identifier: GPL-3.0-or-later
// The sizes of type in the window, in points that follow the system's text scale.
#pragma once

#include <QFont>

class QApplication;

namespace dankai::ui {

enum class TypeSize
{
    Caption, // 11 px at 96 dpi
    Body, // 13
    Reading, // 14, line height 1.5: examples and answers
    Heading, // 16
    Title, // 22
};

// The system's font with a Japanese one for what it does not have, in one weight: left to itself a fallback
// may be bold in one widget and not in the next. Called once, before widgets are made.
void applyFont(QApplication& application);
// All text in percent of its usual size; widgets that exist already keep theirs.
void applyTextScale(QApplication& application, int percent);
// The application's font in that size.
QFont typeFont(TypeSize size);

} // namespace dankai::ui
