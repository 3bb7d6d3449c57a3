// SPDX-License-Identifier: Apache-2.0
// Confidence intervals: percentile bootstrap of means, paired differences and any statistic, Wilson for
// proportions.
// No tests of significance (signtest.h) and no correction for many looks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace dankai {

struct Interval
{
    double estimate = 0;
    double lower = 0;
    double upper = 0;
    double confidence = 0.95;

    bool operator==(const Interval&) const = default;
};

struct BootstrapParams
{
    int resamples = 10000;
    double confidence = 0.95; // two-sided
    std::uint64_t seed = 1;
};

// Of the mean. `clusters` (one number for each value, any numbers) draws whole clusters, for prompts that
// come from the same document; empty: every value by itself. No value: all zero.
Interval bootstrapMean(std::span<const double> values, const BootstrapParams& params = {},
    std::span<const std::uint32_t> clusters = {});
// Of mean(after - before) over pairs of the same prompts.
Interval bootstrapDifference(std::span<const double> before, std::span<const double> after,
    const BootstrapParams& params = {}, std::span<const std::uint32_t> clusters = {});
// Of sum(numerators) / sum(denominators), resampled in pairs: for instance a loss per token over examples.
Interval bootstrapRatio(std::span<const double> numerators, std::span<const double> denominators,
    const BootstrapParams& params = {}, std::span<const std::uint32_t> clusters = {});

// Of any statistic of `n` items, which is given the numbers of those that were drawn. Draws without a value
// (not a number) do not count; without any, or without items, the bounds are the estimate.
Interval bootstrapStatistic(std::size_t n,
    const std::function<double(std::span<const std::size_t> items)>& statistic,
    const BootstrapParams& params = {});

// Wilson 1927, without continuity correction. total = 0: the whole range [0, 1].
Interval wilsonInterval(std::uint64_t successes, std::uint64_t total, double confidence = 0.95);

// Of the mean of values in [0, 1], for instance a win, half a tie, a loss: Wilson's interval at the number of
// wins and losses that would vary as much. Zeros and ones alone give wilsonInterval(); ties narrow
// it. One win and one loss are added where the variance is measured, so that equal values do not seem
// certain. No value: the whole range.
Interval shareInterval(std::span<const double> values, double confidence = 0.95);

// The standard normal's quantile, |error| < 1e-14.
double normalQuantile(double probability);

} // namespace dankai
