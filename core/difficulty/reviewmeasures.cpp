// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/reviewmeasures.h"

#include "core/statistics/rank.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

namespace dankai {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

} // namespace

std::vector<double> rankShares(std::span<const double> scores)
{
    std::vector<double> known;
    for (const double score : scores)
        if (std::isfinite(score))
            known.push_back(score);
    const std::vector<double> ranked = ranks(known);
    std::vector<double> shares(scores.size(), unknown);
    std::size_t next = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!std::isfinite(scores[i]))
            continue;
        shares[i] = known.size() == 1 ? 0.5 : (ranked[next] - 1) / (static_cast<double>(known.size()) - 1);
        ++next;
    }
    return shares;
}

std::vector<double> rankSpread(std::span<const std::vector<double>> shares)
{
    std::vector<double> spread(shares.empty() ? 0 : shares[0].size(), unknown);
    for (std::size_t i = 0; i < spread.size(); ++i) {
        double lowest = 1, highest = 0;
        std::size_t scorers = 0;
        for (const std::vector<double>& scorer : shares) {
            assert(scorer.size() == spread.size());
            if (!std::isfinite(scorer[i]))
                continue;
            lowest = std::min(lowest, scorer[i]);
            highest = std::max(highest, scorer[i]);
            ++scorers;
        }
        if (scorers >= 2)
            spread[i] = highest - lowest;
    }
    return spread;
}

std::vector<double> nearnessToCuts(std::span<const double> shares, std::span<const double> cutShares)
{
    std::vector<double> nearness(shares.size(), unknown);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (!std::isfinite(shares[i]) || cutShares.empty())
            continue;
        double nearest = 1;
        for (const double cut : cutShares)
            nearest = std::min(nearest, std::abs(shares[i] - cut));
        nearness[i] = 1 - nearest;
    }
    return nearness;
}

std::vector<double> hardAndPoor(
    std::span<const double> difficultyShares, std::span<const double> qualityShares)
{
    assert(difficultyShares.size() == qualityShares.size());
    std::vector<double> measure(difficultyShares.size(), unknown);
    for (std::size_t i = 0; i < measure.size(); ++i)
        if (difficultyShares[i] * 3 >= 2 && qualityShares[i] * 3 <= 1) // false where one is not a number
            measure[i] = difficultyShares[i] - qualityShares[i];
    return measure;
}

} // namespace dankai
