// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/curveplot.h"

#include "core/statistics/decimation.h"
#include "ui/plot/focusring.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QFontMetrics>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dankai::ui {

namespace {

constexpr int redrawEveryMs = 60;
constexpr int mostColumns = 1000; // two points each
constexpr int titleTop = 2;
constexpr int plainSpace = 12; // right of the axes where no names stand there
constexpr int stepLabelWidth = 64; // of six digits with air around them
constexpr int valueLabelHeight = 28;
constexpr int valueSpace = 52; // left of the axes, so that those of plots below one another stand in line
constexpr int mostValueLabels = 4;

// Lines and marks grow with the letters: a projector shows them to the last row.
double scaled(double pixels)
{
    return pixels * scaledPixels(100) / 100;
}

QCPScatterStyle scatterOf(CurveMarker marker, const QColor& colour)
{
    const double size = scaled(7);
    switch (marker) {
    case CurveMarker::None:
        break;
    case CurveMarker::Circle:
        return {QCPScatterStyle::ssDisc, colour, colour, size};
    case CurveMarker::Square:
        return {QCPScatterStyle::ssSquare, colour, colour, size};
    case CurveMarker::Triangle:
        return {QCPScatterStyle::ssTriangle, colour, colour, size + 1};
    case CurveMarker::Diamond:
        return {QCPScatterStyle::ssDiamond, colour, colour, size + 1};
    }
    return {};
}

// The colour itself where letters of it can be read on that ground (4.5:1), otherwise the nearest that can:
// darker on a light ground and lighter on a dark one.
QColor readableOn(const QColor& ground, QColor colour)
{
    constexpr double enough = 4.5;
    const bool isLight = ground.lightness() > 127;
    for (int step = 0; step < 20 && contrastRatio(colour, ground) < enough; ++step)
        colour = isLight ? colour.darker(110) : colour.lighter(110);
    return colour;
}

// Steps are whole and begin with 0.
class StepTicker final : public QCPAxisTicker
{
protected:
    double getTickStep(const QCPRange& range) override
    {
        return std::max(1.0, std::round(QCPAxisTicker::getTickStep(range)));
    }

    QVector<double> createTickVector(double tickStep, const QCPRange& range) override
    {
        QVector<double> ticks = QCPAxisTicker::createTickVector(tickStep, range);
        ticks.removeIf([](double tick) { return tick < 0; });
        return ticks;
    }
};

} // namespace

CurvePlot::CurvePlot(const QString& title, QWidget* parent)
    : Plot(parent)
    , m_titleText(title)
    , m_title(new QCPItemText(this))
    , m_reading(new QCPItemText(this))
    , m_empty(new QCPItemText(this))
    , m_cursor(new QCPItemStraightLine(this))
    , m_choice(new QCPItemRect(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(title);
    setLocale(QLocale::c()); // of the ticks: powers of ten are set as such where the exponent is a small e
    axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    axisRect()->setMinimumMargins(QMargins(scaledPixels(valueSpace), 0, 0, 4));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(3);
        axis->setSubTicks(false);
    }
    xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new StepTicker));
    xAxis->ticker()->setTickStepStrategy(QCPAxisTicker::tssReadability);
    xAxis->grid()->setVisible(false);
    yAxis->setNumberFormat(QStringLiteral("gbc"));
    yAxis->setNumberPrecision(6);
    xAxis->setNumberFormat(QStringLiteral("f"));
    xAxis->setNumberPrecision(0);

    m_title->setText(title);
    m_title->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_title->position->setType(QCPItemPosition::ptAbsolute);
    m_title->position->setCoords(4, titleTop);
    m_reading->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    m_reading->position->setType(QCPItemPosition::ptAbsolute);
    m_reading->setText({}); // QCustomPlot's own is "text"
    for (QCPItemText* text : {m_title, m_reading})
        text->setClipToAxisRect(false);
    m_empty->setText({});
    m_empty->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_empty->position->setCoords(0.5, 0.5);
    m_cursor->setVisible(false);
    m_choice->setVisible(false);
    for (QCPItemPosition* position : {m_choice->topLeft, m_choice->bottomRight}) {
        position->setTypeX(QCPItemPosition::ptPlotCoords);
        position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    m_redraw.setSingleShot(true);
    m_redraw.setInterval(redrawEveryMs);
    connect(&m_redraw, &QTimer::timeout, this, &CurvePlot::redrawNow);
    applyColours();
    scheduleRedraw();
}

