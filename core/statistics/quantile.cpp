// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/quantile.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace dankai {

double quantileOfSorted(std::span<const double> sorted, double share)
{
    assert(!sorted.empty());
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double part = place - static_cast<double>(below);
    return sorted[below] + part * (sorted[above] - sorted[below]);
}

std::vector<double> quantiles(std::span<const double> values, std::span<const double> shares)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> result;
    result.reserve(shares.size());
    for (const double share : shares)
        result.push_back(quantileOfSorted(sorted, share));
    return result;
}

} // namespace dankai
