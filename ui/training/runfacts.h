// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a run's folder since it was frozen. Reads no record.
#pragma once

#include "core/base/result.h"
#include "core/protocol/runhistory.h"
#include "core/run/runrow.h"
#include "core/run/runspec.h"

#include <filesystem>
#include <string>
#include <vector>

namespace dankai::ui {

struct RunFacts
{
    RunSpec spec;
    std::vector<PlannedPhase> planned; // as freezing counted them
    std::vector<RunRow> prompts;
    std::string manifestHash; // SHA-256 of manifest.json, in hex
};

Result<RunFacts> readRunFacts(const std::filesystem::path& folder);

} // namespace dankai::ui
