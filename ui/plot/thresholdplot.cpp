// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/thresholdplot.h"

#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int plotHeight = 116;
constexpr int valueHeight = 20; // above the bars, for the values of the thresholds
constexpr double grabPixels = 8;
constexpr double valuePadding = 14; // of a value, with its frame
constexpr int keyPauseMs = 700;
constexpr int largeStep = 10;
constexpr int significantDigits = 6;

double barWidth(const Histogram& histogram)
{
    const double width = histogram.counts.empty()
        ? 0
        : (histogram.highest - histogram.lowest) / static_cast<double>(histogram.counts.size());
    return width > 0 ? width : 1; // one bar where all have the same value
}

QList<double> listOf(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

} // namespace

double niceStep(double lowest, double highest)
{
    const double range = highest - lowest;
    if (!(range > 0) || !std::isfinite(range))
        return 0.01;
    const double raw = range / 500;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw)
            return factor * power;
    }
    return 10 * power;
}

std::vector<double> withThresholdAt(
    std::vector<double> thresholds, std::size_t index, double value, double lowest, double highest)
{
    const double step = niceStep(lowest, highest);
    const double low = index == 0 ? lowest + step : thresholds[index - 1] + step;
    const double high = index + 1 == thresholds.size() ? highest : thresholds[index + 1] - step;
    if (low > high)
        return thresholds;
    // Whole steps read as people would type them: 1.5, not 1.5000000000000002.
    const double rounded = std::round(value / step) * step;
    const double scale = std::pow(10, std::ceil(-std::log10(step)) + 1);
    thresholds[index] = std::clamp(std::round(rounded * scale) / scale, low, high);
    return thresholds;
}

ThresholdPlot::ThresholdPlot(QWidget* parent)
    : Plot(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    yAxis->setVisible(false);
    xAxis->grid()->setVisible(false);
    xAxis->ticker()->setTickCount(8);
    xAxis->setSubTicks(false);
    xAxis->setTickLengthIn(0);
    xAxis->setTickLengthOut(3);
    axisRect()->setAutoMargins(QCP::msBottom);
    axisRect()->setMargins(QMargins(8, scaledPixels(valueHeight), 8, 0));
    m_keyPause.setSingleShot(true);
    m_keyPause.setInterval(keyPauseMs);
    connect(&m_keyPause, &QTimer::timeout, this, &ThresholdPlot::finishMove);
    // Only then is it known where a value comes to stand.
    connect(this, &QCustomPlot::afterLayout, this, &ThresholdPlot::layOutValues);
    applyColours();
    drawBars();
}

QSize ThresholdPlot::sizeHint() const
{
    return {600, scaledPixels(plotHeight)};
}

QSize ThresholdPlot::minimumSizeHint() const
{
    return {240, scaledPixels(plotHeight)};
}

void ThresholdPlot::setHistogram(const Histogram& histogram)
{
    m_histogram = histogram;
    drawBars();
}

void ThresholdPlot::setScores(std::shared_ptr<const ScoreOrder> scores)
{
    m_scores = std::move(scores);
    drawBars();
}

void ThresholdPlot::setThresholds(
    std::vector<double> thresholds, std::vector<int> phaseOfBand, std::vector<std::size_t> tiesBelow)
{
    m_tiesBelow = std::move(tiesBelow);
    m_keyPause.stop();
    m_isDragging = m_isMoving = false;
    m_thresholds = std::move(thresholds);
    m_phaseOfBand = std::move(phaseOfBand);
    const int last = static_cast<int>(m_thresholds.size()) - 1;
    setCurrent(m_current < 0 ? std::min(0, last) : std::min(m_current, last));
    applyColours();
    drawBars();
}

double ThresholdPlot::lowestShown() const
{
    return m_thresholds.empty() ? m_histogram.lowest : std::min(m_histogram.lowest, m_thresholds.front());
}

double ThresholdPlot::highestShown() const
{
    return m_thresholds.empty() ? m_histogram.highest : std::max(m_histogram.highest, m_thresholds.back());
}

