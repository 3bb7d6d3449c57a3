// SPDX-License-Identifier: Apache-2.0
// The training of one phase: from wherever a resume state stands to the weights that the phase leaves.
// Writes no checkpoint and judges nothing (core/pipeline).
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/protocol/event.h"
#include "core/run/runspec.h"
#include "core/run/stepplan.h"
#include "core/run/tokenfile.h"
#include "core/train/optimizer.h"
#include "core/train/resumestore.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace dankai {

struct PhaseTrainingParams
{
    const RunSpec& spec;
    std::span<const TokenTable> tables; // of all phases
    const PhasePlan& plan; // of the phase that is trained
    std::span<const std::int64_t> stepsOfPhases; // of all phases
    const TokenTable& validation;
    std::vector<std::uint32_t> validationRows; // what early stopping looks at
    std::vector<int> validationSets; // whose held-out set (1, 2, ...) each of them belongs to
    // Where the memory runs out in a step it is trained again with less, which `state` says from then on.
    std::int64_t microBatchTokens = 2048;
    const StopFlag* stop = nullptr;

    std::function<Result<>(EventBody)> say;
    std::function<Result<std::uint64_t>()> syncEvents; // gives the seq of the last event
    std::function<Result<>()> reloadBase; // the weights before any training of the run back into the model
    std::function<void(const ResumeState&)> onStep; // where training stands, after every step
};

enum class PhaseEnd
{
    Completed,
    EarlyStopping,
    Diverged, // the last good weights are in the model
    Stopped, // on request; `state` is saved and goes on here
};

std::string_view nameOf(PhaseEnd end);

// `state` is that of this phase (stage Training) and matches the weights in `model` and the moments in
// `optimizer`. On return the weights that the phase leaves are in the model; unless Stopped, `state` is not
// saved yet.
Result<PhaseEnd> trainPhase(LanguageModel& model, Optimizer& optimizer, ResumeStore& store,
    ResumeState& state, const PhaseTrainingParams& params);

// Writes the tensors and commits `state` with them; `state.weights` and `state.eventSeq` are set.
Result<event::ResumeSaved> saveState(LanguageModel& model, Optimizer& optimizer, ResumeStore& store,
    ResumeState& state, const std::function<Result<std::uint64_t>()>& syncEvents,
    Moments moments = Moments::Keep);

struct SavedTensors // where a state's weights are, and what of them its file does not say
{
    std::string file;
    std::int64_t optimizerSteps = 0;
    std::int64_t fixedRank = 0;
};

SavedTensors tensorsOf(const ResumeState& state);
// The other direction: into model and optimizer.
Result<> restoreTensors(
    LanguageModel& model, Optimizer& optimizer, const ResumeStore& store, const SavedTensors& saved);

} // namespace dankai
