// SPDX-License-Identifier: Apache-2.0
#include "core/project/planstore.h"

#include "core/project/examplerows.h"
#include "core/project/planrows.h"
#include "core/project/projectsettings.h"

#include <algorithm>

namespace dankai {

namespace {

[[noreturn]] void refuse(std::string sentence)
{
    throw DatabaseFailure{Error{ErrorCode::Unusable, std::move(sentence)}};
}

void requireRevision(const std::string& name, std::int64_t stored, std::int64_t expected)
{
    if (stored == expected)
        return;
    if (expected == 0)
        refuse("There is a plan '" + name + "' already (revision " + std::to_string(stored)
            + "). Load it and change it, or use another name.");
    refuse("Plan '" + name + "' was changed by another program: it is at revision " + std::to_string(stored)
        + ", and this change was made from revision " + std::to_string(expected)
        + ". Load the plan again and repeat the change.");
}

PlanRow planAt(Database& database, const std::string& name, std::int64_t revision)
{
    PlanRow row = planNamed(database, name);
    requireRevision(name, row.revision, revision);
    return row;
}

void putOverride(Statement& put, std::int64_t plan, const Override& move)
{
    put.bind(1, plan)
        .bind(2, numberOf(move.example))
        .bindOptional(3, move.phase ? std::optional<std::int64_t>(*move.phase) : std::nullopt)
        .bind(4, std::string_view(move.placedBy))
        .bind(5, move.placedMs)
        .run();
}

constexpr const char* putOverrideSql
    = "INSERT OR REPLACE INTO overrides (plan, example, phase, placed_by, placed_ms) "
      "VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr const char* removeOverrideSql = "DELETE FROM overrides WHERE plan = ?1 AND example = ?2";

// Of a statement that reads example, phase, placed_by and placed_ms.
Override overrideAt(const Statement& row)
{
    Override move{ExampleId(row.integer(0)), std::nullopt, std::string(row.text(2)), row.integer(3)};
    if (!row.isNull(1))
        move.phase = static_cast<int>(row.integer(1));
    return move;
}

} // namespace

std::optional<PlanRow> findPlan(Database& database, const std::string& name)
{
    Statement find(database, "SELECT id, revision, definition FROM plans WHERE name = ?1");
    find.bind(1, std::string_view(name));
    if (!find.step())
        return std::nullopt;
    return PlanRow{find.integer(0), find.integer(1), std::string(find.text(2))};
}

PlanRow planNamed(Database& database, const std::string& name)
{
    if (auto row = findPlan(database, name))
        return std::move(*row);
    std::string names;
    Statement all(database, "SELECT name FROM plans ORDER BY name");
    while (all.step())
        names += (names.empty() ? "'" : ", '") + std::string(all.text(0)) + "'";
    refuse("There is no plan '" + name + "' in this project. "
        + (names.empty() ? "Make one with: dankai split" : "Its plans are " + names) + ".");
}

Plan definitionOf(const PlanRow& row, const Database& database, const std::string& name)
{
    const std::string where = database.path().string() + ", plan '" + name + "'";
    auto json = parseJson(row.definition, where);
    require(json);
    auto plan = planFromJson(*json, where);
    require(plan);
    plan->revision = row.revision;
    return std::move(*plan);
}

std::optional<Override> moveOf(Database& database, const PlanRow& row, ExampleId example)
{
    Statement find(database,
        "SELECT example, phase, placed_by, placed_ms FROM overrides WHERE plan = ?1 AND example = ?2");
    find.bind(1, row.id).bind(2, numberOf(example));
    return find.step() ? std::optional(overrideAt(find)) : std::nullopt;
}

void putMove(Database& database, const PlanRow& row, const Override& move)
{
    Statement put(database, putOverrideSql);
    putOverride(put, row.id, move);
}

void removeMove(Database& database, const PlanRow& row, ExampleId example)
{
    Statement remove(database, removeOverrideSql);
    remove.bind(1, row.id).bind(2, numberOf(example)).run();
}

void countUp(Database& database, const PlanRow& row)
{
    Statement update(database, "UPDATE plans SET revision = revision + 1, changed_ms = ?2 WHERE id = ?1");
    update.bind(1, row.id).bind(2, nowMs()).run();
}

PlanStore::PlanStore(Database& database)
    : m_database(&database)
{ }

Result<std::vector<PlanListing>> PlanStore::list()
{
    return guarded([&] {
        std::vector<PlanListing> plans;
        Statement rows(*m_database,
            "SELECT name, revision, json_extract(definition, '$.scorer'), (SELECT count(*) FROM overrides o "
            "WHERE o.plan = p.id), held_out_ms IS NOT NULL, changed_ms FROM plans p ORDER BY name");
        while (rows.step()) {
            PlanListing plan;
            plan.name = rows.text(0);
            plan.revision = rows.integer(1);
            plan.scorer = rows.text(2);
            plan.overrides = static_cast<std::uint64_t>(rows.integer(3));
            plan.isHeldOutFrozen = rows.integer(4) != 0;
            plan.changedMs = rows.integer(5);
            plans.push_back(std::move(plan));
        }
        return plans;
    });
}

Result<Plan> PlanStore::load(const std::string& name)
{
    return guarded([&] {
        const PlanRow row = planNamed(*m_database, name);
        Plan plan = definitionOf(row, *m_database, name);
        Statement moves(*m_database,
            "SELECT example, phase, placed_by, placed_ms FROM overrides WHERE plan = ?1 ORDER BY example");
        moves.bind(1, row.id);
        while (moves.step())
            plan.overrides.push_back(overrideAt(moves));
        return plan;
    });
}

Result<Plan> PlanStore::save(const Plan& plan)
{
    return store(plan, WrittenOverrides::All);
}

Result<Plan> PlanStore::saveDefinition(const Plan& plan)
{
    if (plan.revision == 0)
        return unusable("Plan '" + plan.name + "' is not stored yet.");
    return store(plan, WrittenOverrides::None);
}

Result<Plan> PlanStore::store(const Plan& plan, WrittenOverrides overrides)
{
    return guarded([&] {
        auto checked = checkPlan(plan);
        require(checked);
        auto known = checkRunSettings(plan.settings, "plan '" + plan.name + "'");
        require(known);
        Transaction transaction(*m_database);
        const auto row = findPlan(*m_database, plan.name);
        if (!row && plan.revision != 0)
            planNamed(*m_database, plan.name); // says that it is gone, and which there are
        requireRevision(plan.name, row ? row->revision : 0, plan.revision);
        Plan saved = plan;
        saved.revision = plan.revision + 1;
        const std::string definition = toJsonLine(toJson(plan));
        Statement put(*m_database,
            "INSERT INTO plans (name, revision, definition, changed_ms) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (name) DO UPDATE SET revision = ?2, definition = ?3, changed_ms = ?4");
        put.bind(1, std::string_view(plan.name)).bind(2, saved.revision);
        put.bind(3, std::string_view(definition)).bind(4, nowMs()).run();
        if (overrides == WrittenOverrides::All) {
            const std::int64_t id = row ? row->id : m_database->lastRowId();
            Statement clear(*m_database, "DELETE FROM overrides WHERE plan = ?1");
            clear.bind(1, id).run();
            Statement putMove(*m_database, putOverrideSql);
            for (const Override& move : plan.overrides)
                putOverride(putMove, id, move);
        }
        transaction.commit();
        return saved;
    });
}

Result<std::int64_t> PlanStore::move(
    const std::string& name, std::int64_t revision, std::span<const Override> moves)
{
    return changeMoves(name, revision, moves, {});
}

Result<std::int64_t> PlanStore::unmove(
    const std::string& name, std::int64_t revision, std::span<const ExampleId> examples)
{
    return changeMoves(name, revision, {}, examples);
}

Result<std::int64_t> PlanStore::changeMoves(const std::string& name, std::int64_t revision,
    std::span<const Override> moves, std::span<const ExampleId> backToRule)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        const PlanRow row = planAt(*m_database, name, revision);
        const int phases = definitionOf(row, *m_database, name).rule.phaseCount;
        Statement remove(*m_database, removeOverrideSql);
        for (const ExampleId example : backToRule)
            remove.bind(1, row.id).bind(2, numberOf(example)).run();
        Statement put(*m_database, putOverrideSql);
        for (const Override& move : moves) {
            if (move.phase && (*move.phase < 0 || *move.phase >= phases))
                refuse("Plan '" + name + "' has " + std::to_string(phases) + " phases; there is no phase "
                    + std::to_string(*move.phase + 1) + " to move examples to.");
            putOverride(put, row.id, move);
        }
        countUp(*m_database, row);
        transaction.commit();
        return revision + 1;
    });
}

