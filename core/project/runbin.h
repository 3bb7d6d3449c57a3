// SPDX-License-Identifier: Apache-2.0
// Runs that were deleted: their folders stand in .bin/ of the project until it is emptied, and come back
// unchanged. What is known of a run (project.db) stays. Nothing is copied: a delete is a rename.
#pragma once

#include "core/base/progress.h"
#include "core/project/project.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dankai {

std::filesystem::path binFolder(const Project& project);

// Unusable, saying what to do first, where an engine works on the run, it waits in the queue, or it is
// pinned.
Result<> binRun(Project& project, const std::string& id);
Result<> restoreRun(Project& project, const std::string& id);

struct BinContents
{
    std::vector<RunRecord> runs; // the one deleted last first
    std::vector<std::uint64_t> bytes; // that become free with each alone
    std::uint64_t totalBytes = 0; // leftovers of a removal that was cut short too
};

Result<BinContents> lookIntoBin(Project& project, const StopFlag* stop = nullptr);
// Removes what is in the bin for good, run by run; gives the bytes that became free. Progress counts runs.
// Stopping leaves the rest in the bin.
Result<std::uint64_t> emptyBin(
    Project& project, const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

} // namespace dankai
