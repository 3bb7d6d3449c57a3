// SPDX-License-Identifier: GPL-3.0-or-later
// What every plot has in common. QCustomPlot draws at every change of its size, also where a page that nobody
// has opened yet leaves it no room: it would paint on a picture without pixels and warn each time.
#pragma once

#include <qcustomplot.h>

namespace dankai::ui {

class Plot : public QCustomPlot
{
protected:
    using QCustomPlot::QCustomPlot;

    void resizeEvent(QResizeEvent* event) override
    {
        if (!size().isEmpty())
            QCustomPlot::resizeEvent(event);
    }
};

} // namespace dankai::ui
