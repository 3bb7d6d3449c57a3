// SPDX-License-Identifier: Apache-2.0
// dankai evaluate
#include "app/cli/command.h"
#include "app/cli/jobsteps.h"
#include "app/cli/projectsteps.h"
#include "app/cli/resulttable.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/evaluation/losstable.h"
#include "core/project/runlaunch.h"
#include "core/run/runfolder.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace dankai {

namespace {

struct Options
{
    std::string project;
    std::string plan;
    std::vector<std::string> runs;
    std::string model;
    JobOptions job;
};

// Another model on the test rows that a run has frozen.
Result<ExitCode> evaluateModel(
    const Console& console, Project& project, const RunRecord& run, const Options& options)
{
    const std::filesystem::path folder = project.runsFolder() / run.id;
    const auto rows = readRunRows(folder / runfile::test);
    if (!rows)
        return tl::unexpected(rows.error());
    const auto runSpec = readRunSpec(folder);
    if (!runSpec)
        return tl::unexpected(runSpec.error());
    JobParams params;
    params.spec = jobSpecFrom(options.job, JobKind::Evaluate, options.model);
    params.spec.checkpoint = "model";
    params.rows = *rows;
    std::vector<event::Evaluated> measured;
    params.onEvent = [&](const Event& event) {
        if (const auto* evaluated = std::get_if<event::Evaluated>(&event.body))
            measured.push_back(*evaluated);
    };
    const auto outcome = runJob(console, params);
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (auto logged = project.plans().logTestUse(run.plan, run.id, "measured " + options.model); !logged)
        return passOn(logged);
    TextTable table({{"test rows of", Align::Left, true}, {"examples"}, {"tokens"}, {"loss"}});
    Json sets = Json::array();
    for (const event::Evaluated& set : measured) {
        const auto index = static_cast<std::size_t>(set.heldOutPhase - 1);
        const std::string name = index < runSpec->heldOutPhases.size() ? runSpec->heldOutPhases[index]
                                                                       : std::to_string(set.heldOutPhase);
        table.add({name, grouped(set.n), grouped(set.tokens), withDecimals(set.loss, 3)});
        sets.push_back({{"phase", set.heldOutPhase}, {"name", name}, {"n", set.n}, {"tokens", set.tokens},
            {"loss", set.loss}});
    }
    table.print(console);
    console.result({{"model", options.model}, {"rows_of_run", run.id}, {"test", std::move(sets)}});
    return exitCodeOf(outcome->end);
}

} // namespace

CommandBody defineEvaluate(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("--plan", options->plan, "whose newest runs; without it those of the newest run's plan");
    app.add_option("--run", options->runs, "these runs, the one to compare with first")->delimiter(',');
    app.add_option("--model", options->model, "measure this model on the runs' test rows instead");
    addJobOptions(app, options->job);
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        const auto records = runsToCompare(*project, options->plan, options->runs);
        if (!records)
            return tl::unexpected(records.error());
        if (!options->model.empty())
            return evaluateModel(console, *project, records->front(), *options);
        auto table = resultTable(console, foldersOf(*project, *records));
        if (!table)
            return passOn(table);
        for (const RunRecord& record : *records)
            if (auto logged = project->plans().logTestUse(record.plan, record.id, "shown by dankai evaluate");
                !logged)
                return passOn(logged);
        console.result(*table);
        return ExitCode::Done;
    };
}

} // namespace dankai
