// SPDX-License-Identifier: Apache-2.0
// Which rows make which optimizer step, in which order: fixed by seed, rows and settings alone, so that a
// budget can be counted before training and a resume needs no more than the number of the step.
#pragma once

#include "core/base/result.h"
#include "core/run/runspec.h"
#include "core/run/tokenfile.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dankai {

struct PlannedRow
{
    std::uint32_t phase = 0; // index of the phase that the row belongs to (a replayed row: an earlier one)
    std::uint32_t row = 0;
    bool operator==(const PlannedRow&) const = default;
};

struct PlannedStep
{
    std::vector<PlannedRow> rows;
    std::uint64_t tokens = 0;
    std::uint64_t trainedTokens = 0;
    double epoch = 0; // of the phase, after this step
};

struct PhasePlan
{
    std::vector<PlannedStep> steps;
    std::uint64_t examples = 0; // that can be trained on, once each per epoch
    std::uint64_t replayedExamples = 0; // over all epochs
    std::uint64_t droppedExamples = 0; // nothing to train in them, or over_length: drop
    std::uint64_t tokens = 0;
    std::uint64_t trainedTokens = 0;
};

// Every epoch is shuffled anew, then filled greedily: a step ends before the row that would exceed
// tokens_per_step; the last step of an epoch may be short. A row longer than that is a step of its own.
// Replay draws rows of earlier phases (each in proportion to its tokens, without repeats within an epoch
// as long as there are any) until they make replay_share of the epoch's tokens.
PhasePlan planPhase(const RunSpec& spec, std::size_t phase, std::span<const TokenTable> tables);

// Tokens of the plan's largest step; 0 where it has none.
std::int64_t largestStep(const PhasePlan& plan);

} // namespace dankai
