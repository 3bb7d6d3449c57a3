// SPDX-License-Identifier: Apache-2.0
// Scores that the project's model gives: lets the engine measure what is not scored, and stores what it has
// measured as it comes, so that whatever ends the work costs some seconds of it.
#pragma once

#include "app/cli/console.h"
#include "app/cli/enginefollow.h"
#include "app/cli/jobsteps.h"
#include "core/base/result.h"
#include "core/project/checkpointscoring.h"
#include "core/project/othermodel.h"
#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

struct ModelScored
{
    EngineEnd end = EngineEnd::Finished;
    std::uint64_t looked = 0; // examples that a job was made of, earlier ones included
};

// Who measures instead of the project's model, and what.
struct ModelScoringChoice
{
    int stateLayer = 0; // hidden states after so many layers as well; 0: none
    std::optional<MeasuredCheckpoint> checkpoint = std::nullopt;
    std::optional<OtherModel> model = std::nullopt;
    std::string judgeLanguage = {}; // as ModelScoringRequest has it
};

// What --model names, with progress while it is read; nothing where `path` is empty.
Result<std::optional<OtherModel>> readOtherModel(
    Project& project, const Console& console, const std::string& path);

// `scorers`: names of modelScorers().
Result<ModelScored> scoreByModel(Project& project, const Console& console,
    std::span<const std::string> scorers, const JobOptions& options, const ModelScoringChoice& choice = {});

// Scores from the checkpoints of a run.
struct CheckpointScored
{
    EngineEnd end = EngineEnd::Finished;
    std::vector<std::string> scorers; // under which they stand, in the order in which they were asked for
    std::vector<std::uint64_t> looked; // examples that were looked at for each
};

// `scorers`: names of modelScorers(), of the checkpoint after `phase` (0: the base; nothing: the last); or
// loss_drop and forgetting, for which what is missing of every checkpoint's losses is measured first.
Result<CheckpointScored> scoreByCheckpoints(Project& project, const Console& console,
    std::span<const std::string> scorers, const std::string& run, std::optional<int> phase,
    const JobOptions& options);

} // namespace dankai
