// SPDX-License-Identifier: Apache-2.0
#include "core/project/heldoutdraw.h"

#include "core/dataset/heldout.h"
#include "core/dataset/minhash.h"

#include <cstdint>

namespace dankai {

namespace {

struct PlacedRows
{
    std::vector<std::uint32_t> rows; // indices into the columns
    std::vector<ExampleId> ids;
};

PlacedRows placedRows(const ExampleColumns& columns, const Placement& placement)
{
    PlacedRows placed;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        if (placement.places[row] < 0)
            continue;
        placed.rows.push_back(static_cast<std::uint32_t>(row));
        placed.ids.push_back(columns.ids[row]);
    }
    return placed;
}

} // namespace

Result<HeldOutDraw> drawHeldOut(Project& project, const Plan& plan, const ExampleColumns& columns,
    const Placement& placement, const ProgressCallback& progress, const StopFlag* stop)
{
    PlanStore plans = project.plans();
    HeldOutDraw draw;
    const auto isFrozen = plans.isHeldOutFrozen(plan.name);
    if (!isFrozen)
        return tl::unexpected(isFrozen.error());
    if (*isFrozen) {
        auto roles = plans.heldOutRoles(plan.name, columns.ids);
        if (!roles)
            return passOn(roles);
        draw.roles = std::move(*roles);
        return draw;
    }

    const PlacedRows placed = placedRows(columns, placement);
    std::vector<std::string> texts; // whole examples
    std::vector<std::string> prompts; // their last user turns: the same question with another answer counts
    texts.reserve(placed.ids.size());
    prompts.reserve(placed.ids.size());
    ExampleStore examples = project.examples();
    if (auto visited = examples.visit(placed.ids,
            [&](const StoredExample& stored) -> Result<> {
                if (isStopRequested(stop))
                    return stopped("Drawing held-out rows was stopped; nothing was changed.");
                texts.push_back(searchableText(stored.example));
                prompts.push_back(userTurn(stored.example));
                return {};
            });
        !visited)
        return passOn(visited);

    NearDuplicateParams duplicateParams;
    duplicateParams.seed = plan.seed;
    const auto whole = findNearDuplicates(texts, duplicateParams, progress, stop);
    if (!whole)
        return tl::unexpected(whole.error());
    const auto asked = findNearDuplicates(prompts, duplicateParams, progress, stop);
    if (!asked)
        return tl::unexpected(asked.error());
    draw.nearDuplicates = whole->textsInThem;
    const std::vector<std::uint32_t> groups = joinGroups(whole->group, asked->group);

    std::vector<HeldOutCandidate> candidates(placed.rows.size());
    for (std::size_t i = 0; i < candidates.size(); ++i)
        candidates[i] = {placement.places[placed.rows[i]], columns.hashes[placed.rows[i]], groups[i]};
    HeldOutParams params = plan.heldOut;
    params.seed = plan.seed;
    const auto split = splitHeldOut(candidates, static_cast<int>(placement.phases.size()), params);
    if (!split)
        return tl::unexpected(split.error());

    draw.roles.assign(columns.size(), HeldOutRole::Train);
    std::vector<HeldOutRow> rows;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        draw.roles[placed.rows[i]] = split->roles[i];
        if (split->roles[i] != HeldOutRole::Train)
            rows.push_back({placed.ids[i], split->roles[i]});
    }
    if (auto frozen = plans.freezeHeldOut(plan.name, rows); !frozen)
        return passOn(frozen);
    draw.isNew = true;
    draw.warnings = split->warnings;
    return draw;
}

} // namespace dankai
