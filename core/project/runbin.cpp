// SPDX-License-Identifier: Apache-2.0
#include "core/project/runbin.h"

#include "core/platform/diskuse.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/project/runlaunch.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <optional>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

bool isThere(const fs::path& path)
{
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

Result<> checkThatItRests(Project& project, const std::string& id)
{
    const auto entries = project.runs().queue();
    if (!entries)
        return tl::unexpected(entries.error());
    const bool isQueued = std::ranges::any_of(*entries, [&](const QueueEntry& entry) {
        return fs::path(entry.folder).filename() == id
            && (entry.state == QueueState::Waiting || entry.state == QueueState::Leased);
    });
    if (engineOf(project.runsFolder() / id))
        return unusable("Run " + id + " is being trained and cannot be deleted. Stop it first, or wait.");
    if (isQueued)
        return unusable(
            "Run " + id + " waits its turn and cannot be deleted. Take it out of the queue first.");
    return {};
}

// No engine can begin on the folder while it moves. Its lock file names this process from then on, and would
// go on doing so.
Result<> moveLocked(const fs::path& from, const fs::path& to, const std::string& id)
{
    const fs::path lockName = runfile::lock;
    auto lock = FileLock::tryAcquire(from / lockName);
    if (!lock)
        return passOn(lock);
    if (!*lock)
        return unusable("Run " + id + " is being trained and cannot be deleted. Stop it first, or wait.");
    std::error_code ignored;
    auto moved = renamePath(from, to);
    if (moved)
        fs::remove(to / lockName, ignored);
    else
        fs::resize_file(from / lockName, 0, ignored);
    return moved;
}

} // namespace

fs::path binFolder(const Project& project)
{
    return project.folder() / ".bin";
}

Result<> binRun(Project& project, const std::string& id)
{
    RunStore runs = project.runs();
    const auto record = runs.run(id);
    if (!record)
        return tl::unexpected(record.error());
    if (record->binnedMs != 0)
        return unusable("Run " + id + " is in the bin already.");
    if (record->marks.isPinned)
        return unusable("Run " + id + " is pinned and cannot be deleted. Unpin it first.");
    if (auto rests = checkThatItRests(project, id); !rests)
        return rests;
    const fs::path from = project.runsFolder() / id;
    const fs::path to = binFolder(project) / id;
    if (auto made = makeFolder(binFolder(project)); !made)
        return made;
    if (isThere(to))
        return unusable(to.string() + " stands in the way. Empty the bin, or move it elsewhere.");
    // The row first: a crash in between leaves a run that is not listed, and restoring it finds its folder.
    if (auto marked = runs.setBinned(id, true); !marked)
        return marked;
    if (!isThere(from))
        return {}; // somebody removed it by hand
    auto moved = moveLocked(from, to, id);
    if (!moved)
        (void)runs.setBinned(id, false); // its own failure would hide the reason
    return moved;
}

Result<> restoreRun(Project& project, const std::string& id)
{
    RunStore runs = project.runs();
    const auto binned = runs.binned();
    if (!binned)
        return tl::unexpected(binned.error());
    if (std::ranges::find(*binned, id, &RunRecord::id) == binned->end())
        return unusable("Run " + id + " is not in the bin.");
    const fs::path from = binFolder(project) / id;
    const fs::path to = project.runsFolder() / id;
    if (isThere(from)) {
        if (isThere(to))
            return unusable(to.string() + " stands in the way. Move it elsewhere and restore the run again.");
        if (auto moved = renamePath(from, to); !moved)
            return moved;
    } else if (!isThere(to)) {
        return unusable("The folder of run " + id + " is not in the bin any more: " + from.string());
    }
    return runs.setBinned(id, false);
}

Result<BinContents> lookIntoBin(Project& project, const StopFlag* stop)
{
    auto binned = project.runs().binned();
    if (!binned)
        return passOn(binned);
    BinContents contents;
    contents.runs = std::move(*binned);
    for (const RunRecord& run : contents.runs)
        contents.bytes.push_back(diskUse(binFolder(project) / run.id, stop).own);
    contents.totalBytes = isThere(binFolder(project)) ? diskUse(binFolder(project), stop).own : 0;
    return contents;
}

Result<std::uint64_t> emptyBin(Project& project, const ProgressCallback& progress, const StopFlag* stop)
{
    RunStore runs = project.runs();
    const auto binned = runs.binned();
    if (!binned)
        return tl::unexpected(binned.error());
    std::uint64_t freed = 0;
    const auto remove = [&](const fs::path& folder) -> Result<> {
        const std::uint64_t bytes = diskUse(folder).own;
        auto removed = removePath(folder);
        freed += removed ? bytes : 0;
        return removed;
    };
    Progress done{0, binned->size()};
    for (const RunRecord& run : *binned) {
        if (isStopRequested(stop))
            return stopped("The rest stays in the bin.");
        // The row first: half a folder must not be offered for restoring.
        if (auto marked = runs.setEmptied(run.id); !marked)
            return passOn(marked);
        if (auto removed = remove(binFolder(project) / run.id); !removed)
            return passOn(removed);
        // Where a delete was cut short its folder still stands among the others.
        if (auto removed = remove(project.runsFolder() / run.id); !removed)
            return passOn(removed);
        ++done.done;
        if (progress)
            progress(done);
    }
    // What an emptying that was cut short left behind.
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(binFolder(project), error)) {
        const auto record = runs.run(entry.path().filename().string());
        if (record && record->binnedMs == 0)
            continue; // on its way back
        if (auto removed = remove(entry.path()); !removed)
            return passOn(removed);
    }
    return freed;
}

} // namespace dankai
