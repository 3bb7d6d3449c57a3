// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/calibration.h"

#include "core/base/random.h"
#include "core/statistics/agreement.h"
#include "core/statistics/calibrationerror.h"
#include "core/statistics/rank.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace dankai {

namespace {

constexpr std::size_t mostLevels = 5;
constexpr std::uint64_t fewestInLevel = 3;
// From "trust the columns" to "say the same of all". Columns are of variance 1 in groups of a weight.
constexpr std::array<double, 7> strengths = {0.3, 1, 3, 10, 30, 100, 300};

using Rows = std::vector<std::size_t>;

FeatureMatrix selected(const FeatureMatrix& features, std::span<const std::size_t> rows)
{
    FeatureMatrix chosen;
    chosen.columns = features.columns;
    chosen.values.reserve(rows.size() * features.columns);
    for (const std::size_t row : rows) {
        const auto values = features.row(row);
        chosen.values.insert(chosen.values.end(), values.begin(), values.end());
    }
    return chosen;
}

template <class Value>
std::vector<Value> selected(std::span<const Value> values, std::span<const std::size_t> rows)
{
    std::vector<Value> chosen;
    for (const std::size_t row : rows)
        chosen.push_back(values[row]);
    return chosen;
}

double expectedValue(
    const OrdinalRegression& regression, std::span<const double> levelValues, std::span<const double> row)
{
    const std::vector<double> probabilities = regression.probabilities(row);
    double value = 0;
    for (std::size_t level = 0; level < levelValues.size(); ++level)
        value += probabilities[level] * levelValues[level];
    return value;
}

// Beyond its outermost points the correction is level; there the order stays that of the regression.
double correctedBy(const IsotonicRegression& correction, double value)
{
    constexpr double tieBreak = 1e-6;
    return correction(value) + tieBreak * value;
}

// Each row's fold, so that every level is spread over all of them.
std::vector<int> foldsOf(std::span<const int> levels, int count, int folds, std::uint64_t seed)
{
    std::vector<int> fold(levels.size());
    Random random(seedFor(seed, "calibration folds"));
    int next = 0;
    for (int level = 0; level < count; ++level) {
        Rows rows;
        for (std::size_t row = 0; row < levels.size(); ++row)
            if (levels[row] == level)
                rows.push_back(row);
        random.shuffle(std::span(rows));
        for (const std::size_t row : rows)
            fold[row] = next++ % folds;
    }
    return fold;
}

// For every strength what the models of the other folds say of each row.
struct HeldBack
{
    std::vector<std::vector<double>> logLikelihood; // [strengths][rows]
    std::vector<std::vector<double>> value; // [strengths][rows]
};

Result<HeldBack> predictHeldBack(const FeatureMatrix& features, std::span<const int> levels,
    const LabelLevels& scale, std::span<const int> fold, int folds, const CalibrationParams& params)
{
    HeldBack held;
    held.logLikelihood.assign(strengths.size(), std::vector<double>(levels.size()));
    held.value = held.logLikelihood;
    for (int out = 0; out < folds; ++out) {
        Rows training;
        for (std::size_t row = 0; row < levels.size(); ++row)
            if (fold[row] != out)
                training.push_back(row);
        const FeatureMatrix chosen = selected(features, training);
        const std::vector<int> chosenLevels = selected(levels, training);
        std::optional<OrdinalRegression> fitted;
        // From the strongest penalty down, each fit beginning at the last one.
        for (std::size_t s = strengths.size(); s-- > 0;) {
            if (isStopRequested(params.stop))
                return stopped("the calibration was stopped on request");
            fitted = OrdinalRegression::fit(
                chosen, chosenLevels, scale.count(), strengths[s], fitted ? &*fitted : nullptr);
            for (std::size_t row = 0; row < levels.size(); ++row) {
                if (fold[row] != out)
                    continue;
                const auto level = static_cast<std::size_t>(levels[row]);
                held.logLikelihood[s][row]
                    = std::log(std::max(fitted->probabilities(features.row(row))[level], 1e-12));
                held.value[s][row] = expectedValue(*fitted, scale.values, features.row(row));
            }
            if (params.progress)
                params.progress({static_cast<std::uint64_t>(out) * strengths.size() + strengths.size() - s,
                    static_cast<std::uint64_t>(folds) * strengths.size() + 1});
        }
    }
    return held;
}

// The strength that predicts best where `counts` says that a row counts.
std::size_t bestStrength(const HeldBack& held, const std::function<bool(std::size_t row)>& counts)
{
    std::size_t best = 0;
    double highest = -std::numeric_limits<double>::infinity();
    for (std::size_t s = 0; s < strengths.size(); ++s) {
        double sum = 0;
        for (std::size_t row = 0; row < held.logLikelihood[s].size(); ++row)
            sum += counts(row) ? held.logLikelihood[s][row] : 0;
        if (sum > highest) {
            highest = sum;
            best = s;
        }
    }
    return best;
}

double aucOfCut(std::span<const double> predicted, std::span<const int> levels, int cut)
{
    std::vector<std::uint8_t> isAbove;
    for (const int level : levels)
        isAbove.push_back(level >= cut ? 1 : 0);
    return areaUnderCurve(predicted, isAbove);
}

// The mean over the cuts that have both sides.
double meanAuc(std::span<const double> predicted, std::span<const int> levels, int count)
{
    double sum = 0;
    int cuts = 0;
    for (int cut = 1; cut < count; ++cut)
        if (const double auc = aucOfCut(predicted, levels, cut); !std::isnan(auc)) {
            sum += auc;
            ++cuts;
        }
    return cuts == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / cuts;
}

// Nearest level of a predicted value.
int nearestLevel(double value, std::span<const double> levelValues)
{
    std::size_t nearest = 0;
    for (std::size_t level = 1; level < levelValues.size(); ++level)
        if (std::abs(value - levelValues[level]) < std::abs(value - levelValues[nearest]))
            nearest = level;
    return static_cast<int>(nearest);
}

// The order is that of the regression, which the correction keeps; one of each fold would only disturb it.
void measure(CalibrationQuality& quality, std::span<const double> predicted,
    std::span<const double> corrected, std::span<const double> labels, std::span<const int> levels,
    const CalibrationParams& params)
{
    const int count = quality.levels.count();
    for (int cut = 1; cut < count; ++cut)
        quality.aucOfCuts.push_back(aucOfCut(predicted, levels, cut));
    BootstrapParams bootstrap;
    bootstrap.resamples = params.resamples;
    bootstrap.seed = seedFor(params.seed, "calibration quality");
    const auto of = [&](std::span<const double> values, const auto& statistic) {
        return bootstrapStatistic(
            values.size(),
            [&](std::span<const std::size_t> items) {
                return statistic(selected(values, items), selected(labels, items), selected(levels, items));
            },
            bootstrap);
    };
    using Values = std::vector<double>;
    using Levels = std::vector<int>;
    quality.auc = of(
        predicted, [count](const Values& p, const Values&, const Levels& l) { return meanAuc(p, l, count); });
    quality.spearman = of(
        predicted, [](const Values& p, const Values& y, const Levels&) { return spearmanCorrelation(p, y); });
    quality.weightedKappa = of(corrected, [&](const Values& p, const Values&, const Levels& l) {
        Levels guessed;
        for (const double value : p)
            guessed.push_back(nearestLevel(value, quality.levels.values));
        return weightedKappa(guessed, l, count);
    });
    quality.calibrationError = calibrationError(corrected, labels, bootstrap);
}

void findDoubts(CalibrationQuality& quality)
{
    const auto add = [&quality](std::string sentence) { quality.doubts.push_back(std::move(sentence)); };
    if (quality.labels < trustedLabels)
        add("It has learnt from " + std::to_string(quality.labels) + " labels only; below "
            + std::to_string(trustedLabels) + " its figures say little.");
    if (!(quality.auc.lower > 0.5))
        add("On labels that it had not seen it may be no better than chance: the interval of its area under "
            "the curve reaches down to one half.");
    const std::uint64_t fewest = *std::ranges::min_element(quality.levels.counts);
    if (fewest < 10)
        add("One level of the labels has only " + std::to_string(fewest)
            + " examples; where it begins is hardly known.");
    const double span = quality.levels.values.back() - quality.levels.values.front();
    if (quality.calibrationError.estimate > span / 8)
        add("Its predictions are off by more than an eighth of the scale on average; its order may be used, "
            "its values should not.");
}

// The rows of one draw in which every level occurs, else none.
bool hasAllLevels(std::span<const int> levels, int count)
{
    std::vector<std::uint8_t> seen(static_cast<std::size_t>(count));
    for (const int level : levels)
        seen[static_cast<std::size_t>(level)] = 1;
    return std::ranges::all_of(seen, [](std::uint8_t is) { return is != 0; });
}

} // namespace

