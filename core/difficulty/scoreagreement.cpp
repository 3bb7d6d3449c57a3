// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/scoreagreement.h"

#include "core/statistics/agreement.h"
#include "core/statistics/areainterval.h"
#include "core/statistics/rank.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

constexpr std::size_t mostValuesOfAlpha = 50; // its matrix of coincidences is their square

// The different values, ascending; nothing where there are more than `most`.
std::optional<std::vector<double>> fewValues(std::span<const double> values, std::size_t most)
{
    std::vector<double> few;
    for (const double value : values) {
        const auto place = std::lower_bound(few.begin(), few.end(), value);
        if (place != few.end() && *place == value)
            continue;
        if (few.size() == most)
            return std::nullopt;
        few.insert(place, value);
    }
    return few;
}

// The cuts between values that both use as levels; nothing where they are no such scorers. A scorer of 0 and
// 1 and one of 1 to 5 share no levels, whoever never says 5 and one who does share theirs.
std::optional<std::vector<double>> cutsOfSharedValues(
    std::span<const double> first, std::span<const double> second)
{
    const auto ofFirst = fewValues(first, mostLevels);
    const auto ofSecond = fewValues(second, mostLevels);
    if (!ofFirst || !ofSecond || ofFirst->empty())
        return std::nullopt;
    const bool isFirstLarger = ofFirst->size() >= ofSecond->size();
    const std::vector<double>& larger = isFirstLarger ? *ofFirst : *ofSecond;
    const std::vector<double>& smaller = isFirstLarger ? *ofSecond : *ofFirst;
    if (larger.size() < 2 || !std::includes(larger.begin(), larger.end(), smaller.begin(), smaller.end()))
        return std::nullopt;
    return std::vector<double>(larger.begin() + 1, larger.end());
}

std::vector<int> levelsOf(std::span<const double> values, std::span<const double> cuts)
{
    std::vector<int> levels;
    levels.reserve(values.size());
    for (const double value : values)
        levels.push_back(levelOf(value, cuts));
    return levels;
}

LevelAgreement agreementOnLevels(
    std::span<const double> first, std::span<const double> second, const AgreementParams& params)
{
    LevelAgreement result;
    std::vector<double> firstSorted(first.begin(), first.end()), secondSorted(second.begin(), second.end());
    std::sort(firstSorted.begin(), firstSorted.end());
    std::sort(secondSorted.begin(), secondSorted.end());
    const bool hasThresholds = !params.firstThresholds.empty() || !params.secondThresholds.empty();
    if (!params.firstThresholds.empty()) {
        result.kind = LevelKind::Thresholds;
        result.firstCuts = params.firstThresholds;
        result.secondCuts = cutsAtShares(secondSorted, sharesBelow(firstSorted, result.firstCuts));
    } else if (!params.secondThresholds.empty()) {
        result.kind = LevelKind::Thresholds;
        result.secondCuts = params.secondThresholds;
        result.firstCuts = cutsAtShares(firstSorted, sharesBelow(secondSorted, result.secondCuts));
    } else if (const auto shared = cutsOfSharedValues(firstSorted, secondSorted);
               !hasThresholds && params.areValuesLevels && shared) {
        result.kind = LevelKind::Values;
        result.firstCuts = result.secondCuts = *shared;
    } else {
        assert(params.levels >= 2);
        std::vector<double> shares;
        for (int level = 1; level < params.levels; ++level)
            shares.push_back(static_cast<double>(level) / params.levels);
        result.firstCuts = cutsAtShares(firstSorted, shares);
        result.secondCuts = cutsAtShares(secondSorted, shares);
    }
    result.firstSharesBelow = sharesBelow(firstSorted, result.firstCuts);
    result.secondSharesBelow = sharesBelow(secondSorted, result.secondCuts);

    const std::vector<int> firstLevels = levelsOf(first, result.firstCuts);
    const std::vector<int> secondLevels = levelsOf(second, result.secondCuts);
    result.confusion = confusionMatrix(firstLevels, secondLevels, result.levels());
    const auto exact = agreementOf(firstLevels, secondLevels, result.levels());
    result.equalShare = exact.observed;
    result.equalByChance = exact.byChance;
    result.kappa = exact.kappa;
    std::vector<int> some, other;
    result.weightedKappa = bootstrapSampled(
        first.size(),
        [&](std::span<const std::size_t> items) {
            some.clear();
            other.clear();
            for (const std::size_t item : items) {
                some.push_back(firstLevels[item]);
                other.push_back(secondLevels[item]);
            }
            return weightedKappa(some, other, result.levels());
        },
        params.bootstrap);
    return result;
}

} // namespace

std::string_view nameOf(LevelKind kind)
{
    switch (kind) {
    case LevelKind::Values:
        return "values";
    case LevelKind::Thresholds:
        return "thresholds";
    case LevelKind::EqualShares:
        break;
    }
    return "equal_shares";
}

