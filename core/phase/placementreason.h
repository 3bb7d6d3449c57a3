// SPDX-License-Identifier: Apache-2.0
// Why one example stands where it does in a plan: the score and the place in the order that the rule cut, the
// cuts that bound its phase with the examples next to them, and the move by hand where there is one. Reads
// placements and makes none; who reviewed what is core/project/explanation.h's.
#pragma once

#include "core/phase/placement.h"
#include "core/phase/scoreorder.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

// A plan that has been placed; all four of the same rows.
struct PlacementView
{
    const Plan& plan;
    const ExampleColumns& columns;
    const ScoreOrder& order;
    const Placement& placement; // with the moves by hand
};

// A cut beside the example's phase, and the nearest examples on both sides of it.
struct CutNeighbours
{
    double score = 0; // the first score of the range above
    int phaseBelow = 0; // from 0; whose range ends here
    int phaseAbove = 0;
    std::size_t tiesBelow = 0; // examples of exactly that score which stand below it
    std::size_t tiesAbove = 0;
    // Rows of the columns. Never the example itself; nothing: there is no other on that side.
    std::optional<std::size_t> below;
    std::optional<std::size_t> above;
};

struct PlacementReason
{
    std::optional<double> score; // by the plan's scorer, of the present text
    // In the order that the rule cuts, easiest first, from 0; nothing: it has no score or nobody is to train
    // on it.
    std::optional<std::size_t> position;
    std::size_t scored = 0; // examples in that order
    std::optional<int> rulePhase; // from 0; where the rule alone puts it
    std::optional<int> phase; // where it stands
    std::optional<Override> move; // by hand, also one that changes nothing
    bool isExcluded = false; // by a person, from every plan
    std::vector<CutNeighbours>
        cuts; // one or two, the lower first: of the phase where it stands, else of the rule's
    // What the rule did, in one sentence, and a second one where its score stands on both sides of a cut.
    std::vector<std::string> sentences;
};

// `row` of the columns. Takes the time of some binary searches and of one step for every example of the same
// score.
PlacementReason reasonFor(const PlacementView& view, std::size_t row);

inline constexpr std::uint32_t noPosition = 0xffffffffU;

// Of every row its place in the order, or noPosition; for whoever asks about all of them.
std::vector<std::uint32_t> positionsOf(const PlacementView& view);
PlacementReason reasonFor(
    const PlacementView& view, std::size_t row, std::span<const std::uint32_t> positions);

} // namespace dankai
