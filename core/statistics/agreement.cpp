// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/agreement.h"

#include "core/statistics/rank.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// Squared distance of levels c and k, [levels * levels]; `counts` are the ratings of each level that can be
// compared (Krippendorff 2011, section E).
std::vector<double> distancesOf(RatingDistance kind, std::span<const double> counts)
{
    const std::size_t levels = counts.size();
    std::vector<double> distances(levels * levels);
    for (std::size_t low = 0; low < levels; ++low) {
        double between = counts[low] / 2;
        for (std::size_t high = low + 1; high < levels; ++high) {
            between += counts[high] / 2;
            const double root = kind == RatingDistance::Ordinal ? between
                : kind == RatingDistance::Interval              ? static_cast<double>(high - low)
                                                                : 1;
            distances[low * levels + high] = distances[high * levels + low] = root * root;
            between += counts[high] / 2;
        }
    }
    return distances;
}

} // namespace

std::vector<std::uint64_t> confusionMatrix(
    std::span<const int> first, std::span<const int> second, int levels)
{
    assert(first.size() == second.size() && levels > 0);
    const auto count = static_cast<std::size_t>(levels);
    std::vector<std::uint64_t> matrix(count * count);
    for (std::size_t i = 0; i < first.size(); ++i) {
        assert(first[i] >= 0 && first[i] < levels && second[i] >= 0 && second[i] < levels);
        ++matrix[static_cast<std::size_t>(first[i]) * count + static_cast<std::size_t>(second[i])];
    }
    return matrix;
}

Agreement agreementOf(std::span<const int> first, std::span<const int> second, int levels)
{
    const std::vector<std::uint64_t> matrix = confusionMatrix(first, second, levels);
    const auto count = static_cast<std::size_t>(levels);
    Agreement agreement;
    agreement.n = first.size();
    agreement.kappa = undefined;
    if (agreement.n == 0)
        return agreement;
    const double n = static_cast<double>(agreement.n);
    for (std::size_t level = 0; level < count; ++level) {
        double row = 0, column = 0;
        for (std::size_t other = 0; other < count; ++other) {
            row += static_cast<double>(matrix[level * count + other]);
            column += static_cast<double>(matrix[other * count + level]);
        }
        agreement.observed += static_cast<double>(matrix[level * count + level]) / n;
        agreement.byChance += row / n * (column / n);
    }
    if (agreement.byChance < 1)
        agreement.kappa = (agreement.observed - agreement.byChance) / (1 - agreement.byChance);
    return agreement;
}

double weightedKappa(std::span<const int> first, std::span<const int> second, int levels)
{
    const std::vector<std::uint64_t> matrix = confusionMatrix(first, second, levels);
    const auto count = static_cast<std::size_t>(levels);
    std::vector<double> rows(count), columns(count);
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = 0; b < count; ++b) {
            rows[a] += static_cast<double>(matrix[a * count + b]);
            columns[b] += static_cast<double>(matrix[a * count + b]);
        }
    }
    double observed = 0, expected = 0;
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = 0; b < count; ++b) {
            const double distance = static_cast<double>(a) - static_cast<double>(b);
            observed += distance * distance * static_cast<double>(matrix[a * count + b]);
            expected += distance * distance * rows[a] * columns[b] / static_cast<double>(first.size());
        }
    }
    return expected > 0 ? 1 - observed / expected : undefined;
}

double krippendorffAlpha(
    std::span<const std::vector<std::optional<int>>> ratings, int levels, RatingDistance distance)
{
    assert(levels > 0);
    const auto count = static_cast<std::size_t>(levels);
    const std::size_t items = ratings.empty() ? 0 : ratings[0].size();
    std::vector<double> coincidences(count * count); // of pairs within an item, each item's weighing alike
    std::vector<double> counts(count);
    for (std::size_t item = 0; item < items; ++item) {
        std::vector<double> here(count);
        double raters = 0;
        for (const std::vector<std::optional<int>>& rater : ratings) {
            assert(rater.size() == items);
            if (!rater[item])
                continue;
            assert(*rater[item] >= 0 && *rater[item] < levels);
            ++here[static_cast<std::size_t>(*rater[item])];
            ++raters;
        }
        if (raters < 2)
            continue; // nothing to compare it with
        for (std::size_t a = 0; a < count; ++a) {
            counts[a] += here[a];
            for (std::size_t b = 0; b < count; ++b)
                coincidences[a * count + b] += here[a] * (here[b] - (a == b ? 1 : 0)) / (raters - 1);
        }
    }
    double n = 0;
    for (const double ofLevel : counts)
        n += ofLevel;
    const std::vector<double> distances = distancesOf(distance, counts);
    double observed = 0, expected = 0;
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = 0; b < count; ++b) {
            observed += distances[a * count + b] * coincidences[a * count + b];
            expected += distances[a * count + b] * counts[a] * counts[b];
        }
    }
    return n > 1 && expected > 0 ? 1 - (n - 1) * observed / expected : undefined;
}

double areaUnderCurve(std::span<const double> scores, std::span<const std::uint8_t> isPositive)
{
    assert(scores.size() == isPositive.size());
    const std::vector<double> ranked = ranks(scores);
    double positives = 0, rankSum = 0;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        if (isPositive[i] == 0)
            continue;
        ++positives;
        rankSum += ranked[i];
    }
    const double negatives = static_cast<double>(ranked.size()) - positives;
    if (positives == 0 || negatives == 0)
        return undefined;
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
}

} // namespace dankai
