// SPDX-License-Identifier: Apache-2.0
#include "core/project/runadoption.h"

#include "core/base/hash.h"
#include "core/platform/file.h"
#include "core/project/newrun.h"
#include "core/project/runlaunch.h"
#include "core/run/modelpath.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

constexpr const char* markName = "adopted.json";
// Of this machine and this moment, not of the run.
constexpr std::array<std::string_view, 3> leftOut = {runfile::lock, runfile::socket, markName};

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
    return writeFileAtomically(folder / runfile::spec, withModelPath(*text, project.modelPath().string()));
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
        const auto moved = [&]() -> Result<> {
            if (auto removed = removePath(temporary); !removed)
                return removed;
            if (auto made = makeFolder(temporary); !made)
                return made;
            if (auto copied = copyInto(folder, temporary); !copied)
                return copied;
            if (auto pointed = pointToModel(temporary, project); !pointed)
                return pointed;
            const Json mark = {{"version", 1}, {"from", folder.filename().string()}};
            if (auto marked = writeFileAtomically(temporary / markName, toPrettyJson(mark)); !marked)
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

bool isAdopted(const fs::path& runFolder)
{
    std::error_code ignored;
    return fs::exists(runFolder / markName, ignored);
}

} // namespace dankai
