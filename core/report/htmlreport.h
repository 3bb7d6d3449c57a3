// SPDX-License-Identifier: Apache-2.0
// One self-contained HTML page on a phased run and the arms it is compared with: no script, no font, no
// picture from outside; light and dark; printable.
#pragma once

#include "core/report/html.h"
#include "core/report/runsummary.h"

#include <string>
#include <vector>

namespace dankai {

// A phase of the plan before the held-out rows were split off; what the split printed.
struct PlannedPhase
{
    std::string name;
    std::uint64_t examples = 0;
    double meanScore = 0;
    double meanResponseLength = 0; // characters
};

struct ReportInput
{
    std::string title;
    Language language = Language::English;
    std::string date; // as it shall stand on the page
    std::vector<PlannedPhase> plannedPhases; // may be empty
    // The phased run first, then its arms. Losses are compared on the first run's test rows.
    std::vector<RunSummary> runs;
};

std::string htmlReport(const ReportInput& input);

} // namespace dankai
