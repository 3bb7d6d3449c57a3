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

} // namespace dankai
