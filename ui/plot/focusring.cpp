// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/focusring.h"

#include "ui/style/theme.h"

#include <QPainter>
#include <QWidget>

namespace dankai::ui {

namespace {

constexpr int ringWidth = 2; // as of the style sheet's rings

} // namespace

void paintFocusRing(QWidget& plot)
{
    if (!plot.hasFocus())
        return;
    QPainter painter(&plot);
    painter.setPen(QPen(themeOf(&plot).accent, ringWidth));
    painter.drawRect(plot.rect().adjusted(1, 1, -1, -1));
}

} // namespace dankai::ui
