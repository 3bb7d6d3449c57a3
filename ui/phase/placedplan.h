// SPDX-License-Identifier: GPL-3.0-or-later
// A plan over the examples of its project: what is read once per scorer, and where everything stands. Worked
// out on the session's thread and handed over as values that never change.
#pragma once

#include "core/phase/lengthranks.h"
#include "core/phase/scoreorder.h"
#include "core/phase/selection.h"
#include "core/project/project.h"

#include <memory>
#include <string>
#include <vector>

namespace dankai::ui {

// Of one scorer; a plan is cut many times over the same.
struct PlanMaterials
{
    static constexpr int histogramBars = 96;

    std::string scorer;
    std::shared_ptr<const ExampleColumns> columns; // without tokens where none is counted
    std::shared_ptr<const ScoreOrder> order;
    std::shared_ptr<const LengthRanks> lengths;
    Histogram scores; // of what is not excluded from the project
    std::size_t uncounted = 0; // examples, not excluded from the project, whose tokens are not counted
};

struct PlacedPlan
{
    std::shared_ptr<const Plan> plan;
    std::shared_ptr<const PlanMaterials> materials;
    Placement placement;
    std::vector<std::int8_t> rulePlaces; // where everything would stand without the moves by hand
    std::vector<std::uint32_t> longest; // tokens of each phase's longest example; 0: not known
    double lengthShare = 0; // core/phase/lengthranks.h
};

Result<std::shared_ptr<const PlanMaterials>> readMaterials(Project& project, const std::string& scorer);
// Empty phases are allowed: a person is at work.
Result<PlacedPlan> placePlan(
    std::shared_ptr<const Plan> plan, std::shared_ptr<const PlanMaterials> materials);

} // namespace dankai::ui
