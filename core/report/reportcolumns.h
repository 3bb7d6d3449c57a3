// SPDX-License-Identifier: Apache-2.0
// Which models a comparison shows, in their order, with a name and a colour each; the same on the page and in
// the terminal.
#pragma once

#include "core/report/html.h"
#include "core/report/runsummary.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

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
// The arm's name, and the run's number where several runs are of that arm (other settings, another seed).
std::string runLabel(const RunSummary& run, std::span<const RunSummary> runs, const Words& say);
std::string armLabel(std::string_view arm, const Words& say);
// With a word where the run goes on from another one and is no arm to compare.
std::string armLabel(const RunSpec& spec, const Words& say);

} // namespace dankai
