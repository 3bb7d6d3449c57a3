// SPDX-License-Identifier: Apache-2.0
#include "core/project/placedplan.h"

#include "core/phase/placementchange.h"
#include "core/phase/scoreorder.h"
#include "core/project/tokencounts.h"

#include <algorithm>

namespace dankai {

std::optional<std::size_t> PlacedPlan::rowOf(ExampleId id) const
{
    const auto found = std::ranges::lower_bound(columns.ids, id);
    return found != columns.ids.end() && *found == id
        ? std::optional(static_cast<std::size_t>(found - columns.ids.begin()))
        : std::nullopt;
}

std::optional<int> PlacedPlan::levelOf(std::size_t row) const
{
    const std::int8_t place = placement.places[row];
    return place < 0 ? std::nullopt
                     : std::optional(bandsOfPhases(plan.rule)[static_cast<std::size_t>(place)]);
}

Result<ExampleColumns> columnsFor(Project& project, const Plan& plan)
{
    ColumnsWanted wanted{plan.scorer, {}};
    if (plan.rule.kind == RuleKind::EqualTokens) {
        const auto encoder = openEncoder(project);
        if (!encoder)
            return tl::unexpected(encoder.error());
        wanted.tokenizerHash = tokenCacheKey(*encoder);
    }
    return project.examples().columns(wanted);
}

Result<PlacedPlan> placePlan(Project& project, const std::string& name, HandPlacements moves)
{
    PlacedPlan placed;
    auto plan = project.plans().load(name);
    if (!plan)
        return passOn(plan);
    placed.plan = std::move(*plan);
    if (moves == HandPlacements::Leave)
        placed.plan.overrides.clear();
    auto columns = columnsFor(project, placed.plan);
    if (!columns)
        return passOn(columns);
    placed.columns = std::move(*columns);
    const ScoreOrder order(placed.columns);
    auto placement = placeExamples(placed.plan, placed.columns, order, EmptyPhases::Allow);
    if (!placement)
        return passOn(placement);
    placed.placement = std::move(*placement);
    const std::vector<std::size_t> cuts = cutPositions(placed.placement, order);
    placed.cuts.assign(cuts.size(), 0);
    for (std::size_t position = 0; position < order.size(); ++position) {
        const std::size_t row = order.rows()[position];
        if (placed.placement.places[row] < 0)
            continue;
        for (std::size_t cut = 0; cut < cuts.size(); ++cut)
            placed.cuts[cut] += position < cuts[cut] ? 1 : 0;
        placed.byDifficulty.push_back(row);
    }
    return placed;
}

} // namespace dankai
