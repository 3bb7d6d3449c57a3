// SPDX-License-Identifier: Apache-2.0
// dankai adopt
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/resulttable.h"
#include "app/cli/runsteps.h"
#include "core/project/runadoption.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace dankai {

CommandBody defineAdopt(CLI::App& app)
{
    struct Options
    {
        std::string project;
        std::string folder;
        std::string plan;
    };

    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("FOLDER", options->folder,
           "a recipe that was trained (dankai export --as recipe), or a run folder of the same model from "
           "another machine")
        ->required();
    app.add_option("--plan", options->plan,
        "which plan it came from; without it the one that it was frozen from, by its name");
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        const auto record = readBackRun(*project, options->folder, options->plan);
        if (!record)
            return tl::unexpected(record.error());
        console.print("Run " + console.paint(Ink::Strong, record->id) + ": " + record->name + ", "
            + std::string(nameOf(record->state)) + ". " + record->note);
        Json result = toJson(*record);
        auto losses = resultTable(console, {project->runsFolder() / record->id});
        if (!losses)
            return passOn(losses);
        result["losses"] = std::move(*losses);
        result["folder"] = (project->runsFolder() / record->id).string();
        console.print("Next: " + console.paint(Ink::Strong, "dankai report " + project->folder().string())
            + ", or answers of its phases: "
            + console.paint(Ink::Strong,
                "dankai answer " + project->folder().string() + " --run " + record->id + " --prompts FILE"));
        console.result(result);
        return ExitCode::Done;
    };
}

} // namespace dankai
