// SPDX-License-Identifier: Apache-2.0
// Which runs a command compares: the newest of each arm of a plan, without those that go on from another
// run with changes, or those that were named.
#pragma once

#include "core/base/result.h"
#include "core/project/project.h"

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace dankai {

struct RunChoice
{
    std::string project;
    std::string plan; // empty: that of the newest run
    std::vector<std::string> runs; // empty: the newest of each arm that has been measured, phased first
};

// PROJECT, --plan, --run
void addComparedRuns(CLI::App& app, RunChoice& choice, const std::string& runHelp);

struct ComparedRuns
{
    Project project;
    std::vector<RunRecord> records; // at least one
};

Result<ComparedRuns> openComparedRuns(const RunChoice& choice);
// Their run folders, in their order.
std::vector<std::filesystem::path> foldersOf(const Project& project, const std::vector<RunRecord>& records);

} // namespace dankai
