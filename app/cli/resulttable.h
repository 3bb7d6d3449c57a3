// SPDX-License-Identifier: Apache-2.0
// What training brought, in the terminal: test loss of every model on every phase's rows, the change that
// each phase made with its interval, and answers side by side. The figures are core/report's.
#pragma once

#include "app/cli/console.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/report/runsummary.h"

#include <cstddef>
#include <filesystem>
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

} // namespace dankai
