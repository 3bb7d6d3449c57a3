// SPDX-License-Identifier: Apache-2.0
#include "core/project/heldoutdraw.h"

#include "core/dataset/heldout.h"
#include "core/dataset/minhash.h"

#include <cstdint>

namespace dankai {

namespace {

struct Rows
{
    std::vector<std::uint32_t> rows; // indices into the columns
    std::vector<ExampleId> ids;

    void add(std::size_t row, ExampleId id)
    {
        rows.push_back(static_cast<std::uint32_t>(row));
        ids.push_back(id);
    }
};

struct Groups
{
    std::vector<std::uint32_t> group; // one for each id, equal for near-duplicates
    std::size_t nearDuplicates = 0;
};

Result<Groups> groupsOf(Project& project, const std::vector<ExampleId>& ids, std::uint64_t seed,
    const ProgressCallback& progress, const StopFlag* stop)
{
    std::vector<std::string> texts; // whole examples
    std::vector<std::string> prompts; // their last user turns: the same question with another answer counts
    texts.reserve(ids.size());
    prompts.reserve(ids.size());
    ExampleStore examples = project.examples();
    if (auto visited = examples.visit(ids,
            [&](const StoredExample& stored) -> Result<> {
                if (isStopRequested(stop))
                    return stopped("Drawing held-out rows was stopped; nothing was changed.");
                texts.push_back(searchableText(stored.example));
                prompts.push_back(userTurn(stored.example));
                return {};
            });
        !visited)
        return passOn(visited);
    NearDuplicateParams params;
    params.seed = seed;
    const auto whole = findNearDuplicates(texts, params, progress, stop);
    if (!whole)
        return tl::unexpected(whole.error());
    const auto asked = findNearDuplicates(prompts, params, progress, stop);
    if (!asked)
        return tl::unexpected(asked.error());
    return Groups{joinGroups(whole->group, asked->group), whole->textsInThem};
}

// A set that a new cut has left without rows; splitHeldOut says the same of a first draw.
void warnOfEmptySets(HeldOutDraw& draw, const Plan& plan, const Placement& placement)
{
    struct Count
    {
        std::size_t validation = 0;
        std::size_t test = 0;
    };

    std::vector<Count> counts(placement.phases.size());
    for (std::size_t row = 0; row < draw.roles.size(); ++row) {
        if (placement.places[row] < 0)
            continue;
        Count& count = counts[static_cast<std::size_t>(placement.places[row])];
        count.validation += draw.roles[row] == HeldOutRole::Validation ? 1 : 0;
        count.test += draw.roles[row] == HeldOutRole::Test ? 1 : 0;
    }
    for (std::size_t phase = 0; phase < counts.size(); ++phase) {
        const bool lacksTest = plan.heldOut.testShare > 0 && counts[phase].test == 0;
        if (lacksTest || (plan.heldOut.validationShare > 0 && counts[phase].validation == 0))
            draw.warnings.push_back("Phase " + std::to_string(phase + 1) + " has no "
                + (lacksTest ? "test" : "validation") + " rows: those of plan '" + plan.name
                + "' were drawn before it was cut so. For a new draw make a plan of another name.");
    }
}

Result<HeldOutDraw> keepHeldOut(Project& project, const Plan& plan, const ExampleColumns& columns,
    const Placement& placement, const ProgressCallback& progress, const StopFlag* stop)
{
    HeldOutDraw draw;
    auto roles = project.plans().heldOutRoles(plan.name, columns.ids);
    if (!roles)
        return passOn(roles);
    draw.roles = std::move(*roles);
    // Held-out rows also where this cut places them nowhere: an earlier run was measured on them.
    Rows known;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        if (placement.places[row] >= 0 || draw.roles[row] != HeldOutRole::Train)
            known.add(row, columns.ids[row]);
    }
    const auto groups = groupsOf(project, known.ids, plan.seed, progress, stop);
    if (!groups)
        return tl::unexpected(groups.error());
    draw.nearDuplicates = groups->nearDuplicates;
    std::vector<std::uint8_t> isHeldOut(known.rows.size(), 0); // by group
    for (std::size_t i = 0; i < known.rows.size(); ++i) {
        if (draw.roles[known.rows[i]] != HeldOutRole::Train)
            isHeldOut[groups->group[i]] = 1;
    }
    for (std::size_t i = 0; i < known.rows.size(); ++i) {
        HeldOutRole& role = draw.roles[known.rows[i]];
        if (role != HeldOutRole::Train || isHeldOut[groups->group[i]] == 0)
            continue;
        role = HeldOutRole::LeftOut;
        ++draw.leftOut;
    }
    if (draw.leftOut > 0)
        draw.warnings.push_back(std::to_string(draw.leftOut)
            + (draw.leftOut == 1 ? " example is" : " examples are")
            + " left out of training: near-duplicates of held-out rows that were drawn before they came.");
    warnOfEmptySets(draw, plan, placement);
    return draw;
}

} // namespace

Result<HeldOutDraw> drawHeldOut(Project& project, const Plan& plan, const ExampleColumns& columns,
    const Placement& placement, DrawFor purpose, const ProgressCallback& progress, const StopFlag* stop)
{
    PlanStore plans = project.plans();
    const auto isFrozen = plans.isHeldOutFrozen(plan.name);
    if (!isFrozen)
        return tl::unexpected(isFrozen.error());
    if (*isFrozen)
        return keepHeldOut(project, plan, columns, placement, progress, stop);

    Rows placed;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        if (placement.places[row] >= 0)
            placed.add(row, columns.ids[row]);
    }
    const auto groups = groupsOf(project, placed.ids, plan.seed, progress, stop);
    if (!groups)
        return tl::unexpected(groups.error());
    std::vector<HeldOutCandidate> candidates(placed.rows.size());
    for (std::size_t i = 0; i < candidates.size(); ++i)
        candidates[i] = {placement.places[placed.rows[i]], columns.hashes[placed.rows[i]], groups->group[i]};
    HeldOutParams params = plan.heldOut;
    params.seed = plan.seed;
    const auto split = splitHeldOut(candidates, static_cast<int>(placement.phases.size()), params);
    if (!split)
        return tl::unexpected(split.error());

    HeldOutDraw draw;
    draw.nearDuplicates = groups->nearDuplicates;
    draw.roles.assign(columns.size(), HeldOutRole::Train);
    std::vector<HeldOutRow> rows;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        draw.roles[placed.rows[i]] = split->roles[i];
        if (split->roles[i] != HeldOutRole::Train)
            rows.push_back({placed.ids[i], split->roles[i]});
    }
    draw.warnings = split->warnings;
    draw.isNew = true;
    if (purpose == DrawFor::Trial)
        return draw;
    if (auto frozen = plans.freezeHeldOut(plan.name, rows); !frozen) {
        // Another process may have drawn meanwhile; then its rows are the plan's.
        const auto isDrawnNow = plans.isHeldOutFrozen(plan.name);
        if (isDrawnNow && *isDrawnNow)
            return keepHeldOut(project, plan, columns, placement, progress, stop);
        return passOn(frozen);
    }
    return draw;
}

} // namespace dankai
