// SPDX-License-Identifier: Apache-2.0
// Plans, their overrides and their frozen held-out roles in project.db. Every change states the revision it
// was made from, so that two front ends never overwrite one another unseen.
// Does not compute placements (core/phase).
#pragma once

#include "core/base/result.h"
#include "core/dataset/heldout.h"
#include "core/phase/plan.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dankai {

class Database;

struct PlanListing
{
    std::string name;
    std::int64_t revision = 0;
    std::string scorer;
    std::uint64_t overrides = 0;
    bool isHeldOutFrozen = false;
    std::int64_t changedMs = 0;
};

struct HeldOutRow
{
    ExampleId example{};
    HeldOutRole role = HeldOutRole::Train; // Validation or Test; all others are not stored
};

class PlanStore final
{
public:
    explicit PlanStore(Database& database);

    Result<std::vector<PlanListing>> list();
    // Unusable, with the names there are, where no plan has this name.
    Result<Plan> load(const std::string& name);
    // plan.revision must be that of the stored plan (0: there must be none); the plan with its new revision
    // comes back. Overrides are replaced by the plan's.
    Result<Plan> save(const Plan& plan);
    // Like save() for a plan that is there, with the overrides left as they are stored: however many there
    // are, they are not written again. plan.overrides must be those that are stored.
    Result<Plan> saveDefinition(const Plan& plan);
    // Changes single overrides without rewriting the others; the new revision comes back.
    Result<std::int64_t> move(
        const std::string& name, std::int64_t revision, std::span<const Override> moves);
    // Takes moves back to the rule.
    Result<std::int64_t> unmove(
        const std::string& name, std::int64_t revision, std::span<const ExampleId> examples);
    // Both at once, as one change.
    Result<std::int64_t> changeMoves(const std::string& name, std::int64_t revision,
        std::span<const Override> moves, std::span<const ExampleId> backToRule);
    Result<> remove(const std::string& name, std::int64_t revision);

    // Held-out rows are drawn once: freezing again is unusable until they are released. Roles stay with
    // their examples when the plan is cut anew.
    Result<> freezeHeldOut(const std::string& name, std::span<const HeldOutRow> rows);
    Result<bool> isHeldOutFrozen(const std::string& name);
    Result<> releaseHeldOut(const std::string& name);
    // One role for every id given; Train where nothing is stored.
    Result<std::vector<HeldOutRole>> heldOutRoles(const std::string& name, std::span<const ExampleId> ids);
    // Every look at test rows is logged.
    Result<> logTestUse(const std::string& name, const std::string& run, const std::string& purpose);
    Result<std::uint64_t> testUses(const std::string& name);

private:
    enum class WrittenOverrides
    {
        All,
        None,
    };

    Result<Plan> store(const Plan& plan, WrittenOverrides overrides);

    Database* m_database;
};

} // namespace dankai
