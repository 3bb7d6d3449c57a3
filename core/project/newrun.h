// SPDX-License-Identifier: Apache-2.0
// What every new run of a project begins with: a folder of the next number, and its row. Internal to this
// room.
#pragma once

#include "core/base/result.h"
#include "core/project/project.h"
#include "core/run/runfolder.h"

#include <filesystem>
#include <functional>
#include <string>

namespace dankai {

// Calls `freeze` with the folder of the next free number, and again with another where somebody else took
// that one meanwhile. The run's id.
Result<std::string> freezeUnderNewId(
    Project& project, const std::function<Result<>(const std::filesystem::path& folder)>& freeze);

// Its plan is the caller's to add.
RunRecord recordOf(const std::string& id, const FrozenRun& frozen);

} // namespace dankai
