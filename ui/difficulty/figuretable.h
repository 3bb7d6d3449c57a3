// SPDX-License-Identifier: GPL-3.0-or-later
// A table of figures (figurewords.h) that is as large as what stands in it, with headings above their
// figures.
#pragma once

class QHBoxLayout;
class QLabel;
class QTableWidget;

namespace dankai::ui {

// After its cells were put: no empty room to the right or below.
void fitToFigures(QTableWidget* table);

// A text of a limited width in a row of its own: a layout knows its height only so.
QHBoxLayout* rowOf(QLabel* text);

} // namespace dankai::ui