int LabelLevels::levelOf(double label) const
{
    return static_cast<int>(std::ranges::upper_bound(cuts, label) - cuts.begin());
}

Result<LabelLevels> levelsOf(std::span<const double> labels)
{
    std::map<double, std::uint64_t> counts;
    for (const double label : labels)
        ++counts[label];
    if (labels.size() < fewestLabels)
        return unusable("There are " + std::to_string(labels.size())
            + " labels; a calibration needs at least " + std::to_string(fewestLabels)
            + ". Review more examples, or let a judge score some.");
    if (counts.size() == 1)
        return unusable("All " + std::to_string(labels.size())
            + " labels are alike, so there is nothing to learn. Label easy and hard examples both.");
    LabelLevels levels;
    std::vector<double> sums;
    const auto close = [&](double nextValue) { levels.cuts.push_back(nextValue); };
    const bool isFew = counts.size() <= mostLevels;
    std::uint64_t before = 0;
    for (const auto& [value, count] : counts) {
        const std::uint64_t wanted = labels.size() * levels.counts.size() / mostLevels;
        if (levels.counts.empty() || isFew || before >= wanted) {
            if (!levels.counts.empty())
                close(value);
            levels.counts.push_back(0);
            sums.push_back(0);
        }
        levels.counts.back() += count;
        sums.back() += value * static_cast<double>(count);
        before += count;
    }
    // Towards the smaller neighbour, the smallest level first.
    while (levels.counts.size() > 1) {
        const auto smallest
            = static_cast<std::size_t>(std::ranges::min_element(levels.counts) - levels.counts.begin());
        if (levels.counts[smallest] >= fewestInLevel)
            break;
        const bool isDown = smallest + 1 == levels.counts.size()
            || (smallest > 0 && levels.counts[smallest - 1] <= levels.counts[smallest + 1]);
        const std::size_t lower = isDown ? smallest - 1 : smallest;
        levels.counts[lower] += levels.counts[lower + 1];
        sums[lower] += sums[lower + 1];
        const auto gone = static_cast<std::ptrdiff_t>(lower);
        levels.counts.erase(levels.counts.begin() + gone + 1);
        sums.erase(sums.begin() + gone + 1);
        levels.cuts.erase(levels.cuts.begin() + gone);
    }
    if (levels.counts.size() < 2)
        return unusable("Fewer than " + std::to_string(fewestInLevel)
            + " labels differ from the others, too few to learn from. Label more examples that are hard "
              "where "
              "most are easy, or easy where most are hard.");
    for (std::size_t level = 0; level < sums.size(); ++level)
        levels.values.push_back(sums[level] / static_cast<double>(levels.counts[level]));
    return levels;
}

