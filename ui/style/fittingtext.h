// SPDX-License-Identifier: GPL-3.0-or-later
// Remarks in a row, in as little room as there is.
#pragma once

#include <QStringList>

class QFontMetrics;

namespace dankai::ui {

// " · " between parts.
QString joinedParts(const QStringList& parts);
// As many whole parts from the first on as fit into the width; only the first is ever cut, with an ellipsis.
QString fittingParts(QStringList parts, const QFontMetrics& metrics, int width);

} // namespace dankai::ui
