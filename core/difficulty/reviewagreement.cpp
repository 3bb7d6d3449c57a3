// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/reviewagreement.h"

#include "core/statistics/agreement.h"

#include <cassert>
#include <cstddef>
#include <cstdint>

namespace dankai {

RatingAgreement agreementOfTwo(
    std::span<const int> first, std::span<const int> second, int levels, const BootstrapParams& params)
{
    assert(first.size() == second.size());
    RatingAgreement agreement;
    const Agreement counts = agreementOf(first, second, levels);
    agreement.n = counts.n;
    agreement.byChance = counts.byChance;
    agreement.kappa = counts.kappa;
    std::uint64_t equal = 0;
    for (std::size_t i = 0; i < first.size(); ++i)
        equal += first[i] == second[i] ? 1 : 0;
    agreement.observed = wilsonInterval(equal, first.size(), params.confidence);
    std::vector<int> drawnFirst(first.size()), drawnSecond(first.size());
    agreement.weightedKappa = bootstrapStatistic(
        first.size(),
        [&](std::span<const std::size_t> items) {
            for (std::size_t i = 0; i < items.size(); ++i) {
                drawnFirst[i] = first[items[i]];
                drawnSecond[i] = second[items[i]];
            }
            return weightedKappa(std::span<const int>(drawnFirst).first(items.size()),
                std::span<const int>(drawnSecond).first(items.size()), levels);
        },
        params);
    return agreement;
}

Interval alphaOf(
    std::span<const std::vector<std::optional<int>>> ratings, int levels, const BootstrapParams& params)
{
    std::vector<std::vector<std::optional<int>>> drawn(ratings.begin(), ratings.end());
    return bootstrapStatistic(
        ratings.empty() ? 0 : ratings[0].size(),
        [&](std::span<const std::size_t> items) {
            for (std::size_t person = 0; person < drawn.size(); ++person)
                for (std::size_t i = 0; i < items.size(); ++i)
                    drawn[person][i] = ratings[person][items[i]];
            return krippendorffAlpha(drawn, levels);
        },
        params);
}

Interval weightedShare(std::span<const std::uint8_t> isEqual, std::span<const double> probabilities,
    const BootstrapParams& params)
{
    assert(isEqual.size() == probabilities.size());
    std::vector<double> equal(isEqual.size()), weights(isEqual.size());
    for (std::size_t i = 0; i < isEqual.size(); ++i) {
        weights[i] = 1 / probabilities[i];
        equal[i] = isEqual[i] != 0 ? weights[i] : 0;
    }
    return bootstrapRatio(equal, weights, params);
}

} // namespace dankai