Result<Calibration> Calibration::fit(
    const FeatureMatrix& features, std::span<const double> labels, const CalibrationParams& params)
{
    auto scale = levelsOf(labels);
    if (!scale)
        return passOn(scale);
    std::vector<int> levels;
    for (const double label : labels)
        levels.push_back(scale->levelOf(label));
    const int folds = static_cast<int>(std::min<std::uint64_t>(
        static_cast<std::uint64_t>(params.folds), *std::ranges::min_element(scale->counts)));
    const std::vector<int> fold = foldsOf(levels, scale->count(), folds, params.seed);
    const auto held = predictHeldBack(features, levels, *scale, fold, folds, params);
    if (!held)
        return tl::unexpected(held.error());

    // What a fold is predicted with is chosen on the other folds, so that the choice does not flatter.
    std::vector<double> predicted(labels.size());
    for (int out = 0; out < folds; ++out) {
        const std::size_t s = bestStrength(*held, [&](std::size_t row) { return fold[row] != out; });
        for (std::size_t row = 0; row < labels.size(); ++row)
            if (fold[row] == out)
                predicted[row] = held->value[s][row];
    }
    Calibration calibration;
    CalibrationQuality& quality = calibration.m_quality;
    quality.labels = labels.size();
    quality.levels = std::move(*scale);
    const std::size_t chosen = bestStrength(*held, [](std::size_t) { return true; });
    quality.strength = strengths[chosen];
    calibration.m_regression
        = OrdinalRegression::fit(features, levels, quality.levels.count(), quality.strength);
    quality.isIsotonic = labels.size() >= isotonicLabels;
    std::vector<double> corrected = predicted;
    if (quality.isIsotonic) {
        calibration.m_correction = IsotonicRegression::fit(predicted, labels).centred();
        for (int out = 0; out < folds; ++out) { // again by the others alone
            std::vector<double> x, y;
            for (std::size_t row = 0; row < labels.size(); ++row)
                if (fold[row] != out) {
                    x.push_back(predicted[row]);
                    y.push_back(labels[row]);
                }
            const IsotonicRegression others = IsotonicRegression::fit(x, y).centred();
            for (std::size_t row = 0; row < labels.size(); ++row)
                if (fold[row] == out)
                    corrected[row] = correctedBy(others, predicted[row]);
        }
    }
    measure(quality, predicted, corrected, labels, levels, params);
    findDoubts(quality);
    return calibration;
}

