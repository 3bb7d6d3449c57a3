// SPDX-License-Identifier: Apache-2.0
// What differs between two placements of the same examples: because of people's answers, of another
// calibration, of a new cut. Knows no reason; whoever asks makes both placements.
#pragma once

#include "core/phase/placement.h"

#include <cstddef>

namespace dankai {

class ScoreOrder;

struct PlacementChange
{
    std::size_t moved = 0; // to another phase, into a phase or out of one
    std::size_t movedNearCut = 0; // of these, what stood near a cut before
    std::size_t takenOut = 0; // of `moved`: in no phase any more
};

// A scored example is near a cut where at most this share of the scored ones lies between.
inline constexpr double nearCutShare = 0.05;

// `order` of the columns that `before` was made from. Both placements are of the same rows.
PlacementChange changeBetween(const Placement& before, const Placement& after, const ScoreOrder& order);

// How many scored examples lie below each cut of a placement.
std::vector<std::size_t> cutPositions(const Placement& placement, const ScoreOrder& order);

} // namespace dankai