Result<> PlanStore::remove(const std::string& name, std::int64_t revision)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        const PlanRow row = planAt(*m_database, name, revision);
        Statement remove(*m_database, "DELETE FROM plans WHERE id = ?1");
        remove.bind(1, row.id).run();
        transaction.commit();
    });
}

Result<> PlanStore::freezeHeldOut(const std::string& name, std::span<const HeldOutRow> rows)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        const PlanRow row = planNamed(*m_database, name);
        Statement freeze(
            *m_database, "UPDATE plans SET held_out_ms = ?2 WHERE id = ?1 AND held_out_ms IS NULL");
        freeze.bind(1, row.id).bind(2, nowMs()).run();
        if (m_database->changes() == 0)
            refuse("The held-out rows of plan '" + name
                + "' are drawn already, so that no later run trains on what an earlier one was tested on. "
                  "For a new draw make a plan of another name.");
        Statement add(*m_database, "INSERT INTO held_out (plan, example, role) VALUES (?1, ?2, ?3)");
        for (const HeldOutRow& heldOut : rows) {
            if (heldOut.role == HeldOutRole::Validation || heldOut.role == HeldOutRole::Test)
                add.bind(1, row.id).bind(2, numberOf(heldOut.example)).bind(3, nameOf(heldOut.role)).run();
        }
        transaction.commit();
    });
}

