// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runplots.h"

#include "ui/plot/curveplot.h"
#include "ui/sentence/phasename.h"
#include "ui/style/theme.h"
#include "ui/training/runwords.h"

#include <QEvent>
#include <QGridLayout>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <span>

namespace dankai::ui {

namespace {

constexpr double rawOpacity = 0.35;
constexpr int imageScale = 2;
constexpr int columns = 12; // for two, three or four small plots in a row
constexpr int readableWidth = 150; // of a small plot

CurveMarker markerOf(int index)
{
    constexpr std::array markers
        = {CurveMarker::Circle, CurveMarker::Square, CurveMarker::Triangle, CurveMarker::Diamond};
    return markers[static_cast<std::size_t>(std::max(0, index)) % markers.size()];
}

QString nameOfPhase(const RunSpec& spec, int phase)
{
    if (phase < 1 || static_cast<std::size_t>(phase) > spec.phases.size())
        return QString::number(phase);
    return phaseNameWord(spec.phases[static_cast<std::size_t>(phase) - 1].name, phase);
}

QString nameOfSet(const RunSpec& spec, int set)
{
    if (set < 1 || static_cast<std::size_t>(set) > spec.heldOutPhases.size())
        return QString::number(set);
    return phaseNameWord(spec.heldOutPhases[static_cast<std::size_t>(set) - 1], set);
}

std::span<const double> part(const std::vector<double>& values, std::size_t from, std::size_t to)
{
    return std::span(values).subspan(from, to - from);
}

} // namespace

RunPlots::RunPlots(QWidget* parent)
    : QWidget(parent)
    , m_loss(new CurvePlot(tr("Training loss per token (smaller is better)"), this))
    , m_heldOut(new CurvePlot(tr("Held-out loss per token of each phase's examples"), this))
    , m_learningRate(new CurvePlot(tr("Learning rate"), this))
    , m_gradNorm(new CurvePlot(tr("Gradient norm"), this))
    , m_speed(new CurvePlot(tr("Speed, tokens/s"), this))
    , m_memory(new CurvePlot(tr("Memory, GB"), this))
    , m_power(new CurvePlot(tr("Power of the GPU, W"), this))
    , m_temperature(new CurvePlot(tr("Temperature of the GPU, °C"), this))
    , m_plots{m_loss, m_heldOut, m_learningRate, m_gradNorm, m_speed, m_memory, m_power, m_temperature}
    , m_layout(new QGridLayout(this))
{
    for (CurvePlot* plot : {m_learningRate, m_gradNorm, m_speed, m_memory, m_power, m_temperature})
        plot->setZeroBased(true);
    m_loss->setStepLabels(false);
    m_loss->setEmptyText(tr("The curve begins with the first step."));
    m_heldOut->setEmptyText(tr("Measured before training and after each phase."));
    for (CurvePlot* plot : {m_loss, m_heldOut}) // one under the other, step by step
        plot->setNamesAtEnds(true);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    m_layout->addWidget(m_loss, 0, 0, 1, columns);
    m_layout->addWidget(m_heldOut, 1, 0, 1, columns);
    m_layout->setRowStretch(0, 5);
    m_layout->setRowStretch(1, 5);
    for (int column = 0; column < columns; ++column)
        m_layout->setColumnStretch(column, 1);
    arrange();
    for (CurvePlot* plot : m_plots) {
        connect(plot, &CurvePlot::rangeChosen, this, [this](double from, double to) {
            for (CurvePlot* each : m_plots)
                each->setShownRange(QCPRange(from, to));
        });
        connect(plot, &CurvePlot::everythingChosen, this, &RunPlots::showEverything);
        connect(plot, &CurvePlot::hovered, this, [this](double x) {
            for (CurvePlot* each : m_plots)
                each->showValuesAt(x);
        });
        connect(plot, &CurvePlot::left, this, [this] {
            for (CurvePlot* each : m_plots)
                each->showValuesAt(std::nullopt);
        });
    }
}

// Small plots in rows; older records say nothing of the machine, a CPU gives memory alone, and a GPU three
// more.
void RunPlots::arrange()
{
    const ResourceColumns* resources = m_history != nullptr ? &m_history->resources() : nullptr;
    const bool hasMemory = resources != nullptr && resources->size() > 0;
    const bool hasGpu = hasMemory && !std::isnan(resources->gpuPowerWatts.front());
    const std::array small = {m_learningRate, m_gradNorm, m_speed, m_memory, m_power, m_temperature};
    const int shown = hasGpu ? 6 : hasMemory ? 4 : 3;
    // Four narrow ones could not be read.
    const int inRow = shown == 4 ? (width() >= 4 * readableWidth ? 4 : 2) : 3;
    for (int i = 0; i < static_cast<int>(small.size()); ++i) {
        CurvePlot* plot = small[static_cast<std::size_t>(i)];
        plot->setVisible(i < shown && !m_isPresenting);
        m_layout->addWidget(plot, 2 + i / inRow, i % inRow * (columns / inRow), 1, columns / inRow);
    }
    const int rows = m_isPresenting ? 0 : shown > inRow ? 2 : 1;
    m_layout->setRowStretch(2, rows == 0 ? 0 : rows == 1 ? 3 : 4);
    m_layout->setRowStretch(3, rows > 1 ? 4 : 0);
}

void RunPlots::setPresenting(bool isPresenting)
{
    m_isPresenting = isPresenting;
    for (CurvePlot* plot : m_plots)
        plot->setFocusPolicy(isPresenting ? Qt::NoFocus : Qt::StrongFocus);
    arrange();
}

void RunPlots::setRun(const RunHistory* history, const RunSpec& spec, std::int64_t plannedSteps)
{
    m_history = history;
    m_spec = spec;
    m_plannedSteps = plannedSteps;
    m_compared = nullptr;
    showEverything();
    build();
}

void RunPlots::clearRun()
{
    m_history = nullptr;
    m_compared = nullptr;
    build();
}

void RunPlots::setCompared(const RunHistory* history, const RunSpec& spec, const QString& name)
{
    m_compared = history;
    m_comparedSpec = spec;
    m_comparedName = name;
    build();
}

void RunPlots::updateCompared()
{
    build();
}

void RunPlots::setSmoothing(double weight)
{
    m_smoothing = weight;
    build();
}

void RunPlots::setLogarithmic(bool isLogarithmic)
{
    m_loss->setLogarithmic(isLogarithmic);
    m_heldOut->setLogarithmic(isLogarithmic);
}

void RunPlots::showEverything()
{
    for (CurvePlot* plot : m_plots)
        plot->setShownRange(std::nullopt);
}

void RunPlots::update(bool isAnew)
{
    if (isAnew)
        build();
    else
        append();
}

void RunPlots::build()
{
    for (CurvePlot* plot : m_plots)
        plot->clear();
    arrange();
    m_stepsShown = 0;
    m_resourcesShown = 0;
    m_heldOutShown.clear();
    m_phaseCurves.clear();
    m_heldOutCurves.clear();
    m_meanPhase = 0;
    if (m_history == nullptr)
        return;
    const Theme& theme = themeOf(this);

    // The other run lies under this one.
    if (m_compared != nullptr) {
        const bool isOneOff = m_comparedSpec.phases.size() == 1;
        const QColor colour = isOneOff ? theme.oneOff : theme.baseModel;
        const StepColumns& steps = m_compared->steps();
        std::vector<double> smooth;
        ExponentialMean mean(m_smoothing);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (i > 0 && steps.phase[i] != steps.phase[i - 1])
                mean = ExponentialMean(m_smoothing);
            smooth.push_back(mean.add(steps.loss[i]));
        }
        m_loss->append(m_loss->addCurve({.name = m_comparedName,
                           .colour = colour,
                           .pattern = Qt::DashLine,
                           .width = 1.5,
                           .isLabelled = true}),
            steps.step, smooth);
        for (const auto& [set, points] : m_compared->heldOut()) {
            std::vector<double> x, y;
            for (const HeldOutPoint& point : points) {
                x.push_back(point.step);
                y.push_back(point.loss);
            }
            m_heldOut->append(
                m_heldOut->addCurve({.name = m_comparedName + u' ' + nameOfSet(m_comparedSpec, set),
                    .colour = colour,
                    .pattern = Qt::DashLine,
                    .width = 1,
                    .marker = markerOf(set - 1)}),
                x, y);
        }
    }

