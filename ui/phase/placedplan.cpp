// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/placedplan.h"

#include "core/project/tokencounts.h"

#include <algorithm>
#include <limits>

namespace dankai::ui {

Result<std::shared_ptr<const PlanMaterials>> readMaterials(Project& project, const std::string& scorer)
{
    auto materials = std::make_shared<PlanMaterials>();
    materials->scorer = scorer;
    // Without a readable model there are no token counts, and everything else still works.
    std::string tokenizerKey;
    if (auto encoder = openEncoder(project))
        tokenizerKey = tokenCacheKey(*encoder);
    auto read = project.examples().columns({.scorer = scorer, .tokenizerHash = tokenizerKey});
    if (!read)
        return passOn(read);
    ExampleColumns& columns = *read;
    if (columns.scores.empty()) // a scorer that the project does not know
        columns.scores.assign(columns.size(), std::numeric_limits<double>::quiet_NaN());
    bool isAnyCounted = false;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        if (!columns.isExcluded.empty() && columns.isExcluded[row] != 0)
            continue;
        const bool isCounted = row < columns.tokens.size() && columns.tokens[row] > 0;
        isAnyCounted = isAnyCounted || isCounted;
        materials->uncounted += isCounted ? 0 : 1;
    }
    if (!isAnyCounted)
        columns.tokens.clear();
    materials->order = std::make_shared<const ScoreOrder>(columns);
    materials->scores = histogramOfSorted(materials->order->scores(), PlanMaterials::histogramBars);
    materials->lengths = std::make_shared<const LengthRanks>(columns.responseLengths);
    materials->columns = std::make_shared<const ExampleColumns>(std::move(columns));
    return materials;
}

Result<PlacedPlan> placePlan(std::shared_ptr<const Plan> plan, std::shared_ptr<const PlanMaterials> materials)
{
    const ExampleColumns& columns = *materials->columns;
    auto placement = placeExamples(*plan, columns, *materials->order, EmptyPhases::Allow);
    if (!placement)
        return passOn(placement);
    PlacedPlan placed;
    if (plan->overrides.empty()) {
        placed.rulePlaces = placement->places;
    } else {
        Plan ruleAlone = *plan;
        ruleAlone.overrides.clear();
        auto byRule = placeExamples(ruleAlone, columns, *materials->order, EmptyPhases::Allow);
        if (!byRule)
            return passOn(byRule);
        placed.rulePlaces = std::move(byRule->places);
    }
    placed.longest.assign(placement->phases.size(), 0);
    for (std::size_t row = 0; row < columns.tokens.size(); ++row) {
        const std::int8_t place = placement->places[row];
        if (place >= 0)
            placed.longest[static_cast<std::size_t>(place)]
                = std::max(placed.longest[static_cast<std::size_t>(place)], columns.tokens[row]);
    }
    placed.lengthShare = materials->lengths->shareBetweenPhases(placement->places, plan->rule.phaseCount);
    placed.placement = std::move(*placement);
    placed.plan = std::move(plan);
    placed.materials = std::move(materials);
    return placed;
}

} // namespace dankai::ui
