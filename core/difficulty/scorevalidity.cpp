// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/scorevalidity.h"

#include "core/difficulty/scoreagreement.h"
#include "core/statistics/rank.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace dankai {

namespace {

constexpr std::uint64_t fewestOfStep = 20;

struct Moments
{
    double n = 0;
    double mean = 0;
    double squares = 0; // of the deviations from the mean (Welford 1962)

    void add(double value)
    {
        ++n;
        const double before = value - mean;
        mean += before / n;
        squares += before * (value - mean);
    }

    double varianceOfMean() const { return n > 1 ? squares / (n - 1) / n : 0; }
};

} // namespace

std::vector<BucketLoss> lossPerBucket(
    std::span<const double> losses, std::span<const std::int8_t> buckets, int bucketCount, double confidence)
{
    assert(losses.size() == buckets.size());
    const auto count = static_cast<std::size_t>(bucketCount);
    std::vector<BucketLoss> result(count);
    std::vector<Moments> moments(count);
    for (std::size_t i = 0; i < losses.size(); ++i) {
        if (buckets[i] < 0)
            continue;
        const auto bucket = static_cast<std::size_t>(buckets[i]);
        assert(bucket < count);
        if (std::isnan(losses[i]))
            ++result[bucket].withoutLoss;
        else
            moments[bucket].add(losses[i]);
    }
    const double z = normalQuantile((1 + confidence) / 2);
    const auto interval = [&](double estimate, double variance) {
        const double half = z * std::sqrt(variance);
        return Interval{estimate, estimate - half, estimate + half, confidence};
    };
    for (std::size_t i = 0; i < count; ++i) {
        BucketLoss& bucket = result[i];
        bucket.n = static_cast<std::uint64_t>(moments[i].n);
        bucket.mean = interval(moments[i].mean, moments[i].varianceOfMean());
        if (i == 0)
            continue;
        bucket.difference = interval(moments[i].mean - moments[i - 1].mean,
            moments[i].varianceOfMean() + moments[i - 1].varianceOfMean());
        const bool isKnown = std::min(bucket.n, result[i - 1].n) >= fewestOfStep;
        bucket.step = isKnown && bucket.difference.lower > 0 ? BucketStep::Harder
            : isKnown && bucket.difference.upper < 0         ? BucketStep::Easier
                                                             : BucketStep::Undecided;
    }
    return result;
}

std::vector<BucketAccuracy> accuracyPerBucket(std::span<const double> errors,
    std::span<const std::uint32_t> responseLengths, std::span<const std::int8_t> buckets, int bucketCount,
    double confidence)
{
    assert(errors.size() == responseLengths.size());
    // What the model gets wrong is a loss between 0 and 1.
    const std::vector<BucketLoss> wrong = lossPerBucket(errors, buckets, bucketCount, confidence);
    std::vector<BucketAccuracy> result(wrong.size());
    std::vector<std::uint64_t> exact(wrong.size(), 0);
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (buckets[i] < 0 || std::isnan(errors[i]) || responseLengths[i] > longestShortAnswer)
            continue;
        const auto bucket = static_cast<std::size_t>(buckets[i]);
        ++result[bucket].shortAnswers;
        exact[bucket] += errors[i] == 0 ? 1 : 0;
    }
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        BucketAccuracy& bucket = result[i];
        bucket.n = wrong[i].n;
        bucket.withoutAccuracy = wrong[i].withoutLoss;
        const Interval& error = wrong[i].mean;
        if (bucket.n > 0)
            bucket.mean = {1 - error.estimate, std::max(0.0, 1 - error.upper), std::min(1.0, 1 - error.lower),
                confidence};
        const Interval& rise = wrong[i].difference;
        bucket.difference = {-rise.estimate, -rise.upper, -rise.lower, confidence};
        bucket.step = wrong[i].step;
        bucket.exact = wilsonInterval(exact[i], bucket.shortAnswers, confidence);
    }
    return result;
}

HardAndPoor hardAndPoor(std::span<const double> difficulty, std::span<const double> quality,
    std::optional<double> hardFrom, std::optional<double> poorBelow)
{
    assert(difficulty.size() == quality.size());
    HardAndPoor result;
    std::vector<std::uint32_t> rows;
    std::vector<double> hardness, goodness;
    for (std::size_t i = 0; i < difficulty.size(); ++i) {
        if (std::isnan(difficulty[i]) || std::isnan(quality[i]))
            continue;
        rows.push_back(static_cast<std::uint32_t>(i));
        hardness.push_back(difficulty[i]);
        goodness.push_back(quality[i]);
    }
    result.n = rows.size();
    if (rows.empty())
        return result;
    const auto cutAt = [](std::vector<double> values, double share) {
        std::sort(values.begin(), values.end());
        return cutsAtShares(values, std::array{share}).front();
    };
    result.hardFrom = hardFrom ? *hardFrom : cutAt(hardness, 2.0 / 3);
    result.poorBelow = poorBelow ? *poorBelow : cutAt(goodness, 1.0 / 3);
    const std::vector<double> hardRanks = ranks(hardness), goodRanks = ranks(goodness);
    std::vector<std::size_t> both;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool isHard = hardness[i] >= result.hardFrom;
        const bool isPoor = goodness[i] < result.poorBelow;
        result.hard += isHard ? 1 : 0;
        result.poor += isPoor ? 1 : 0;
        if (isHard && isPoor)
            both.push_back(i);
    }
    result.expected
        = static_cast<double>(result.hard) * static_cast<double>(result.poor) / static_cast<double>(result.n);
    std::stable_sort(both.begin(), both.end(), [&](std::size_t left, std::size_t right) {
        return hardRanks[left] - goodRanks[left] > hardRanks[right] - goodRanks[right];
    });
    for (const std::size_t i : both)
        result.rows.push_back(rows[i]);
    return result;
}

} // namespace dankai
