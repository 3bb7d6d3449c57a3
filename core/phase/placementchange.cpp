// SPDX-License-Identifier: Apache-2.0
#include "core/phase/placementchange.h"

#include "core/phase/scoreorder.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace dankai {

std::vector<std::size_t> cutPositions(const Placement& placement, const ScoreOrder& order)
{
    std::vector<std::size_t> positions;
    for (const Cut& cut : placement.cuts)
        positions.push_back(std::min(order.size(), order.firstFrom(cut.score) + cut.tiesBelow));
    return positions;
}

PlacementChange changeBetween(const Placement& before, const Placement& after, const ScoreOrder& order)
{
    assert(before.places.size() == after.places.size());
    std::vector<std::uint8_t> isNear(before.places.size());
    const auto window = static_cast<std::size_t>(std::ceil(nearCutShare * static_cast<double>(order.size())));
    for (const std::size_t cut : cutPositions(before, order)) {
        const std::size_t end = std::min(order.size(), cut + window);
        for (std::size_t position = cut - std::min(cut, window); position < end; ++position)
            isNear[order.rows()[position]] = 1;
    }
    PlacementChange change;
    for (std::size_t row = 0; row < before.places.size(); ++row) {
        if (before.places[row] == after.places[row])
            continue;
        ++change.moved;
        change.movedNearCut += isNear[row];
        change.takenOut += after.places[row] < 0 ? 1 : 0;
    }
    return change;
}

} // namespace dankai
