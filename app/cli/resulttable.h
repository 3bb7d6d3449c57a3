// SPDX-License-Identifier: Apache-2.0
// What training brought, in the terminal: test loss of every model on every phase's rows, the change that
// each phase made with its interval, and answers side by side. The figures are core/report's.
#pragma once

#include "app/cli/console.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/project/project.h"
#include "core/report/runsummary.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace dankai {

// The phased run first, then its arms; one run of any arm alone is fine.
Result<std::vector<RunSummary>> summariseRuns(const std::vector<std::filesystem::path>& folders);

// Prints the table of test losses and the changes; the same figures come back.
Result<Json> resultTable(const Console& console, const std::vector<std::filesystem::path>& folders);
Json resultTable(const Console& console, const std::vector<RunSummary>& runs);

// Of the first run's prompts, `most` of them spread evenly.
void printAnswers(const Console& console, const std::vector<RunSummary>& runs, std::size_t most);
Json answersAsJson(const std::vector<RunSummary>& runs);

// Which runs a comparison of a plan shows: the newest of each arm that has been measured, phased first. With
// `chosen` these and in this order.
Result<std::vector<RunRecord>> runsToCompare(
    Project& project, const std::string& plan, const std::vector<std::string>& chosen);
// Their run folders, in their order.
std::vector<std::filesystem::path> foldersOf(const Project& project, const std::vector<RunRecord>& records);

} // namespace dankai
