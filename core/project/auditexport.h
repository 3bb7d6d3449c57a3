// SPDX-License-Identifier: Apache-2.0
// A file that says of every example of a project why it stands where it does in a plan (explanation.h), for
// whoever has to answer for it: a table, or JSON with everything. Written row by row.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace dankai {

class Project;

struct AuditExport
{
    std::string plan;
    // .csv: UTF-8 with a byte order mark, one row an example; .json: an array; .jsonl: a value a line
    std::filesystem::path file;
};

struct AuditOutcome
{
    std::uint64_t written = 0;
    std::uint64_t byPeople = 0; // of these: placed or taken out by hand or by a review
    std::uint64_t placed = 0; // in a phase
};

// Until it is done the file keeps what it held before. Unusable for another ending, and where the plan puts
// no example into a phase.
Result<AuditOutcome> exportAudit(Project& project, const AuditExport& request,
    const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

} // namespace dankai
