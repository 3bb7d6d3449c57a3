// SPDX-License-Identifier: Apache-2.0
#include "core/report/curves.h"

#include "core/report/html.h"
#include "core/statistics/decimation.h"
#include "core/statistics/smoothing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

constexpr int columns = 1000; // of the page, each with two points at most

std::string number(double value)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.2f", value);
    return buffer;
}

// Ticks without needless digits: 0.5, 2, 150.
std::string tickText(double value, double step)
{
    int decimals = 0;
    for (double unit = step; decimals < 6 && std::abs(unit - std::round(unit)) > 1e-9; unit *= 10)
        ++decimals;
    return formatFixed(value, decimals);
}

struct Range
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void include(double value)
    {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }

    // A plot needs an extent even where there is one value or none.
    void settle()
    {
        if (low > high)
            low = 0, high = 1;
        if (high - low < 1e-12) {
            low -= 0.5;
            high += 0.5;
        }
    }
};

struct Frame
{
    double left, top, width, height;
    Range x, y;

    double px(double value) const { return left + (value - x.low) / (x.high - x.low) * width; }

    double py(double value) const { return top + height - (value - y.low) / (y.high - y.low) * height; }
};

std::string text(double x, double y, std::string_view anchor, std::string_view kind, std::string_view words)
{
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + std::string(anchor)
        + "\" class=\"" + std::string(kind) + "\">" + escapeHtml(words) + "</text>";
}

std::string line(double x1, double y1, double x2, double y2, std::string_view attributes)
{
    return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\""
        + number(y2) + "\" " + std::string(attributes) + "/>";
}

std::string polyline(
    const Frame& frame, const std::vector<std::pair<double, double>>& points, const std::string& attributes)
{
    std::string list;
    for (const auto& [x, y] : points)
        list += number(frame.px(x)) + "," + number(frame.py(y)) + " ";
    return "<polyline fill=\"none\" " + attributes + " points=\"" + list + "\"/>";
}

struct EndLabel
{
    double y;
    const Curve* curve;
};

// Direct labels at the ends of curves, moved apart so that they can be read.
std::string endLabels(const Frame& frame, const std::vector<Curve>& curves)
{
    std::vector<EndLabel> labels;
    for (const Curve& curve : curves) {
        if (!curve.label.empty() && !curve.points.empty())
            labels.push_back({frame.py(curve.points.back().second), &curve});
    }
    std::ranges::sort(labels, {}, &EndLabel::y);
    constexpr double lineHeight = 15;
    for (std::size_t i = 1; i < labels.size(); ++i)
        labels[i].y = std::max(labels[i].y, labels[i - 1].y + lineHeight);
    const double bottom = frame.top + frame.height;
    double limit = bottom;
    for (std::size_t i = labels.size(); i-- > 0; limit = labels[i].y - lineHeight)
        labels[i].y = std::min(labels[i].y, limit);
    std::string svg;
    for (const EndLabel& label : labels)
        // The colour is a dot's, not the words': the light end of the scale cannot be read on white.
        svg += "<circle cx=\"" + number(frame.left + frame.width + 13) + "\" cy=\"" + number(label.y)
            + "\" r=\"4\" style=\"fill:" + label.curve->colour + "\"/>"
            + text(frame.left + frame.width + 22, label.y + 4, "start", "label", label.curve->label);
    return svg;
}

// What a page of some hundred pixels can show of any number of points.
std::vector<std::pair<double, double>> thinned(const std::vector<std::pair<double, double>>& points)
{
    if (points.empty())
        return {};
    std::vector<double> x, y;
    for (const auto& [at, value] : points) {
        x.push_back(at);
        y.push_back(value);
    }
    const CurvePoints kept = decimated(x, y, x.front(), x.back(), columns);
    std::vector<std::pair<double, double>> few;
    for (std::size_t i = 0; i < kept.x.size(); ++i)
        few.emplace_back(kept.x[i], kept.y[i]);
    return few;
}

} // namespace

std::vector<double> roundTicks(double low, double high, int count)
{
    if (!(high > low) || count < 1)
        return {low};
    const double rough = (high - low) / count;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = power * 10;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= rough * 0.999) {
            step = power * factor;
            break;
        }
    }
    std::vector<double> ticks;
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + step * 1e-9; ++k)
        ticks.push_back(k * step);
    return ticks;
}

std::vector<std::pair<double, double>> smoothed(
    const std::vector<std::pair<double, double>>& points, double weight)
{
    std::vector<std::pair<double, double>> result;
    result.reserve(points.size());
    ExponentialMean mean(weight);
    for (const auto& [x, y] : points)
        result.emplace_back(x, mean.add(y));
    return result;
}

