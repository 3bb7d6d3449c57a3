// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/areainterval.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

namespace dankai {

namespace {

// Sums of the placements of one kind: for each of its items the share of the other kind that it beats.
struct Placements
{
    double sum = 0;
    double squares = 0;

    void add(double share, double times)
    {
        sum += share * times;
        squares += share * share * times;
    }

    double varianceOfMean(double n) const { return std::max(0.0, (squares - sum * sum / n) / (n - 1) / n); }
};

} // namespace

Interval areaInterval(
    std::span<const double> scores, std::span<const std::uint8_t> isPositive, double confidence)
{
    assert(scores.size() == isPositive.size());
    Interval interval{std::numeric_limits<double>::quiet_NaN(), 0, 1, confidence};
    std::vector<std::uint32_t> order(scores.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
        [&](std::uint32_t left, std::uint32_t right) { return scores[left] < scores[right]; });
    double positives = 0;
    for (const std::uint8_t is : isPositive)
        positives += is != 0 ? 1 : 0;
    const double negatives = static_cast<double>(scores.size()) - positives;
    if (positives == 0 || negatives == 0)
        return interval;

    Placements ofPositives, ofNegatives;
    double positivesBelow = 0, negativesBelow = 0;
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        double positivesHere = 0;
        for (; end < order.size() && scores[order[end]] == scores[order[first]]; ++end)
            positivesHere += isPositive[order[end]] != 0 ? 1 : 0;
        const double negativesHere = static_cast<double>(end - first) - positivesHere;
        ofPositives.add((negativesBelow + negativesHere / 2) / negatives, positivesHere);
        ofNegatives.add((positives - positivesBelow - positivesHere / 2) / positives, negativesHere);
        positivesBelow += positivesHere;
        negativesBelow += negativesHere;
        first = end;
    }
    interval.estimate = ofPositives.sum / positives;
    if (positives < 2 || negatives < 2)
        return interval;
    const double half = normalQuantile((1 + confidence) / 2)
        * std::sqrt(ofPositives.varianceOfMean(positives) + ofNegatives.varianceOfMean(negatives));
    interval.lower = std::max(0.0, interval.estimate - half);
    interval.upper = std::min(1.0, interval.estimate + half);
    return interval;
}

} // namespace dankai
