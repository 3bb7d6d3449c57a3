// SPDX-License-Identifier: Apache-2.0
// Draws a plan's validation and test rows once: finds near-duplicates among the placed examples, splits, and
// freezes the roles in the store. A plan whose rows are drawn already keeps them.
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

struct HeldOutDraw
{
    std::vector<HeldOutRole> roles; // one for each row of the columns; Train for what is not placed
    std::size_t nearDuplicates = 0; // examples that have one; only where drawn now
    bool isNew = false;
    std::vector<std::string> warnings;
};

Result<HeldOutDraw> drawHeldOut(Project& project, const Plan& plan, const ExampleColumns& columns,
    const Placement& placement, const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

} // namespace dankai
