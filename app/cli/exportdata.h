// SPDX-License-Identifier: Apache-2.0
// dankai export of examples: all, those of a filter, or those of a plan's phases, as files for other
// programs.
#pragma once

#include "app/cli/console.h"
#include "core/base/exitcode.h"
#include "core/base/result.h"
#include "core/project/project.h"

#include <string>
#include <vector>

namespace dankai {

struct DataExport
{
    std::string format; // a name of rowFormats(), or llamafactory
    std::string target; // a file; a folder for several phases and for llamafactory
    std::string plan; // empty: no phases
    int phase = 0; // from 1; 0: all of the plan's
    std::string filter; // a saved one; empty: none
    bool isHeldOutWritten = false;
};

// The formats, for --as.
std::vector<std::string> dataExportFormats();

Result<ExitCode> exportData(Project& project, const Console& console, const DataExport& wanted);

} // namespace dankai
