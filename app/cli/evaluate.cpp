// SPDX-License-Identifier: Apache-2.0
// dankai evaluate
#include "app/cli/command.h"
#include "app/cli/comparedruns.h"
#include "app/cli/jobsteps.h"
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
    RunChoice choice;
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
    addComparedRuns(app, options->choice, "these runs, the one to compare with first");
    auto* model
        = app.add_option("--model", options->model, "measure this model on the runs' test rows instead");
    for (CLI::Option* ofJob : addJobOptions(app, options->job))
        ofJob->needs(model)->group("Only with --model"); // what a run recorded is shown as it was measured
    return [options](const Console& console) -> Result<ExitCode> {
        auto compared = openComparedRuns(options->choice);
        if (!compared)
            return passOn(compared);
        Project& project = compared->project;
        if (!options->model.empty())
            return evaluateModel(console, project, compared->records.front(), *options);
        auto table = resultTable(console, foldersOf(project, compared->records));
        if (!table)
            return passOn(table);
        for (const RunRecord& record : compared->records)
            if (auto logged = project.plans().logTestUse(record.plan, record.id, "shown by dankai evaluate");
                !logged)
                return passOn(logged);
        console.result(*table);
        return ExitCode::Done;
    };
}

} // namespace dankai
