// SPDX-License-Identifier: Apache-2.0
// Plots as inline SVG: curves over steps, and effects as dots with whiskers. Geometry and marks only; what
// is plotted is decided by the page.
#pragma once

#include "core/statistics/interval.h"

#include <string>
#include <utility>
#include <vector>

namespace dankai {

enum class LineStyle
{
    Solid,
    Dashed,
};

struct Curve
{
    std::string label; // written at the curve's end; empty: none
    std::string colour; // CSS
    LineStyle style = LineStyle::Solid;
    std::vector<std::pair<double, double>> points; // x ascending
    bool hasMarkers = false;
    std::vector<std::pair<double, double>> faint; // the raw points behind a smoothed curve
};

struct VerticalMark
{
    double x = 0;
    std::string label;
    std::string colour;
};

struct CurvePlot
{
    std::string title; // says the quantity with its unit
    std::string xLabel;
    std::vector<Curve> curves;
    std::vector<VerticalMark> marks;
    double width = 720;
    double height = 300;
};

std::string curvesSvg(const CurvePlot& plot);

struct Effect
{
    std::string label;
    std::string note; // n, for instance
    Interval interval;
    std::string colour;
};

struct EffectPlot
{
    std::string title;
    std::string left; // what lies left of zero, for instance "better"
    std::string right;
    std::vector<Effect> effects;
    int decimals = 3;
};

// The zero line is always there.
std::string effectsSvg(const EffectPlot& plot);

// Exponentially weighted mean with a correction of its start (so that the first value is the first value).
std::vector<std::pair<double, double>> smoothed(
    const std::vector<std::pair<double, double>>& points, double weight);

// About `count` round numbers covering [low, high].
std::vector<double> roundTicks(double low, double high, int count);

} // namespace dankai
