// SPDX-License-Identifier: Apache-2.0
// A run that is about to begin takes its first phases from a finished run that has trained them alike,
// instead of training them again: arms of one plan often begin in the same way. Starts no engine; what
// "alike" means is core/run/fork.h's.
#pragma once

#include "core/base/result.h"
#include "core/project/project.h"
#include "core/run/runspec.h"

#include <filesystem>
#include <optional>
#include <string>

namespace dankai {

// For a run that nothing was done for yet. Gives it the most phases that a finished run of the project shares
// with it, and says which (ForkReference::isShared); nothing where no run does, where the run's setting
// execution.reuse_phases is off, or where the other run's checkpoints hold less than what it went on with.
Result<std::optional<ForkReference>> takePhasesOfFinishedRuns(Project& project, const std::string& id);

// The same from one finished run folder to another folder of the same disk or not; `phases` as of
// sharedPhases().
Result<> sharePhases(const std::filesystem::path& folder, const std::filesystem::path& finished, int phases);

} // namespace dankai
