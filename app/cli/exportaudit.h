// SPDX-License-Identifier: Apache-2.0
// dankai export --as audit: why every example stands where it does in a plan.
#pragma once

#include "app/cli/console.h"
#include "core/base/exitcode.h"
#include "core/base/result.h"
#include "core/project/project.h"

#include <string>

namespace dankai {

inline constexpr const char* auditFormat = "audit";

// `target`: a file that ends in .csv, .json or .jsonl.
Result<ExitCode> exportAudit(
    Project& project, const Console& console, const std::string& plan, const std::string& target);

} // namespace dankai
