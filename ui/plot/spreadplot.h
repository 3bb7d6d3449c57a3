// SPDX-License-Identifier: GPL-3.0-or-later
// Means with their spread over a count: for instance how good something gets with more labels. A dot with its
// band for each, and a line that says what chance would give. Hover reads the nearest.
#pragma once

#include "ui/plot/plot.h"

#include <vector>

namespace dankai::ui {

struct SpreadPoint
{
    double x = 0;
    double mean = 0;
    double spread = 0; // to either side
    QString reading; // what hover says
};

class SpreadPlot final : public Plot
{
    Q_OBJECT

public:
    // `title` says the quantity, `xName` what is counted.
    SpreadPlot(const QString& title, const QString& xName, QWidget* parent = nullptr);

    // x ascends.
    void setPoints(std::vector<SpreadPoint> points);
    // A dotted line at this height, with its name.
    void setReference(double y, const QString& name);

    // Of the point that is nearest to x; empty without points.
    QString readingAt(double x) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void drawSpreads();
    void applyColours();

    std::vector<SpreadPoint> m_points;
    QCPGraph* m_means;
    QCPErrorBars* m_spreads;
    QCPItemText* m_title;
    QCPItemText* m_reading;
    QCPItemStraightLine* m_reference;
    QCPItemText* m_referenceName;
    double m_referenceAt = 0;
};

} // namespace dankai::ui
