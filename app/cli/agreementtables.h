// SPDX-License-Identifier: Apache-2.0
// How agreement, bias and validity of scorers read in a terminal and as JSON. Computes nothing.
#pragma once

#include "app/cli/console.h"
#include "core/base/json.h"
#include "core/difficulty/scoreagreement.h"
#include "core/difficulty/scorebias.h"
#include "core/difficulty/scorevalidity.h"
#include "core/project/scorereading.h"

#include <span>
#include <string>
#include <vector>

namespace dankai {

struct ScorerPair
{
    std::string first;
    std::string second;
    ScoreAgreement agreement;
};

struct ScorerRepeats
{
    std::string scorer;
    RepeatAgreement agreement;
};

struct ScorerLabel
{
    std::string scorer;
    LabelAgreement agreement;
};

// What the untrained model makes of a plan's phases, the easiest first.
struct PlanValidity
{
    std::string plan;
    std::string scorer; // that it is cut by
    std::vector<std::string> names;
    std::vector<BucketLoss> losses;
    std::vector<BucketAccuracy> accuracies;
};

void printPairs(const Console& console, std::span<const ScorerPair> pairs);
void printRepeats(const Console& console, std::span<const ScorerRepeats> repeats);
// `label`: in words, for instance "hard = yes".
void printLabels(const Console& console, std::span<const ScorerLabel> labels, const std::string& label);
void printBias(const Console& console, const std::string& scorer, const ScorerBias& bias,
    std::span<const GroupColumn> columns);
void printValidity(const Console& console, const PlanValidity& validity);

Json toJson(const ScorerPair& pair);
Json toJson(const ScorerRepeats& repeats);
Json toJson(const ScorerLabel& label);
Json toJson(const std::string& scorer, const ScorerBias& bias, std::span<const GroupColumn> columns);
Json toJson(const PlanValidity& validity);

} // namespace dankai
