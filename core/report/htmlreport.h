// SPDX-License-Identifier: Apache-2.0
// One self-contained HTML page on a phased run and the arms it is compared with: no script, no font, no
// picture from outside; light and dark; printable.
#pragma once

#include "core/report/html.h"
#include "core/report/runsummary.h"

#include <span>
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

// One column of a comparison: base, each phase of the first run, the last model of each other run.
struct ReportColumn
{
    std::string label;
    const RunSummary* run = nullptr;
    const ModelResult* model = nullptr;
    std::string colour; // CSS
};

// Shared with the command line's end table. Pointers into `runs`.
std::vector<ReportColumn> reportColumns(std::span<const RunSummary> runs, const Words& say);
std::string armLabel(std::string_view arm, const Words& say);

} // namespace dankai
