// SPDX-License-Identifier: Apache-2.0
// dankai run
#include "app/cli/command.h"
#include "app/cli/enginefollow.h"
#include "app/cli/resulttable.h"
#include "app/cli/runsteps.h"
#include "core/project/runlaunch.h"
#include "core/run/runfolder.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <system_error>

namespace dankai {

CommandBody defineRun(CLI::App& app)
{
    struct Options
    {
        std::string folder;
        bool isDetached = false;
    };

    auto options = std::make_shared<Options>();
    app.add_option("RUN_FOLDER", options->folder,
           "run.yaml, phase_1.jsonl ... as Dankai or another tool wrote them; core/run/README.md says how")
        ->required();
    app.add_flag("--detach", options->isDetached, "start and return at once");
    return [options](const Console& console) -> Result<ExitCode> {
        namespace fs = std::filesystem;
        std::error_code error;
        const fs::path folder = fs::absolute(options->folder, error).lexically_normal();
        if (!fs::exists(folder / runfile::spec, error))
            return unusable(folder.string() + " is no run folder: it has no run.yaml.");
        if (!fs::exists(folder / runfile::manifest, error)) {
            const auto sealed = sealRun(folder);
            if (!sealed)
                return tl::unexpected(sealed.error());
            console.note("Froze the rows of " + folder.string() + ": tokens and manifest are there now.");
        }
        const auto opened = openRun(folder);
        if (!opened)
            return tl::unexpected(opened.error());
        for (const Finding& finding : opened->preflight.findings)
            if (finding.severity == Severity::Warning)
                console.warn(finding.message);
        const auto engine = launchEngine(folder, EngineTask::Run);
        if (!engine)
            return tl::unexpected(engine.error());
        if (options->isDetached) {
            console.print("The engine works on it (process " + std::to_string(engine->pid) + ").");
            console.result({{"folder", folder.string()}, {"pid", engine->pid}});
            return ExitCode::Done;
        }
        FollowParams params;
        params.folder = folder;
        params.engine = *engine;
        params.howToResume = "dankai run " + options->folder;
        params.howToDecide = "dankai decide " + options->folder + " DECISION --reason '...'";
        const auto outcome = followEngine(console, params);
        if (!outcome)
            return tl::unexpected(outcome.error());
        if (outcome->end == EngineEnd::LeftRunning)
            return exitCodeOf(outcome->end);
        auto losses = resultTable(console, {folder});
        if (!losses)
            return passOn(losses);
        console.result(
            {{"folder", folder.string()}, {"reason", outcome->reason}, {"losses", std::move(*losses)}});
        return exitCodeOf(outcome->end);
    };
}

} // namespace dankai
