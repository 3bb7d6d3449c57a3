// SPDX-License-Identifier: Apache-2.0
#include "core/project/trialrun.h"

#include "core/platform/file.h"
#include "core/platform/libtorch.h"
#include "core/protocol/eventlog.h"

#include <atomic>
#include <chrono>

namespace dankai {

namespace fs = std::filesystem;

namespace {

class ThrownAwayFolder final
{
public:
    explicit ThrownAwayFolder(fs::path path)
        : m_path(std::move(path))
    { }

    ThrownAwayFolder(const ThrownAwayFolder&) = delete;
    ThrownAwayFolder& operator=(const ThrownAwayFolder&) = delete;

    ~ThrownAwayFolder() { (void)removePath(m_path); } // a rest that cannot be removed harms nobody

    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

// A window tries more than one run in its life, and another program may try one at the same time.
std::string folderName()
{
    static std::atomic<int> tried = 0;
    return "dry-run-" + std::to_string(currentProcess().pid) + "-" + std::to_string(++tried);
}

void take(const Event& event, TrialRun& trial)
{
    if (const auto* memory = std::get_if<event::Memory>(&event.body)) {
        if (memory->measuredBytes > 0)
            trial.memory.push_back(*memory);
    } else if (const auto* finding = std::get_if<event::Finding>(&event.body)) {
        trial.findings.push_back(*finding);
    } else if (const auto* step = std::get_if<event::Step>(&event.body)) {
        trial.step = *step;
    } else if (const auto* device = std::get_if<event::Device>(&event.body)) {
        trial.device = *device;
    }
}

Result<> takeStep(
    const fs::path& folder, TrialRun& trial, const StageProgress& progress, const StopFlag* stop)
{
    const auto program = engineProgram();
    if (!program)
        return tl::unexpected(program.error());
    SpawnParams params;
    params.program = *program;
    params.arguments = {"run", "--dry-run", folder.string()};
    params.standardOutputFile = folder / "dry_run.jsonl";
    params.standardErrorFile = folder / runfile::log;
    auto engine = ChildProcess::spawn(params);
    if (!engine)
        return passOn(engine);
    while (!engine->wait(std::chrono::milliseconds(100))) {
        if (progress)
            progress("one step on the longest batch", {});
        if (isStopRequested(stop))
            return stopped("The dry run was stopped; nothing was trained and nothing is left behind.");
    }
    const auto events = readEvents(params.standardOutputFile);
    if (!events)
        return tl::unexpected(events.error());
    for (const Event& event : *events)
        take(event, trial);
    if (engine->wait() != 0)
        return failed("The engine's step failed: " + engineLogTail(folder));
    return {};
}

} // namespace

Result<TrialRun> tryRun(
    Project& project, const RunRequest& request, const StageProgress& progress, const StopFlag* stop)
{
    const ThrownAwayFolder folder(project.jobsFolder() / folderName());
    if (auto made = makeFolder(project.jobsFolder()); !made)
        return passOn(made);
    TrialRun trial;
    auto prepared = prepareRunFolder(project, request, folder.path(), progress, stop);
    if (!prepared)
        return passOn(prepared);
    trial.prepared = std::move(*prepared);
    if (auto taken = takeStep(folder.path(), trial, progress, stop); !taken) {
        if (taken.error().code == ErrorCode::Stopped)
            return passOn(taken);
        trial.engineFailure = taken.error();
    }
    return trial;
}

} // namespace dankai