double Calibration::difficulty(std::span<const double> row) const
{
    const double value = expectedValue(m_regression, m_quality.levels.values, row);
    return m_correction ? correctedBy(*m_correction, value) : value;
}

std::vector<double> Calibration::contributions(std::span<const double> row) const
{
    std::vector<double> parts;
    const std::vector<double>& weights = m_regression.weights();
    for (std::size_t column = 0; column < weights.size(); ++column)
        parts.push_back(weights[column] * row[column]);
    return parts;
}

Result<std::vector<LearningPoint>> learningCurve(
    const FeatureMatrix& features, std::span<const double> labels, const LearningCurveParams& params)
{
    const auto scale = levelsOf(labels);
    if (!scale)
        return tl::unexpected(scale.error());
    std::vector<int> levels;
    for (const double label : labels)
        levels.push_back(scale->levelOf(label));
    std::vector<LearningPoint> curve;
    std::uint64_t done = 0;
    for (const std::uint64_t count : params.counts) {
        if (count < fewestLabels || count + labels.size() / 10 > labels.size())
            continue;
        LearningPoint point;
        point.labels = count;
        std::vector<double> areas;
        Random random(seedFor(params.seed, "learning curve of " + std::to_string(count)));
        for (int draw = 0; draw < params.draws; ++draw) {
            if (isStopRequested(params.stop))
                return stopped("the learning curve was stopped on request");
            Rows order(labels.size());
            std::iota(order.begin(), order.end(), std::size_t(0));
            random.shuffle(std::span(order));
            const Rows drawn(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count));
            const Rows others(order.begin() + static_cast<std::ptrdiff_t>(count), order.end());
            const std::vector<int> otherLevels = selected(std::span<const int>(levels), others);
            CalibrationParams fit;
            fit.resamples = 0;
            fit.seed = random.next();
            fit.stop = params.stop;
            const auto fitted = Calibration::fit(selected(features, drawn), selected(labels, drawn), fit);
            if (params.progress)
                params.progress({++done, params.counts.size() * static_cast<std::uint64_t>(params.draws)});
            if (!fitted && fitted.error().code == ErrorCode::Stopped)
                return tl::unexpected(fitted.error());
            if (!fitted || !hasAllLevels(otherLevels, scale->count()))
                continue; // a draw without hard examples teaches nothing
            std::vector<double> predicted;
            for (const std::size_t row : others)
                predicted.push_back(fitted->difficulty(features.row(row)));
            areas.push_back(meanAuc(predicted, otherLevels, scale->count()));
        }
        if (areas.empty())
            continue;
        point.draws = static_cast<int>(areas.size());
        point.meanAuc = std::accumulate(areas.begin(), areas.end(), 0.0) / static_cast<double>(areas.size());
        double squares = 0;
        for (const double area : areas)
            squares += (area - point.meanAuc) * (area - point.meanAuc);
        point.deviation = areas.size() > 1 ? std::sqrt(squares / static_cast<double>(areas.size() - 1)) : 0;
        curve.push_back(point);
    }
    return curve;
}

} // namespace dankai
