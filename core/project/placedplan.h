// SPDX-License-Identifier: Apache-2.0
// A plan placed over all examples of its project, with what a review asks of it. Internal to this room.
#pragma once

#include "core/phase/placement.h"
#include "core/project/project.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

// The plan over all examples, as a review sees it.
struct PlacedPlan
{
    Plan plan;
    ExampleColumns columns;
    Placement placement; // with what people moved
    std::vector<std::size_t> byDifficulty; // scored rows that are in a phase, easiest first
    std::vector<std::size_t> cuts; // how many of byDifficulty lie below each cut

    int levels() const { return plan.rule.phaseCount; }

    std::optional<std::size_t> rowOf(ExampleId id) const;
    std::optional<int> levelOf(std::size_t row) const; // of the phase in which it stands
};

enum class HandPlacements
{
    Count,
    Leave, // where the rule alone puts the examples
};

// What a plan is placed by: the scores of its scorer, NaN where there is none, and token counts where its
// rule needs them, which takes the project's tokenizer.
Result<ExampleColumns> columnsFor(Project& project, const Plan& plan);

Result<PlacedPlan> placePlan(
    Project& project, const std::string& name, HandPlacements moves = HandPlacements::Count);

} // namespace dankai
