// SPDX-License-Identifier: Apache-2.0
// Scores that the project's model gives: lets the engine measure what is not scored, and stores what it has
// measured as it comes, so that whatever ends the work costs some seconds of it.
#pragma once

#include "app/cli/console.h"
#include "app/cli/enginefollow.h"
#include "app/cli/jobsteps.h"
#include "core/base/result.h"
#include "core/project/project.h"

#include <cstdint>
#include <span>
#include <string>

namespace dankai {

struct ModelScored
{
    EngineEnd end = EngineEnd::Finished;
    std::uint64_t looked = 0; // examples that a job was made of, earlier ones included
};

// `scorers`: names of modelScorers(). `stateLayer`: hidden states after so many layers as well; 0: none.
Result<ModelScored> scoreByModel(Project& project, const Console& console,
    std::span<const std::string> scorers, const JobOptions& options, int stateLayer = 0);

} // namespace dankai
