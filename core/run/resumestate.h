// SPDX-License-Identifier: Apache-2.0
// Where a run goes on from: the value of resume/state.json, its reader and its writer. The files of weights
// and moments that it names, and when they are written, are train's.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// Where the chain stands. Order within a phase is that of the values.
enum class ChainStage
{
    Training,
    Checkpoint,
    Losses,
    Answers,
    Gate,
    Done, // of the whole run
};

// A value: everything but the tensors.
struct ResumeState
{
    static constexpr int version = 1;

    std::string manifestHash; // the run it belongs to
    std::uint64_t eventSeq = 0; // the last event that counts
    int phase = 0; // 0: the base model, which has no training, checkpoint or gate
    ChainStage stage = ChainStage::Losses; // what comes next
    std::int64_t step = 0; // optimizer steps of the run so far
    std::int64_t phaseStep = 0; // of this phase
    std::int64_t optimizerSteps = 0; // since the moments were reset
    std::uint64_t totalTokens = 0; // trained on in the run, replay and prompts included
    std::uint64_t phaseTokens = 0;
    std::uint64_t phaseTrainedTokens = 0;
    std::vector<double> recentLosses;
    std::string weights; // file of masters and moments in the folder; empty: the base model, moments zero
    // With lora.between_phases: merge. Which adapter of the run is trained, counted from 1 over all phases
    // and cycles (0: none yet), and the rank of those before it, which `weights` has too.
    int adapter = 0;
    std::int64_t fixedRank = 0;

    // What "auto" was resolved to, since another choice would round otherwise. Empty before the first start.
    std::string device;
    std::string precision;
    int threads = 0;
    std::int64_t microBatchTokens = 0;
    std::string instructionSet; // empty in states of earlier versions

    // Early stopping
    std::string bestWeights; // file of the best state of this phase; empty: none yet
    double bestLoss = 0;
    std::int64_t bestStep = 0;
    std::int64_t bestOptimizerSteps = 0;
    std::int64_t bestFixedRank = 0;
    int evaluationsWithoutBetter = 0;

    // How the training of `phase` ended, once stage is past Training.
    std::int64_t keptStep = 0;
    std::string finishReason;

    bool operator==(const ResumeState&) const = default;
};

std::string toJsonText(const ResumeState& state);
// Counts are in range and file names plain, so that nothing in it leads out of the folder; whether the phase
// and the steps are those of a run, only who has the run can say (checkResumeState). `where` names the file.
Result<ResumeState> parseResumeState(std::string_view text, const std::string& where);
// `phaseSteps`: the optimizer steps of each phase of the run; `mostFixedRank`: of AdapterTraining, 0 without.
Result<> checkResumeState(const ResumeState& state, const std::vector<std::int64_t>& phaseSteps,
    std::int64_t mostFixedRank, const std::string& where);

} // namespace dankai
