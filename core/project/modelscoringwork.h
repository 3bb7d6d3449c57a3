// SPDX-License-Identifier: Apache-2.0
// Beginning what the project's model scores (modelscoring.h): settles what commands and windows before left
// behind, prepares a job and starts its engine. The same steps for the command line and the workbench. Does
// not wait: whoever follows the engine takes over what it measures.
#pragma once

#include "core/base/result.h"
#include "core/platform/process.h"
#include "core/project/modelscoring.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dankai {

struct ModelScoringWork
{
    std::string job; // the folder's name under jobs/; empty: every example has these scores
    ProcessId engine;
    std::uint64_t examples = 0; // that the job was made of now
    bool isEarlier = false; // a job that was begun before: begin again when its engine has ended
};

// What the scorer local_judge asks is read from judge.yaml where the request does not say it. An engine that
// works on an earlier job comes first.
Result<ModelScoringWork> beginModelScoring(Project& project, ModelScoringRequest request);

// What an engine works on now, whoever began it.
std::optional<ModelScoringWork> runningModelScoring(const Project& project);

// Stores what jobs have measured whose engine is gone, and removes them: of commands that were killed and
// windows that were closed.
Result<> takeLeftModelScoring(Project& project);

} // namespace dankai
