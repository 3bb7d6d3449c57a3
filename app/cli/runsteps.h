// SPDX-License-Identifier: Apache-2.0
// Training as the command and the demo do it: freeze, say what will be done, start the engine, follow it.
#pragma once

#include "app/cli/console.h"
#include "app/cli/enginefollow.h"
#include "app/cli/progressline.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/project/project.h"
#include "core/project/runlaunch.h"

#include <string>

namespace dankai {

// With a progress line; notes and warnings of the pre-flight are printed.
Result<PreparedRun> freezeRunAloud(Project& project, const Console& console, const RunRequest& request);
// The stages of preparing a run as the line's label; the line must outlive it.
StageProgress labelledProgress(ProgressLine& line);
void printPreflight(const Console& console, const Preflight& preflight);

// Before the engine starts on runs/<id>: takes the phases that a finished run has trained alike, and says so.
Result<> sharePhasesAloud(Project& project, const Console& console, const std::string& id);

// Starts the engine on runs/<id> (again, where it was stopped) and follows it to its end.
Result<FollowOutcome> runToEnd(Project& project, const Console& console, const std::string& id);

// "dankai train desk --resume 003"
std::string resumeCommand(const Project& project, const std::string& id);

Json toJson(const RunRecord& record);

} // namespace dankai