QSize CurvePlot::minimumSizeHint() const
{
    return {112, 72};
}

CurvePlot::CurveId CurvePlot::addCurve(const CurveLook& look)
{
    auto* label = new QCPItemText(this);
    label->setClipToAxisRect(false);
    label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    label->position->setType(QCPItemPosition::ptAbsolute);
    m_curves.push_back({look, addGraph(), label, {}, {}});
    const auto id = static_cast<CurveId>(m_curves.size()) - 1;
    setLook(id, look);
    return id;
}

void CurvePlot::setLook(CurveId id, const CurveLook& look)
{
    Curve& curve = m_curves[static_cast<std::size_t>(id)];
    curve.look = look;
    QPen pen(look.colour, scaled(look.width), look.pattern);
    pen.setJoinStyle(Qt::RoundJoin);
    curve.graph->setPen(pen);
    markPoints(curve);
    curve.graph->setAntialiased(pen.widthF() > 1);
    curve.label->setText(look.name);
    curve.label->setColor(readableOn(themeOf(this).ground, look.colour));
    curve.label->setFont(typeFont(TypeSize::Caption));
    curve.label->setVisible(false);
    scheduleRedraw();
}

void CurvePlot::append(CurveId id, std::span<const double> x, std::span<const double> y)
{
    Curve& curve = m_curves[static_cast<std::size_t>(id)];
    curve.x.insert(curve.x.end(), x.begin(), x.end());
    curve.y.insert(curve.y.end(), y.begin(), y.end());
    markPoints(curve);
    scheduleRedraw();
}

// Of one point there is no line, and it would not be seen: the first step of a phase.
void CurvePlot::markPoints(const Curve& curve)
{
    const bool isPoint = curve.x.size() == 1 && curve.look.marker == CurveMarker::None;
    curve.graph->setScatterStyle(
        scatterOf(isPoint ? CurveMarker::Circle : curve.look.marker, curve.look.colour));
}

void CurvePlot::clear()
{
    for (const Curve& curve : m_curves) {
        removeGraph(curve.graph);
        removeItem(curve.label);
    }
    m_curves.clear();
    m_longest = 1;
    setMarks({});
}

void CurvePlot::setMarks(std::vector<PlotMark> marks)
{
    m_marks = std::move(marks);
    showMarks();
    scheduleRedraw();
}

void CurvePlot::setLongest(double x)
{
    m_longest = std::max(1.0, x);
    scheduleRedraw();
}

void CurvePlot::setShownRange(std::optional<QCPRange> range)
{
    m_shown = range;
    scheduleRedraw();
}

