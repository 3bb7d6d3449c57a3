// SPDX-License-Identifier: Apache-2.0
// dankai stop
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/runsteps.h"
#include "app/cli/wording.h"
#include "core/project/engineend.h"
#include "core/project/enginestart.h"
#include "core/project/judgejob.h"
#include "core/project/runlaunch.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <memory>
#include <thread>

namespace dankai {

namespace {

Result<bool> waitForEnd(const ProcessId& engine, double seconds)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    while (isProcessAlive(engine)) {
        if (std::chrono::steady_clock::now() >= end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
}

Result<ExitCode> stopJudging(const Project& project, const Console& console, const std::string& id,
    EngineStop how, const std::string& reason, double wait)
{
    const auto folder = project.jobsFolder() / id;
    const auto worker = isJudgeJob(id) ? engineOf(folder) : std::nullopt;
    if (!worker)
        return unusable("No judge's job '" + id + "' is running in this project.");
    if (auto asked = stopEngine(folder, how, reason); !asked)
        return passOn(asked);
    const auto hasEnded = waitForEnd(*worker, wait);
    if (!hasEnded)
        return tl::unexpected(hasEnded.error());
    const auto job = judgeJob(project, id);
    if (!job)
        return tl::unexpected(job.error());
    console.print(*hasEnded
            ? "The job " + id + " has ended; what was scored is kept. Go on with: dankai score "
                + project.folder().string() + " --scorer judge --resume " + id
            : "The job " + id + " waits for its last calls. Look with dankai status.");
    console.result({{"job", id}, {"state", nameOf(job->state)}, {"has_ended", *hasEnded},
        {"scored", job->ledger.scored}, {"total", job->ledger.total}});
    return ExitCode::Done;
}

} // namespace

CommandBody defineStop(CLI::App& app)
{
    struct Options
    {
        std::string project;
        std::string run;
        std::string job;
        std::string reason;
        bool isKill = false;
        double wait = 60;
    };

    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("--run", options->run, "which run; not needed where only one is running");
    app.add_option("--job", options->job, "a judge's job instead of a run")->excludes("--run");
    app.add_option("--reason", options->reason, "kept in the run's record");
    app.add_flag("--kill", options->isKill, "now; the last saved state remains");
    app.add_option("--wait", options->wait, "seconds to wait for the end (60)");
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        if (!options->job.empty())
            return stopJudging(*project, console, options->job,
                options->isKill ? EngineStop::Now : EngineStop::AfterStep,
                options->reason.empty() ? "dankai stop" : options->reason, options->wait);
        const auto records = project->runs().list();
        if (!records)
            return tl::unexpected(records.error());
        std::vector<std::string> running;
        for (const RunRecord& record : *records)
            if (engineOf(project->runsFolder() / record.id))
                running.push_back(record.id);
        std::string id;
        if (!options->run.empty()) {
            const auto record = findRun(*project, options->run);
            if (!record)
                return tl::unexpected(record.error());
            id = record->id;
        } else if (running.size() == 1) {
            id = running.front();
        } else {
            std::string names;
            for (const std::string& name : running)
                names += (names.empty() ? "" : ", ") + name;
            return unusable(running.empty()
                    ? "No run of this project is running."
                    : "Several runs are running: " + names + ". Say which with --run.");
        }
        const auto folder = project->runsFolder() / id;
        const auto engine = engineOf(folder);
        if (!engine)
            return unusable("Run " + id + " is not running.");
        if (auto asked = stopEngine(folder, options->isKill ? EngineStop::Now : EngineStop::AfterStep,
                options->reason.empty() ? "dankai stop" : options->reason);
            !asked)
            return passOn(asked);
        const auto hasEnded = waitForEnd(*engine, options->wait);
        if (!hasEnded)
            return tl::unexpected(hasEnded.error());
        const auto record = refreshRun(*project, id);
        if (!record)
            return tl::unexpected(record.error());
        if (!*hasEnded) {
            console.print(
                "Run " + id + " will end after its current step; it has not yet. Look with dankai status.");
        } else if (record->state == RunState::Done) {
            console.print("Run " + id + " had come to its own end before it could be stopped; it is done.");
        } else if (wasStoppedBeforeBegin(folder)) {
            console.print("Run " + id
                + " was stopped before its engine had begun; nothing is lost. Go on with: "
                + resumeCommand(*project, id));
        } else {
            console.print("Run " + id + (options->isKill ? " was killed" : " has stopped and is saved")
                + ". Go on with: " + resumeCommand(*project, id));
        }
        Json result = toJson(*record);
        result["has_ended"] = *hasEnded;
        console.result(result);
        return ExitCode::Done;
    };
}

} // namespace dankai
