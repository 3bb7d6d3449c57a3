// SPDX-License-Identifier: Apache-2.0
// What a scorer's values look like and what they go along with besides difficulty: the length of the
// response, the place in the file, and groups such as language, file or department.
// Says what goes along, never why: hard examples may well have longer responses. Not a number (NaN) is an
// example without a score; sentences about it: scorefindings.h.
#pragma once

#include "core/statistics/sampledbootstrap.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

// From this share of variance on a dependence is large: Cohen's f = 0.4 (Statistical Power Analysis, 1988,
// p. 287), as core/phase/lengthranks.h takes it for phases.
inline constexpr double largeVarianceShare = 0.14;
// So many different values at most are shown one by one and taken for a rating.
inline constexpr std::size_t mostRatingValues = 50;

struct ScaleRange
{
    double lowest = 1;
    double highest = 5;
};

struct ValueCount
{
    double value = 0;
    std::uint64_t n = 0;
};

inline constexpr std::array distributionShares = {0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0};

struct ScoreDistribution
{
    std::uint64_t n = 0;
    std::uint64_t withoutScore = 0;
    std::uint64_t different = 0; // values
    std::vector<ValueCount> counts; // ascending by value; empty where there are more than mostRatingValues
    ValueCount mostFrequent;
    std::array<double, distributionShares.size()> quantiles{}; // at distributionShares
    double mean = 0;
    double deviation = 0; // standard, of a sample
    // Of a rating only: its scale, and the share of values in the middle quarter of it (both ends in). Judges
    // that seldom commit themselves crowd there (Pang et al., arXiv 2406.04371, App. A.1).
    std::optional<ScaleRange> scale;
    double middleLowest = 0;
    double middleHighest = 0;
    double middleShare = 0;
    double entropy = 0; // bits, of the shares of the values of a rating; 2^entropy values used alike have it
};

// `scale`: the one that a judge was given. Without it few different values (mostRatingValues, and fewer than
// half as many as examples) are a rating whose scale is what they span.
ScoreDistribution distributionOf(
    std::span<const double> values, std::optional<ScaleRange> scale = std::nullopt);

struct Dependence
{
    std::uint64_t n = 0;
    Interval spearman;
    double varianceShare = 0; // of the ranks: the square of spearman; NaN where that is
};

inline constexpr std::uint32_t noGroup = std::numeric_limits<std::uint32_t>::max();

// A column that parts the examples into groups.
struct GroupColumn
{
    std::string name; // language, source, or that of a kept column
    std::vector<std::uint32_t> groups; // for each example an index into names, or noGroup
    std::vector<std::string> names;
};

struct GroupDifference
{
    std::uint32_t group = 0; // index into the column's names
    std::uint64_t n = 0;
    double mean = 0;
    // The share of pairs of one example of this group and one of the others in which the one of this group
    // scores higher, ties half: 0.5 is no difference.
    Interval above;
};

struct GroupDependence
{
    std::string column;
    std::uint64_t n = 0; // examples in groups that were looked at
    std::uint64_t leftOut = 0; // scored examples of smaller groups, or of none
    double varianceShare = 0; // eta squared of the ranks between the groups looked at
    std::vector<GroupDifference> groups; // the largest first; empty where there are not two of them
};

struct BiasParams
{
    std::optional<ScaleRange> scale;
    std::uint64_t smallestGroup = 20; // scored examples
    std::size_t mostGroups = 12; // of a column
    double confidence = 0.95; // of all intervals together
    SampledBootstrapParams bootstrap; // its confidence is not used
};

struct ScorerBias
{
    ScoreDistribution distribution;
    Dependence onResponseLength;
    Dependence onPosition;
    std::vector<GroupDependence> groups; // one for each column given
    // How many intervals there are; each has the confidence 1 - (1 - params.confidence) / looks (Bonferroni),
    // so that all hold at once with that of the params.
    std::size_t looks = 0;
    double confidence = 0;
};

// Columns of the same examples; `positions` rising with the place in the file, `responseLengths` in code
// points.
ScorerBias biasOf(std::span<const double> values, std::span<const std::uint32_t> responseLengths,
    std::span<const double> positions, std::span<const GroupColumn> columns, const BiasParams& params = {});

} // namespace dankai
