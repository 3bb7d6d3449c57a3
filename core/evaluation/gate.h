// SPDX-License-Identifier: Apache-2.0
// Whether going on after a phase is justified: PASS, FAIL or UNDECIDED with the evidence. Decides nothing
// about the run (that is the gate policy and a person).
//
// The rule. c is the confidence; all changes of loss are per token, paired by example, with percentile
// bootstrap intervals over examples (Miller 2411.00640: paired differences).
//  divergence  the phase ended because its loss was not a number or exploded:           FAIL
//  progress    relative change of the current phase's validation loss against the checkpoint before the
//              phase, two-sided interval at c: wholly below -min_gain PASS (a fall that is worth a phase, not
//              just one that is not chance), wholly above -min_gain FAIL (worse, or too little to be worth
//              it), else UNDECIDED
//  no harm     for each earlier phase i: relative change of its validation loss against the checkpoint
//              right after phase i (so that small harms cannot add up unseen); one-sided bounds at c:
//              upper bound <= margin PASS, lower bound > margin FAIL, else UNDECIDED
//  health      answers to the frozen prompts against those of the base model:
//              end rate: at least min(min_end_rate, base's) PASS; Wilson's upper bound below it FAIL
//              repeated 4-grams: mean at most max(max_repeat_rate, base's) PASS; the lower end of its normal
//              interval above it FAIL
//              copies of training answers: rate at most max_copy_rate PASS; Wilson's lower bound above FAIL
//              length: drift of the mean beyond max_length_drift is UNDECIDED, since length alone is neither
//              good nor bad
// Fewer than minExamples held-out examples (or minAnswers answers) leave their part UNDECIDED.
// One FAIL makes the verdict FAIL, else one UNDECIDED makes it UNDECIDED. PASS needs every part to pass, so
// that many parts do not make it easier to come by chance. The evidence holds the limits that were applied.
#pragma once

#include "core/base/json.h"
#include "core/evaluation/losstable.h"
#include "core/evaluation/outputhealth.h"
#include "core/statistics/interval.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class Verdict
{
    Pass,
    Fail,
    Undecided,
};

std::string_view nameOf(Verdict verdict); // pass, fail, undecided

struct GateParams
{
    double confidence = 0.95;
    int resamples = 10000;
    std::uint64_t seed = 1;
    double minGain = 0.01;
    double harmMargin = 0.04;
    double minEndRate = 0.5;
    double maxLengthDrift = 0.5;
    double maxRepeatRate = 0.2;
    double maxCopyRate = 0.1;
    std::uint64_t minExamples = 8;
    std::uint64_t minAnswers = 5;
};

// Validation losses of the same examples with two models.
struct LossChange
{
    std::string name; // of the set, for sentences
    std::vector<ExampleLoss> before;
    std::vector<ExampleLoss> after;
};

struct GateInput
{
    std::string phaseName;
    bool isDiverged = false;
    LossChange progress;
    std::vector<LossChange> earlier; // one for each earlier phase
    OutputHealth baseHealth;
    OutputHealth health;
};

struct GateResult
{
    Verdict verdict = Verdict::Undecided;
    std::vector<std::string> reasons; // a sentence for each part, worst first
    // The figures by part, and "parts": [{"part", "verdict", "set"}] in the order of the reasons, for whoever
    // says them in another language.
    Json evidence;
};

GateResult judgeGate(const GateInput& input, const GateParams& params);

} // namespace dankai