    const auto phases = static_cast<int>(m_spec.phases.size());
    for (int phase = 1; phase <= phases; ++phase) {
        const QColor colour = phaseColour(phase - 1, m_spec, theme);
        const Qt::PenStyle pattern = phases == 1 ? Qt::DashLine : phasePattern(phase - 1);
        QColor faint = colour;
        faint.setAlphaF(rawOpacity);
        const bool isSmoothed = m_smoothing > 0;
        PhaseCurves curves;
        if (isSmoothed)
            curves.raw = m_loss->addCurve({.name = tr("loss"), .colour = faint, .width = 1});
        curves.smooth = m_loss->addCurve(
            {.name = isSmoothed ? tr("smoothed") : tr("loss"), .colour = colour, .pattern = pattern});
        const auto addTo = [&](CurvePlot* plot) {
            return plot->addCurve(
                {.name = nameOfPhase(m_spec, phase), .colour = colour, .pattern = pattern, .width = 1.5});
        };
        curves.learningRate = addTo(m_learningRate);
        curves.gradNorm = addTo(m_gradNorm);
        curves.speed = addTo(m_speed);
        m_phaseCurves.push_back(curves);
    }
    for (CurvePlot* plot : {m_memory, m_power, m_temperature})
        plot->addCurve({.name = tr("measured"), .colour = theme.quietText, .width = 1.5});
    const auto sets = static_cast<int>(m_spec.heldOutPhases.size());
    for (int set = 1; set <= sets; ++set)
        m_heldOutCurves[set] = m_heldOut->addCurve({.name = nameOfSet(m_spec, set),
            .colour = theme.phase(set - 1, std::max(sets, 1)),
            .pattern = phasePattern(set - 1),
            .width = 1.5,
            .marker = markerOf(set - 1),
            .isLabelled = true});
    append();
}