// One entry for each bar. By the scores themselves where they are known; else a bar is of the band that holds
// most of its width, so its middle decides.
std::vector<std::uint64_t> ThresholdPlot::countsOfBand(std::size_t band) const
{
    const double width = barWidth(m_histogram);
    const std::size_t bars = m_histogram.counts.size();
    std::vector<std::uint64_t> counts(bars, 0);
    if (m_scores == nullptr) {
        for (std::size_t bar = 0; bar < bars; ++bar) {
            const double middle = m_histogram.lowest + (static_cast<double>(bar) + 0.5) * width;
            const auto holder
                = std::upper_bound(m_thresholds.begin(), m_thresholds.end(), middle) - m_thresholds.begin();
            counts[bar] = static_cast<std::size_t>(holder) == band ? m_histogram.counts[bar] : 0;
        }
        return counts;
    }
    const auto cut = [this](std::size_t threshold) {
        const std::size_t ties = threshold < m_tiesBelow.size() ? m_tiesBelow[threshold] : 0;
        return m_scores->firstFrom(m_thresholds[threshold]) + ties;
    };
    const std::size_t first = band == 0 ? 0 : cut(band - 1);
    const std::size_t last = band < m_thresholds.size() ? cut(band) : m_scores->size();
    for (std::size_t bar = 0; bar < bars; ++bar) {
        const auto edge = [&](std::size_t at) { // what lies beyond the ends stands in the bars there
            return at == 0   ? 0
                : at == bars ? m_scores->size()
                             : m_scores->firstFrom(m_histogram.lowest + static_cast<double>(at) * width);
        };
        const std::size_t from = std::max(first, edge(bar)), to = std::min(last, edge(bar + 1));
        counts[bar] = to > from ? to - from : 0;
    }
    return counts;
}

std::vector<std::uint64_t> ThresholdPlot::shownCounts(int phase) const
{
    std::vector<std::uint64_t> counts(m_histogram.counts.size(), 0);
    for (std::size_t band = 0; band < m_phaseOfBand.size(); ++band) {
        if (m_phaseOfBand[band] != phase)
            continue;
        const std::vector<std::uint64_t> more = countsOfBand(band);
        for (std::size_t bar = 0; bar < counts.size(); ++bar)
            counts[bar] += more[bar];
    }
    return counts;
}

void ThresholdPlot::drawBars()
{
    const double width = barWidth(m_histogram);
    while (m_bars.size() < m_phaseOfBand.size()) {
        auto* bars = new QCPBars(xAxis, yAxis);
        bars->setAntialiased(false);
        bars->setPen(Qt::NoPen);
        if (!m_bars.empty())
            bars->moveAbove(m_bars.back());
        m_bars.push_back(bars);
    }
    std::vector<QVector<double>> at(m_bars.size()), counts(m_bars.size());
    std::uint64_t most = 1;
    std::vector<std::uint64_t> heights(m_histogram.counts.size(), 0);
    for (std::size_t phase = 0; phase < m_bars.size(); ++phase) {
        const std::vector<std::uint64_t> shown = shownCounts(static_cast<int>(phase));
        for (std::size_t bar = 0; bar < shown.size(); ++bar) {
            // Every phase has a value everywhere: what lies above another is found by its place.
            at[phase].append(m_histogram.lowest + (static_cast<double>(bar) + 0.5) * width);
            counts[phase].append(static_cast<double>(shown[bar]));
            heights[bar] += shown[bar];
            most = std::max(most, heights[bar]);
        }
    }
    for (std::size_t phase = 0; phase < m_bars.size(); ++phase) {
        m_bars[phase]->setWidth(width * 0.9);
        m_bars[phase]->setData(at[phase], counts[phase], true);
    }
    // A threshold beyond the bars is seen, too.
    xAxis->setRange(lowestShown() - width / 2, highestShown() + width / 2);
    xAxis->setTickLabels(!m_histogram.counts.empty());
    yAxis->setRange(0, static_cast<double>(most) * 1.05);
    applyColours();
    drawThresholds();
}

