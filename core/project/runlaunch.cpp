// SPDX-License-Identifier: Apache-2.0
#include "core/project/runlaunch.h"

#include "core/base/utf8.h"
#include "core/base/version.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/platform/libtorch.h"
#include "core/project/chat.h"
#include "core/project/engineend.h"
#include "core/project/enginestart.h"
#include "core/project/heldoutdraw.h"
#include "core/project/modelplace.h"
#include "core/project/newrun.h"
#include "core/project/runadoption.h"
#include "core/project/tokencounts.h"
#include "core/protocol/eventlog.h"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <thread>

namespace dankai {

namespace fs = std::filesystem;

namespace {

ProgressCallback stageOf(const StageProgress& progress, std::string_view stage)
{
    if (!progress)
        return {};
    return [&progress, stage](const Progress& now) { progress(stage, now); };
}

Result<RunSpec> withSettings(
    RunSpec spec, const std::map<std::string, std::string>& settings, const std::string& where)
{
    for (const auto& [key, value] : inOrderOfUse(settings)) {
        auto changed = withSetting(spec, key, value);
        if (!changed)
            return unusable(where + ": " + changed.error().message);
        spec = std::move(*changed);
    }
    return spec;
}

int cappedLength(int maxLength, const ModelConfig& model)
{
    return static_cast<int>(std::min<std::int64_t>(maxLength, model.maxPositions));
}

Result<RunSpec> specFor(
    const Project& project, const Plan& plan, const ArmSplit& split, const RunRequest& request)
{
    const auto config = readModelConfig(project.modelPath());
    if (!config)
        return tl::unexpected(config.error());
    RunSpec spec;
    spec.maxLength = cappedLength(spec.maxLength, *config);
    spec.name = request.name.empty() ? plan.name + ", " + nameOf(request.arm) : request.name;
    spec.arm = nameOf(request.arm);
    spec.model.path = project.modelPath().string();
    spec.model.hash = project.settings().modelHash;
    spec.chatTemplate.choice = project.settings().chatTemplate;
    spec.seed = split.orderSeed;
    spec.heldOutPhases = split.heldOutPhases;
    for (std::size_t i = 0; i < split.phases.size(); ++i) {
        const ArmPhase& phase = split.phases[i];
        PhaseSpec described;
        described.name = phase.name;
        described.file = runfile::phase(static_cast<int>(i) + 1);
        described.epochs = phase.epochs;
        described.learningRate = phase.learningRate;
        described.heldOut = phase.heldOut;
        for (const ArmCycle& cycle : phase.cycles)
            described.cycles.push_back({cycle.share, cycle.learningRate});
        spec.phases.push_back(std::move(described));
    }
    auto withProject
        = withSettings(std::move(spec), project.settings().run, (project.folder() / "project.yaml").string());
    if (!withProject)
        return withProject;
    auto withPlan = withSettings(std::move(*withProject), plan.settings, "the plan '" + plan.name + "'");
    if (!withPlan)
        return withPlan;
    for (const auto& [key, value] : request.settings) {
        auto changed = withSetting(*withPlan, key, value);
        if (!changed)
            return changed;
        withPlan = std::move(changed);
    }
    return withPlan;
}

Result<std::vector<RunRow>> rowsOf(
    Project& project, const ExampleColumns& columns, std::span<const std::uint32_t> rows, int phase)
{
    std::vector<ExampleId> ids;
    ids.reserve(rows.size());
    for (const std::uint32_t row : rows)
        ids.push_back(columns.ids[row]);
    std::vector<RunRow> result;
    result.reserve(rows.size());
    const auto visited = project.examples().visit(ids, [&](const StoredExample& stored) -> Result<> {
        RunRow row;
        row.id = std::to_string(static_cast<std::int64_t>(stored.id));
        row.phase = phase;
        row.messages = turns(stored.example);
        result.push_back(std::move(row));
        return {};
    });
    if (!visited)
        return tl::unexpected(visited.error());
    return result;
}

using Settings = std::vector<std::pair<std::string, std::string>>;

// A spec with this one key as the project, the plan and the request set it, in this order: for what must be
// known before the phases are.
Result<RunSpec> withKey(
    const std::string& key, const Project& project, const Plan* plan, const Settings& request)
{
    RunSpec spec = smallestRunSpec();
    Settings found;
    for (const auto* settings : {&project.settings().run, plan ? &plan->settings : nullptr})
        if (settings && settings->contains(key))
            found.emplace_back(key, settings->at(key));
    std::ranges::copy_if(
        request, std::back_inserter(found), [&](const auto& set) { return set.first == key; });
    for (const auto& [name, value] : found) {
        auto changed = withSetting(spec, name, value);
        if (!changed)
            return changed;
        spec = std::move(*changed);
    }
    return spec;
}

std::vector<RunRow> promptsFrom(const std::vector<RunRow>& testRows, std::size_t perPhase)
{
    std::vector<RunRow> prompts;
    std::vector<std::size_t> taken;
    for (const RunRow& row : testRows) {
        const auto phase = static_cast<std::size_t>(row.phase);
        taken.resize(std::max(taken.size(), phase + 1));
        if (taken[phase] == perPhase || row.messages.size() < 2)
            continue;
        ++taken[phase];
        RunRow prompt = row;
        prompt.reference = prompt.messages.back().content;
        prompt.messages.pop_back();
        prompts.push_back(std::move(prompt));
    }
    return prompts;
}

struct Frozen
{
    PreparedRun prepared;
    Plan plan;
};

Result<Frozen> freezeInto(Project& project, const RunRequest& request, const fs::path& folder,
    DrawFor purpose, const StageProgress& progress, const StopFlag* stop)
{
    Frozen result;
    auto plan = project.plans().load(request.plan);
    if (!plan)
        return passOn(plan);
    auto encoder = openEncoder(project);
    if (!encoder)
        return passOn(encoder);
    if (auto counted = countTokens(project, *encoder, stageOf(progress, "counting tokens"), stop); !counted)
        return passOn(counted);
    auto columns = project.examples().columns({plan->scorer, tokenCacheKey(*encoder)});
    if (!columns)
        return passOn(columns);
    auto placement = placeExamples(*plan, *columns);
    if (!placement)
        return passOn(placement);
    auto draw = drawHeldOut(project, *plan, *columns, *placement, purpose,
        stageOf(progress, "looking for near-duplicates"), stop);
    if (!draw)
        return passOn(draw);
    // The replay share decides how long a one-off run trains, so it is needed before there is a spec.
    const auto replay = withKey("replay_share", project, &*plan, request.settings);
    if (!replay)
        return tl::unexpected(replay.error());
    auto split = splitForArm(*plan, *columns, *placement, draw->roles, {request.arm, replay->replayShare});
    if (!split)
        return passOn(split);
    auto spec = specFor(project, *plan, *split, request);
    if (!spec)
        return passOn(spec);

    if (progress)
        progress("freezing the rows", {});
    FrozenInput input;
    input.spec = std::move(*spec);
    for (std::size_t i = 0; i < split->phases.size(); ++i) {
        auto rows = rowsOf(project, *columns, split->phases[i].rows, static_cast<int>(i) + 1);
        if (!rows)
            return passOn(rows);
        result.prepared.trainingRows.push_back(rows->size());
        input.phases.push_back(std::move(*rows));
    }
    for (std::size_t i = 0; i < split->heldOutPhases.size(); ++i) {
        for (auto [target, source] :
            {std::pair(&input.validation, &split->validation[i]), std::pair(&input.test, &split->test[i])}) {
            auto rows = rowsOf(project, *columns, *source, static_cast<int>(i) + 1);
            if (!rows)
                return passOn(rows);
            std::move(rows->begin(), rows->end(), std::back_inserter(*target));
        }
    }
    input.prompts = request.prompts;
    if (request.prompts.empty()) {
        input.prompts = promptsFrom(input.test, request.promptsPerPhase);
        auto pinned = pinnedPrompts(project);
        if (!pinned)
            return passOn(pinned);
        std::move(pinned->begin(), pinned->end(), std::back_inserter(input.prompts));
    }
    input.extra = {{"program", std::string("dankai ") + versionText}, {"project", project.settings().name},
        {"plan", plan->name}, {"plan_revision", plan->revision}, {"plan_hash", planHash(*plan)},
        {"scorer", plan->scorer}, {"arm", nameOf(request.arm)}};
    auto frozen = freezeRun(folder, input, encoder->tokenizer(), encoder->chatTemplate());
    if (!frozen)
        return passOn(frozen);
    result.prepared.frozen = std::move(*frozen);
    result.prepared.notes = placement->notes;
    for (const auto* more : {&draw->warnings, &split->notes})
        result.prepared.notes.insert(result.prepared.notes.end(), more->begin(), more->end());
    result.plan = std::move(*plan);
    return result;
}

} // namespace

Result<PreparedRun> prepareRunFolder(Project& project, const RunRequest& request, const fs::path& folder,
    const StageProgress& progress, const StopFlag* stop)
{
    auto frozen = freezeInto(project, request, folder, DrawFor::Trial, progress, stop);
    if (!frozen)
        return passOn(frozen);
    return std::move(frozen->prepared);
}

Result<int> nextMaxLength(Project& project)
{
    auto plans = project.plans().list();
    if (!plans)
        return passOn(plans);
    std::optional<Plan> plan;
    if (!plans->empty()) {
        auto loaded
            = project.plans().load(std::ranges::max_element(*plans, {}, &PlanListing::changedMs)->name);
        if (!loaded)
            return passOn(loaded);
        plan = std::move(*loaded);
    }
    if (auto there = checkModelPlace(project); !there)
        return passOn(there);
    const auto config = readModelConfig(project.modelPath());
    if (!config)
        return tl::unexpected(config.error());
    const auto spec = withKey("max_length", project, plan ? &*plan : nullptr, {});
    if (!spec)
        return tl::unexpected(spec.error());
    return cappedLength(spec->maxLength, *config);
}

Result<PreparedRun> prepareRun(
    Project& project, const RunRequest& request, const StageProgress& progress, const StopFlag* stop)
{
    Frozen frozen;
    const auto id = freezeUnderNewId(project, [&](const fs::path& folder) -> Result<> {
        auto made = freezeInto(project, request, folder, DrawFor::Run, progress, stop);
        if (!made)
            return passOn(made);
        frozen = std::move(*made);
        return {};
    });
    if (!id)
        return tl::unexpected(id.error());
    const auto isStillDrawn = project.plans().isHeldOutFrozen(frozen.plan.name);
    if (!isStillDrawn || !*isStillDrawn) {
        (void)removePath(project.runsFolder() / *id); // nobody knows of it yet
        if (!isStillDrawn)
            return tl::unexpected(isStillDrawn.error());
        return unusable("Plan '" + frozen.plan.name
            + "' was cut anew by another program while this run was being prepared. Do the same again.");
    }
    PreparedRun& prepared = frozen.prepared;
    prepared.id = *id;

    RunRecord record = recordOf(*id, prepared.frozen);
    record.plan = frozen.plan.name;
    record.planRevision = frozen.plan.revision;
    record.planHash = planHash(frozen.plan);
    if (auto added = project.runs().add(record); !added)
        return passOn(added);
    if (auto logged
        = project.plans().logTestUse(frozen.plan.name, *id, "measured after each phase of the run");
        !logged)
        return passOn(logged);
    return std::move(prepared);
}

Result<ProcessId> launchEngine(const fs::path& folder, EngineTask task)
{
    waitUntilLeft(folder);
    if (const auto running = engineOf(folder))
        return failed("An engine (process " + std::to_string(running->pid) + ") works on " + folder.string()
            + " already. Follow it with dankai status, or stop it first.");
    auto program = engineProgram();
    if (!program)
        return passOn(program);
    SpawnParams params;
    params.program = *program;
    params.arguments = {task == EngineTask::Job ? "job" : "run", folder.string()};
    params.standardOutputFile = params.standardErrorFile = folder / runfile::log;
    auto engine = spawnDetached(params);
    if (!engine)
        return engine;
    // So that one that hangs before it takes the folder can be seen and stopped. Where that cannot be
    // written, on a full disk, the engine is the one to say so.
    (void)noteEngineStart(folder, *engine);
    const auto hasTaken = [&] { return FileLock::holder(folder / runfile::lock).has_value(); };
    for (int tries = 0; tries < 1000 && isProcessAlive(*engine) && !hasTaken(); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (hasTaken())
        forgetEngineStart(folder);
    return engine;
}

std::optional<ProcessId> engineOf(const fs::path& folder)
{
    auto holder = FileLock::holder(folder / runfile::lock);
    return holder ? holder : startingEngine(folder);
}

std::string engineLogTail(const fs::path& folder, std::size_t lines)
{
    const auto text = readFile(folder / runfile::log);
    if (!text)
        return {};
    std::size_t from = text->find_last_not_of('\n');
    if (from == std::string::npos)
        return {};
    const std::size_t end = from + 1;
    for (std::size_t i = 0; i < lines && from != std::string::npos && from > 0; ++i)
        from = text->rfind('\n', from - 1);
    const std::size_t begin = from == std::string::npos || from == 0 ? 0 : from + 1;
    // Whatever wrote it: the words go into sentences, the database and JSON.
    return toValidUtf8(std::string_view(*text).substr(begin, end - begin));
}

Result<RunRecord> refreshRun(Project& project, const std::string& id)
{
    RunStore runs = project.runs();
    auto record = runs.run(id);
    if (!record)
        return record;
    const fs::path folder = project.runsFolder() / id;
    // Asked before its record is read: an engine that ends in between has told how by then.
    const bool isEngineAlive = engineOf(folder).has_value();
    const auto events = readEvents(folder / runfile::events);
    if (!events)
        return tl::unexpected(events.error());
    RunRecord seen = *record;
    std::uint64_t tokens = 0;
    std::uint64_t trainedTokens = 0;
    std::uint64_t steps = 0;
    std::string engine, device; // of a run that was trained elsewhere
    for (const Event& event : *events) {
        const auto now = static_cast<std::int64_t>(event.time * 1000);
        if (const auto* hello = std::get_if<event::Hello>(&event.body))
            engine = hello->engineVersion;
        // Attempt 0 is inherited: steps taken, but nothing that this run has done.
        if (event.attempt == 0 && !std::holds_alternative<event::Step>(event.body))
            continue;
        if (const auto* used = std::get_if<event::Device>(&event.body)) {
            device = used->name;
        } else if (const auto* step = std::get_if<event::Step>(&event.body)) {
            tokens = step->totalTokens;
            trainedTokens += step->trainedTokens;
            steps = static_cast<std::uint64_t>(step->step);
        } else if (std::holds_alternative<event::Attempt>(event.body)) {
            seen.state = RunState::Running;
            seen.startedMs = seen.startedMs != 0 ? seen.startedMs : now;
            seen.finishedMs = 0;
            seen.note.clear();
        } else if (std::holds_alternative<event::Waiting>(event.body)) {
            seen.state = RunState::Waiting;
        } else if (const auto* decision = std::get_if<event::Decision>(&event.body);
                   decision != nullptr && decision->phase > 0) {
            seen.state = RunState::Running;
        } else if (std::holds_alternative<event::Finished>(event.body)) {
            seen.state = RunState::Done;
            seen.finishedMs = now;
        } else if (const auto* stop = std::get_if<event::Stopped>(&event.body)) {
            seen.state = RunState::Stopped;
            seen.finishedMs = now;
            seen.note = stop->reason;
        } else if (const auto* failure = std::get_if<event::Failed>(&event.body)) {
            seen.state = RunState::Failed;
            seen.finishedMs = now;
            seen.note = failure->message;
        }
    }
    if (seen.state == RunState::Done && isAdopted(folder))
        seen.note = "It was trained elsewhere, on " + device + " (engine " + engine + ").";
    if (steps > 0 && seen.startedMs != 0) {
        seen.tokens = tokens;
        seen.trainedTokens = trainedTokens;
        seen.steps = steps;
    }
    const bool isRunning = seen.state == RunState::Running || seen.state == RunState::Waiting;
    if (isRunning && !hasToldEnd(*events) && !isEngineAlive) {
        seen.state = RunState::Failed;
        seen.note = "The engine ended without a word. Resume it; " + (folder / runfile::log).string()
            + " may say why.";
    }
    if (seen != *record) {
        if (auto updated = runs.update(seen); !updated)
            return passOn(updated);
    }
    return seen;
}

Result<std::vector<RunRecord>> refreshRuns(Project& project)
{
    auto records = project.runs().list();
    if (!records)
        return records;
    for (RunRecord& record : *records) {
        const bool mayChange = record.state != RunState::Done || record.finishedMs == 0;
        if (!mayChange)
            continue;
        auto seen = refreshRun(project, record.id);
        if (!seen)
            return passOn(seen);
        record = std::move(*seen);
    }
    return records;
}

Result<RunRecord> findRun(Project& project, const std::string& id)
{
    auto records = project.runs().list();
    if (!records)
        return passOn(records);
    const std::string name = fs::path(id).has_filename() ? fs::path(id).filename().string()
                                                         : fs::path(id).parent_path().filename().string();
    const bool isNumber = !name.empty() && name.find_first_not_of("0123456789") == name.npos;
    const auto isIt = [&](const std::string& run) {
        if (!isNumber)
            return run == name;
        const auto digits = [](std::string_view text) {
            return text.substr(std::min(text.find_first_not_of('0'), text.size()));
        };
        return digits(run) == digits(name); // 1 is 001
    };
    std::string known;
    for (const RunRecord& record : *records) {
        if (isIt(record.id))
            return refreshRun(project, record.id);
        known += (known.empty() ? "" : ", ") + record.id;
    }
    return unusable("There is no run '" + id + "' in " + project.folder().string()
        + (known.empty() ? ". Train one first: dankai train." : ". The runs are: " + known + "."));
}

} // namespace dankai
