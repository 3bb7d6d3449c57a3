// SPDX-License-Identifier: Apache-2.0
#include "core/phase/placementpreview.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

constexpr std::int8_t noMove = -128;

// What a summary is made of, while it is being put together.
struct Sums
{
    double score = 0;
    std::uint64_t responseLength = 0;
};

void widen(PhaseSummary& phase, char& hasRange, double score)
{
    phase.lowestScore = hasRange != 0 ? std::min(phase.lowestScore, score) : score;
    phase.highestScore = hasRange != 0 ? std::max(phase.highestScore, score) : score;
    hasRange = 1;
}

} // namespace

PlacementPreview::PlacementPreview(
    const Plan& plan, const ExampleColumns& columns, std::shared_ptr<const ScoreOrder> order)
    : m_order(std::move(order))
    , m_phaseOfBand(phasesOfBands(plan.rule))
{
    if (plan.overrides.empty())
        return;
    std::vector<std::int64_t> positions(columns.size(), -1);
    for (std::size_t position = 0; position < m_order->size(); ++position)
        positions[m_order->rows()[position]] = static_cast<std::int64_t>(position);
    m_targets.assign(m_order->size(), noMove);
    auto from = columns.ids.begin();
    for (const Override& move : plan.overrides) {
        from = std::lower_bound(from, columns.ids.end(), move.example);
        if (from == columns.ids.end() || *from != move.example)
            continue;
        const auto row = static_cast<std::size_t>(from - columns.ids.begin());
        if (!columns.isExcluded.empty() && columns.isExcluded[row] != 0)
            continue;
        Move moved;
        moved.position = positions[row];
        moved.score = columns.scores[row];
        moved.tokens = columns.tokens.empty() ? 0 : columns.tokens[row];
        moved.responseLength = columns.responseLengths.empty() ? 0 : columns.responseLengths[row];
        moved.target = move.phase ? static_cast<std::int8_t>(*move.phase) : excludedPlace;
        if (moved.position >= 0)
            m_targets[static_cast<std::size_t>(moved.position)] = moved.target;
        m_moves.push_back(moved);
    }
}

bool PlacementPreview::standsIn(std::size_t position, int phase) const
{
    return m_targets.empty() || m_targets[position] == noMove || m_targets[position] == phase;
}

std::vector<PhaseSummary> PlacementPreview::at(std::span<const double> thresholds) const
{
    const std::size_t count = m_phaseOfBand.size();
    std::vector<std::size_t> edges = {0};
    for (const double threshold : thresholds)
        edges.push_back(m_order->firstFrom(threshold));
    edges.push_back(m_order->size());

    std::vector<PhaseSummary> phases(count);
    std::vector<Sums> sums(count);
    std::vector<char> hasRange(count, 0);
    for (std::size_t band = 0; band < count; ++band) {
        const auto k = static_cast<std::size_t>(m_phaseOfBand[band]);
        std::size_t first = edges[band], last = edges[band + 1];
        PhaseSummary& phase = phases[k];
        phase.examples = phase.scored = last - first;
        phase.tokens = m_order->tokensBefore(last) - m_order->tokensBefore(first);
        sums[k].score = m_order->scoreBefore(last) - m_order->scoreBefore(first);
        sums[k].responseLength = m_order->responseLengthBefore(last) - m_order->responseLengthBefore(first);
        // The ends of the range are those of the examples that nobody moved out.
        while (first < last && !standsIn(first, static_cast<int>(k)))
            ++first;
        while (first < last && !standsIn(last - 1, static_cast<int>(k)))
            --last;
        if (first < last) {
            phase.lowestScore = m_order->scores()[first];
            phase.highestScore = m_order->scores()[last - 1];
            hasRange[k] = 1;
        }
    }
    for (const Move& move : m_moves) {
        int from = unscoredPlace;
        if (move.position >= 0) {
            const auto above
                = std::upper_bound(edges.begin(), edges.end() - 1, static_cast<std::size_t>(move.position));
            from = m_phaseOfBand[static_cast<std::size_t>(above - edges.begin()) - 1];
        }
        const int target = move.target;
        if (from == target)
            continue;
        if (from >= 0) {
            const auto k = static_cast<std::size_t>(from);
            --phases[k].examples;
            --phases[k].scored;
            phases[k].tokens -= move.tokens;
            sums[k].score -= move.score;
            sums[k].responseLength -= move.responseLength;
        }
        if (target >= 0) {
            const auto k = static_cast<std::size_t>(target);
            PhaseSummary& phase = phases[k];
            ++phase.examples;
            ++phase.movedIn;
            phase.tokens += move.tokens;
            sums[k].responseLength += move.responseLength;
            if (move.position >= 0) {
                ++phase.scored;
                sums[k].score += move.score;
                widen(phase, hasRange[k], move.score);
            }
        }
    }
    for (std::size_t k = 0; k < count; ++k) {
        PhaseSummary& phase = phases[k];
        if (phase.scored > 0)
            phase.meanScore = sums[k].score / static_cast<double>(phase.scored);
        if (phase.examples > 0)
            phase.meanResponseLength
                = static_cast<double>(sums[k].responseLength) / static_cast<double>(phase.examples);
    }
    return phases;
}

std::vector<PhaseSummary> summariesAfterMove(const ExampleColumns& columns, const Placement& placement,
    std::span<const ExampleId> examples, std::int8_t target)
{
    std::vector<PhaseSummary> phases = placement.phases;
    // Means as sums while examples come and go.
    for (PhaseSummary& phase : phases) {
        phase.meanScore *= static_cast<double>(phase.scored);
        phase.meanResponseLength *= static_cast<double>(phase.examples);
    }
    const auto count = [&](std::int8_t place, std::size_t row, bool isIn) {
        if (place < 0)
            return;
        PhaseSummary& phase = phases[static_cast<std::size_t>(place)];
        const std::size_t one = isIn ? 1 : static_cast<std::size_t>(-1);
        const double sign = isIn ? 1 : -1;
        phase.examples += one;
        if (!columns.tokens.empty())
            phase.tokens += isIn ? columns.tokens[row] : -static_cast<std::uint64_t>(columns.tokens[row]);
        if (!columns.responseLengths.empty())
            phase.meanResponseLength += sign * columns.responseLengths[row];
        if (std::isfinite(columns.scores[row])) {
            phase.scored += one;
            phase.meanScore += sign * columns.scores[row];
        }
    };
    auto from = columns.ids.begin();
    for (const ExampleId example : examples) {
        from = std::lower_bound(from, columns.ids.end(), example);
        if (from == columns.ids.end() || *from != example)
            continue;
        const auto row = static_cast<std::size_t>(from - columns.ids.begin());
        if (!columns.isExcluded.empty() && columns.isExcluded[row] != 0)
            continue;
        count(placement.places[row], row, false);
        count(target, row, true);
    }
    for (PhaseSummary& phase : phases) {
        phase.meanScore = phase.scored > 0 ? phase.meanScore / static_cast<double>(phase.scored) : 0;
        phase.meanResponseLength
            = phase.examples > 0 ? phase.meanResponseLength / static_cast<double>(phase.examples) : 0;
    }
    return phases;
}

} // namespace dankai
