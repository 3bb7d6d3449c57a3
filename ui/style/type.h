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
// For an audience before a screen of that height (in pixels of the layout): the smallest type is 20 px at
// least, and on a screen higher than most projectors as large a share of it. Never less than a person's own.
int presentationScale(int ownPercent, int screenHeight);
// What is measured in pixels around text of the usual size, at the present one: the height of a row, a gap.
int scaledPixels(int pixels);
// The application's font in that size.
QFont typeFont(TypeSize size);

} // namespace dankai::ui
