// SPDX-License-Identifier: Apache-2.0
#include "core/phase/placement.h"

#include "core/phase/scoreorder.h"
#include "core/statistics/density.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <span>

namespace dankai {

namespace {

// A phase that the density rule makes must hold at least this part of the examples: a valley between two
// outliers is deep only on paper.
constexpr double smallestPartByDensity = 0.02;
constexpr std::array bandwidthFactors = {1.0, 0.5, 0.25};

std::string shortNumber(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

class RuleApplication final
{
public:
    // `order` may be null for a rule of thresholds, which needs none.
    RuleApplication(
        const Plan& plan, const ExampleColumns& columns, const ScoreOrder* order, Placement& placement)
        : m_plan(plan)
        , m_columns(columns)
        , m_order(order)
        , m_placement(placement)
        , m_phaseOfBand(phasesOfBands(plan.rule))
    { }

    Result<> apply()
    {
        if (m_plan.rule.kind == RuleKind::Thresholds) {
            applyThresholds();
            return {};
        }
        std::vector<std::size_t> positions;
        switch (m_plan.rule.kind) {
        case RuleKind::Quantiles:
            positions = quantilePositions();
            break;
        case RuleKind::EqualTokens: {
            if (m_columns.tokens.size() != m_columns.size())
                return unusable("A split into equal tokens needs token counts, and there are none yet. Count "
                                "them with the project's model first, or split by quantiles.");
            positions = tokenPositions();
            break;
        }
        default:
            positions = densityPositions();
        }
        placeByPositions(positions);
        return {};
    }

private:
    std::size_t phaseCount() const { return static_cast<std::size_t>(m_plan.rule.phaseCount); }

    bool isScored(std::size_t row) const { return m_placement.places[row] == 0; }

    std::size_t scoredCount() const { return m_order->size(); }

    std::uint32_t tokensAt(std::size_t position) const { return m_columns.tokens[m_order->rows()[position]]; }

    std::int8_t phaseOfBand(std::size_t band) const { return static_cast<std::int8_t>(m_phaseOfBand[band]); }

    void applyThresholds()
    {
        const std::vector<double>& thresholds = m_plan.rule.thresholds;
        for (std::size_t row = 0; row < m_columns.size(); ++row) {
            if (!isScored(row))
                continue;
            std::size_t band = 0;
            for (const double threshold : thresholds)
                band += m_columns.scores[row] >= threshold ? 1 : 0;
            m_placement.places[row] = phaseOfBand(band);
        }
        for (const double threshold : thresholds)
            m_placement.cuts.push_back({threshold, 0, 0});
    }

    std::vector<std::size_t> quantilePositions() const
    {
        std::vector<std::size_t> positions;
        for (std::size_t k = 1; k < phaseCount(); ++k)
            positions.push_back(scoredCount() * k / phaseCount());
        return positions;
    }

    // The cut that comes nearest to k n-ths of all tokens, with one example at least in every phase.
    std::vector<std::size_t> tokenPositions() const
    {
        std::vector<std::size_t> positions;
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < scoredCount(); ++i)
            total += tokensAt(i);
        std::uint64_t below = 0; // tokens of the examples before `position`
        std::size_t position = 0;
        for (std::size_t k = 1; k < phaseCount() && scoredCount() >= phaseCount(); ++k) {
            const std::size_t least = positions.empty() ? 1 : positions.back() + 1;
            const std::size_t most = scoredCount() - (phaseCount() - k);
            const double goal
                = static_cast<double>(total) * static_cast<double>(k) / static_cast<double>(phaseCount());
            while (position < most) {
                const double next = static_cast<double>(below + tokensAt(position));
                if (position >= least && next - goal > goal - static_cast<double>(below))
                    break;
                below += tokensAt(position);
                ++position;
            }
            positions.push_back(position);
        }
        positions.resize(phaseCount() - 1, scoredCount());
        return positions;
    }

    std::vector<std::size_t> densityPositions()
    {
        const std::size_t needed = phaseCount() - 1;
        const auto smallest = std::max<std::size_t>(
            1, static_cast<std::size_t>(smallestPartByDensity * static_cast<double>(scoredCount())));

        std::vector<std::size_t> edges;
        for (const double factor : bandwidthFactors) {
            DensityParams params;
            params.bandwidthFactor = factor;
            edges = {0, scoredCount()};
            for (const Valley& valley : valleys(estimateDensity(m_order->scores(), {}, params))) {
                const std::size_t position = m_order->firstFrom(valley.position);
                const auto above = std::upper_bound(edges.begin(), edges.end(), position);
                if (above == edges.begin() || above == edges.end() || position - *(above - 1) < smallest
                    || *above - position < smallest)
                    continue;
                edges.insert(above, position);
                if (edges.size() == needed + 2)
                    break;
            }
            if (edges.size() == needed + 2)
                break;
        }
        const std::size_t found = edges.size() - 2;
        while (edges.size() < needed + 2) {
            std::size_t largest = 0;
            for (std::size_t i = 1; i + 1 < edges.size(); ++i) {
                if (edges[i + 1] - edges[i] > edges[largest + 1] - edges[largest])
                    largest = i;
            }
            const std::size_t middle = edges[largest] + (edges[largest + 1] - edges[largest]) / 2;
            edges.insert(edges.begin() + static_cast<std::ptrdiff_t>(largest) + 1, middle);
        }
        if (found < needed)
            m_placement.notes.push_back("The density of the scores has " + std::to_string(found)
                + " valleys of use and " + std::to_string(needed)
                + " cuts are wanted; the others halve the largest phases.");
        return {edges.begin() + 1, edges.end() - 1};
    }

    void placeByPositions(std::span<const std::size_t> positions)
    {
        std::size_t band = 0;
        for (std::size_t position = 0; position < scoredCount(); ++position) {
            while (band < positions.size() && positions[band] <= position)
                ++band;
            m_placement.places[m_order->rows()[position]] = phaseOfBand(band);
        }
        std::size_t cutTies = 0;
        for (const std::size_t position : positions) {
            Cut cut;
            if (position < scoredCount()) {
                cut.score = m_order->scores()[position];
                const std::size_t firstTie = m_order->firstFrom(cut.score);
                if (firstTie < position) {
                    cut.tiesBelow = position - firstTie;
                    cut.tiesAbove = m_order->firstAbove(cut.score) - position;
                    ++cutTies;
                }
            } else if (scoredCount() > 0) {
                cut.score = m_order->scores().back();
            }
            m_placement.cuts.push_back(cut);
        }
        if (cutTies > 0)
            m_placement.notes.push_back(std::to_string(cutTies) + (cutTies == 1 ? " cut goes" : " cuts go")
                + " through examples of equal score; which of them stand below is chosen by content hash.");
    }

    const Plan& m_plan;
    const ExampleColumns& m_columns;
    const ScoreOrder* m_order;
    Placement& m_placement;
    std::vector<int> m_phaseOfBand;
};

void applyOverrides(const Plan& plan, const ExampleColumns& columns, Placement& placement)
{
    auto from = columns.ids.begin();
    for (const Override& move : plan.overrides) {
        from = std::lower_bound(from, columns.ids.end(), move.example);
        if (from == columns.ids.end() || *from != move.example) {
            ++placement.overridesWithoutExample;
            continue;
        }
        std::int8_t& place = placement.places[static_cast<std::size_t>(from - columns.ids.begin())];
        const auto wanted = move.phase ? static_cast<std::int8_t>(*move.phase) : excludedPlace;
        const bool isExcludedFromProject = !columns.isExcluded.empty()
            && columns.isExcluded[static_cast<std::size_t>(from - columns.ids.begin())] != 0;
        if (isExcludedFromProject || place == wanted)
            continue;
        place = wanted;
        ++placement.movedByHand;
        if (wanted >= 0)
            ++placement.phases[static_cast<std::size_t>(wanted)].movedIn;
    }
}

void summarise(const ExampleColumns& columns, Placement& placement)
{
    std::vector<std::uint64_t> responses(placement.phases.size());
    std::vector<double> sums(placement.phases.size());
    for (std::size_t row = 0; row < columns.size(); ++row) {
        const std::int8_t place = placement.places[row];
        if (place < 0) {
            ++(place == excludedPlace ? placement.excluded : placement.unscored);
            continue;
        }
        const auto k = static_cast<std::size_t>(place);
        PhaseSummary& phase = placement.phases[k];
        ++phase.examples;
        if (!columns.tokens.empty())
            phase.tokens += columns.tokens[row];
        if (!columns.responseLengths.empty())
            responses[k] += columns.responseLengths[row];
        const double score = columns.scores[row];
        if (!std::isfinite(score))
            continue;
        phase.lowestScore = phase.scored == 0 ? score : std::min(phase.lowestScore, score);
        phase.highestScore = phase.scored == 0 ? score : std::max(phase.highestScore, score);
        ++phase.scored;
        sums[k] += score;
    }
    for (std::size_t k = 0; k < placement.phases.size(); ++k) {
        PhaseSummary& phase = placement.phases[k];
        if (phase.scored > 0)
            phase.meanScore = sums[k] / static_cast<double>(phase.scored);
        if (phase.examples > 0)
            phase.meanResponseLength
                = static_cast<double>(responses[k]) / static_cast<double>(phase.examples);
    }
}

Result<> refuseEmptyPhases(const Plan& plan, const ExampleColumns& columns, const Placement& placement)
{
    const auto empty = std::find_if(placement.phases.begin(), placement.phases.end(),
        [](const PhaseSummary& phase) { return phase.examples == 0; });
    if (empty == placement.phases.end())
        return {};
    std::string counts;
    for (const PhaseSummary& phase : placement.phases)
        counts += (counts.empty() ? "" : " / ") + std::to_string(phase.examples);
    std::size_t scored = 0;
    double lowest = 0, highest = 0;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        const double score = columns.scores[row];
        if (!std::isfinite(score))
            continue;
        lowest = scored == 0 ? score : std::min(lowest, score);
        highest = scored == 0 ? score : std::max(highest, score);
        ++scored;
    }
    std::string message = "Phase " + std::to_string(empty - placement.phases.begin() + 1) + " of plan '"
        + plan.name + "' would be empty: the phases would hold " + counts + " examples. ";
    if (scored == 0)
        message += plan.scorer.empty() ? "No example has a score; score them first."
                                       : "No example has a score by '" + plan.scorer
                + "'; score them first, or split by another scorer.";
    else
        message += std::to_string(scored) + " of " + std::to_string(columns.size())
            + " examples have a score, from " + shortNumber(lowest) + " to " + shortNumber(highest)
            + "; use other thresholds, fewer phases, or quantiles.";
    return unusable(std::move(message));
}

Result<Placement> place(
    const Plan& plan, const ExampleColumns& columns, const ScoreOrder* order, EmptyPhases emptyPhases)
{
    Placement placement;
    placement.phases.resize(static_cast<std::size_t>(plan.rule.phaseCount));
    // 0 stands for "scored, to be placed" until the rule has been applied.
    placement.places.resize(columns.size());
    for (std::size_t row = 0; row < columns.size(); ++row) {
        if (!columns.isExcluded.empty() && columns.isExcluded[row] != 0)
            placement.places[row] = excludedPlace;
        else if (!std::isfinite(columns.scores[row]))
            placement.places[row] = unscoredPlace;
    }
    if (auto applied = RuleApplication(plan, columns, order, placement).apply(); !applied)
        return passOn(applied);
    applyOverrides(plan, columns, placement);
    summarise(columns, placement);
    if (emptyPhases == EmptyPhases::Refuse) {
        if (auto filled = refuseEmptyPhases(plan, columns, placement); !filled)
            return passOn(filled);
    }
    return placement;
}

} // namespace

Result<Placement> placeExamples(const Plan& plan, const ExampleColumns& columns, EmptyPhases emptyPhases)
{
    if (auto checked = checkPlan(plan); !checked)
        return passOn(checked);
    if (plan.rule.kind == RuleKind::Thresholds)
        return place(plan, columns, nullptr, emptyPhases);
    const ScoreOrder order(columns);
    return place(plan, columns, &order, emptyPhases);
}

Result<Placement> placeExamples(
    const Plan& plan, const ExampleColumns& columns, const ScoreOrder& order, EmptyPhases emptyPhases)
{
    if (auto checked = checkPlan(plan); !checked)
        return passOn(checked);
    return place(plan, columns, &order, emptyPhases);
}

} // namespace dankai
