// SPDX-License-Identifier: Apache-2.0
// How far people agree about the levels of the same examples, with intervals over the examples. Which ratings
// may be compared is the caller's to know: these figures hold for the examples that ratings were drawn from.
#pragma once

#include "core/statistics/interval.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dankai {

struct RatingAgreement
{
    std::uint64_t n = 0; // examples that both rated
    Interval observed; // share of equal levels: Wilson
    double byChance = 0; // the share that people with these habits would reach by chance
    double kappa = 0; // Cohen's; not a number where chance alone reaches 1 or there is no example
    Interval weightedKappa; // with quadratic weights: bootstrap; not a number where it is not defined
};

// Of two people, or a person and the plan, on the same examples. Levels in [0, levels).
RatingAgreement agreementOfTwo(
    std::span<const int> first, std::span<const int> second, int levels, const BootstrapParams& params = {});

// Krippendorff's alpha, ordinal, of any number of people with gaps; bootstrap over the examples.
// `ratings[person][example]`.
Interval alphaOf(
    std::span<const std::vector<std::optional<int>>> ratings, int levels, const BootstrapParams& params = {});

// The share of equal ratings among all examples, from a sample in which each had its own chance of being
// asked about: Horvitz and Thompson 1952 with the weights' own sum below (Hájek 1971). `probabilities` in (0,
// 1].
Interval weightedShare(std::span<const std::uint8_t> isEqual, std::span<const double> probabilities,
    const BootstrapParams& params = {});

} // namespace dankai
