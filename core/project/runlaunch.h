// SPDX-License-Identifier: Apache-2.0
// From a plan to a run: places, holds out, freezes, starts the engine, and reads back how it stands. The same
// steps for the command line and the workbench. Does not show anything and does not wait.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/phase/arm.h"
#include "core/platform/process.h"
#include "core/project/project.h"
#include "core/run/runfolder.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dankai {

struct RunRequest
{
    std::string plan;
    ArmChoice arm;
    std::string name; // for people; empty: the plan's name and the arm's
    // As run.yaml has them, over the plan's and the project's.
    std::vector<std::pair<std::string, std::string>> settings;
    std::vector<RunRow> prompts; // empty: the first test rows of every phase, with their responses as
                                 // reference, and pinned ones
    std::size_t promptsPerPhase = 3; // of these
};

// `stage` in words for people: "counting tokens", "looking for near-duplicates", "freezing".
using StageProgress = std::function<void(std::string_view stage, const Progress&)>;

struct PreparedRun
{
    std::string id; // empty where it was not recorded
    FrozenRun frozen;
    std::vector<std::size_t> trainingRows; // of each phase
    std::vector<std::string> notes; // sentences worth reading
};

// Freezes a new run folder under runs/ and records it.
Result<PreparedRun> prepareRun(Project& project, const RunRequest& request,
    const StageProgress& progress = {}, const StopFlag* stop = nullptr);
// The same into `folder`, without a record and without drawing the plan's held-out rows for good: for a
// pre-flight that leaves nothing behind.
Result<PreparedRun> prepareRunFolder(Project& project, const RunRequest& request,
    const std::filesystem::path& folder, const StageProgress& progress = {}, const StopFlag* stop = nullptr);

// Tokens at which the next run most likely cuts an example: with the settings of the plan that was changed
// last, where there is one, and never more than the model's positions.
Result<int> nextMaxLength(Project& project);

enum class EngineTask
{
    Run,
    Job,
};

// Starts a detached dankai-engine on a run or job folder; its words go to engine.log there. Returns when it
// has taken the folder, or has ended, or has done neither for ten seconds.
Result<ProcessId> launchEngine(const std::filesystem::path& folder, EngineTask task);
// The engine that works on this folder now, or was started for it and has not taken it yet (enginestart.h).
std::optional<ProcessId> engineOf(const std::filesystem::path& folder);
// The last lines of engine.log, for an engine that ended without a word of its own.
std::string engineLogTail(const std::filesystem::path& folder, std::size_t lines = 5);

// Brings the record of a run up to date with what its folder says; a run whose engine is gone without having
// said so is Failed, and may be resumed.
Result<RunRecord> refreshRun(Project& project, const std::string& id);
Result<std::vector<RunRecord>> refreshRuns(Project& project);

// runs/<id>, or a path that somebody typed; unusable, naming the runs there are, where there is no such run.
Result<RunRecord> findRun(Project& project, const std::string& id);

} // namespace dankai
