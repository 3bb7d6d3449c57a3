// SPDX-License-Identifier: Apache-2.0
// dankai train
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/projectsteps.h"
#include "app/cli/resulttable.h"
#include "app/cli/runsteps.h"
#include "app/cli/settingnames.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/phase/budget.h"
#include "core/platform/libtorch.h"
#include "core/project/modelplace.h"
#include "core/project/promptfile.h"
#include "core/project/runfork.h"
#include "core/project/runqueue.h"
#include "core/project/trialrun.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <numeric>

namespace dankai {

namespace {

struct Options
{
    std::string project;
    std::string plan = "main";
    std::string arm = "phased";
    std::string device;
    std::string name;
    std::string resume;
    std::string repeated; // the run to go on from
    int fromPhase = 0;
    int phases = 0;
    std::string reason;
    std::string prompts;
    std::vector<std::string> settings;
    bool isDryRun = false;
    bool isDetached = false;
    bool isQueued = false;
    bool isFromScratch = false;
};

// Instead of an arm: the plan's phases in every order.
constexpr const char* permutations = "permutations";

Result<std::vector<std::pair<std::string, std::string>>> settingsFrom(const Options& options)
{
    auto settings = parseSettings(options.settings);
    if (settings && !options.device.empty())
        settings->emplace_back("execution.device", options.device);
    if (settings && options.isFromScratch)
        settings->emplace_back("execution.reuse_phases", "false");
    return settings;
}

// The new run's id.
Result<std::string> repeat(Project& project, const Console& console, const Options& options)
{
    ForkChanges changes;
    changes.fork = {options.repeated, options.fromPhase, options.reason};
    changes.phases = options.phases;
    changes.name = options.name;
    auto settings = settingsFrom(options);
    if (!settings)
        return passOn(settings);
    changes.settings = std::move(*settings);
    const auto prepared = prepareFork(project, changes);
    if (!prepared)
        return tl::unexpected(prepared.error());
    const ForkReference& fork = *prepared->frozen.spec.fork;
    console.print("Run " + console.paint(Ink::Strong, prepared->id) + ": " + prepared->frozen.spec.name
        + ", goes on from run " + fork.run + " with phase " + std::to_string(fork.phase)
        + ". It is an adapted run and is left out of comparisons of arms.");
    return prepared->id;
}

Result<RunRequest> requestFrom(const Options& options)
{
    RunRequest request;
    request.plan = options.plan;
    request.name = options.name;
    if (options.arm != permutations) {
        auto arm = armFrom(options.arm);
        if (!arm)
            return passOn(arm);
        request.arm = std::move(*arm);
    }
    auto settings = settingsFrom(options);
    if (!settings)
        return passOn(settings);
    request.settings = std::move(*settings);
    if (!options.prompts.empty()) {
        auto prompts = readPromptFile(options.prompts);
        if (!prompts)
            return passOn(prompts);
        request.prompts = std::move(*prompts);
    }
    return request;
}

void sayPrepared(const Console& console, const PreparedRun& prepared)
{
    const auto rows
        = std::accumulate(prepared.trainingRows.begin(), prepared.trainingRows.end(), std::size_t(0));
    console.print("Run " + console.paint(Ink::Strong, prepared.id) + ": " + prepared.frozen.spec.name + ", "
        + counted(rows, "training example", "training examples") + " in "
        + counted(prepared.trainingRows.size(), "phase", "phases") + ".");
}

// A run for every order of the plan's phases, one behind the other: what begins like an earlier one goes on
// from it when its turn comes.
Result<ExitCode> queuePermutations(Project& project, const Console& console, RunRequest request)
{
    const auto plan = project.plans().load(request.plan);
    if (!plan)
        return tl::unexpected(plan.error());
    const auto orders = permutationsOf(*plan);
    if (!orders)
        return tl::unexpected(orders.error());
    const std::string name = request.name;
    std::vector<std::string> ids;
    std::vector<ArmBudget> budgets;
    TextTable table({{"run", Align::Left, true}, {"arm", Align::Left}, {"tokens"}, {"steps"}});
    for (const ArmChoice& order : *orders) {
        request.arm = order;
        if (!name.empty())
            request.name = name + ", " + nameOf(order);
        const auto prepared = freezeRunAloud(project, console, request);
        if (!prepared)
            return tl::unexpected(prepared.error());
        sayPrepared(console, *prepared);
        ArmBudget budget;
        budget.arm = nameOf(order);
        budget.phases = static_cast<int>(prepared->trainingRows.size());
        for (const RowFigures& figures : prepared->frozen.preflight.figures)
            if (figures.steps > 0) { // a phase's file
                budget.tokens += figures.stepTokens;
                budget.steps += figures.steps;
            }
        table.add({prepared->id, budget.arm, grouped(budget.tokens), grouped(budget.steps)});
        budgets.push_back(std::move(budget));
        ids.push_back(prepared->id);
    }
    table.print(console);
    // Planned tokens only; which of them are answers, and what was really taken, is the report's to compare.
    if (const BudgetCheck check = checkBudget(budgets); check.isEqual)
        console.print(check.sentence);
    // All are there before the first begins, so that a failure leaves none of them half asked for.
    Json runs = Json::array();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (auto queued = enqueueRun(project, ids[i], QueuePlace::Last); !queued)
            return passOn(queued);
        runs.push_back({{"run", ids[i]}, {"arm", budgets[i].arm}, {"state", "queued"},
            {"folder", (project.runsFolder() / ids[i]).string()}});
    }
    const std::string folder = project.folder().string();
    console.print("Queued " + counted(ids.size(), "run", "runs") + ". See dankai queue " + folder
        + ", dankai status " + folder + ".");
    console.result({{"runs", std::move(runs)}});
    return ExitCode::Done;
}

// Freezes as a run would be, lets the engine take its one step there, and says what it found.
Result<ExitCode> dryRun(Project& project, const Console& console, const RunRequest& request)
{
    ProgressLine line(console, "Freezing the rows");
    const auto trial = tryRun(project, request, labelledProgress(line), &interruptFlag());
    line.clear();
    if (!trial)
        return tl::unexpected(trial.error());
    printPreflight(console, trial->prepared.frozen.preflight);
    Json memories = Json::array();
    for (const event::Memory& memory : trial->memory) {
        console.print("Memory for " + memory.what + ": " + bytesInWords(memory.estimatedBytes)
            + " estimated, " + bytesInWords(memory.measuredBytes) + " measured on the longest batch.");
        memories.push_back({{"what", memory.what}, {"estimated_bytes", memory.estimatedBytes},
            {"measured_bytes", memory.measuredBytes}});
    }
    Json findings = Json::array();
    for (const event::Finding& finding : trial->findings)
        findings.push_back({{"severity", finding.severity}, {"check", finding.check},
            {"message", finding.message}, {"count", finding.count}});
    if (trial->step)
        console.print("The step took " + duration(trial->step->seconds) + " for "
            + counted(trial->step->tokens, "token", "tokens") + ", loss " + withDecimals(trial->step->loss, 3)
            + ".");
    if (trial->engineFailure)
        return tl::unexpected(*trial->engineFailure);
    console.print("Nothing was trained and nothing is left behind.");
    console.result({{"dry_run", true}, {"preflight", toJson(trial->prepared.frozen.preflight)},
        {"memory", std::move(memories)}, {"engine_findings", std::move(findings)}});
    return ExitCode::Done;
}

Result<ExitCode> finish(
    Project& project, const Console& console, const std::string& id, EngineEnd end, const std::string& reason)
{
    const auto record = refreshRun(project, id);
    if (!record)
        return tl::unexpected(record.error());
    Json result = toJson(*record);
    result["folder"] = (project.runsFolder() / id).string();
    if (end == EngineEnd::LeftRunning) {
        console.result(result);
        return exitCodeOf(end);
    }
    if (end == EngineEnd::StoppedByGate)
        console.note(console.paintError(Ink::Bad, "stopped by a gate: ") + reason);
    auto table = resultTable(console, {project.runsFolder() / id});
    if (!table)
        return passOn(table);
    result["losses"] = std::move(*table);
    if (end == EngineEnd::Finished) {
        console.print();
        console.print("Run " + console.paint(Ink::Strong, id) + " is done. Next: "
            + console.paint(Ink::Strong,
                "dankai report " + project.folder().string() + (record->parent.empty() ? "" : " --run " + id))
            + (record->arm == nameOf(Arm::Phased) && record->parent.empty()
                    ? ", or its twin to compare with: "
                        + console.paint(Ink::Strong,
                            "dankai train " + project.folder().string() + " --plan " + record->plan
                                + " --arm " + std::string(nameOf(Arm::OneOff)))
                    : std::string()));
    }
    console.result(result);
    return exitCodeOf(end);
}

} // namespace