void RunPlots::append()
{
    if (m_history == nullptr)
        return;
    const StepColumns& steps = m_history->steps();
    // In stretches of one phase.
    for (std::size_t from = m_stepsShown; from < steps.size();) {
        const int phase = steps.phase[from];
        std::size_t to = from;
        while (to < steps.size() && steps.phase[to] == phase)
            ++to;
        if (phase != m_meanPhase) {
            m_meanPhase = phase;
            m_mean = ExponentialMean(m_smoothing);
        }
        if (phase >= 1 && static_cast<std::size_t>(phase) <= m_phaseCurves.size()) {
            const PhaseCurves& curves = m_phaseCurves[static_cast<std::size_t>(phase) - 1];
            const auto x = part(steps.step, from, to);
            std::vector<double> smooth;
            smooth.reserve(to - from);
            for (std::size_t i = from; i < to; ++i)
                smooth.push_back(m_mean.add(steps.loss[i]));
            if (curves.raw >= 0)
                m_loss->append(curves.raw, x, part(steps.loss, from, to));
            m_loss->append(curves.smooth, x, smooth);
            m_learningRate->append(curves.learningRate, x, part(steps.learningRate, from, to));
            m_gradNorm->append(curves.gradNorm, x, part(steps.gradNorm, from, to));
            m_speed->append(curves.speed, x, part(steps.tokensPerSecond, from, to));
        }
        from = to;
    }
    m_stepsShown = steps.size();
    appendResources();
    for (const auto& [set, points] : m_history->heldOut()) {
        const auto curve = m_heldOutCurves.find(set);
        if (curve == m_heldOutCurves.end())
            continue;
        std::size_t& shown = m_heldOutShown[set];
        std::vector<double> x, y;
        for (; shown < points.size(); ++shown) {
            x.push_back(points[shown].step);
            y.push_back(points[shown].loss);
        }
        m_heldOut->append(curve->second, x, y);
    }
    double longest = static_cast<double>(std::max(m_plannedSteps, m_history->totalSteps()));
    for (const auto& [number, phase] : m_history->phases())
        longest = std::max(longest, static_cast<double>(phase.started.firstStep + phase.started.steps - 1));
    if (m_compared != nullptr)
        longest = std::max(longest, static_cast<double>(m_compared->totalSteps()));
    for (CurvePlot* plot : m_plots)
        plot->setLongest(longest);
    showMarks();
}

