// SPDX-License-Identifier: Apache-2.0
// dankai decide: a person's word to a gate that waits (gate.policy: ask)
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/runsteps.h"
#include "core/project/runlaunch.h"
#include "core/protocol/control.h"
#include "core/run/runfolder.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

struct Options
{
    std::string place;
    std::string decision;
    std::string run;
    std::string reason;
};

bool isWaiting(const fs::path& folder)
{
    if (!engineOf(folder))
        return false;
    const auto reply = sendControl(folder, {ControlKind::Status, "", ""});
    return reply && reply->isWaiting;
}

// The folder of the run that is meant: the place itself, the run that was named, or the only one that waits.
Result<fs::path> waitingRun(const Options& options)
{
    std::error_code ignored;
    if (fs::exists(fs::path(options.place) / runfile::spec, ignored))
        return fs::path(options.place);
    auto project = openProject(options.place);
    if (!project)
        return passOn(project);
    if (!options.run.empty()) {
        const auto record = findRun(*project, options.run);
        if (!record)
            return tl::unexpected(record.error());
        return project->runsFolder() / record->id;
    }
    const auto records = project->runs().list();
    if (!records)
        return tl::unexpected(records.error());
    std::vector<std::string> waiting;
    for (const RunRecord& record : *records)
        if (isWaiting(project->runsFolder() / record.id))
            waiting.push_back(record.id);
    if (waiting.size() == 1)
        return project->runsFolder() / waiting.front();
    std::string names;
    for (const std::string& id : waiting)
        names += (names.empty() ? "" : ", ") + id;
    return unusable(waiting.empty() ? "No run of this project waits for a decision."
                                    : "Several runs wait: " + names + ". Say which with --run.");
}

} // namespace

CommandBody defineDecide(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->place, "the project's folder, or a run folder")->required();
    app.add_option("DECISION", options->decision, "continue or stop")
        ->required()
        ->check(CLI::IsMember({"continue", "stop"}));
    app.add_option("--run", options->run, "which run; not needed where only one waits");
    app.add_option("--reason", options->reason, "why; kept in the run's record")->required();
    return [options](const Console& console) -> Result<ExitCode> {
        const auto folder = waitingRun(*options);
        if (!folder)
            return tl::unexpected(folder.error());
        const auto reply = sendControl(*folder, {ControlKind::Decide, options->decision, options->reason});
        if (!reply)
            return tl::unexpected(reply.error());
        if (!reply->isAccepted)
            return unusable(folder->string() + ": " + reply->message + ".");
        console.print(options->decision == "continue"
                ? "The run goes on after phase " + std::to_string(reply->phase) + "."
                : "The run ends after phase " + std::to_string(reply->phase) + ".");
        console.result({{"folder", folder->string()}, {"phase", reply->phase},
            {"decision", options->decision}, {"reason", options->reason}});
        return ExitCode::Done;
    };
}

} // namespace dankai
