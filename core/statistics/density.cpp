// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/density.h"

#include "core/statistics/quantile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dankai {

namespace {

// The kernel is cut where it has fallen below 4e-6 of its peak.
constexpr double kernelReach = 5;
// A step wider than a fraction of the bandwidth would show the grid instead of the density.
constexpr double stepsPerBandwidth = 8;
constexpr std::size_t maximumGrid = std::size_t(1) << 17;

struct Moments
{
    double sum = 0; // of weights
    double effective = 0; // number of values that would say as much with equal weights (Kish)
    double deviation = 0;
    double minimum = 0;
    double maximum = 0;
};

Moments momentsOf(std::span<const double> values, std::span<const double> weights)
{
    Moments moments;
    double squares = 0, mean = 0;
    moments.minimum = moments.maximum = values.front();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double weight = weights.empty() ? 1 : weights[i];
        moments.sum += weight;
        squares += weight * weight;
        mean += weight * values[i];
        moments.minimum = std::min(moments.minimum, values[i]);
        moments.maximum = std::max(moments.maximum, values[i]);
    }
    if (moments.sum <= 0)
        return moments;
    mean /= moments.sum;
    double variance = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        variance += (weights.empty() ? 1 : weights[i]) * (values[i] - mean) * (values[i] - mean);
    moments.effective = moments.sum * moments.sum / squares;
    if (moments.effective > 1)
        moments.deviation = std::sqrt(variance / (moments.sum * (1 - 1 / moments.effective)));
    return moments;
}

double bandwidthOf(const Moments& moments, std::span<const double> values, BandwidthRule rule)
{
    const double shrink = std::pow(moments.effective, -0.2);
    if (rule == BandwidthRule::NormalReference)
        return std::pow(4.0 / 3.0, 0.2) * moments.deviation * shrink;
    const double shares[] = {0.25, 0.75};
    const std::vector<double> quartiles = quantiles(values, shares);
    const double range = (quartiles[1] - quartiles[0]) / 1.34;
    // More than half of real scores may be equal, which leaves no range between the quartiles.
    return 0.9 * (range > 0 ? std::min(moments.deviation, range) : moments.deviation) * shrink;
}

} // namespace

Density estimateDensity(
    std::span<const double> values, std::span<const double> weights, const DensityParams& params)
{
    Density density;
    if (values.empty())
        return density;
    const Moments moments = momentsOf(values, weights);
    if (!(moments.deviation > 0))
        return density;
    const double bandwidth = bandwidthOf(moments, values, params.rule) * params.bandwidthFactor;
    if (!(bandwidth > 0) || !std::isfinite(bandwidth))
        return density;

    const double start = moments.minimum - params.margin * bandwidth;
    const double width = moments.maximum + params.margin * bandwidth - start;
    const double wanted = std::ceil(width / bandwidth * stepsPerBandwidth) + 1;
    const std::size_t grid = wanted >= static_cast<double>(maximumGrid)
        ? maximumGrid
        : std::max({params.gridPoints, static_cast<std::size_t>(wanted), std::size_t(2)});
    density.start = start;
    density.step = width / static_cast<double>(grid - 1);
    density.bandwidth = bandwidth;

    // Linear binning: each value is shared by its two neighbours on the grid.
    std::vector<double> bins(grid);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double place = (values[i] - start) / density.step;
        const std::size_t below = std::min(static_cast<std::size_t>(place), grid - 2);
        const double part = place - static_cast<double>(below);
        const double weight = weights.empty() ? 1 : weights[i];
        bins[below] += weight * (1 - part);
        bins[below + 1] += weight * part;
    }

    const auto radius = static_cast<std::size_t>(std::ceil(kernelReach * bandwidth / density.step));
    std::vector<double> kernel(radius + 1);
    const double scale = 1 / (moments.sum * bandwidth * std::sqrt(2 * std::numbers::pi));
    for (std::size_t k = 0; k <= radius; ++k) {
        const double distance = static_cast<double>(k) * density.step / bandwidth;
        kernel[k] = scale * std::exp(-0.5 * distance * distance);
    }
    density.values.assign(grid, 0.0);
    for (std::size_t bin = 0; bin < grid; ++bin) {
        if (bins[bin] == 0)
            continue;
        const std::size_t first = bin > radius ? bin - radius : 0;
        const std::size_t last = std::min(bin + radius, grid - 1);
        for (std::size_t i = first; i <= last; ++i)
            density.values[i] += bins[bin] * kernel[i > bin ? i - bin : bin - i];
    }
    return density;
}

std::vector<Valley> valleys(const Density& density)
{
    const std::vector<double>& values = density.values;
    std::vector<Valley> found;
    if (values.size() < 3)
        return found;
    // The highest point at or after each place, for the right side of a valley.
    std::vector<double> highestAfter(values.size());
    highestAfter.back() = values.back();
    for (std::size_t i = values.size() - 1; i-- > 0;)
        highestAfter[i] = std::max(values[i], highestAfter[i + 1]);

    double highestBefore = values.front();
    for (std::size_t i = 1; i + 1 < values.size();) {
        std::size_t end = i; // last point of a flat bottom
        while (end + 1 < values.size() && values[end + 1] == values[i])
            ++end;
        const bool fallsInto = values[i - 1] > values[i];
        const bool risesAfter = end + 1 < values.size() && values[end + 1] > values[i];
        highestBefore = std::max(highestBefore, values[i]);
        if (fallsInto && risesAfter) {
            Valley valley;
            valley.position = (density.at(i) + density.at(end)) / 2;
            valley.density = values[i];
            valley.depth = std::min(highestBefore, highestAfter[end]) - values[i];
            found.push_back(valley);
        }
        i = end + 1;
    }
    std::stable_sort(found.begin(), found.end(),
        [](const Valley& left, const Valley& right) { return left.depth > right.depth; });
    return found;
}

} // namespace dankai
