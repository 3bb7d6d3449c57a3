// SPDX-License-Identifier: Apache-2.0
// A run that goes on from a phase of another one with changed settings: at a gate that waits, in its place,
// or beside a run that has ended. Starts no engine.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/project/project.h"
#include "core/project/runlaunch.h"
#include "core/run/fork.h"

#include <filesystem>

namespace dankai {

// Fills in input.record and input.inherited: what the record of input.parent says of the phases before
// input.spec.fork->phase, and how it stood there. Unusable where the last of them has not been judged.
Result<> inheritRecord(ForkInput& input);

// A new run folder that goes on from `parent`, whose phases before changes.fork.phase have been judged. What
// its record says of them, the new one's begins with, as events of attempt 0. `extra` as of FrozenInput.
Result<FrozenRun> forkRun(const std::filesystem::path& parent, const std::filesystem::path& folder,
    const ForkChanges& changes, const Json& extra = {});

// The same under runs/, from the run changes.fork.run of the project, and records it.
Result<PreparedRun> prepareFork(Project& project, const ForkChanges& changes);

// The run waits at the gate of a phase: another one repeats that phase (changes.fork.phase 0), or an earlier
// one, and this one ends there with changes.fork.reason. Where it cannot be repeated, it goes on waiting.
Result<PreparedRun> repeatAtGate(Project& project, const ForkChanges& changes);

} // namespace dankai
