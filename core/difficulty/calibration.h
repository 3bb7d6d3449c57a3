// SPDX-License-Identifier: Apache-2.0
// Calibrated difficulty: a small model that learns from the labels there are, of people or of a judge, what
// they would say of the other examples. Ordinal regression on standardised columns, its strength by
// cross-validation, and with labels enough an isotonic correction. Says how good it is on labels that it has
// not seen, and what speaks against trusting it. Knows neither examples nor files (calibrationfeatures.h).
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/statistics/interval.h"
#include "core/statistics/isotonic.h"
#include "core/statistics/ordinalregression.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

// A scale of labels in few levels: what an ordinal regression can learn.
struct LabelLevels
{
    std::vector<double> cuts; // level k holds [cuts[k - 1], cuts[k])
    std::vector<double> values; // of each level the mean of its labels
    std::vector<std::uint64_t> counts; // labels in each

    int count() const { return static_cast<int>(values.size()); }

    int levelOf(double label) const;

    bool operator==(const LabelLevels&) const = default;
};

// Each value is a level where there are at most five, else five of about the same number. Levels with fewer
// than three labels join a neighbour. Unusable, with what is missing, where fewer than two are left.
Result<LabelLevels> levelsOf(std::span<const double> labels);

struct CalibrationParams
{
    int folds = 5; // fewer where a level has fewer labels
    int resamples = 2000; // behind each interval
    std::uint64_t seed = 3517;
    ProgressCallback progress; // in fits
    const StopFlag* stop = nullptr;
};

// Measured on labels that the fit had not seen: each is predicted by the others' model.
struct CalibrationQuality
{
    std::uint64_t labels = 0;
    LabelLevels levels;
    double strength = 0; // of the penalty
    // The share of pairs of an easier and a harder example that come out in that order, over the cuts between
    // levels one after another (for two levels the area under the ROC curve); 0.5 by chance.
    Interval auc;
    std::vector<double> aucOfCuts; // [levels - 1]
    Interval spearman; // of prediction and label
    Interval weightedKappa; // quadratic, of the predicted and the true level
    // Of tenths of the predictions the mean distance of what was predicted to what was labelled, in units of
    // the label (core/statistics/calibrationerror.h).
    Interval calibrationError;
    bool isIsotonic = false;
    // Why it should not be trusted, a sentence each; empty: nothing speaks against it.
    std::vector<std::string> doubts;
};

inline constexpr std::size_t fewestLabels = 20; // below that nothing is fitted
inline constexpr std::size_t trustedLabels = 30;
inline constexpr std::size_t isotonicLabels = 150;

class Calibration final
{
public:
    // `features` [labels, columns], standardised; `labels` any finite numbers, higher: harder. Unusable where
    // the labels are too few, or all alike; Stopped where that was asked for.
    static Result<Calibration> fit(
        const FeatureMatrix& features, std::span<const double> labels, const CalibrationParams& params = {});

    const CalibrationQuality& quality() const { return m_quality; }

    // What the labels would say, on their scale.
    double difficulty(std::span<const double> row) const;
    // What each column adds to how hard the example seems, [columns]; in log-odds of the next level.
    std::vector<double> contributions(std::span<const double> row) const;

private:
    Calibration() = default;

    OrdinalRegression m_regression;
    std::optional<IsotonicRegression> m_correction;
    CalibrationQuality m_quality;
};

// How much better more labels would be: of `count` labels drawn at random a calibration is fitted, and the
// others are predicted.
struct LearningPoint
{
    std::uint64_t labels = 0;
    int draws = 0; // those in which every level occurred on both sides
    double meanAuc = 0;
    double deviation = 0; // between draws, with n - 1
};

struct LearningCurveParams
{
    std::vector<std::uint64_t> counts; // those that leave less than a tenth of the labels are left out
    int draws = 20;
    std::uint64_t seed = 3517;
    ProgressCallback progress; // in draws
    const StopFlag* stop = nullptr;
};

Result<std::vector<LearningPoint>> learningCurve(
    const FeatureMatrix& features, std::span<const double> labels, const LearningCurveParams& params);

} // namespace dankai
