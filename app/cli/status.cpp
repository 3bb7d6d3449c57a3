// SPDX-License-Identifier: Apache-2.0
// dankai status
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/runsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/phase/arm.h"
#include "core/project/judgejob.h"
#include "core/project/runadoption.h"
#include "core/project/runlaunch.h"
#include "core/protocol/control.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace dankai {

namespace {

Ink inkOf(RunState state)
{
    switch (state) {
    case RunState::Running:
    case RunState::Done:
        return Ink::Good;
    case RunState::Waiting:
    case RunState::Stopped:
        return Ink::Undecided;
    case RunState::Failed:
        return Ink::Bad;
    case RunState::Frozen:
    case RunState::Queued:
        break;
    }
    return Ink::Faint;
}

// The command that the work in its order asks for; of the runs the newest one decides.
std::string nextStep(std::uint64_t examples, std::size_t scorers, std::size_t plans,
    const std::vector<RunRecord>& runs, const std::string& project)
{
    if (examples == 0)
        return "dankai import " + project + " FILE";
    if (scorers == 0)
        return "dankai score " + project + " --scorer compressed_size";
    if (plans == 0)
        return "dankai split " + project + " --quantiles 3";
    if (runs.empty())
        return "dankai train " + project;
    const RunRecord& newest = runs.back();
    switch (newest.state) {
    case RunState::Frozen:
    case RunState::Stopped:
    case RunState::Failed:
        return "dankai train " + project + " --resume " + newest.id;
    case RunState::Queued:
        return "dankai queue " + project;
    case RunState::Running:
    case RunState::Waiting:
        return "";
    case RunState::Done:
        break;
    }
    if (!newest.parent.empty()) // no arm, so it has no twins
        return "dankai report " + project + " --run " + newest.id;
    const bool hasTwin = std::any_of(runs.begin(), runs.end(), [&](const RunRecord& run) {
        return run.plan == newest.plan && run.arm != newest.arm && run.parent.empty()
            && run.state == RunState::Done;
    });
    if (!hasTwin)
        return "dankai train " + project + " --plan " + newest.plan + " --arm "
            + std::string(nameOf(newest.arm == nameOf(Arm::Phased) ? Arm::OneOff : Arm::Phased));
    return "dankai report " + project + " --plan " + newest.plan;
}

void showPlansAndScores(
    const Console& console, const std::vector<ScorerFigures>& scorers, const std::vector<PlanListing>& plans)
{
    if (!scorers.empty()) {
        console.print();
        TextTable table(
            {{"scorer", Align::Left, true}, {"scored"}, {"no number"}, {"lowest"}, {"mean"}, {"highest"}});
        for (const ScorerFigures& scorer : scorers)
            table.add({scorer.scorer, grouped(scorer.scored), grouped(scorer.withoutValue),
                figure(scorer, scorer.lowest), figure(scorer, scorer.mean), figure(scorer, scorer.highest)});
        table.print(console);
    }
    if (!plans.empty()) {
        console.print();
        TextTable table({{"plan", Align::Left, true}, {"revision"}, {"cut on", Align::Left},
            {"moved by hand"}, {"held-out rows", Align::Left}, {"changed", Align::Left}});
        for (const PlanListing& plan : plans)
            table.add({plan.name, std::to_string(plan.revision), plan.scorer, grouped(plan.overrides),
                plan.isHeldOutFrozen ? "drawn" : "not yet", timeOfDay(plan.changedMs)});
        table.print(console);
    }
}

} // namespace

namespace {

Result<Json> showJudgeJobs(const Project& project, const Console& console)
{
    const auto jobs = listJudgeJobs(project);
    if (!jobs)
        return tl::unexpected(jobs.error());
    Json listed = Json::array();
    TextTable table({{"judge's job", Align::Left}, {"scorer", Align::Left, true}, {"state", Align::Left},
        {"scored"}, {"of"}, {"calls"}, {"cost"}, {"", Align::Left, true}});
    for (const JudgeJob& job : *jobs) {
        const event::Ledger& ledger = job.ledger;
        const Ink ink = job.state == JudgeJobState::Running ? Ink::Good
            : job.state == JudgeJobState::Failed            ? Ink::Bad
                                                            : Ink::Plain;
        table.add({job.id, job.spec.scorer, Cell(std::string(nameOf(job.state)), ink), grouped(ledger.scored),
            grouped(ledger.total), grouped(ledger.calls),
            ledger.currency.empty() ? "–" : withDecimals(ledger.cost, 4) + " " + ledger.currency, job.note});
        listed.push_back({{"job", job.id}, {"scorer", job.spec.scorer},
            {"scorer_version", job.spec.scorerVersion}, {"state", nameOf(job.state)}, {"note", job.note},
            {"total", ledger.total}, {"scored", ledger.scored}, {"unscored", ledger.unscored},
            {"postponed", ledger.postponed}, {"calls", ledger.calls}, {"confirmed", ledger.confirmed},
            {"unknown", ledger.unknown}, {"cost", ledger.cost}, {"currency", ledger.currency}});
    }
    if (!table.isEmpty()) {
        console.print();
        table.print(console);
    }
    return listed;
}

} // namespace

