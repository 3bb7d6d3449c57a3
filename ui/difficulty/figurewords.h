// SPDX-License-Identifier: GPL-3.0-or-later
// Scores, shares, correlations and their intervals as the Difficulty page writes them.
#pragma once

#include "core/difficulty/scorevalidity.h"
#include "core/statistics/interval.h"

#include <QString>

class QTableWidget;

namespace dankai::ui {

QString noFigure(); // a dash
QString scoreWord(double value); // 4, 3.25, 245
QString shareWord(double share); // 45 %
QString correlationWord(double value); // +0.21, −0.40
QString rangeWord(const Interval& interval); // 0.19 – 0.24
QString shareRangeWord(const Interval& interval); // 48 – 55 %
QString stepWord(BucketStep step); // from the level before; empty for the first

// A table to read: rows of one line, nothing to edit. `name` is for people who cannot see it.
void makeFigureTable(QTableWidget* table, const QString& name);
// As high as its rows, so that what stands below it follows at once.
void fitHeight(QTableWidget* table);
void putCell(QTableWidget* table, int row, int column, const QString& text, bool isNumber = true);

} // namespace dankai::ui