void ThresholdPlot::drawThresholds()
{
    while (m_lines.size() < m_thresholds.size()) {
        auto* line = new QCPItemLine(this);
        for (QCPItemPosition* position : {line->start, line->end}) {
            position->setTypeX(QCPItemPosition::ptPlotCoords);
            position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
        line->setClipToAxisRect(false);
        m_lines.push_back(line);
        auto* value = new QCPItemText(this);
        value->position->setTypeX(QCPItemPosition::ptPlotCoords);
        value->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        value->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
        value->setPadding(QMargins(5, 1, 5, 1));
        value->setClipToAxisRect(false);
        m_values.push_back(value);
    }
    const Theme& theme = themeOf(this);
    const QLocale locale;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool isShown = i < m_thresholds.size();
        m_lines[i]->setVisible(isShown);
        m_values[i]->setVisible(isShown);
        if (!isShown)
            continue;
        const bool isCurrent = static_cast<int>(i) == m_current && (hasFocus() || m_isDragging);
        const double at = m_thresholds[i];
        m_lines[i]->start->setCoords(at, 0);
        m_lines[i]->end->setCoords(at, 1);
        m_lines[i]->setPen(QPen(isCurrent ? theme.accent : theme.text, isCurrent ? 3 : 1.5));
        m_values[i]->position->setCoords(at, -0.02);
        m_values[i]->setText(locale.toString(at, 'g', significantDigits));
        m_values[i]->setFont(typeFont(TypeSize::Caption));
        m_values[i]->setColor(isCurrent ? theme.onAccent : theme.text);
        m_values[i]->setBrush(isCurrent ? theme.accent : theme.raised);
        m_values[i]->setPen(QPen(isCurrent ? theme.accent : theme.border, 1));
    }
    if (m_current >= 0)
        setAccessibleDescription(tr("Threshold %1 of %2 stands at %3")
                                     .arg(m_current + 1)
                                     .arg(m_thresholds.size())
                                     .arg(locale.toString(m_thresholds[static_cast<std::size_t>(m_current)],
                                         'g', significantDigits)));
    replot(QCustomPlot::rpQueuedReplot);
}

void ThresholdPlot::layOutValues()
{
    const QFontMetricsF metrics(typeFont(TypeSize::Caption));
    double lastEnd = 0; // of the value before
    for (std::size_t i = 0; i < std::min(m_thresholds.size(), m_values.size()); ++i) {
        const double x = xAxis->coordToPixel(m_thresholds[i]);
        const double width = metrics.horizontalAdvance(m_values[i]->text()) + valuePadding;
        const bool isCurrent = static_cast<int>(i) == m_current && (hasFocus() || m_isDragging);
        // A value that would cover the one before it stands beside its line, or is left out.
        const bool isCentred = x - width / 2 >= lastEnd;
        m_values[i]->setVisible(isCentred || x >= lastEnd || isCurrent);
        m_values[i]->setPositionAlignment(Qt::AlignBottom | (isCentred ? Qt::AlignHCenter : Qt::AlignLeft));
        if (m_values[i]->visible())
            lastEnd = isCentred ? x + width / 2 : x + width;
    }
}

void ThresholdPlot::applyColours()
{
    const Theme& theme = themeOf(this);
    setBackground(theme.ground);
    for (std::size_t phase = 0; phase < m_bars.size(); ++phase)
        m_bars[phase]->setBrush(
            theme.phase(static_cast<int>(phase), std::max(1, static_cast<int>(m_phaseOfBand.size()))));
    xAxis->setBasePen(QPen(theme.border, 1));
    xAxis->setTickPen(QPen(theme.border, 1));
    xAxis->setTickLabelColor(theme.quietText);
    xAxis->setTickLabelFont(typeFont(TypeSize::Caption));
}

