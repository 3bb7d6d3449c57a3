// SPDX-License-Identifier: Apache-2.0
// What every phase would hold if the thresholds stood elsewhere, fast enough to be asked for every pixel of a
// drag over a million examples. Says the same as placeExamples() (placement.h); a test compares the two.
// Places nothing.
#pragma once

#include "core/phase/placement.h"
#include "core/phase/scoreorder.h"

#include <memory>
#include <span>
#include <vector>

namespace dankai {

class PlacementPreview final
{
public:
    // `order` is that of `columns`, which are read here only. Of the plan only the number and the bands of
    // the phases and the moves by hand matter.
    PlacementPreview(
        const Plan& plan, const ExampleColumns& columns, std::shared_ptr<const ScoreOrder> order);

    // As Placement::phases for a rule of these thresholds: ascending, one fewer than phases. Takes the time
    // of some binary searches and one step for every move by hand.
    std::vector<PhaseSummary> at(std::span<const double> thresholds) const;

private:
    struct Move
    {
        std::int64_t position = -1; // in the order; -1: unscored
        double score = 0;
        std::uint32_t tokens = 0;
        std::uint32_t responseLength = 0;
        std::int8_t target = 0;
    };

    bool standsIn(std::size_t position, int phase) const;

    std::shared_ptr<const ScoreOrder> m_order;
    std::vector<int> m_phaseOfBand;
    std::vector<Move> m_moves;
    std::vector<std::int8_t> m_targets; // by position; noMove where nobody moved it
};

// What every phase would hold if these examples (ascending) were moved to `target`, a phase or excludedPlace,
// by hand: examples, scored, tokens and means of Placement::phases. The ends of the difficulty and the count
// of moves stay as they are, since nobody watches them while a drag hovers over a phase.
std::vector<PhaseSummary> summariesAfterMove(const ExampleColumns& columns, const Placement& placement,
    std::span<const ExampleId> examples, std::int8_t target);

} // namespace dankai
