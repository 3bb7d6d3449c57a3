// SPDX-License-Identifier: Apache-2.0
// Draws a plan's validation and test rows once: finds near-duplicates among the placed examples, splits, and
// freezes the roles in the store. A plan whose rows are drawn already keeps them; what came since (an import,
// an edit, a new cut) and is too near to one of them is left out of training.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/phase/placement.h"
#include "core/phase/plan.h"
#include "core/project/project.h"

#include <cstddef>
#include <string>
#include <vector>

namespace dankai {

enum class DrawFor
{
    Run, // freezes the roles
    Trial, // changes nothing; a run that follows draws the same
};

struct HeldOutDraw
{
    std::vector<HeldOutRole> roles; // one for each row of the columns; Train for what is not placed
    std::size_t nearDuplicates = 0; // placed or held-out examples that have one among each other
    std::size_t leftOut = 0; // placed examples of that role
    bool isNew = false;
    std::vector<std::string> warnings; // sentences
};

Result<HeldOutDraw> drawHeldOut(Project& project, const Plan& plan, const ExampleColumns& columns,
    const Placement& placement, DrawFor purpose, const ProgressCallback& progress = {},
    const StopFlag* stop = nullptr);

} // namespace dankai
