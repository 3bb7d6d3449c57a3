// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/testaccuracy.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <utility>

namespace dankai {

namespace {

std::string percent(double share)
{
    return std::to_string(std::lround(100 * share)) + " %";
}

// Of after - before, by Newcombe 1998 (method 10): the two Wilson intervals, joined.
Interval differenceOf(const Interval& before, const Interval& after)
{
    const double estimate = after.estimate - before.estimate;
    const double down = std::hypot(after.estimate - after.lower, before.upper - before.estimate);
    const double up = std::hypot(after.upper - after.estimate, before.estimate - before.lower);
    return {estimate, estimate - down, estimate + up, after.confidence};
}

} // namespace

std::vector<LevelAccuracy> accuracyPerLevel(
    std::span<const int> levels, std::span<const std::uint8_t> isRight, double confidence)
{
    assert(levels.size() == isRight.size());
    std::map<int, std::pair<std::uint64_t, std::uint64_t>> counts; // questions, and right ones
    for (std::size_t i = 0; i < levels.size(); ++i) {
        ++counts[levels[i]].first;
        counts[levels[i]].second += isRight[i] != 0 ? 1 : 0;
    }
    std::vector<LevelAccuracy> result;
    for (const auto& [level, count] : counts) {
        LevelAccuracy one;
        one.level = level;
        one.n = count.first;
        one.right = count.second;
        one.accuracy = wilsonInterval(one.right, one.n, confidence);
        if (!result.empty()) {
            one.difference = differenceOf(result.back().accuracy, one.accuracy);
            one.step = one.difference.upper < 0 ? BucketStep::Harder
                : one.difference.lower > 0      ? BucketStep::Easier
                                                : BucketStep::Undecided;
        }
        result.push_back(one);
    }
    return result;
}

std::vector<std::string> findingsOf(std::span<const LevelAccuracy> levels)
{
    std::vector<std::string> findings;
    std::uint64_t n = 0, right = 0;
    for (const LevelAccuracy& level : levels) {
        n += level.n;
        right += level.right;
    }
    if (n == 0)
        return findings;
    if (levels.size() == 1)
        findings.emplace_back(
            "All test questions are of one level, so they cannot say whether levels get harder.");
    if (right == 0)
        findings.push_back("The model answers none of the " + std::to_string(n)
            + " test questions right, so they say nothing about which are harder for it.");
    else if (right == n)
        findings.push_back("The model answers all " + std::to_string(n)
            + " test questions right, so they say nothing about which are harder for it.");
    if (right == 0 || right == n)
        return findings;
    bool isEveryHarder = levels.size() > 1;
    for (std::size_t i = 1; i < levels.size(); ++i) {
        const LevelAccuracy& before = levels[i - 1];
        const LevelAccuracy& level = levels[i];
        isEveryHarder = isEveryHarder && level.step == BucketStep::Harder;
        if (level.step == BucketStep::Easier)
            findings.push_back("The model answers more test questions of level " + std::to_string(level.level)
                + " right than of level " + std::to_string(before.level) + ": "
                + percent(level.accuracy.estimate) + " against " + percent(before.accuracy.estimate)
                + ". What people find harder is easier for this model.");
        else if (level.step == BucketStep::Undecided)
            findings.push_back("Whether the model answers fewer test questions of level "
                + std::to_string(level.level) + " right than of level " + std::to_string(before.level)
                + " cannot be said: " + percent(level.accuracy.estimate) + " against "
                + percent(before.accuracy.estimate) + ", n = " + std::to_string(level.n) + " and "
                + std::to_string(before.n) + ". More questions would tell.");
    }
    if (isEveryHarder)
        findings.emplace_back("The model answers fewer test questions right from level to level.");
    return findings;
}

} // namespace dankai
