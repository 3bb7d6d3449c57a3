// SPDX-License-Identifier: Apache-2.0
// Bootstrap of statistics that cost too much for thousands of draws of a million items, such as a rank
// correlation: the estimate is over all items, its interval from a sample of them.
#pragma once

#include "core/statistics/interval.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace dankai {

struct SampledBootstrapParams
{
    std::size_t maximumItems = 1000; // drawn without replacement where there are more
    int resamples = 1000;
    double confidence = 0.95; // two-sided
    std::uint64_t seed = 1;
};

// bootstrapStatistic() where n <= maximumItems. Else the same of a sample of m items, its deviations from the
// sample's estimate narrowed by sqrt(m / n) and set around the estimate of all items (subsampling, Politis
// and Romano 1994): of statistics whose deviation falls with the root of n. A confidence above 0.95 stretches
// the bounds of 0.95 by the normal's quantiles, since so few draws lie beyond them. `statistic` is given
// numbers in [0, n).
Interval bootstrapSampled(std::size_t n,
    const std::function<double(std::span<const std::size_t> items)>& statistic,
    const SampledBootstrapParams& params = {});

// The interval with its bounds kept in [lowest, highest].
Interval keptWithin(Interval interval, double lowest, double highest);

} // namespace dankai
