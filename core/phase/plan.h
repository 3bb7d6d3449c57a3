// SPDX-License-Identifier: Apache-2.0
// A plan: the rule that cuts difficulty into ordered phases, the settings of each phase, and the moves a
// person made by hand. Holds no row per example: where each example stands follows from placement.h.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/dataset/heldout.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// An example's number in its project; given once, never reused.
enum class ExampleId : std::int64_t
{
};

inline constexpr int minimumPhases = 2;
inline constexpr int maximumPhases = 8;

enum class RuleKind
{
    Thresholds, // phase k holds scores in [thresholds[k-1], thresholds[k])
    Quantiles, // the same number of examples in every phase
    EqualTokens, // the same number of tokens in every phase
    Kde, // cuts at the deepest valleys of the scores' density
};

struct Rule
{
    RuleKind kind = RuleKind::Quantiles;
    int phaseCount = 3; // Thresholds: thresholds.size() + 1
    std::vector<double> thresholds; // Thresholds only; strictly ascending
    // Phase k holds the bands[k]-th range of difficulty from below (from 0). Empty: phases stand in the order
    // of difficulty, and that is how the order is written; a list in that order is the same rule.
    std::vector<int> bands = {};

    bool operator==(const Rule&) const = default;
};

struct PhaseSettings
{
    std::string name;
    double epochs = 1; // whole or part
    std::optional<double> learningRate; // instead of the run's

    bool operator==(const PhaseSettings&) const = default;
};

// Where a person put one example, against the rule.
struct Override
{
    ExampleId example{};
    std::optional<int> phase; // from 0; nothing: excluded from this plan
    // Who put it there and when, in milliseconds since 1970; empty and 0 where it was not kept. No part of
    // what a plan places: planHash() leaves both out.
    std::string placedBy = {};
    std::int64_t placedMs = 0;

    bool operator==(const Override&) const = default;
};

struct Plan
{
    std::string name;
    std::int64_t revision = 0; // counted up by the project store at every change; 0: not stored yet
    std::string scorer; // core/difficulty/scorer.h; its scores are what the rule cuts
    Rule rule;
    std::uint64_t seed = 3517;
    HeldOutParams heldOut; // heldOut.seed is not used: the plan's seed is
    std::vector<PhaseSettings> phases; // one for each phase; empty: defaultPhases(rule.phaseCount)
    // Settings of runs made from this plan, as paths of run.yaml: carry_over, replay_share,
    // early_stopping.patience, gate.policy, optimizer.learning_rate, ...; core/run/runspec.h knows them.
    std::map<std::string, std::string> settings;
    std::vector<Override> overrides; // ascending by example, one at most for each
};

// "Phase 1" ... for any number; what a plan without names of its own uses.
std::vector<PhaseSettings> defaultPhases(int phaseCount);

// The band of each phase and the phase of each band, whether the rule names them or not.
std::vector<int> bandsOfPhases(const Rule& rule);
std::vector<int> phasesOfBands(const Rule& rule);

std::string_view nameOf(RuleKind kind); // thresholds, quantiles, equal_tokens, kde
std::optional<RuleKind> ruleKindFrom(std::string_view name);

// Counts in range, thresholds ascending, as many settings as phases, overrides within the phases.
Result<> checkPlan(const Plan& plan);

// Everything but revision and overrides, which the project store keeps in columns of their own.
Json toJson(const Plan& plan);
// Strict: an unknown key or a wrong type is unusable and named. `where` names the text in the error.
Result<Plan> planFromJson(const Json& json, const std::string& where);

// 64 hex digits over all that decides a placement and its settings, overrides included, name and revision
// not: two plans of the same hash put the same examples into the same phases.
std::string planHash(const Plan& plan);

} // namespace dankai
