// SPDX-License-Identifier: Apache-2.0
// How much of the differences in response length a split into phases explains: where it is much, a gain of
// the last phase may come from its long answers and not from their difficulty. Decides nothing: it says a
// share, and from which on to warn.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dankai {

// From here on phases differ in length by what Cohen calls a large effect: f = 0.4, which is an eta squared
// of 0.138 (Statistical Power Analysis, 1988, p. 287).
inline constexpr double largeLengthShare = 0.14;

// The ranks of all lengths, sorted once.
class LengthRanks final
{
public:
    explicit LengthRanks(std::span<const std::uint32_t> lengths);

    // Eta squared of the ranks between the phases, as in Kruskal and Wallis (1952): the sum of squares
    // between phases over that of all placed examples; 0 to 1. Ranks, since lengths are skewed. `places` as
    // those of a Placement over the same examples; what is in no phase does not count. 0 where there is no
    // spread.
    double shareBetweenPhases(std::span<const std::int8_t> places, int phaseCount) const;

private:
    std::vector<float> m_ranks; // ties have their mean; exact to 16 million
};

} // namespace dankai
