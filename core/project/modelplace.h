// SPDX-License-Identifier: Apache-2.0
// Whether the project's model still stands where its settings say: models are moved, and disks unplugged.
// Does not look into it, and trusts hashes that are written down.
#pragma once

#include "core/project/project.h"

#include <string>

namespace dankai {

// Unusable where nothing is there, saying where another place is chosen.
Result<> checkModelPlace(const Project& project);

// Where a run was frozen with this very model, by its hash, at a place where nothing is any more, its
// run.yaml names the project's place from now on, so that it can go on.
Result<> followMovedModel(const Project& project, const std::string& run);

} // namespace dankai
