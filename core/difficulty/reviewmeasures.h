// SPDX-License-Identifier: Apache-2.0
// What makes an example worth a person's time, as one number for each: how far its scores lie apart, how near
// it stands to a cut, whether it is hard and poor. Ranks only, since scorers have scales of their own.
#pragma once

#include <span>
#include <vector>

namespace dankai {

// In the order of the scores, from 0 (lowest) to 1; ties get their mean. Not a number where the score is
// none, 0.5 where there is one score only.
std::vector<double> rankShares(std::span<const double> scores);

// Highest less lowest rank share of each example over the scorers that scored it; not a number with fewer
// than two. `shares[scorer][example]`.
std::vector<double> rankSpread(std::span<const std::vector<double>> shares);

// 1 less the distance to the nearest cut, both as shares of the scored examples. `cutShares`: the share of
// the scored examples below each cut. Not a number where the example is unscored or there is no cut.
std::vector<double> nearnessToCuts(std::span<const double> shares, std::span<const double> cutShares);

// How much higher an example ranks by difficulty than by quality, where it is in the upper third of the one
// and the lower third of the other; else not a number.
std::vector<double> hardAndPoor(
    std::span<const double> difficultyShares, std::span<const double> qualityShares);

} // namespace dankai