CommandBody defineTrain(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    auto* plan = app.add_option("--plan", options->plan, "which plan (main)");
    std::string known;
    for (const ArmInfo& info : arms())
        known += std::string(info.name) + (info.arm == Arm::Order ? ":2-1-3" : "") + ", ";
    auto* arm = app.add_option("--arm", options->arm,
        "how to train it: " + known + "or " + permutations + ", which queues every order");
    auto* device = app.add_option("--device", options->device, "auto, cpu or cuda:N");
    auto* settings = app.add_option("--set", options->settings,
        "key=value, a setting of run.yaml, repeated: optimizer.learning_rate=1e-4, phases.2.epochs=2, ...");
    auto* prompts = app.add_option("--prompts", options->prompts,
        "prompts to answer after every phase; without it some test rows of every phase");
    auto* name = app.add_option("--name", options->name, "of the run, for people");
    auto* dryRunOnly
        = app.add_flag("--dry-run", options->isDryRun, "pre-flight and memory only; trains nothing");
    auto* detached = app.add_flag("--detach", options->isDetached, "start and return at once");
    auto* inQueue
        = app.add_flag("--queue", options->isQueued, "behind what waits for the device, and return at once");
    dryRunOnly->excludes(detached)->excludes(inQueue);
    detached->excludes(inQueue);
    auto* fromScratch = app.add_flag("--from-scratch", options->isFromScratch,
        "train every phase, also those that a finished run has trained alike");
    auto* repeated = app.add_option("--repeat", options->repeated,
        "a new run that goes on from this one, with what --set changes, from the phase --from-phase on");
    auto* fromPhase = app.add_option("--from-phase", options->fromPhase,
        "with --repeat: the first phase that is trained; those before it are inherited");
    auto* phases = app.add_option(
        "--phases", options->phases, "with --repeat: so many phases in all, where fewer are wanted");
    auto* reason
        = app.add_option("--reason", options->reason, "with --repeat: why, kept in the run's settings");
    repeated->needs(fromPhase);
    for (CLI::Option* ofRepeated : {fromPhase, phases, reason})
        ofRepeated->needs(repeated);
    for (CLI::Option* inherited : {plan, arm, prompts, dryRunOnly, fromScratch})
        repeated->excludes(inherited);
    // A run is frozen: what it was started with cannot be said anew.
    auto* resumed = app.add_option("--resume", options->resume, "go on with this run where it was saved");
    for (CLI::Option* frozen :
        {plan, arm, device, settings, prompts, name, dryRunOnly, repeated, fromScratch})
        resumed->excludes(frozen);
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        if (auto engine = engineProgram(); !engine) // before a run is frozen for it
            return passOn(engine);
        std::string id;
        if (!options->resume.empty()) {
            const auto record = findRun(*project, options->resume);
            if (!record)
                return tl::unexpected(record.error());
            if (record->state == RunState::Done)
                return unusable("Run " + record->id + " is done; there is nothing to go on with.");
            id = record->id;
        } else if (!options->repeated.empty()) {
            auto repetition = repeat(*project, console, *options);
            if (!repetition)
                return passOn(repetition);
            id = std::move(*repetition);
        } else {
            const auto request = requestFrom(*options);
            if (!request)
                return tl::unexpected(request.error());
            if (options->arm == permutations) {
                if (options->isDryRun || options->isDetached)
                    return unusable(
                        "--arm permutations queues a run for every order of the plan's phases; leave "
                        "--dry-run and --detach away.");
                return queuePermutations(*project, console, *request);
            }
            if (options->isDryRun)
                return dryRun(*project, console, *request);
            const auto prepared = freezeRunAloud(*project, console, *request);
            if (!prepared)
                return tl::unexpected(prepared.error());
            id = prepared->id;
            sayPrepared(console, *prepared);
        }
        if (options->isQueued) {
            if (auto queued = enqueueRun(*project, id, QueuePlace::Last); !queued)
                return passOn(queued);
            console.print(
                "Queued. See dankai queue " + options->project + ", dankai status " + options->project + ".");
            console.result(
                {{"run", id}, {"state", "queued"}, {"folder", (project->runsFolder() / id).string()}});
            return ExitCode::Done;
        }
        if (auto followed = followMovedModel(*project, id); !followed)
            return passOn(followed);
        if (auto free = checkDeviceIsFree(*project, id); !free)
            return passOn(free);
        if (auto shared = sharePhasesAloud(*project, console, id); !shared)
            return passOn(shared);
        if (options->isDetached) {
            const auto engine = launchEngine(project->runsFolder() / id, EngineTask::Run);
            if (!engine)
                return tl::unexpected(engine.error());
            console.print("The engine works on it (process " + std::to_string(engine->pid)
                + "). See dankai status " + options->project + "; end it with dankai stop " + options->project
                + " --run " + id + ".");
            console.result({{"run", id}, {"state", "running"}, {"pid", engine->pid},
                {"folder", (project->runsFolder() / id).string()}});
            return ExitCode::Done;
        }
        const auto outcome = runToEnd(*project, console, id);
        if (!outcome)
            return tl::unexpected(outcome.error());
        return finish(*project, console, id, outcome->end, outcome->reason);
    };
}

} // namespace dankai
