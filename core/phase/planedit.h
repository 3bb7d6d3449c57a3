// SPDX-License-Identifier: Apache-2.0
// What a person does to a plan, each as a function from one plan to the next. Moves by hand survive: they
// keep their phase where it is renumbered or merged, and go back to the rule, counted, where it is gone. Does
// not place examples and does not store anything; whoever undoes keeps the plan from before.
#pragma once

#include "core/base/result.h"
#include "core/phase/placement.h"
#include "core/phase/plan.h"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

struct PlanEdit
{
    Plan plan; // checkPlan() finds nothing in it; its revision is that of the plan before
    std::size_t movesTakenBack = 0; // moves by hand to a phase that is gone
};

// The published cuts over scores from 1 to 5 (arXiv 2406.04371, section 3.2).
Rule paperRule();

// Another rule. Settings and moves keep their number; phases that are new get the settings of
// defaultPhases(). Bands fall away where the number of phases changes.
Result<PlanEdit> withRule(Plan plan, Rule rule);

// Halfway between the scores that a cut parts, so that it lies on none of them; the cut itself where there is
// no score on one of its sides.
double betweenScores(double cut, const ScoreOrder& order);
// The cuts of a placement as thresholds, so that a plan cut by another rule can be changed by hand. Cuts that
// stand at one score come apart, each at the next higher score there is; unusable where there are too few.
// Each lies between two scores. Examples of exactly a cut's score all go above it, whichever side they stood
// on.
Result<std::vector<double>> thresholdsOf(std::span<const Cut> cuts, const ScoreOrder& order);
// The score in the middle of the examples of one band that leaves both halves something; nothing where all
// its scores are the same. `thresholds` as those of the plan.
std::optional<double> middleOf(std::span<const double> thresholds, int band, const ScoreOrder& order);

// For a rule of thresholds: a new phase behind `phase` (from 0) takes over what scores `at` or more.
Result<PlanEdit> withPhaseSplit(Plan plan, int phase, double at);
// For a rule of thresholds: a phase and the next become one, of the first's name and settings. Unusable where
// their ranges of difficulty do not touch.
Result<PlanEdit> withPhasesMerged(Plan plan, int phase);
// With thresholds its range joins that of the neighbour below (the lowest: above); any other rule cuts anew.
Result<PlanEdit> withoutPhase(Plan plan, int phase);
// In another place of the order of training; every phase keeps its range, settings and moves.
Result<PlanEdit> withPhaseAt(Plan plan, int from, int to);
Result<PlanEdit> withPhaseSettings(Plan plan, int phase, const PhaseSettings& settings);
// Settings of the runs, as paths of run.yaml; nothing: as the project says. Whether runs know them is checked
// where they are stored.
Result<PlanEdit> withSettings(Plan plan, const std::map<std::string, std::optional<std::string>>& settings);

enum class ChainDefaults
{
    // Optimizer state kept, a lower peak in later phases, 5 % of their tokens from earlier phases (arXiv
    // 2403.08763, 2505.11643, 2511.18903).
    Evidence,
    Paper, // every phase begins anew, nothing is repeated, two epochs (arXiv 2406.04371, section 4.1)
};

// Learning rates are left alone: they depend on the model.
Result<PlanEdit> withDefaults(Plan plan, ChainDefaults defaults);

// The moves of `examples` as they stand in `moves`, which are of some of these; the rest go back to the rule.
// Both ascending, without repeats.
Result<PlanEdit> withMovesOf(Plan plan, std::span<const ExampleId> examples, std::span<const Override> moves);
// By hand, against the rule; nothing: out of this plan. `examples` ascending, without repeats.
Result<PlanEdit> withMoves(Plan plan, std::span<const ExampleId> examples, std::optional<int> phase);
// Back to where the rule puts them.
Result<PlanEdit> withoutMoves(Plan plan, std::span<const ExampleId> examples);

} // namespace dankai