int levelOf(double value, std::span<const double> cuts)
{
    return static_cast<int>(std::upper_bound(cuts.begin(), cuts.end(), value) - cuts.begin());
}

std::vector<double> sharesBelow(std::span<const double> sorted, std::span<const double> cuts)
{
    assert(!sorted.empty());
    std::vector<double> shares;
    shares.reserve(cuts.size());
    for (const double cut : cuts) {
        const auto below = std::lower_bound(sorted.begin(), sorted.end(), cut) - sorted.begin();
        shares.push_back(static_cast<double>(below) / static_cast<double>(sorted.size()));
    }
    return shares;
}

std::vector<double> cutsAtShares(std::span<const double> sorted, std::span<const double> shares)
{
    assert(!sorted.empty());
    const double n = static_cast<double>(sorted.size());
    std::vector<double> cuts;
    cuts.reserve(shares.size());
    for (const double share : shares) {
        const double wanted = std::clamp(share, 0.0, 1.0) * n;
        const std::size_t place = std::min(static_cast<std::size_t>(wanted), sorted.size() - 1);
        const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), sorted[place]);
        const double below = static_cast<double>(first - sorted.begin());
        const double above = static_cast<double>(last - sorted.begin());
        const bool isNextNearer = last != sorted.end() && above - wanted < wanted - below;
        cuts.push_back(isNextNearer ? *last : *first);
    }
    return cuts;
}

ScoreAgreement agreementBetween(
    std::span<const double> first, std::span<const double> second, const AgreementParams& params)
{
    assert(first.size() == second.size());
    assert(params.firstThresholds.empty() || params.secondThresholds.empty());
    std::vector<double> left, right;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (std::isnan(first[i]) || std::isnan(second[i]))
            continue;
        left.push_back(first[i]);
        right.push_back(second[i]);
    }
    ScoreAgreement agreement;
    agreement.n = left.size();
    agreement.drawn = std::min(left.size(), params.bootstrap.maximumItems);
    std::vector<double> some, other;
    agreement.spearman = keptWithin(bootstrapSampled(
                                        left.size(),
                                        [&](std::span<const std::size_t> items) {
                                            some.clear();
                                            other.clear();
                                            for (const std::size_t item : items) {
                                                some.push_back(left[item]);
                                                other.push_back(right[item]);
                                            }
                                            return spearmanCorrelation(some, other);
                                        },
                                        params.bootstrap),
        -1, 1);
    if (!left.empty())
        agreement.levels = agreementOnLevels(left, right, params);
    return agreement;
}

RepeatAgreement agreementOfRepeats(std::span<const std::vector<double>> values, const AgreementParams& params)
{
    RepeatAgreement result;
    std::vector<double> firsts, lasts, all;
    std::size_t most = 0;
    double squares = 0;
    for (const std::vector<double>& item : values) {
        if (item.size() < 2)
            continue;
        firsts.push_back(item.front());
        lasts.push_back(item.back());
        all.insert(all.end(), item.begin(), item.end());
        most = std::max(most, item.size());
        double mean = 0;
        for (const double value : item)
            mean += value / static_cast<double>(item.size());
        for (const double value : item)
            squares += (value - mean) * (value - mean);
        result.equalShare += item.front() == item.back() ? 1 : 0;
        result.meanDifference += std::abs(item.back() - item.front());
    }
    result.items = firsts.size();
    result.values = all.size();
    result.alpha = std::numeric_limits<double>::quiet_NaN();
    result.firstAndLast = agreementBetween(firsts, lasts, params);
    if (result.items == 0)
        return result;
    const double items = static_cast<double>(result.items);
    result.equalShare /= items;
    result.meanDifference /= items;
    result.withinDeviation = std::sqrt(squares / (static_cast<double>(result.values) - items));
    const auto few = fewValues(all, mostValuesOfAlpha);
    if (!few)
        return result;
    std::vector<std::vector<std::optional<int>>> ratings(
        most, std::vector<std::optional<int>>(firsts.size()));
    std::size_t at = 0;
    for (const std::vector<double>& item : values) {
        if (item.size() < 2)
            continue;
        for (std::size_t attempt = 0; attempt < item.size(); ++attempt)
            ratings[attempt][at]
                = static_cast<int>(std::lower_bound(few->begin(), few->end(), item[attempt]) - few->begin());
        ++at;
    }
    result.alpha = krippendorffAlpha(ratings, static_cast<int>(few->size()));
    return result;
}

LabelAgreement agreementWithLabel(std::span<const double> scores, std::span<const double> labels)
{
    assert(scores.size() == labels.size());
    LabelAgreement result;
    std::vector<double> scored;
    std::vector<std::uint8_t> isPositive;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (std::isnan(scores[i]) || std::isnan(labels[i]))
            continue;
        scored.push_back(scores[i]);
        isPositive.push_back(labels[i] != 0 ? 1 : 0);
        result.positives += labels[i] != 0 ? 1 : 0;
    }
    result.n = scored.size();
    result.area = areaInterval(scored, isPositive);
    return result;
}

} // namespace dankai
