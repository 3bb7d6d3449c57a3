// SPDX-License-Identifier: Apache-2.0
// dankai export --as recipe: a run's frozen rows and steps with the program that trains them on several GPUs.
#pragma once

#include "app/cli/console.h"
#include "core/base/exitcode.h"
#include "core/base/result.h"
#include "core/project/project.h"

#include <string>
#include <vector>

namespace dankai {

struct RecipeExport
{
    std::string run; // one that is frozen already; empty: a new one is frozen from the plan
    std::string plan;
    std::string arm;
    std::vector<std::string> settings; // key=value, of the new run
    std::string target;
};

inline constexpr const char* recipeFormat = "recipe";

Result<ExitCode> exportRecipe(Project& project, const Console& console, const RecipeExport& wanted);

} // namespace dankai
