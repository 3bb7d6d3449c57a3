// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/spreadplot.h"

#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int titleHeight = 24; // of Japanese letters too
constexpr int plotHeight = 180;
constexpr double dotSize = 7;

} // namespace

SpreadPlot::SpreadPlot(const QString& title, const QString& xName, QWidget* parent)
    : Plot(parent)
    , m_means(addGraph())
    , m_spreads(new QCPErrorBars(xAxis, yAxis))
    , m_title(new QCPItemText(this))
    , m_reading(new QCPItemText(this))
    , m_reference(new QCPItemStraightLine(this))
    , m_referenceName(new QCPItemText(this))
{
    setAccessibleName(title);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    axisRect()->setMargins(QMargins(0, scaledPixels(titleHeight), 12, 0));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(3);
        axis->setSubTicks(false);
    }
    xAxis->grid()->setVisible(false);
    xAxis->setNumberFormat(QStringLiteral("f"));
    xAxis->setNumberPrecision(0);
    xAxis->setLabel(xName);
    yAxis->setNumberFormat(QStringLiteral("f"));
    yAxis->setNumberPrecision(2);
    m_spreads->setDataPlottable(m_means);
    m_spreads->setErrorType(QCPErrorBars::etValueError);
    m_spreads->setSymbolGap(dotSize);
    m_title->setText(title);
    m_title->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_title->position->setType(QCPItemPosition::ptAbsolute);
    m_title->position->setCoords(4, 2);
    m_reading->setText({}); // QCustomPlot's own is "text"
    m_reading->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    m_reading->position->setType(QCPItemPosition::ptAbsolute);
    m_referenceName->setText({});
    m_referenceName->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_referenceName->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_referenceName->position->setTypeY(QCPItemPosition::ptPlotCoords);
    m_reference->setVisible(false);
    for (QCPItemText* text : {m_title, m_reading})
        text->setClipToAxisRect(false);
    applyColours();
    drawSpreads();
}

QSize SpreadPlot::sizeHint() const
{
    return {360, scaledPixels(plotHeight)};
}

QSize SpreadPlot::minimumSizeHint() const
{
    return {200, scaledPixels(plotHeight)};
}

void SpreadPlot::setPoints(std::vector<SpreadPoint> points)
{
    m_points = std::move(points);
    m_reading->setText({});
    drawSpreads();
}

void SpreadPlot::setReference(double y, const QString& name)
{
    m_referenceAt = y;
    m_reference->setVisible(true);
    m_reference->point1->setCoords(0, y);
    m_reference->point2->setCoords(1, y);
    m_referenceName->setText(name);
    m_referenceName->position->setCoords(0.995, y);
    drawSpreads();
}

QString SpreadPlot::readingAt(double x) const
{
    const auto nearest = std::ranges::min_element(
        m_points, {}, [x](const SpreadPoint& point) { return std::abs(point.x - x); });
    return nearest == m_points.end() ? QString() : nearest->reading;
}

void SpreadPlot::drawSpreads()
{
    QVector<double> x, means, spreads;
    // What chance gives is always in sight, or a small rise would look like a great one.
    double lowest = m_reference->visible() ? m_referenceAt : 1e300;
    double highest = m_reference->visible() ? m_referenceAt : -1e300;
    for (const SpreadPoint& point : m_points) {
        x.append(point.x);
        means.append(point.mean);
        spreads.append(point.spread);
        lowest = std::min(lowest, point.mean - point.spread);
        highest = std::max(highest, point.mean + point.spread);
    }
    m_means->setData(x, means, true);
    m_spreads->setData(spreads);
    if (!m_points.empty()) {
        const double margin = std::max(0.02, 0.08 * (highest - lowest));
        yAxis->setRange(lowest - margin, highest + margin);
        xAxis->setRange(0, m_points.back().x * 1.05);
    }
    replot(QCustomPlot::rpQueuedReplot);
}

void SpreadPlot::applyColours()
{
    const Theme& theme = themeOf(this);
    setBackground(theme.ground);
    QPen line(theme.accent, 2);
    line.setJoinStyle(Qt::RoundJoin);
    m_means->setPen(line);
    m_means->setScatterStyle({QCPScatterStyle::ssDisc, theme.accent, theme.accent, dotSize});
    m_spreads->setPen(QPen(theme.accent, 1));
    m_reference->setPen(QPen(theme.quietText, 1, Qt::DotLine));
    for (QCPItemText* text : {m_title, m_reading, m_referenceName}) {
        text->setFont(typeFont(TypeSize::Caption));
        text->setColor(theme.quietText);
    }
    m_title->setColor(theme.text);
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setBasePen(QPen(theme.border, 1));
        axis->setTickPen(QPen(theme.border, 1));
        axis->setTickLabelColor(theme.quietText);
        axis->setTickLabelFont(typeFont(TypeSize::Caption));
        axis->setLabelColor(theme.quietText);
        axis->setLabelFont(typeFont(TypeSize::Caption));
    }
    yAxis->grid()->setPen(QPen(theme.border, 1, Qt::DotLine));
    yAxis->grid()->setZeroLinePen(Qt::NoPen);
}

void SpreadPlot::mouseMoveEvent(QMouseEvent* event)
{
    m_reading->setText(readingAt(xAxis->pixelToCoord(event->position().x())));
    m_reading->position->setCoords(width() - 12, 2);
    replot(QCustomPlot::rpQueuedReplot);
}

void SpreadPlot::leaveEvent(QEvent* event)
{
    m_reading->setText({});
    replot(QCustomPlot::rpQueuedReplot);
    Plot::leaveEvent(event);
}

void SpreadPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        applyColours();
        drawSpreads();
    }
    Plot::changeEvent(event);
}

} // namespace dankai::ui
