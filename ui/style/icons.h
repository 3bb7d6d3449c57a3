// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own line icons, drawn in whatever colour the palette has.
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

class QPalette;

namespace dankai::ui {

// resources/icons/NAME.svg, sharp at every scale; its strokes are `currentColor` in the file.
QIcon icon(const QString& name, const QPalette& palette);
QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal devicePixelRatio);

} // namespace dankai::ui
