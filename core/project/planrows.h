// SPDX-License-Identifier: Apache-2.0
// How a plan and its moves stand in the tables, for the stores that change them. Internal to this room.
#pragma once

#include "core/phase/plan.h"
#include "core/project/database.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dankai {

struct PlanRow
{
    std::int64_t id = 0;
    std::int64_t revision = 0;
    std::string definition;
};

std::optional<PlanRow> findPlan(Database& database, const std::string& name);
// Throws DatabaseFailure, with the names there are, where no plan has this name.
PlanRow planNamed(Database& database, const std::string& name);
// Without its overrides.
Plan definitionOf(const PlanRow& row, const Database& database, const std::string& name);

// Where a person put the example against the rule; nothing: nowhere.
std::optional<Override> moveOf(Database& database, const PlanRow& row, ExampleId example);
void putMove(Database& database, const PlanRow& row, const Override& move);
void removeMove(Database& database, const PlanRow& row, ExampleId example);
void countUp(Database& database, const PlanRow& row); // the revision

} // namespace dankai
