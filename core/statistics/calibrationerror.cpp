// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/calibrationerror.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

namespace dankai {

namespace {

constexpr std::size_t mostCalibrationParts = 10;

struct BinnedError
{
    double error = 0;
    double largestBias = 0; // infinite where no part has two values
};

// `items`: of the values, any number of times each.
BinnedError binnedError(
    std::span<const double> predicted, std::span<const double> observed, std::span<const std::size_t> items)
{
    std::vector<std::size_t> order(items.begin(), items.end());
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return predicted[i]; });
    const std::size_t n = order.size();
    const std::size_t parts = std::clamp<std::size_t>(n / 2, 1, mostCalibrationParts);
    double sum = 0, squares = 0;
    for (std::size_t part = 0; part < parts; ++part) {
        const std::size_t begin = part * n / parts, end = (part + 1) * n / parts;
        double difference = 0;
        for (std::size_t i = begin; i < end; ++i)
            difference += predicted[order[i]] - observed[order[i]];
        sum += std::abs(difference);
        const double mean = difference / static_cast<double>(end - begin);
        for (std::size_t i = begin; i < end; ++i) {
            const double distance = predicted[order[i]] - observed[order[i]] - mean;
            squares += distance * distance;
        }
    }
    // Parts are of one size, so that the mean over them of s^2 / size is the pooled variance by that size.
    // The root of the mean is no less than the mean of the roots.
    const auto count = static_cast<double>(n);
    const double variance
        = n > parts ? squares / static_cast<double>(n - parts) : std::numeric_limits<double>::infinity();
    return {sum / count, std::sqrt(2 * std::numbers::inv_pi * variance * static_cast<double>(parts) / count)};
}

} // namespace

Interval calibrationError(
    std::span<const double> predicted, std::span<const double> observed, const BootstrapParams& params)
{
    assert(predicted.size() == observed.size());
    if (predicted.empty())
        return {.confidence = params.confidence};
    Interval interval = bootstrapStatistic(
        predicted.size(),
        [&](std::span<const std::size_t> items) { return binnedError(predicted, observed, items).error; },
        params);
    std::vector<std::size_t> all(predicted.size());
    std::iota(all.begin(), all.end(), std::size_t(0));
    const double scatter = (interval.upper - interval.lower) / 2;
    const double largestBias = binnedError(predicted, observed, all).largestBias;
    interval.lower = std::max(0.0, interval.estimate - largestBias - scatter);
    interval.upper = interval.estimate + scatter;
    return interval;
}

} // namespace dankai
