// SPDX-License-Identifier: Apache-2.0
// How far two scorers agree about the same examples, one scorer with itself when it is asked again, and a
// scorer with a label of 0 or 1; which thresholds of one scorer cut what those of another cut.
// Numbers in, numbers out: not a number (NaN) is an example that was not scored. Reading them from a project:
// core/project/scorereading.h.
#pragma once

#include "core/statistics/sampledbootstrap.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace dankai {

// By what scores were put on levels to be compared.
enum class LevelKind
{
    Values, // both use the same few values: each value is a level
    Thresholds, // thresholds of one, and those of the other that cut the same shares
    EqualShares, // each cut into as many equal shares, as far as equal values let it
};

std::string_view nameOf(LevelKind kind); // values, thresholds, equal_shares

// At most so many different values are taken as levels.
inline constexpr std::size_t mostLevels = 10;

// The level of a value is the number of cuts that are not above it: a cut is the first value of the upper
// level, as in core/phase/placement.h. Ascending, equal cuts leave the level between them empty.
int levelOf(double value, std::span<const double> cuts);

// The shares of the values that lie below each cut; `sorted` ascending, not empty.
std::vector<double> sharesBelow(std::span<const double> sorted, std::span<const double> cuts);
// For each share the value of `sorted` below which the share is nearest to it: equal values are never parted,
// so that the share which comes out may differ. `sorted` ascending, not empty.
std::vector<double> cutsAtShares(std::span<const double> sorted, std::span<const double> shares);

struct LevelAgreement
{
    LevelKind kind = LevelKind::EqualShares;
    std::vector<double> firstCuts; // levels - 1
    std::vector<double> secondCuts;
    std::vector<double> firstSharesBelow; // of the examples that both scored, below each cut
    std::vector<double> secondSharesBelow;
    std::vector<std::uint64_t> confusion; // [levels * levels], row: the first's level
    double equalShare = 0; // of examples that both put on the same level
    double equalByChance = 0; // the share that scorers with these habits would reach by chance
    double kappa = 0; // Cohen's, of the two; NaN where chance gives 1
    Interval weightedKappa; // quadratic weights; NaN where one of them uses one level only

    int levels() const { return static_cast<int>(firstCuts.size()) + 1; }
};

struct ScoreAgreement
{
    std::uint64_t n = 0; // examples that both scored
    std::uint64_t drawn = 0; // of these, what intervals were drawn from
    Interval spearman; // NaN where one of them is constant, or fewer than two examples
    std::optional<LevelAgreement> levels; // nothing without examples
};

struct AgreementParams
{
    // At most one of the two: the other scorer is cut at the same shares.
    std::vector<double> firstThresholds;
    std::vector<double> secondThresholds;
    int levels = 3; // of EqualShares; at least 2
    bool areValuesLevels = true; // where neither has thresholds and both use the same few values
    SampledBootstrapParams bootstrap;
};

// Columns of the same examples.
ScoreAgreement agreementBetween(
    std::span<const double> first, std::span<const double> second, const AgreementParams& params = {});

struct RepeatAgreement
{
    std::uint64_t items = 0; // examples with two values or more for the same content
    std::uint64_t values = 0; // of these examples
    double equalShare = 0; // of examples: the first and the last value are equal
    double meanDifference = 0; // between the first and the last, without its sign
    double withinDeviation = 0; // standard deviation of the values of one example, pooled
    double alpha = 0; // Krippendorff, ordinal, all values; NaN where there are more than fifty different ones
    ScoreAgreement firstAndLast;
};

// For each example its values in the order in which they were given; examples with fewer than two do not
// count.
RepeatAgreement agreementOfRepeats(
    std::span<const std::vector<double>> values, const AgreementParams& params = {});

struct LabelAgreement
{
    std::uint64_t n = 0; // examples with a score and a label
    std::uint64_t positives = 0;
    // The share of pairs of one positive and one negative example in which the positive one scores higher,
    // ties half; core/statistics/areainterval.h.
    Interval area;
};

// `labels`: 1, 0, or NaN for none.
LabelAgreement agreementWithLabel(std::span<const double> scores, std::span<const double> labels);

} // namespace dankai
