// SPDX-License-Identifier: Apache-2.0
#include "core/project/runadoption.h"

#include "core/base/hash.h"
#include "core/evaluation/losstable.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/project/enginestart.h"
#include "core/project/newrun.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "core/run/modelpath.h"
#include "core/run/recipe.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

constexpr const char* markName = "adopted.json";
// Of this machine and this moment, not of the run.
constexpr std::array<std::string_view, 4> leftOut
    = {runfile::lock, runfile::socket, engineStartFile, markName};

Result<> copyInto(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    for (fs::recursive_directory_iterator entry(from, error), end; !error && entry != end;
         entry.increment(error)) {
        const fs::path inside = entry->path().lexically_relative(from);
        if (std::find(leftOut.begin(), leftOut.end(), inside.string()) != leftOut.end())
            continue;
        Result<> done;
        if (entry->is_directory())
            done = makeFolder(to / inside);
        else if (entry->is_regular_file())
            done = copyFile(entry->path(), to / inside);
        if (!done)
            return done;
    }
    if (error)
        return failed(from.string() + " cannot be read as a whole: " + error.message() + ".");
    return {};
}

// Where the base model stood there means nothing here.
Result<> pointAdaptersToModel(const fs::path& folder, const Project& project)
{
    std::error_code error;
    for (fs::directory_iterator entry(folder / runfile::checkpoints, error), end; !error && entry != end;
         entry.increment(error)) {
        const fs::path file = entry->path() / "adapter_config.json";
        std::error_code ignored;
        if (!fs::exists(file, ignored))
            continue;
        const auto text = readFile(file);
        if (!text)
            return tl::unexpected(text.error());
        auto config = parseJson(*text, file.string());
        if (!config)
            return passOn(config);
        if (!config->is_object())
            return unusable(file.string() + " is no configuration of an adapter.");
        (*config)["base_model_name_or_path"] = project.modelPath().string();
        if (auto written = writeFileAtomically(file, toPrettyJson(*config)); !written)
            return written;
    }
    return {};
}

// The copy names the project's model; everything else of run.yaml is what its hash covers.
Result<> pointToModel(const fs::path& folder, const Project& project)
{
    auto spec = readRunSpec(folder);
    if (!spec)
        return passOn(spec);
    if (spec->model.hash != project.settings().modelHash)
        return unusable(folder.string()
            + " was trained from another model than this project's; make a project for that model first.");
    auto text = readFile(folder / runfile::spec);
    if (!text)
        return passOn(text);
    if (auto written
        = writeFileAtomically(folder / runfile::spec, withModelPath(*text, project.modelPath().string()));
        !written)
        return written;
    return pointAdaptersToModel(folder, project);
}

Result<> mark(const fs::path& target, const fs::path& source)
{
    const Json mark = {{"version", 1}, {"from", source.filename().string()}};
    return writeFileAtomically(target / markName, toPrettyJson(mark));
}

// Everything that it says can be read, so that no page stumbles over it later.
Result<> checkResults(const OpenedRun& run)
{
    std::error_code error;
    if (!fs::exists(run.folder / runfile::events, error))
        return unusable(run.folder.string() + " was not trained yet: it has no " + runfile::events + ".");
    if (const auto events = readEvents(run.folder / runfile::events); !events)
        return tl::unexpected(events.error());
    for (int phase = 0; phase <= static_cast<int>(run.spec.phases.size()); ++phase)
        for (const auto& [file, rows] : {std::pair(runfile::validationLosses, &run.validationRows),
                 std::pair(runfile::testLosses, &run.testRows)}) {
            const fs::path path = run.folder / runfile::results / checkpointName(phase) / file;
            if (!fs::exists(path, error))
                continue;
            const auto losses = readLosses(path);
            if (!losses)
                return tl::unexpected(losses.error());
            const bool isOfTheseRows = losses->size() == rows->size()
                && std::ranges::equal(*losses, *rows, {}, &ExampleLoss::id, &RunRow::id);
            if (!isOfTheseRows)
                return unusable(path.string() + " is not of this run's held-out rows.");
        }
    return {};
}

// The project's run that was frozen into these very bytes: one that has not begun, or nothing. An error where
// the same record is there already.
Result<std::optional<RunRecord>> waitingRun(
    Project& project, const fs::path& source, const std::string& manifest)
{
    const auto records = project.runs().list();
    if (!records)
        return tl::unexpected(records.error());
    const auto said = readFile(source / runfile::events);
    if (!said)
        return tl::unexpected(said.error());
    std::optional<RunRecord> waiting;
    for (const RunRecord& run : *records) {
        const fs::path folder = project.runsFolder() / run.id;
        if (const auto own = readFile(folder / runfile::manifest); !own || *own != manifest)
            continue;
        std::error_code ignored;
        if (fs::exists(folder / runfile::events, ignored)) {
            if (const auto other = readFile(folder / runfile::events); other && *other == *said)
                return unusable(source.string() + " was read back before: it is run " + run.id + ".");
        } else if (run.state == RunState::Frozen && !fs::exists(folder / runfile::resume, ignored)) {
            waiting = run;
        }
    }
    return waiting;
}

