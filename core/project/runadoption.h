// SPDX-License-Identifier: Apache-2.0
// A run that was trained elsewhere (on a larger machine, by a recipe, or for the example that Dankai brings)
// becomes one of a project's: its folder is copied in, and the project learns how it ended.
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

// What was trained elsewhere comes home: `folder` is a recipe (core/run/recipe.h) that was trained, or a run
// folder. A run of this project that was frozen for it and never begun takes its record, checkpoints and
// results; else it is adopted as a new run. Unusable where it was not trained, is not whole, or was read back
// before. `plan`: empty, the plan that its manifest names.
Result<RunRecord> readBackRun(
    Project& project, const std::filesystem::path& folder, const std::string& plan = {});

// Whether the run in this folder was adopted: nothing of it was trained in this project.
bool isAdopted(const std::filesystem::path& runFolder);

} // namespace dankai