CommandBody defineStatus(CLI::App& app)
{
    auto folder = std::make_shared<std::string>();
    app.add_option("PROJECT", *folder, "the project's folder")->required();
    return [folder](const Console& console) -> Result<ExitCode> {
        auto project = openProject(*folder);
        if (!project && project.error().code == ErrorCode::Failed)
            project = openProject(*folder, OpenMode::ReadOnly);
        if (!project)
            return passOn(project);
        const auto examples = project->examples().count();
        if (!examples)
            return tl::unexpected(examples.error());
        const auto scorers = project->scores().figures();
        if (!scorers)
            return tl::unexpected(scorers.error());
        const auto plans = project->plans().list();
        if (!plans)
            return tl::unexpected(plans.error());
        auto runs = refreshRuns(*project);
        if (!runs)
            runs = project->runs().list(); // a folder that cannot be written: what was last seen
        if (!runs)
            return passOn(runs);

        const bool hasModel = std::filesystem::exists(project->modelPath());
        console.print(console.paint(Ink::Strong, project->settings().name) + "  "
            + console.paint(Ink::Faint, project->folder().string()));
        console.print("model     " + project->modelPath().string()
            + (hasModel ? ""
                        : console.paint(Ink::Bad, "  is not there; correct model_path in project.yaml")));
        console.print("examples  " + grouped(*examples));
        showPlansAndScores(console, *scorers, *plans);
        Json listed = Json::array();
        TextTable table({{"run"}, {"plan", Align::Left}, {"arm", Align::Left}, {"state", Align::Left},
            {"step"}, {"tokens"}, {"started", Align::Left}, {"", Align::Left, true}});
        for (const RunRecord& run : *runs) {
            Json entry = toJson(run);
            entry["trained_elsewhere"] = isAdopted(project->runsFolder() / run.id);
            std::string step = run.startedMs == 0 ? "–" : grouped(run.steps);
            std::string note = run.note;
            if (run.state == RunState::Running || run.state == RunState::Waiting) {
                if (const auto reply = sendControl(project->runsFolder() / run.id, ControlRequest{})) {
                    step = std::to_string(reply->step) + " of " + std::to_string(reply->totalSteps);
                    note = reply->stage + (reply->phase > 0 ? ", phase " + std::to_string(reply->phase) : "");
                    entry["step"] = reply->step;
                    entry["total_steps"] = reply->totalSteps;
                    entry["stage"] = reply->stage;
                    entry["phase"] = reply->phase;
                    entry["is_waiting"] = reply->isWaiting;
                }
            } else if (run.state == RunState::Done && run.finishedMs > run.startedMs) {
                note = duration(static_cast<double>(run.finishedMs - run.startedMs) / 1000)
                    + (isAdopted(project->runsFolder() / run.id) ? ", trained elsewhere" : "");
            }
            table.add({run.id, run.plan, run.parent.empty() ? run.arm : run.arm + ", from " + run.parent,
                Cell(std::string(nameOf(run.state)), inkOf(run.state)), step, grouped(run.tokens),
                timeOfDay(run.startedMs), note});
            listed.push_back(std::move(entry));
        }
        if (!table.isEmpty()) {
            console.print();
            table.print(console);
        }
        const auto judging = showJudgeJobs(*project, console);
        if (!judging)
            return tl::unexpected(judging.error());
        const std::string next = nextStep(*examples, scorers->size(), plans->size(), *runs, *folder);
        if (!next.empty()) {
            console.print();
            console.print("Next: " + console.paint(Ink::Strong, next));
        }
        Json scores = Json::array();
        for (const ScorerFigures& scorer : *scorers)
            scores.push_back(toJson(scorer));
        Json planned = Json::array();
        for (const PlanListing& plan : *plans)
            planned.push_back({{"plan", plan.name}, {"revision", plan.revision}, {"scorer", plan.scorer},
                {"overrides", plan.overrides}, {"held_out_drawn", plan.isHeldOutFrozen}});
        console.result({{"project", project->folder().string()}, {"name", project->settings().name},
            {"model", project->modelPath().string()}, {"has_model", hasModel}, {"examples", *examples},
            {"scorers", std::move(scores)}, {"plans", std::move(planned)}, {"runs", std::move(listed)},
            {"judge_jobs", *judging}});
        return ExitCode::Done;
    };
}

} // namespace dankai
