// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/interval.h"

#include "core/base/random.h"
#include "core/statistics/quantile.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <unordered_map>
#include <vector>

namespace dankai {

namespace {

// What is drawn as one: a value, or all values of a cluster.
struct Unit
{
    double numerator = 0;
    double denominator = 0;
};

std::vector<Unit> unitsOf(std::span<const double> numerators, std::span<const double> denominators,
    std::span<const std::uint32_t> clusters)
{
    assert(denominators.empty() || denominators.size() == numerators.size());
    assert(clusters.empty() || clusters.size() == numerators.size());
    std::vector<Unit> units;
    std::unordered_map<std::uint32_t, std::size_t> unitOf;
    for (std::size_t i = 0; i < numerators.size(); ++i) {
        std::size_t unit = units.size();
        if (!clusters.empty())
            unit = unitOf.try_emplace(clusters[i], units.size()).first->second;
        if (unit == units.size())
            units.emplace_back();
        units[unit].numerator += numerators[i];
        units[unit].denominator += denominators.empty() ? 1 : denominators[i];
    }
    return units;
}

double ratio(double numerator, double denominator)
{
    return denominator != 0 ? numerator / denominator : 0;
}

} // namespace

Interval bootstrapRatio(std::span<const double> numerators, std::span<const double> denominators,
    const BootstrapParams& params, std::span<const std::uint32_t> clusters)
{
    Interval interval;
    interval.confidence = params.confidence;
    const std::vector<Unit> units = unitsOf(numerators, denominators, clusters);
    if (units.empty())
        return interval;
    Unit total;
    for (const Unit& unit : units) {
        total.numerator += unit.numerator;
        total.denominator += unit.denominator;
    }
    interval.estimate = interval.lower = interval.upper = ratio(total.numerator, total.denominator);
    if (params.resamples < 1)
        return interval;

    Random random(params.seed);
    std::vector<double> resampled(static_cast<std::size_t>(params.resamples));
    for (double& value : resampled) {
        Unit sum;
        for (std::size_t i = 0; i < units.size(); ++i) {
            const Unit& unit = units[random.below(units.size())];
            sum.numerator += unit.numerator;
            sum.denominator += unit.denominator;
        }
        value = ratio(sum.numerator, sum.denominator);
    }
    std::sort(resampled.begin(), resampled.end());
    const double tail = (1 - params.confidence) / 2;
    interval.lower = quantileOfSorted(resampled, tail);
    interval.upper = quantileOfSorted(resampled, 1 - tail);
    return interval;
}

Interval bootstrapMean(
    std::span<const double> values, const BootstrapParams& params, std::span<const std::uint32_t> clusters)
{
    return bootstrapRatio(values, {}, params, clusters);
}

Interval bootstrapDifference(std::span<const double> before, std::span<const double> after,
    const BootstrapParams& params, std::span<const std::uint32_t> clusters)
{
    assert(before.size() == after.size());
    std::vector<double> differences(before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        differences[i] = after[i] - before[i];
    return bootstrapRatio(differences, {}, params, clusters);
}

Interval bootstrapStatistic(std::size_t n,
    const std::function<double(std::span<const std::size_t> items)>& statistic, const BootstrapParams& params)
{
    std::vector<std::size_t> items(n);
    std::iota(items.begin(), items.end(), std::size_t(0));
    Interval interval;
    interval.confidence = params.confidence;
    interval.estimate = interval.lower = interval.upper = statistic(items);
    if (n == 0)
        return interval;
    Random random(params.seed);
    std::vector<double> resampled;
    for (int i = 0; i < params.resamples; ++i) {
        for (std::size_t& item : items)
            item = random.below(n);
        if (const double value = statistic(items); !std::isnan(value))
            resampled.push_back(value);
    }
    if (resampled.empty())
        return interval;
    std::sort(resampled.begin(), resampled.end());
    const double tail = (1 - params.confidence) / 2;
    interval.lower = quantileOfSorted(resampled, tail);
    interval.upper = quantileOfSorted(resampled, 1 - tail);
    return interval;
}

namespace {

Interval wilson(double share, double n, double confidence)
{
    const double z = normalQuantile(1 - (1 - confidence) / 2);
    const double shrink = 1 + z * z / n;
    const double centre = (share + z * z / (2 * n)) / shrink;
    const double half = z / shrink * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {share, std::max(0.0, centre - half), std::min(1.0, centre + half), confidence};
}

} // namespace

Interval wilsonInterval(std::uint64_t successes, std::uint64_t total, double confidence)
{
    if (total == 0)
        return {0, 0, 1, confidence};
    const double n = static_cast<double>(total);
    return wilson(static_cast<double>(successes) / n, n, confidence);
}

Interval shareInterval(std::span<const double> values, double confidence)
{
    if (values.empty())
        return {0, 0, 1, confidence};
    double sum = 0, squares = 0;
    for (const double value : values) {
        assert(value >= 0 && value <= 1);
        sum += value;
        squares += value * value;
    }
    const double n = static_cast<double>(values.size());
    const double mean = (sum + 1) / (n + 2);
    const double variance = (squares + 1) / (n + 2) - mean * mean;
    // At least 1: no values between 0 and 1 vary more than zeros and ones of the same mean.
    const double narrower = std::max(1.0, mean * (1 - mean) / variance);
    return wilson(sum / n, n * narrower, confidence);
}

double normalQuantile(double probability)
{
    if (probability <= 0)
        return -std::numeric_limits<double>::infinity();
    if (probability >= 1)
        return std::numeric_limits<double>::infinity();
    // Abramowitz and Stegun 26.2.23 (|error| < 4.5e-4) from the nearer tail, then Halley's method on the
    // distribution function, which triples the digits at each step.
    const double tail = std::min(probability, 1 - probability);
    const double t = std::sqrt(-2 * std::log(tail));
    double x = -(t
        - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
    for (int step = 0; step < 3; ++step) {
        const double error = 0.5 * std::erfc(-x / std::numbers::sqrt2) - tail;
        const double slope = std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi);
        const double move = error / slope;
        x -= move / (1 + 0.5 * x * move);
    }
    return probability < 0.5 ? x : -x;
}

} // namespace dankai
