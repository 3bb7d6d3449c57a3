// SPDX-License-Identifier: Apache-2.0
// A fork: a frozen run whose first phases are another run's, with their rows, results and checkpoints as they
// stand there, and whose later ones are trained with changed settings. Which of the other run's events it
// inherits is core/project/runfork.h's.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/run/runfolder.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace dankai {

struct ForkChanges
{
    ForkReference fork;
    // As --set has them. Only what does not concern the inherited phases and what was measured after them.
    std::vector<std::pair<std::string, std::string>> settings;
    int phases = 0; // of the new run, the inherited ones included; 0: as many as before
    std::string name; // empty: the parent's with what is repeated
};

// The settings of the new run.
Result<RunSpec> forkSpec(const RunSpec& parent, const ForkChanges& changes);

struct ForkInput
{
    std::filesystem::path parent; // its run folder
    RunSpec spec; // of forkSpec()
    std::string record; // what the new events.jsonl begins with
    Inheritance inherited; // how the parent stood where that record ends; startHash is filled in
    Json extra; // as of FrozenInput
};

// Writes `folder`, which must not exist. The parent is verified as openRun() does; its files are linked where
// the disk allows it, so that a fork takes no more room than what it trains.
Result<FrozenRun> freezeFork(const std::filesystem::path& folder, const ForkInput& input);

} // namespace dankai