void RunPlots::appendResources()
{
    constexpr double gigabyte = 1e9;
    const ResourceColumns& all = m_history->resources();
    if (m_resourcesShown == 0 && all.size() > 0)
        arrange(); // now it is known what there is
    const auto add = [&](CurvePlot* plot, const std::vector<double>& values, double unit) {
        std::vector<double> x, y;
        for (std::size_t i = m_resourcesShown; i < all.size(); ++i) {
            if (std::isnan(values[i]))
                continue;
            x.push_back(all.step[i]);
            y.push_back(values[i] / unit);
        }
        plot->append(0, x, y);
    };
    add(m_memory, all.memoryBytes, gigabyte);
    add(m_power, all.gpuPowerWatts, 1);
    add(m_temperature, all.gpuTemperatureCelsius, 1);
    m_resourcesShown = all.size();
}

void RunPlots::showMarks()
{
    const Theme& theme = themeOf(this);
    std::vector<PlotMark> borders, gates;
    for (const auto& [number, phase] : m_history->phases()) {
        if (phase.started.steps > 0)
            borders.push_back({.x = static_cast<double>(phase.started.firstStep) - 0.5,
                .label = m_spec.phases.size() > 1 ? nameOfPhase(m_spec, number) : QString(),
                .colour = theme.quietText,
                .pattern = number == 1 ? Qt::NoPen : Qt::DotLine});
        if (phase.diverged)
            borders.push_back({.x = static_cast<double>(phase.diverged->step),
                .label = tr("✗ diverged"),
                .colour = theme.fail,
                .pattern = Qt::SolidLine});
        if (!phase.gate)
            continue;
        const double at = static_cast<double>(
            phase.finished ? phase.finished->step : phase.started.firstStep + phase.started.steps - 1);
        gates.push_back({.x = at,
            .label = verdictSign(phase.gate->verdict) + u' ' + verdictWord(phase.gate->verdict),
            .colour = verdictColour(phase.gate->verdict, theme),
            .pattern = Qt::SolidLine});
    }
    m_loss->setMarks(borders);
    m_heldOut->setMarks(gates);
    for (PlotMark& mark : borders)
        mark.label.clear();
    for (CurvePlot* plot : {m_learningRate, m_gradNorm, m_speed, m_memory, m_power, m_temperature})
        plot->setMarks(borders);
}

QImage RunPlots::image() const
{
    QImage image(size() * imageScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(imageScale);
    image.fill(themeOf(this).ground);
    QPainter painter(&image);
    for (CurvePlot* plot : m_plots) {
        if (plot->isHidden())
            continue;
        plot->redrawNow();
        painter.drawPixmap(plot->pos(), plot->toPixmap(plot->width(), plot->height(), imageScale));
    }
    return image;
}

void RunPlots::resizeEvent(QResizeEvent* event)
{
    arrange();
    QWidget::resizeEvent(event);
}

void RunPlots::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        build();
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
