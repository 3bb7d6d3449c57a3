// SPDX-License-Identifier: Apache-2.0
#include "app/cli/reportsteps.h"

#include "app/cli/comparedruns.h"
#include "app/cli/resulttable.h"
#include "app/cli/wording.h"
#include "core/phase/placement.h"
#include "core/platform/file.h"

#include <chrono>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// The placement as the plan is now; a plan that was changed since the run says nothing about the run.
Result<std::vector<PlannedPhase>> plannedPhases(Project& project, const RunRecord& record)
{
    std::vector<PlannedPhase> phases;
    const auto plan = project.plans().load(record.plan);
    if (!plan || planHash(*plan) != record.planHash)
        return phases;
    auto columns = project.examples().columns({plan->scorer, ""});
    if (!columns)
        return passOn(columns);
    const auto placement = placeExamples(*plan, *columns);
    if (!placement)
        return phases;
    for (std::size_t i = 0; i < placement->phases.size(); ++i) {
        const PhaseSummary& summary = placement->phases[i];
        phases.push_back(
            {plan->phases[i].name, summary.examples, summary.meanScore, summary.meanResponseLength});
    }
    return phases;
}

} // namespace

Result<fs::path> writeReport(Project& project, const ReportParams& params)
{
    ReportInput input;
    input.title = params.title.empty() ? project.settings().name : params.title;
    input.language = params.language;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    input.date = timeOfDay(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
    auto runs = summariseRuns(foldersOf(project, params.records));
    if (!runs)
        return passOn(runs);
    input.runs = std::move(*runs);
    auto planned = plannedPhases(project, params.records.front());
    if (!planned)
        return passOn(planned);
    input.plannedPhases = std::move(*planned);
    const fs::path output = params.output.empty() ? project.folder() / "report.html" : params.output;
    if (auto written = writeFileAtomically(output, htmlReport(input)); !written)
        return passOn(written);
    for (const RunRecord& record : params.records)
        if (auto logged = project.plans().logTestUse(record.plan, record.id, "shown in a report"); !logged)
            return passOn(logged);
    std::error_code error;
    return fs::absolute(output, error).lexically_normal();
}

} // namespace dankai
