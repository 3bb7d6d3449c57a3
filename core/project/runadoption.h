// SPDX-License-Identifier: Apache-2.0
// A run that was trained elsewhere (on a larger machine, or for the example that Dankai brings) becomes one
// of a project's: its folder is copied in under a new number, and the project learns how it ended.
#pragma once

#include "core/base/result.h"
#include "core/project/project.h"

#include <filesystem>
#include <string>

namespace dankai {

// `folder` is a run folder (core/run/README.md) that the project's model was trained in: its files agree with
// its manifest, and the model's hash is the project's. It may lack checkpoints. In the copy model.path names
// the project's model. `plan` names the project's plan that it came from. The new run's record.
Result<RunRecord> adoptRun(Project& project, const std::filesystem::path& folder, const std::string& plan);

// Whether the run in this folder was adopted: nothing of it was trained in this project.
bool isAdopted(const std::filesystem::path& runFolder);

} // namespace dankai
