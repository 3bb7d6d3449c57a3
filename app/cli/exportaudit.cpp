// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exportaudit.h"

#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/wording.h"
#include "core/project/auditexport.h"

#include <filesystem>
#include <system_error>

namespace dankai {

Result<ExitCode> exportAudit(
    Project& project, const Console& console, const std::string& plan, const std::string& target)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(target, ignored))
        return unusable(target + " is a folder; --to must name the file to write.");
    AuditExport request;
    request.plan = plan;
    request.file = target;
    ProgressLine line(console, "Explaining examples");
    const auto outcome = exportAudit(project, request, line.callback(), &interruptFlag());
    line.clear();
    if (!outcome)
        return tl::unexpected(outcome.error());
    console.print(console.paint(Ink::Strong, target) + "  " + counted(outcome->written, "example", "examples")
        + ", " + grouped(outcome->placed) + " in a phase, " + grouped(outcome->byPeople)
        + " placed or taken out by people");
    console.result({{"file", target}, {"as", auditFormat}, {"plan", plan}, {"examples", outcome->written},
        {"placed", outcome->placed}, {"by_people", outcome->byPeople}});
    return ExitCode::Done;
}

} // namespace dankai
