// SPDX-License-Identifier: Apache-2.0
// The pre-flight of a run that is not made: its rows are frozen in a folder for the time being, the engine
// takes one step on the longest batch there, and nothing is left behind.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/project/runlaunch.h"
#include "core/protocol/event.h"

#include <optional>
#include <vector>

namespace dankai {

struct TrialRun
{
    PreparedRun prepared; // what was found in the rows; its folder is gone
    std::optional<event::Device> device;
    std::vector<event::Memory> memory; // measured
    std::vector<event::Finding> findings; // of the engine, those of the rows among them
    std::optional<event::Step> step; // on the longest batch
    // What the engine's step failed of; what was found in the rows holds all the same.
    std::optional<Error> engineFailure;
};

Result<TrialRun> tryRun(Project& project, const RunRequest& request, const StageProgress& progress = {},
    const StopFlag* stop = nullptr);

} // namespace dankai
