// SPDX-License-Identifier: Apache-2.0
// Order statistics of two columns: Spearman's correlation, the exact sign test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dankai {

// Ranks from 1; ties get their mean.
std::vector<double> ranks(std::span<const double> values);

// With ties, as Pearson's correlation of ranks. NaN where one side is constant or fewer than two pairs.
double spearmanCorrelation(std::span<const double> first, std::span<const double> second);

// Two-sided exact probability of a split at least this uneven if wins and losses were equally likely; ties
// are dropped before. 1 where there is neither.
double signTest(std::uint64_t wins, std::uint64_t losses);

} // namespace dankai
