// SPDX-License-Identifier: GPL-3.0-or-later
// The ring around a plot that has the keyboard; a style sheet's border would take the plot's own room.
#pragma once

class QWidget;

namespace dankai::ui {

// To be called at the end of `plot`'s paintEvent().
void paintFocusRing(QWidget& plot);

} // namespace dankai::ui
