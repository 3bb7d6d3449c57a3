// SPDX-License-Identifier: Apache-2.0
// Calibrated difficulty of a project: learns from one scorer's values, or from what reviewers said, what the
// others would be (core/difficulty/calibration.h), and stores that as the scorer "calibrated". Measures
// nothing with the model: what it reads of it was scored before (modelscoring.h).
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/difficulty/calibration.h"
#include "core/project/othermodel.h"
#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

inline constexpr const char* calibratedScorer = "calibrated";

// What a calibration reads of the model: scores of these, and hidden states after a little more than half of
// its layers, where they tell easy from hard best.
std::vector<std::string> calibrationScorers();
Result<int> calibrationStateLayer(
    const Project& project, const std::optional<OtherModel>& model = std::nullopt);

struct CalibrationRequest
{
    // The scorer whose values are the labels ("judge:MODEL", "imported", "column:NAME"), or "reviews:PLAN":
    // the levels that people put the plan's examples into, from 1, of several people their mean.
    std::string labels;
    bool usesModel = true; // what it has said, where it was asked
    std::optional<OtherModel> model; // whose view counts instead of that of the project's model
    std::string chatTemplate; // that it was measured with, as ModelScoringRequest has it
    std::uint64_t seed = 3517;
    std::vector<std::uint64_t> curve; // numbers of labels to show what more of them bring; empty: no curve
    int draws = 20; // for each of them
    ProgressCallback progress;
    const StopFlag* stop = nullptr;
};

// How much of the differences between predictions is due to one group of columns.
struct GroupShare
{
    std::string group;
    double share = 0; // of the variance of the log-odds; all add up to 1, and one that works against the
                      // others is below 0
};

struct CalibrationOutcome
{
    std::string learntFrom; // CalibrationRequest::labels
    std::string model; // whose view it counts, by its name; empty: that of the project's model, or nobody's
    CalibrationQuality quality;
    std::vector<LearningPoint> curve;
    std::vector<GroupShare> groups;
    int version = 1; // of the stored scores
    std::uint64_t scored = 0; // examples that got a score
    std::uint64_t withModel = 0; // of them, with what the model says
    std::uint64_t withStates = 0;
};

// What there is to learn from.
struct LabelSource
{
    std::string name; // CalibrationRequest::labels
    std::uint64_t labels = 0; // of the current content of examples that are not excluded
    std::string problem; // why nothing can be learnt from them, a sentence; empty: it can
};

// Scores of judges, those that were imported, columns, and what people said of each plan, in this order; not
// those without any label.
Result<std::vector<LabelSource>> labelSources(Project& project);

// Unusable where there is no such scorer, or it gave too few examples a score, or all the same.
Result<> checkLabels(Project& project, const std::string& labels);

// Replaces what an earlier calibration said: its scores stay, and the newest version counts. The same labels
// and examples give the same version again. Unusable where there are too few labels, or they are all alike.
Result<CalibrationOutcome> calibrate(Project& project, const CalibrationRequest& request);

} // namespace dankai
