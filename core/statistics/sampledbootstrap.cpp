// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/sampledbootstrap.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace dankai {

namespace {

constexpr double drawnConfidence = 0.95; // beyond it percentiles of some hundred draws are noise

// `count` of [0, n), ascending: Floyd's choice would need a set; this walks once (Knuth 3.4.2, S).
std::vector<std::size_t> someOf(std::size_t n, std::size_t count, Random& random)
{
    std::vector<std::size_t> chosen;
    chosen.reserve(count);
    for (std::size_t i = 0; i < n && chosen.size() < count; ++i)
        if (random.below(n - i) < count - chosen.size())
            chosen.push_back(i);
    return chosen;
}

} // namespace

Interval bootstrapSampled(std::size_t n,
    const std::function<double(std::span<const std::size_t> items)>& statistic,
    const SampledBootstrapParams& params)
{
    BootstrapParams bootstrap;
    bootstrap.resamples = params.resamples;
    bootstrap.confidence = std::min(params.confidence, drawnConfidence);
    bootstrap.seed = seedFor(params.seed, "bootstrap");
    Interval interval;
    double narrowing = 1;
    if (n <= params.maximumItems) {
        interval = bootstrapStatistic(n, statistic, bootstrap);
    } else {
        Random random(seedFor(params.seed, "sample"));
        const std::vector<std::size_t> sample = someOf(n, params.maximumItems, random);
        std::vector<std::size_t> drawn(sample.size());
        const Interval ofSample = bootstrapStatistic(
            sample.size(),
            [&](std::span<const std::size_t> items) {
                for (std::size_t i = 0; i < items.size(); ++i)
                    drawn[i] = sample[items[i]];
                return statistic(drawn);
            },
            bootstrap);
        std::vector<std::size_t> all(n);
        std::iota(all.begin(), all.end(), std::size_t(0));
        interval.estimate = statistic(all);
        narrowing = std::sqrt(static_cast<double>(sample.size()) / static_cast<double>(n));
        interval.lower = interval.estimate + (ofSample.lower - ofSample.estimate);
        interval.upper = interval.estimate + (ofSample.upper - ofSample.estimate);
    }
    if (params.confidence > drawnConfidence)
        narrowing *= normalQuantile((1 + params.confidence) / 2) / normalQuantile((1 + drawnConfidence) / 2);
    interval.lower = interval.estimate + (interval.lower - interval.estimate) * narrowing;
    interval.upper = interval.estimate + (interval.upper - interval.estimate) * narrowing;
    interval.confidence = params.confidence;
    return interval;
}

Interval keptWithin(Interval interval, double lowest, double highest)
{
    interval.lower = std::clamp(interval.lower, lowest, highest);
    interval.upper = std::clamp(interval.upper, lowest, highest);
    return interval;
}

} // namespace dankai