int ThresholdPlot::thresholdNear(const QPointF& position) const
{
    int nearest = -1;
    double distance = grabPixels;
    for (std::size_t i = 0; i < m_thresholds.size(); ++i) {
        const double away = std::abs(xAxis->coordToPixel(m_thresholds[i]) - position.x());
        if (away <= distance) {
            distance = away;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

void ThresholdPlot::setCurrent(int index)
{
    if (m_isMoving && index != m_current)
        finishMove();
    m_current = index;
}

void ThresholdPlot::moveCurrent(double value)
{
    if (!m_isMoving) {
        m_isMoving = true;
        m_before = m_thresholds;
        m_tiesBefore = m_tiesBelow;
    }
    const auto moved = withThresholdAt(
        m_thresholds, static_cast<std::size_t>(m_current), value, m_histogram.lowest, m_histogram.highest);
    if (moved == m_thresholds)
        return;
    m_thresholds = moved;
    // Thresholds that a person sets cut no ties.
    m_tiesBelow = m_thresholds == m_before ? m_tiesBefore : std::vector<std::size_t>();
    drawBars();
    emit thresholdsMoving(listOf(m_thresholds));
}

void ThresholdPlot::finishMove()
{
    m_keyPause.stop();
    m_isDragging = false;
    if (!std::exchange(m_isMoving, false))
        return;
    drawThresholds();
    if (m_thresholds == m_before)
        emit moveCancelled();
    else
        emit thresholdsMoved(listOf(m_thresholds));
}

void ThresholdPlot::cancelMove()
{
    m_keyPause.stop();
    m_isDragging = false;
    if (!std::exchange(m_isMoving, false))
        return;
    m_thresholds = m_before;
    m_tiesBelow = m_tiesBefore;
    drawBars();
    emit moveCancelled();
}

void ThresholdPlot::mousePressEvent(QMouseEvent* event)
{
    const int near = thresholdNear(event->position());
    if (event->button() != Qt::LeftButton || near < 0)
        return;
    setCurrent(near);
    m_isDragging = true;
    drawThresholds();
}

void ThresholdPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (m_isDragging)
        moveCurrent(xAxis->pixelToCoord(event->position().x()));
    else
        setCursor(thresholdNear(event->position()) >= 0 ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void ThresholdPlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_isDragging)
        finishMove();
}

void ThresholdPlot::mouseDoubleClickEvent(QMouseEvent*)
{
    // The first click of it has been a drag of no length.
}

void ThresholdPlot::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // the page may scroll
}

void ThresholdPlot::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_thresholds.size()) - 1;
    const bool isLeft = event->key() == Qt::Key_Left, isRight = event->key() == Qt::Key_Right;
    if (event->key() == Qt::Key_Escape && m_isMoving) {
        cancelMove();
        return;
    }
    if (m_current >= 0 && (isLeft || isRight) && event->modifiers() & Qt::ControlModifier) {
        setCurrent(std::clamp(m_current + (isRight ? 1 : -1), 0, last));
        drawThresholds();
        return;
    }
    if (m_current >= 0 && (isLeft || isRight) && !(event->modifiers() & Qt::AltModifier)) {
        const double step = niceStep(lowestShown(), highestShown())
            * (event->modifiers() & Qt::ShiftModifier ? largeStep : 1);
        moveCurrent(m_thresholds[static_cast<std::size_t>(m_current)] + (isRight ? step : -step));
        m_keyPause.start();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_isMoving) {
        finishMove();
        return;
    }
    Plot::keyPressEvent(event);
}

void ThresholdPlot::focusInEvent(QFocusEvent* event)
{
    Plot::focusInEvent(event);
    drawThresholds();
}

void ThresholdPlot::focusOutEvent(QFocusEvent* event)
{
    finishMove();
    Plot::focusOutEvent(event);
    drawThresholds();
}

void ThresholdPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        drawBars();
    Plot::changeEvent(event);
}

} // namespace dankai::ui
