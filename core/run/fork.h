// SPDX-License-Identifier: Apache-2.0
// A fork: a frozen run whose first phases are another run's, with their rows, results and checkpoints as they
// stand there, and whose later ones are trained with changed settings. Which of the other run's events it
// inherits is core/project/runfork.h's. Also a run that shares its first phases with another one: it was
// frozen by itself, and takes from the other what it would train alike.
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

// How many phases, from the first on, two frozen runs would train alike to the last bit on the same machine,
// and would measure alike: same base model, rows, settings, seed and prompts. At most all but the run's last
// one. 0 where moments are carried from phase to phase, since a checkpoint holds none.
int sharedPhases(const std::filesystem::path& run, const std::filesystem::path& other);

// Gives the frozen `folder` the first input.spec.fork->phase - 1 phases of input.parent (which must be alike
// as of sharedPhases()), as it would have them had it trained them: their checkpoints and results, linked
// where the disk allows it, and input.record. Its run.yaml stays as it is; the manifest says where they come
// from and is written last, so that a folder of which it says nothing is one that has not begun. Nothing may
// have begun in it, and the caller holds its lock.
Result<> takeSharedPhases(const std::filesystem::path& folder, const ForkInput& input);

// Writes `folder`, which must not exist. The parent is verified as openRun() does; its files are linked where
// the disk allows it, so that a fork takes no more room than what it trains.
Result<FrozenRun> freezeFork(const std::filesystem::path& folder, const ForkInput& input);

} // namespace dankai