// The record last: until it is there the run has not begun.
Result<RunRecord> fill(Project& project, const RunRecord& run, const fs::path& source)
{
    const fs::path target = project.runsFolder() / run.id;
    auto lock = FileLock::tryAcquire(target / runfile::lock);
    if (!lock)
        return passOn(lock);
    if (!*lock)
        return failed(
            "An engine works on run " + run.id + ". Stop it first: dankai stop PROJECT --run " + run.id);
    for (const char* part : {runfile::checkpoints, runfile::results}) {
        std::error_code ignored;
        if (!fs::exists(source / part, ignored))
            continue;
        if (auto removed = removePath(target / part); !removed) // of a reading back that was cut short
            return passOn(removed);
        if (auto made = makeFolder(target / part); !made)
            return passOn(made);
        if (auto copied = copyInto(source / part, target / part); !copied)
            return passOn(copied);
    }
    if (auto pointed = pointAdaptersToModel(target, project); !pointed)
        return passOn(pointed);
    if (auto marked = mark(target, source); !marked)
        return passOn(marked);
    if (auto copied = copyFile(source / runfile::events, target / runfile::events); !copied)
        return passOn(copied);
    return refreshRun(project, run.id);
}

} // namespace

Result<RunRecord> adoptRun(Project& project, const fs::path& folder, const std::string& plan)
{
    auto source = openRun(folder);
    if (!source)
        return passOn(source);
    const auto loaded = project.plans().load(plan);
    if (!loaded)
        return tl::unexpected(loaded.error());
    const auto id = freezeUnderNewId(project, [&](const fs::path& target) {
        fs::path temporary = target;
        temporary.replace_filename(".adopting-" + target.filename().string());
        auto moved = [&]() -> Result<> {
            if (auto removed = removePath(temporary); !removed)
                return removed;
            if (auto made = makeFolder(temporary); !made)
                return made;
            if (auto copied = copyInto(folder, temporary); !copied)
                return copied;
            if (auto pointed = pointToModel(temporary, project); !pointed)
                return pointed;
            if (auto marked = mark(temporary, folder); !marked)
                return marked;
            return renamePath(temporary, target);
        }();
        if (!moved)
            (void)removePath(temporary);
        return moved;
    });
    if (!id)
        return tl::unexpected(id.error());
    const fs::path target = project.runsFolder() / *id;
    RunStore runs = project.runs();
    RunRecord record;
    record.id = *id;
    record.name = source->spec.name;
    record.plan = loaded->name;
    record.planRevision = loaded->revision;
    record.planHash = planHash(*loaded);
    record.arm = source->spec.arm;
    record.parent
        = isAdapted(source->spec) ? source->spec.fork->run : std::string(); // as it was called there
    record.manifestHash = source->manifestHash;
    if (auto added = runs.add(record); !added)
        return passOn(added);
    return refreshRun(project, *id);
}

Result<RunRecord> readBackRun(Project& project, const fs::path& folder, const std::string& plan)
{
    std::error_code error;
    const fs::path inside = folder / recipefile::run;
    const bool isRecipe = fs::exists(folder / recipefile::data, error);
    const fs::path source = fs::absolute(isRecipe ? inside : folder, error).lexically_normal();
    if (!fs::exists(source / runfile::spec, error))
        return unusable(folder.string()
            + " is neither a recipe (it has no recipe.json) nor a run folder (it has no " + runfile::spec
            + ").");
    const auto run = openRun(source);
    if (!run)
        return tl::unexpected(run.error());
    if (auto checked = checkResults(*run); !checked)
        return passOn(checked);
    const auto manifest = readFile(source / runfile::manifest);
    if (!manifest)
        return tl::unexpected(manifest.error());
    const auto waiting = waitingRun(project, source, *manifest);
    if (!waiting)
        return tl::unexpected(waiting.error());
    if (*waiting && (plan.empty() || plan == (*waiting)->plan))
        return fill(project, **waiting, source);
    std::string name = plan;
    if (name.empty()) {
        const auto json = parseJson(*manifest, runfile::manifest);
        const Json named = json ? json->value("/source/plan"_json_pointer, Json()) : Json();
        if (named.is_string())
            name = named.get<std::string>();
        if (name.empty())
            return unusable("The manifest in " + source.string()
                + " does not name the plan that the run came from. Name it with --plan.");
    }
    return adoptRun(project, source, name);
}

bool isAdopted(const fs::path& runFolder)
{
    std::error_code ignored;
    return fs::exists(runFolder / markName, ignored);
}

} // namespace dankai
