// SPDX-License-Identifier: Apache-2.0
// How far two or more ratings of the same items agree beyond chance, and how well a score tells two classes
// apart. Intervals: bootstrapStatistic() of interval.h over the items.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dankai {

// Counts [levels * levels]: row the first rating, column the second, both in [0, levels).
std::vector<std::uint64_t> confusionMatrix(
    std::span<const int> first, std::span<const int> second, int levels);

struct Agreement
{
    std::uint64_t n = 0; // items that both rated
    double observed = 0; // share of equal ratings
    double byChance = 0; // the share that raters with these habits would reach by chance
    double kappa = 0; // Cohen 1960; NaN where chance agreement is 1 or n is 0
};

Agreement agreementOf(std::span<const int> first, std::span<const int> second, int levels);

// Cohen's kappa with quadratic weights (Cohen 1968) over ratings in [0, levels). NaN where chance agreement
// is 1.
double weightedKappa(std::span<const int> first, std::span<const int> second, int levels);

// What two ratings that differ count.
enum class RatingDistance
{
    Nominal, // 1
    Ordinal, // by how many ratings lie between them
    Interval, // the square of their difference
};

// Krippendorff's alpha (Krippendorff 2011) of any number of raters, not all of whom rated every item: 1 for
// full agreement, 0 for chance, below for worse. `ratings[rater][item]`, in [0, levels). NaN where fewer than
// two ratings can be compared, or all are equal.
double krippendorffAlpha(std::span<const std::vector<std::optional<int>>> ratings, int levels,
    RatingDistance distance = RatingDistance::Ordinal);

// Area under the ROC curve: the share of pairs of one positive and one negative item in which the positive
// one has the higher score, ties half (Mann and Whitney 1947). NaN without both kinds.
double areaUnderCurve(std::span<const double> scores, std::span<const std::uint8_t> isPositive);

} // namespace dankai
