// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/scorebias.h"

#include "core/statistics/areainterval.h"
#include "core/statistics/quantile.h"
#include "core/statistics/rank.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

namespace dankai {

namespace {

// The values and what stands beside them, without examples that have no score.
template <class T>
std::vector<double> scoredOnly(std::span<const double> values, std::span<const T> column)
{
    assert(column.size() == values.size());
    std::vector<double> kept;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i]))
            kept.push_back(static_cast<double>(column[i]));
    return kept;
}

Dependence dependenceOn(
    std::span<const double> scores, std::span<const double> other, const SampledBootstrapParams& bootstrap)
{
    Dependence dependence;
    dependence.n = scores.size();
    std::vector<double> some, beside;
    dependence.spearman = keptWithin(bootstrapSampled(
                                         scores.size(),
                                         [&](std::span<const std::size_t> items) {
                                             some.clear();
                                             beside.clear();
                                             for (const std::size_t item : items) {
                                                 some.push_back(scores[item]);
                                                 beside.push_back(other[item]);
                                             }
                                             return spearmanCorrelation(some, beside);
                                         },
                                         bootstrap),
        -1, 1);
    dependence.varianceShare = dependence.spearman.estimate * dependence.spearman.estimate;
    return dependence;
}

// The groups of a column that are large enough, the largest first.
std::vector<GroupDifference> groupsToLookAt(
    std::span<const double> values, const GroupColumn& column, const BiasParams& params)
{
    std::vector<GroupDifference> groups(column.names.size());
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i].group = static_cast<std::uint32_t>(i);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i]) || column.groups[i] == noGroup)
            continue;
        GroupDifference& group = groups[column.groups[i]];
        ++group.n;
        group.mean += values[i];
    }
    std::erase_if(groups, [&](const GroupDifference& group) { return group.n < params.smallestGroup; });
    std::stable_sort(groups.begin(), groups.end(),
        [](const GroupDifference& left, const GroupDifference& right) { return left.n > right.n; });
    if (groups.size() > params.mostGroups)
        groups.resize(params.mostGroups);
    for (GroupDifference& group : groups)
        group.mean /= static_cast<double>(group.n);
    if (groups.size() < 2)
        groups.clear(); // nothing to compare one with
    return groups;
}

GroupDependence dependenceOnGroups(std::span<const double> values, const GroupColumn& column,
    std::vector<GroupDifference> groups, double confidence)
{
    GroupDependence result;
    result.column = column.name;
    std::vector<std::uint8_t> isLookedAt(column.names.size());
    for (const GroupDifference& group : groups)
        isLookedAt[group.group] = 1;
    std::vector<double> scores;
    std::vector<std::uint32_t> memberOf;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i]))
            continue;
        if (column.groups[i] == noGroup || isLookedAt[column.groups[i]] == 0) {
            ++result.leftOut;
            continue;
        }
        scores.push_back(values[i]);
        memberOf.push_back(column.groups[i]);
    }
    result.n = scores.size();
    if (groups.empty())
        return result;

    const std::vector<double> ranked = ranks(scores);
    const double middle = (static_cast<double>(scores.size()) + 1) / 2;
    std::vector<double> sums(column.names.size());
    double total = 0, between = 0;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        sums[memberOf[i]] += ranked[i] - middle;
        total += (ranked[i] - middle) * (ranked[i] - middle);
    }
    std::vector<std::uint8_t> isMember(scores.size());
    for (GroupDifference& group : groups) {
        between += sums[group.group] * sums[group.group] / static_cast<double>(group.n);
        for (std::size_t i = 0; i < isMember.size(); ++i)
            isMember[i] = memberOf[i] == group.group ? 1 : 0;
        group.above = areaInterval(scores, isMember, confidence);
    }
    result.varianceShare = total > 0 ? between / total : 0;
    result.groups = std::move(groups);
    return result;
}

} // namespace

ScoreDistribution distributionOf(std::span<const double> values, std::optional<ScaleRange> scale)
{
    ScoreDistribution result;
    std::vector<double> sorted;
    sorted.reserve(values.size());
    for (const double value : values)
        if (!std::isnan(value))
            sorted.push_back(value);
    result.n = sorted.size();
    result.withoutScore = values.size() - sorted.size();
    if (sorted.empty())
        return result;
    std::sort(sorted.begin(), sorted.end());
    double sum = 0, squares = 0;
    for (const double value : sorted)
        sum += value;
    const double n = static_cast<double>(result.n);
    result.mean = sum / n;
    for (const double value : sorted)
        squares += (value - result.mean) * (value - result.mean);
    result.deviation = result.n > 1 ? std::sqrt(squares / (n - 1)) : 0;
    for (std::size_t i = 0; i < distributionShares.size(); ++i)
        result.quantiles[i] = quantileOfSorted(sorted, distributionShares[i]);
    for (auto first = sorted.begin(); first != sorted.end();) {
        const auto end = std::upper_bound(first, sorted.end(), *first);
        const ValueCount count{*first, static_cast<std::uint64_t>(end - first)};
        ++result.different;
        if (count.n > result.mostFrequent.n)
            result.mostFrequent = count;
        if (result.different <= mostRatingValues)
            result.counts.push_back(count);
        first = end;
    }
    const bool isRating = result.different <= mostRatingValues && 2 * result.different < result.n;
    if (result.different > mostRatingValues)
        result.counts.clear();
    if (scale)
        result.scale = scale;
    else if (isRating && result.different > 2)
        result.scale = ScaleRange{sorted.front(), sorted.back()};
    if (!result.scale)
        return result;
    const double middle = (result.scale->lowest + result.scale->highest) / 2;
    const double eighth = (result.scale->highest - result.scale->lowest) / 8;
    result.middleLowest = middle - eighth;
    result.middleHighest = middle + eighth;
    const auto first = std::lower_bound(sorted.begin(), sorted.end(), result.middleLowest);
    const auto last = std::upper_bound(sorted.begin(), sorted.end(), result.middleHighest);
    result.middleShare = static_cast<double>(last - first) / n;
    for (const ValueCount& count : result.counts) {
        const double share = static_cast<double>(count.n) / n;
        result.entropy -= share * std::log2(share);
    }
    return result;
}

ScorerBias biasOf(std::span<const double> values, std::span<const std::uint32_t> responseLengths,
    std::span<const double> positions, std::span<const GroupColumn> columns, const BiasParams& params)
{
    ScorerBias bias;
    bias.distribution = distributionOf(values, params.scale);
    std::vector<std::vector<GroupDifference>> groups;
    bias.looks = 2;
    for (const GroupColumn& column : columns) {
        assert(column.groups.size() == values.size());
        groups.push_back(groupsToLookAt(values, column, params));
        bias.looks += groups.back().size();
    }
    bias.confidence = 1 - (1 - params.confidence) / static_cast<double>(bias.looks);
    SampledBootstrapParams bootstrap = params.bootstrap;
    bootstrap.confidence = bias.confidence;
    const std::vector<double> scores = scoredOnly(values, values);
    bias.onResponseLength = dependenceOn(scores, scoredOnly(values, responseLengths), bootstrap);
    bias.onPosition = dependenceOn(scores, scoredOnly(values, positions), bootstrap);
    for (std::size_t i = 0; i < columns.size(); ++i)
        bias.groups.push_back(dependenceOnGroups(values, columns[i], std::move(groups[i]), bias.confidence));
    return bias;
}

} // namespace dankai
