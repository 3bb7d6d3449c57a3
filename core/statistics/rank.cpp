// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/rank.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace dankai {

std::vector<double> ranks(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(),
        [&](std::size_t left, std::size_t right) { return values[left] < values[right]; });
    std::vector<double> result(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        const double mean = (static_cast<double>(first + 1) + static_cast<double>(end)) / 2;
        for (std::size_t i = first; i < end; ++i)
            result[order[i]] = mean;
        first = end;
    }
    return result;
}

double spearmanCorrelation(std::span<const double> first, std::span<const double> second)
{
    assert(first.size() == second.size());
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    if (first.size() < 2)
        return undefined;
    const std::vector<double> left = ranks(first), right = ranks(second);
    const double mean = (static_cast<double>(first.size()) + 1) / 2;
    double both = 0, leftSquares = 0, rightSquares = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        both += (left[i] - mean) * (right[i] - mean);
        leftSquares += (left[i] - mean) * (left[i] - mean);
        rightSquares += (right[i] - mean) * (right[i] - mean);
    }
    if (leftSquares == 0 || rightSquares == 0)
        return undefined;
    return both / std::sqrt(leftSquares * rightSquares);
}

double signTest(std::uint64_t wins, std::uint64_t losses)
{
    const double n = static_cast<double>(wins + losses);
    if (n == 0 || wins == losses)
        return 1;
    // The binomial tail from its largest term downwards.
    double k = static_cast<double>(std::min(wins, losses));
    double term
        = std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) - n * std::log(2.0));
    double tail = 0;
    for (; k >= 0 && term > tail * 1e-17; --k) {
        tail += term;
        term *= k / (n - k + 1);
    }
    return std::min(1.0, 2 * tail);
}

} // namespace dankai
