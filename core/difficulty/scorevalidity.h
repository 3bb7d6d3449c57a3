// SPDX-License-Identifier: Apache-2.0
// Whether difficulty is what a scorer calls so, before any training: how hard the untrained model finds each
// bucket, and which examples are hard because they are poor. Difficulty and quality are two axes.
// Numbers in, numbers out; sentences about them: scorefindings.h.
#pragma once

#include "core/statistics/interval.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dankai {

// From one bucket to the next.
enum class BucketStep
{
    First,
    Harder, // the interval of the difference lies above zero
    Undecided, // it holds zero, or a bucket has fewer than twenty examples
    Easier,
};

struct BucketLoss
{
    std::uint64_t n = 0; // examples with a loss
    std::uint64_t withoutLoss = 0;
    Interval mean; // nats per token, every example alike; zero without examples
    Interval difference; // to the bucket before
    BucketStep step = BucketStep::First;
};

// Means and differences with the normal's interval (Welch's standard error). `losses`: not a number where
// there is none. `buckets`: for each example its bucket in [0, bucketCount), the easiest first, or below zero
// for none.
std::vector<BucketLoss> lossPerBucket(std::span<const double> losses, std::span<const std::int8_t> buckets,
    int bucketCount, double confidence = 0.95);

// How much of the responses the untrained model gets right, without being asked to write any.
struct BucketAccuracy
{
    std::uint64_t n = 0; // examples that were measured
    std::uint64_t withoutAccuracy = 0;
    // Of each example the share of its response's tokens that the model ranks first, given all that stands
    // before them; the mean over examples, every one alike. Zero without examples.
    Interval mean;
    Interval difference; // to the bucket before
    BucketStep step = BucketStep::First; // Harder: it gets less right
    // Responses so short that they are an answer and not a text (a number, a choice, yes or no, a name), and
    // of them those that the model gives word for word when it always says what it finds likeliest. Where
    // every token is ranked first, its own answer is that response: there is nothing to write and to compare.
    std::uint64_t shortAnswers = 0;
    Interval exact; // Wilson
};

inline constexpr std::uint32_t longestShortAnswer = 20; // code points

// As lossPerBucket(). `errors`: one less the share, as the scorer token_error has it, not a number where
// there is none. `responseLengths`: code points, of the same examples.
std::vector<BucketAccuracy> accuracyPerBucket(std::span<const double> errors,
    std::span<const std::uint32_t> responseLengths, std::span<const std::int8_t> buckets, int bucketCount,
    double confidence = 0.95);

struct HardAndPoor
{
    double hardFrom = 0; // the first score that is hard
    double poorBelow = 0; // the first score of quality that is not poor
    std::uint64_t n = 0; // examples with both scores
    std::uint64_t hard = 0;
    std::uint64_t poor = 0;
    double expected = 0; // how many would be both if the two had nothing to do with one another
    std::vector<std::uint32_t> rows; // that are both; those first whose two ranks lie furthest apart
};

// Columns of the same examples. Where no threshold is given, hard is the upper third of the scores and poor
// the lower third of those of quality, as far as equal values let them be cut.
HardAndPoor hardAndPoor(std::span<const double> difficulty, std::span<const double> quality,
    std::optional<double> hardFrom = std::nullopt, std::optional<double> poorBelow = std::nullopt);

} // namespace dankai
