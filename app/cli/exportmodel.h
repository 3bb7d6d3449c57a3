// SPDX-License-Identifier: Apache-2.0
// The models of dankai export: a checkpoint as a folder of transformers or PEFT.
#pragma once

#include "app/cli/console.h"
#include "core/base/exitcode.h"
#include "core/base/result.h"
#include "core/project/project.h"

#include <string>
#include <vector>

namespace dankai {

struct ModelExport
{
    std::string run;
    std::string checkpoint; // empty: the last, or the one rolled back to
    std::string format = "hf";
    std::string precision = "float32";
    std::string target;
};

// What format may be, and what each is, for help.
std::vector<std::string> modelExportFormats();
std::string modelExportHelp();

Result<ExitCode> exportModel(Project& project, const Console& console, const ModelExport& wanted);

} // namespace dankai
