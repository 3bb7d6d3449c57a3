// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/fittingtext.h"

#include <QFontMetrics>

namespace dankai::ui {

QString joinedParts(const QStringList& parts)
{
    return parts.join(QStringLiteral(" · "));
}

QString fittingParts(QStringList parts, const QFontMetrics& metrics, int width)
{
    while (parts.size() > 1 && metrics.horizontalAdvance(joinedParts(parts)) > width)
        parts.removeLast();
    return metrics.elidedText(joinedParts(parts), Qt::ElideRight, width);
}

} // namespace dankai::ui
