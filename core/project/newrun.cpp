// SPDX-License-Identifier: Apache-2.0
#include "core/project/newrun.h"

#include "core/platform/file.h"

#include <system_error>
#include <vector>

namespace dankai {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        names.push_back(entry.path().filename().string());
    return names;
}

} // namespace

Result<std::string> freezeUnderNewId(
    Project& project, const std::function<Result<>(const fs::path& folder)>& freeze)
{
    if (auto made = makeFolder(project.runsFolder()); !made)
        return passOn(made);
    Result<> frozen;
    for (int tries = 0; tries < 3; ++tries) {
        auto id = project.runs().nextId(namesIn(project.runsFolder()));
        if (!id)
            return id;
        const fs::path folder = project.runsFolder() / *id;
        frozen = freeze(folder);
        if (frozen)
            return id;
        std::error_code ignored;
        if (!fs::exists(folder, ignored))
            break; // else another process made a run of this number meanwhile
    }
    return passOn(frozen);
}

RunRecord recordOf(const std::string& id, const FrozenRun& frozen)
{
    RunRecord record;
    record.id = id;
    record.name = frozen.spec.name;
    record.arm = frozen.spec.arm;
    record.parent = isAdapted(frozen.spec) ? frozen.spec.fork->run : std::string();
    for (const RowFigures& figures : frozen.preflight.figures) {
        if (figures.steps == 0) // not a phase's file
            continue;
        record.tokens += figures.stepTokens;
        record.steps += figures.steps;
    }
    return record;
}

} // namespace dankai