Result<bool> PlanStore::isHeldOutFrozen(const std::string& name)
{
    return guarded([&] {
        const PlanRow row = planNamed(*m_database, name);
        Statement find(*m_database, "SELECT held_out_ms IS NOT NULL FROM plans WHERE id = ?1");
        find.bind(1, row.id);
        return find.step() && find.integer(0) != 0;
    });
}

Result<> PlanStore::releaseHeldOut(const std::string& name)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        const PlanRow row = planNamed(*m_database, name);
        Statement clear(*m_database, "DELETE FROM held_out WHERE plan = ?1");
        clear.bind(1, row.id).run();
        Statement release(*m_database, "UPDATE plans SET held_out_ms = NULL WHERE id = ?1");
        release.bind(1, row.id).run();
        transaction.commit();
    });
}

Result<std::vector<HeldOutRole>> PlanStore::heldOutRoles(
    const std::string& name, std::span<const ExampleId> ids)
{
    return guarded([&] {
        const PlanRow row = planNamed(*m_database, name);
        std::vector<std::pair<std::int64_t, HeldOutRole>> stored; // ascending
        Statement rows(*m_database, "SELECT example, role FROM held_out WHERE plan = ?1 ORDER BY example");
        rows.bind(1, row.id);
        while (rows.step())
            stored.emplace_back(rows.integer(0),
                rows.text(1) == nameOf(HeldOutRole::Test) ? HeldOutRole::Test : HeldOutRole::Validation);
        std::vector<HeldOutRole> roles;
        roles.reserve(ids.size());
        for (const ExampleId id : ids) {
            const auto found = std::lower_bound(stored.begin(), stored.end(), numberOf(id),
                [](const auto& entry, std::int64_t number) { return entry.first < number; });
            roles.push_back(
                found != stored.end() && found->first == numberOf(id) ? found->second : HeldOutRole::Train);
        }
        return roles;
    });
}

Result<> PlanStore::logTestUse(const std::string& name, const std::string& run, const std::string& purpose)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        const PlanRow row = planNamed(*m_database, name);
        Statement add(
            *m_database, "INSERT INTO test_uses (plan, run, purpose, used_ms) VALUES (?1, ?2, ?3, ?4)");
        add.bind(1, row.id).bind(2, std::string_view(run)).bind(3, std::string_view(purpose));
        add.bind(4, nowMs()).run();
        transaction.commit();
    });
}

Result<std::uint64_t> PlanStore::testUses(const std::string& name)
{
    return guarded([&] {
        const PlanRow row = planNamed(*m_database, name);
        Statement count(*m_database, "SELECT count(*) FROM test_uses WHERE plan = ?1");
        count.bind(1, row.id);
        return count.step() ? static_cast<std::uint64_t>(count.integer(0)) : 0;
    });
}

} // namespace dankai