std::string curvesSvg(const CurvePlot& plot)
{
    std::size_t longestLabel = 0;
    Frame frame{};
    for (const Curve& curve : plot.curves) {
        longestLabel = std::max(longestLabel, curve.label.size());
        for (const auto* points : {&curve.points, &curve.faint}) {
            for (const auto& [x, y] : *points) {
                frame.x.include(x);
                frame.y.include(y);
            }
        }
    }
    for (const VerticalMark& mark : plot.marks)
        frame.x.include(mark.x);
    frame.x.settle();
    frame.y.settle();
    const double padding = (frame.y.high - frame.y.low) * 0.06;
    frame.y.low -= padding;
    frame.y.high += padding;
    const double labelWidth
        = longestLabel == 0 ? 16 : std::min(190.0, 36.0 + 6.6 * static_cast<double>(longestLabel));
    frame.left = 52;
    frame.top = plot.marks.empty() ? 34 : 48;
    frame.width = plot.width - frame.left - labelWidth;
    frame.height = plot.height - frame.top - 44;

    std::string svg = "<svg viewBox=\"0 0 " + number(plot.width) + " " + number(plot.height)
        + "\" role=\"img\" aria-label=\"" + escapeHtml(plot.title) + "\">";
    svg += text(frame.left, 16, "start", "title", plot.title);
    const auto yTicks = roundTicks(frame.y.low, frame.y.high, 5);
    const double yStep = yTicks.size() > 1 ? yTicks[1] - yTicks[0] : 1;
    for (const double tick : yTicks) {
        svg += line(frame.left, frame.py(tick), frame.left + frame.width, frame.py(tick), "class=\"grid\"");
        svg += text(frame.left - 8, frame.py(tick) + 4, "end", "tick", tickText(tick, yStep));
    }
    const auto xTicks = roundTicks(frame.x.low, frame.x.high, 6);
    const double xStep = xTicks.size() > 1 ? xTicks[1] - xTicks[0] : 1;
    for (const double tick : xTicks)
        svg += text(frame.px(tick), frame.top + frame.height + 18, "middle", "tick", tickText(tick, xStep));
    svg += text(frame.left + frame.width / 2, plot.height - 6, "middle", "tick", plot.xLabel);
    for (const VerticalMark& mark : plot.marks) {
        svg += line(frame.px(mark.x), frame.top, frame.px(mark.x), frame.top + frame.height,
            "class=\"mark\" style=\"stroke:" + mark.colour + "\"");
        svg += text(frame.px(mark.x), frame.top - 6, "middle", "tick", mark.label);
    }
    for (const Curve& curve : plot.curves) {
        const std::string stroke = "style=\"stroke:" + curve.colour + "\"";
        if (!curve.faint.empty())
            svg += polyline(frame, thinned(curve.faint), "stroke-width=\"1\" opacity=\"0.28\" " + stroke);
        svg += polyline(frame, thinned(curve.points),
            "stroke-width=\"2\" stroke-linejoin=\"round\" "
                + std::string(curve.style == LineStyle::Dashed ? "stroke-dasharray=\"6 4\" " : "") + stroke);
        for (const auto& [x, y] : curve.hasMarkers ? curve.points : decltype(curve.points){})
            svg += "<circle cx=\"" + number(frame.px(x)) + "\" cy=\"" + number(frame.py(y))
                + "\" r=\"3.5\" style=\"fill:" + curve.colour + "\"/>";
    }
    return svg + endLabels(frame, plot.curves) + "</svg>";
}

std::string effectsSvg(const EffectPlot& plot)
{
    constexpr double width = 720;
    constexpr double rowHeight = 34;
    constexpr double valueWidth = 290; // "−0.134 [−0.152, −0.110]  n = 45, too few"
    Frame frame{};
    frame.x.include(0);
    for (const Effect& effect : plot.effects) {
        frame.x.include(effect.interval.lower);
        frame.x.include(effect.interval.upper);
    }
    frame.x.settle();
    const double reach = std::max(std::abs(frame.x.low), std::abs(frame.x.high)) * 1.1;
    frame.x = {-reach, reach};
    frame.left = 130;
    frame.top = 52;
    frame.width = width - frame.left - valueWidth;
    frame.height = rowHeight * static_cast<double>(plot.effects.size());
    const double height = frame.top + frame.height + 34;

    std::string svg = "<svg viewBox=\"0 0 " + number(width) + " " + number(height)
        + "\" role=\"img\" aria-label=\"" + escapeHtml(plot.title) + "\">";
    svg += text(0, 16, "start", "title", plot.title);
    svg += text(frame.px(0) - 10, frame.top - 10, "end", "tick", "← " + plot.left);
    svg += text(frame.px(0) + 10, frame.top - 10, "start", "tick", plot.right + " →");
    const auto ticks = roundTicks(frame.x.low, frame.x.high, 4);
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
    for (const double tick : ticks) {
        svg += line(frame.px(tick), frame.top, frame.px(tick), frame.top + frame.height, "class=\"grid\"");
        svg += text(frame.px(tick), frame.top + frame.height + 18, "middle", "tick", tickText(tick, step));
    }
    svg += line(frame.px(0), frame.top - 4, frame.px(0), frame.top + frame.height, "class=\"zero\"");
    double y = frame.top + rowHeight / 2;
    for (const Effect& effect : plot.effects) {
        const std::string stroke
            = "stroke-width=\"3\" stroke-linecap=\"round\" style=\"stroke:" + effect.colour + "\"";
        svg += text(frame.left - 16, y + 4, "end", "row", effect.label);
        svg += line(frame.px(effect.interval.lower), y, frame.px(effect.interval.upper), y, stroke);
        svg += "<circle cx=\"" + number(frame.px(effect.interval.estimate)) + "\" cy=\"" + number(y)
            + "\" r=\"6\" style=\"fill:" + effect.colour + "\"/>";
        svg += text(frame.left + frame.width + 16, y + 4, "start", "value",
            formatInterval(effect.interval, plot.decimals) + (effect.note.empty() ? "" : "  " + effect.note));
        y += rowHeight;
    }
    return svg + "</svg>";
}

} // namespace dankai