void CurvePlot::setLogarithmic(bool isLogarithmic)
{
    m_isLogarithmic = isLogarithmic;
    yAxis->setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    yAxis->setTicker(isLogarithmic ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                                   : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    scheduleRedraw();
}

void CurvePlot::setZeroBased(bool isZeroBased)
{
    m_isZeroBased = isZeroBased;
    scheduleRedraw();
}

void CurvePlot::setNamesAtEnds(bool isShown)
{
    m_hasNames = isShown;
    applyMargins();
    scheduleRedraw();
}

// Of the letters: at a projector they are half as large again.
void CurvePlot::applyMargins()
{
    const int line = QFontMetrics(typeFont(TypeSize::Caption)).height();
    const int top = titleTop + line + line / 2; // half of the highest value stands above the axes
    axisRect()->setMargins(QMargins(0, top, m_hasNames ? labelSpace() : plainSpace, 0));
}

int CurvePlot::labelSpace()
{
    return QFontMetrics(typeFont(TypeSize::Caption)).height() * 17
        / 4; // of which names of some six letters are
}

int CurvePlot::labelHeight()
{
    return QFontMetrics(typeFont(TypeSize::Caption)).height() - 2; // names may stand close
}

void CurvePlot::setEmptyText(const QString& sentence)
{
    m_empty->setText(sentence);
    scheduleRedraw();
}

void CurvePlot::setStepLabels(bool isShown)
{
    xAxis->setTickLabels(isShown);
    axisRect()->setMinimumMargins(QMargins(scaledPixels(valueSpace), 0, 0, isShown ? 4 : 8));
}

QCPRange CurvePlot::everything() const
{
    double last = m_longest;
    for (const Curve& curve : m_curves)
        if (!curve.x.empty())
            last = std::max(last, curve.x.back());
    // A little air, so that the ends' points and marks are whole.
    const double air = std::max(0.6, 0.02 * last);
    return {-air, last + air};
}

void CurvePlot::scheduleRedraw()
{
    if (!m_redraw.isActive())
        m_redraw.start();
}

void CurvePlot::redrawNow()
{
    m_redraw.stop();
    const QCPRange range = m_shown.value_or(everything());
    xAxis->ticker()->setTickCount(std::max(2, axisRect()->width() / stepLabelWidth));
    yAxis->ticker()->setTickCount(
        std::clamp(axisRect()->height() / scaledPixels(valueLabelHeight), 2, mostValueLabels));
    // Before the first layout the axes have no width of their own.
    const int columns = std::clamp(axisRect()->width() > 0 ? axisRect()->width() : width(), 1, mostColumns);
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (const Curve& curve : m_curves) {
        const CurvePoints points = decimated(curve.x, curve.y, range.lower, range.upper, columns);
        QVector<QCPGraphData> shown;
        shown.reserve(static_cast<qsizetype>(points.x.size()));
        for (std::size_t i = 0; i < points.x.size(); ++i) {
            if (m_isLogarithmic && points.y[i] <= 0)
                continue;
            shown.append(QCPGraphData(points.x[i], points.y[i]));
            if (range.contains(points.x[i])) {
                lowest = std::min(lowest, points.y[i]);
                highest = std::max(highest, points.y[i]);
            }
        }
        curve.graph->data()->set(shown, true);
    }
    const bool hasData = lowest <= highest;
    if (!hasData) {
        lowest = m_isLogarithmic ? 0.1 : 0;
        highest = 1;
    }
    if (m_isLogarithmic) {
        yAxis->setRange(lowest / 1.1, highest * 1.1);
    } else {
        if (m_isZeroBased)
            lowest = std::min(lowest, 0.0);
        double air = 0.06 * (highest - lowest);
        if (air <= 0)
            air = highest == 0 ? 0.5 : 0.05 * std::abs(highest);
        // Names of marks stand at the top, in a line of their own.
        const int label = labelHeight();
        const double roomAbove = 1.4 * label / std::max(3 * label, axisRect()->height());
        yAxis->setRange(m_isZeroBased && lowest == 0 ? 0 : lowest - air,
            highest + (m_markLabels.empty() ? air : std::max(2.5 * air, roomAbove * (highest - lowest))));
    }
    yAxis->setTickLabels(hasData);
    yAxis->grid()->setVisible(hasData);
    m_empty->setVisible(!hasData);
    xAxis->setRange(range);
    m_reading->position->setCoords(width() - 4, 2);
    placeMarkLabels();
    placeLabels();
    replot(QCustomPlot::rpQueuedReplot);
}

int CurvePlot::drawnPoints() const
{
    int points = 0;
    for (const Curve& curve : m_curves)
        points += curve.graph->dataCount();
    return points;
}

void CurvePlot::resizeEvent(QResizeEvent* event)
{
    Plot::resizeEvent(event);
    scheduleRedraw(); // other columns of pixels, other points
}

void CurvePlot::applyColours()
{
    const Theme& theme = themeOf(this);
    setBackground(theme.ground);
    const QFont caption = typeFont(TypeSize::Caption);
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setBasePen(QPen(theme.border, 1));
        axis->setTickPen(QPen(theme.border, 1));
        axis->setTickLabelColor(theme.quietText);
        axis->setTickLabelFont(caption);
    }
    QColor faint = theme.border;
    faint.setAlphaF(0.5F);
    yAxis->grid()->setPen(QPen(faint, 1));
    yAxis->grid()->setZeroLinePen(QPen(theme.border, 1));
    m_title->setColor(theme.text);
    m_reading->setColor(theme.text);
    m_title->setFont(caption);
    applyMargins();
    m_empty->setColor(theme.quietText);
    m_empty->setFont(typeFont(TypeSize::Body));
    m_reading->setFont(caption);
    m_cursor->setPen(QPen(theme.quietText, 1));
    QColor wash = theme.accent;
    wash.setAlphaF(0.2F);
    m_choice->setBrush(wash);
    m_choice->setPen(QPen(theme.accent, 1));
}

void CurvePlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        applyColours();
        scheduleRedraw();
    }
    Plot::changeEvent(event);
}

void CurvePlot::paintEvent(QPaintEvent* event)
{
    Plot::paintEvent(event);
    paintFocusRing(*this);
}

} // namespace dankai::ui
