// SPDX-License-Identifier: Apache-2.0
#include "core/project/sharedphases.h"

#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/project/runadoption.h"
#include "core/project/runfork.h"
#include "core/protocol/eventlog.h"
#include "core/run/fork.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

bool hasBegun(const fs::path& folder)
{
    std::error_code ignored;
    return fs::exists(folder / runfile::events, ignored) || fs::exists(folder / runfile::resume, ignored);
}

// A model's checkpoint in bfloat16 is a rounding of the float32 masters that the next phase began with; an
// adapter's is float32 always.
bool areCheckpointsExact(const fs::path& folder)
{
    if (const auto spec = readRunSpec(folder); spec && spec->fineTuning != FineTuning::Full)
        return true;
    const auto events = readEvents(folder / runfile::events);
    if (!events)
        return false;
    bool isExact = false;
    for (const Event& event : *events)
        if (const auto* device = std::get_if<event::Device>(&event.body)) {
            if (device->precision != "float32")
                return false;
            isExact = true;
        }
    return isExact;
}

struct Candidate
{
    fs::path folder;
    int phases = 0;
};

// The newest of those that share the most.
Result<Candidate> bestCandidate(Project& project, const std::string& id)
{
    auto records = project.runs().list();
    if (!records)
        return passOn(records);
    std::ranges::sort(*records, std::ranges::greater(), &RunRecord::finishedMs);
    Candidate best;
    for (const RunRecord& record : *records) {
        if (record.id == id || record.state != RunState::Done || !record.parent.empty())
            continue;
        const fs::path folder = project.runsFolder() / record.id;
        int phases = sharedPhases(project.runsFolder() / id, folder);
        std::error_code ignored;
        while (phases > 0 && !fs::exists(folder / runfile::checkpoints / checkpointName(phases), ignored))
            --phases; // tidied away to save room
        // What was trained elsewhere is not what this machine would have trained, to the last bit.
        if (phases > best.phases && areCheckpointsExact(folder) && !isAdopted(folder))
            best = {folder, phases};
    }
    return best;
}

} // namespace

Result<> sharePhases(const fs::path& folder, const fs::path& finished, int phases)
{
    auto spec = readRunSpec(folder);
    if (!spec)
        return passOn(spec);
    ForkInput input;
    input.parent = finished;
    input.spec = std::move(*spec);
    input.spec.fork = {finished.filename().string(), phases + 1, {}, true};
    if (auto inherited = inheritRecord(input); !inherited)
        return inherited;
    return takeSharedPhases(folder, input);
}

Result<std::optional<ForkReference>> takePhasesOfFinishedRuns(Project& project, const std::string& id)
{
    const fs::path folder = project.runsFolder() / id;
    const auto spec = readRunSpec(folder);
    if (!spec)
        return tl::unexpected(spec.error());
    if (!spec->execution.reusesPhases || spec->fork || hasBegun(folder))
        return std::nullopt;
    const auto candidate = bestCandidate(project, id);
    if (!candidate)
        return tl::unexpected(candidate.error());
    if (candidate->phases == 0)
        return std::nullopt;
    auto lock = FileLock::tryAcquire(folder / runfile::lock);
    if (!lock)
        return passOn(lock);
    if (!*lock || hasBegun(folder)) // an engine has it by now
        return std::nullopt;
    if (auto shared = sharePhases(folder, candidate->folder, candidate->phases); !shared) {
        // As if it had not been tried: the run will train these phases itself.
        for (const char* taken : {runfile::events, runfile::checkpoints, runfile::results})
            (void)removePath(folder / taken);
        return passOn(shared);
    }
    return ForkReference{candidate->folder.filename().string(), candidate->phases + 1, {}, true};
}

} // namespace dankai
