// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/histogramplot.h"

#include "ui/plot/focusring.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int plotHeight = 84;
constexpr int dragPixels = 4; // less is a click
constexpr int mostTicks = 6;
// The axis chooses round steps, up to a quarter shorter than asked for.
constexpr double stepShare = 1.25;

double barWidth(const Histogram& histogram)
{
    return histogram.counts.empty()
        ? 0
        : (histogram.highest - histogram.lowest) / static_cast<double>(histogram.counts.size());
}

} // namespace

std::optional<ValueRange> draggedRange(const Histogram& histogram, double from, double to, double shortest)
{
    const double width = barWidth(histogram);
    if (std::abs(to - from) < shortest || width <= 0)
        return std::nullopt;
    const double low = std::floor((std::min(from, to) - histogram.lowest) / width);
    const double high = std::ceil((std::max(from, to) - histogram.lowest) / width);
    const auto bars = static_cast<double>(histogram.counts.size());
    if (high <= 0 || low >= bars)
        return std::nullopt;
    ValueRange range;
    // A drag to an end means everything beyond it too: the bars at the ends hold it.
    if (low > 0)
        range.lowest = histogram.lowest + low * width;
    if (high < bars)
        range.highest = histogram.lowest + high * width;
    return range;
}

HistogramPlot::HistogramPlot(QWidget* parent)
    : Plot(parent)
    , m_inside(new QCPBars(xAxis, yAxis))
    , m_outside(new QCPBars(xAxis, yAxis))
    , m_dragged(new QCPItemRect(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    yAxis->setVisible(false);
    xAxis->grid()->setVisible(false);
    xAxis->setSubTicks(false);
    xAxis->setTickLengthIn(0);
    xAxis->setTickLengthOut(3);
    axisRect()->setAutoMargins(QCP::msBottom);
    axisRect()->setMargins(QMargins(8, 4, 8, 0));
    for (QCPBars* bars : {m_inside, m_outside})
        bars->setAntialiased(false);
    m_dragged->setVisible(false);
    for (QCPItemPosition* position : {m_dragged->topLeft, m_dragged->bottomRight}) {
        position->setTypeX(QCPItemPosition::ptPlotCoords);
        position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    m_dragged->topLeft->setCoords(0, 0);
    m_dragged->bottomRight->setCoords(0, 1);
    applyColours();
    drawBars();
}

QSize HistogramPlot::sizeHint() const
{
    return {280, scaledPixels(plotHeight)};
}

QSize HistogramPlot::minimumSizeHint() const
{
    return {160, scaledPixels(plotHeight)};
}

void HistogramPlot::setHistogram(const Histogram& histogram)
{
    m_histogram = histogram;
    drawBars();
}

void HistogramPlot::setChoosable(bool isChoosable)
{
    m_isChoosable = isChoosable;
    setFocusPolicy(isChoosable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(isChoosable ? Qt::CrossCursor : Qt::ArrowCursor);
}

void HistogramPlot::setRange(const ValueRange& range)
{
    m_range = range;
    drawBars();
}

void HistogramPlot::drawBars()
{
    const double width = barWidth(m_histogram);
    QVector<double> insideAt, insideCounts, outsideAt, outsideCounts;
    std::uint64_t most = 0;
    for (std::size_t bar = 0; bar < m_histogram.counts.size(); ++bar) {
        const double middle = m_histogram.lowest + (static_cast<double>(bar) + 0.5) * width;
        const bool isInside = m_range.isOpen() || m_range.holds(middle);
        (isInside ? insideAt : outsideAt).append(middle);
        (isInside ? insideCounts : outsideCounts).append(static_cast<double>(m_histogram.counts[bar]));
        most = std::max(most, m_histogram.counts[bar]);
    }
    // One bar for examples that all have the same value.
    const double drawn = width > 0 ? width : 1;
    for (QCPBars* bars : {m_inside, m_outside})
        bars->setWidth(drawn * 0.9);
    m_inside->setData(insideAt, insideCounts, true);
    m_outside->setData(outsideAt, outsideCounts, true);
    xAxis->setRange(m_histogram.lowest - drawn / 2, m_histogram.highest + drawn / 2);
    xAxis->setTickLabels(most > 0);
    chooseTickCount();
    yAxis->setRange(0, static_cast<double>(std::max<std::uint64_t>(most, 1)) * 1.05);
    replot(QCustomPlot::rpQueuedReplot);
}

// As many as have air between their labels.
void HistogramPlot::chooseTickCount()
{
    const QFontMetrics metrics(xAxis->tickLabelFont());
    int label = 0;
    for (const double end : {xAxis->range().lower, xAxis->range().upper})
        label = std::max(label, metrics.horizontalAdvance(QString::number(std::round(end))));
    const double room = (label + metrics.horizontalAdvance(QStringLiteral("00"))) * stepShare;
    xAxis->ticker()->setTickCount(std::clamp(static_cast<int>(width() / room), 2, mostTicks));
}

void HistogramPlot::applyColours()
{
    const Theme& theme = themeOf(this);
    setBackground(theme.ground);
    for (const auto& [bars, colour] :
        {std::pair(m_inside, theme.accent), std::pair(m_outside, theme.border)}) {
        bars->setPen(Qt::NoPen);
        bars->setBrush(colour);
    }
    QColor wash = theme.accent;
    wash.setAlphaF(0.2F);
    m_dragged->setBrush(wash);
    m_dragged->setPen(QPen(theme.accent, 1));
    xAxis->setBasePen(QPen(theme.border, 1));
    xAxis->setTickPen(QPen(theme.border, 1));
    xAxis->setTickLabelColor(theme.quietText);
    xAxis->setTickLabelFont(typeFont(TypeSize::Caption));
}

void HistogramPlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_isChoosable)
        return;
    m_isDragging = true;
    m_dragStart = xAxis->pixelToCoord(event->position().x());
}

void HistogramPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_isDragging)
        return;
    m_dragged->setVisible(true);
    m_dragged->topLeft->setCoords(m_dragStart, 0);
    m_dragged->bottomRight->setCoords(xAxis->pixelToCoord(event->position().x()), 1);
    replot(QCustomPlot::rpQueuedReplot);
}

void HistogramPlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_isDragging)
        return;
    m_isDragging = false;
    m_dragged->setVisible(false);
    const double shortest = std::abs(xAxis->pixelToCoord(dragPixels) - xAxis->pixelToCoord(0));
    const auto range
        = draggedRange(m_histogram, m_dragStart, xAxis->pixelToCoord(event->position().x()), shortest);
    if (range)
        emit rangeChosen(*range);
    replot(QCustomPlot::rpQueuedReplot);
}

void HistogramPlot::mouseDoubleClickEvent(QMouseEvent*)
{
    if (m_isChoosable)
        emit rangeChosen({});
}

void HistogramPlot::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_isDragging) {
        m_isDragging = false;
        m_dragged->setVisible(false);
        replot(QCustomPlot::rpQueuedReplot);
        return;
    }
    Plot::keyPressEvent(event);
}

void HistogramPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        applyColours();
        drawBars();
    }
    Plot::changeEvent(event);
}

void HistogramPlot::resizeEvent(QResizeEvent* event)
{
    chooseTickCount();
    Plot::resizeEvent(event);
}

void HistogramPlot::paintEvent(QPaintEvent* event)
{
    Plot::paintEvent(event);
    paintFocusRing(*this);
}

} // namespace dankai::ui
