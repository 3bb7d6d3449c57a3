// SPDX-License-Identifier: Apache-2.0
#include "core/phase/placementreason.h"

#include "core/phase/placementchange.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace dankai {

namespace {

std::string shortNumber(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

std::string numberOfPhase(int phase)
{
    return std::to_string(phase + 1);
}

std::optional<std::size_t> positionOf(const PlacementView& view, std::size_t row)
{
    const bool isExcluded = !view.columns.isExcluded.empty() && view.columns.isExcluded[row] != 0;
    if (isExcluded || !std::isfinite(view.columns.scores[row]))
        return std::nullopt;
    const double score = view.columns.scores[row];
    const auto rows = view.order.rows();
    const std::size_t end = view.order.firstAbove(score);
    for (std::size_t position = view.order.firstFrom(score); position < end; ++position)
        if (rows[position] == row)
            return position;
    return std::nullopt;
}

std::optional<Override> moveOf(const Plan& plan, ExampleId example)
{
    const auto found = std::ranges::lower_bound(plan.overrides, example, {}, &Override::example);
    return found != plan.overrides.end() && found->example == example ? std::optional(*found) : std::nullopt;
}

// The next position from `from` on, upwards or downwards, at which another example than `row` stands.
std::optional<std::size_t> rowBelow(const PlacementView& view, std::size_t cut, std::size_t row)
{
    const auto rows = view.order.rows();
    for (std::size_t position = cut; position > 0; --position)
        if (rows[position - 1] != row)
            return rows[position - 1];
    return std::nullopt;
}

std::optional<std::size_t> rowAbove(const PlacementView& view, std::size_t cut, std::size_t row)
{
    const auto rows = view.order.rows();
    for (std::size_t position = cut; position < rows.size(); ++position)
        if (rows[position] != row)
            return rows[position];
    return std::nullopt;
}

class Explaining final
{
public:
    Explaining(const PlacementView& view, std::size_t row, std::optional<std::size_t> position)
        : m_view(view)
        , m_row(row)
        , m_position(position)
        , m_cuts(cutPositions(view.placement, view.order))
        , m_phases(phasesOfBands(view.plan.rule))
    { }

    PlacementReason explain()
    {
        const ExampleColumns& columns = m_view.columns;
        m_reason.isExcluded = !columns.isExcluded.empty() && columns.isExcluded[m_row] != 0;
        if (const double score = columns.scores[m_row]; std::isfinite(score))
            m_reason.score = score;
        m_reason.scored = m_view.order.size();
        m_reason.position = m_position;
        m_reason.move = moveOf(m_view.plan, columns.ids[m_row]);
        const std::int8_t place = m_view.placement.places[m_row];
        if (place >= 0)
            m_reason.phase = place;
        if (m_reason.position)
            m_reason.rulePhase
                = m_reason.phase && !m_reason.move ? *m_reason.phase : m_phases[bandAt(*m_reason.position)];
        if (const auto shown = m_reason.phase ? m_reason.phase : m_reason.rulePhase)
            addCuts(bandOf(*shown));
        addSentences();
        return std::move(m_reason);
    }

private:
    std::size_t bandAt(std::size_t position) const
    {
        return static_cast<std::size_t>(
            std::ranges::count_if(m_cuts, [&](std::size_t cut) { return cut <= position; }));
    }

    std::size_t bandOf(int phase) const
    {
        return static_cast<std::size_t>(std::ranges::find(m_phases, phase) - m_phases.begin());
    }

    void addCuts(std::size_t band)
    {
        for (const std::size_t cut : {band, band + 1}) {
            if (cut == 0 || cut > m_cuts.size())
                continue;
            const Cut& made = m_view.placement.cuts[cut - 1];
            CutNeighbours& neighbours = m_reason.cuts.emplace_back();
            neighbours.score = made.score;
            neighbours.phaseBelow = m_phases[cut - 1];
            neighbours.phaseAbove = m_phases[cut];
            neighbours.tiesBelow = made.tiesBelow;
            neighbours.tiesAbove = made.tiesAbove;
            neighbours.below = rowBelow(m_view, m_cuts[cut - 1], m_row);
            neighbours.above = rowAbove(m_view, m_cuts[cut - 1], m_row);
        }
    }

    void addSentences()
    {
        if (m_reason.isExcluded) {
            say("It is excluded from every plan.");
            return;
        }
        if (!m_reason.position || !m_reason.rulePhase) {
            say("Its present text has no score by the plan's scorer, so the rule puts it nowhere.");
            return;
        }
        const std::size_t band = bandOf(*m_reason.rulePhase);
        if (m_view.plan.rule.kind == RuleKind::Thresholds)
            sayThresholds(band);
        else
            sayRanks(band);
        const double score = *m_reason.score;
        if (std::ranges::any_of(m_view.placement.cuts,
                [&](const Cut& cut) { return cut.tiesBelow > 0 && cut.score == score; }))
            say("Examples of exactly this score stand on both sides of a cut; which of them stand below it "
                "is "
                "chosen by content hash.");
    }

    void sayThresholds(std::size_t band)
    {
        const std::vector<double>& thresholds = m_view.plan.rule.thresholds;
        const std::string phase = numberOfPhase(*m_reason.rulePhase);
        const std::string score = shortNumber(*m_reason.score);
        if (band == 0)
            say("The rule puts it into phase " + phase + ": its score " + score + " is below "
                + shortNumber(thresholds.front()) + ".");
        else if (band == thresholds.size())
            say("The rule puts it into phase " + phase + ": its score " + score + " is not below "
                + shortNumber(thresholds.back()) + ".");
        else
            say("The rule puts it into phase " + phase + ": its score " + score + " is not below "
                + shortNumber(thresholds[band - 1]) + " and is below " + shortNumber(thresholds[band]) + ".");
    }

    void sayRanks(std::size_t band)
    {
        const std::size_t first = band == 0 ? 0 : m_cuts[band - 1];
        const std::size_t end = band == m_cuts.size() ? m_reason.scored : m_cuts[band];
        const std::string phase = numberOfPhase(*m_reason.rulePhase);
        const std::string score = shortNumber(*m_reason.score);
        const std::string rank = std::to_string(*m_reason.position + 1);
        const std::string scored = std::to_string(m_reason.scored);
        const std::string from = std::to_string(first + 1);
        const std::string to = std::to_string(end);
        switch (m_view.plan.rule.kind) {
        case RuleKind::EqualTokens:
            say("The rule cuts the order of difficulty into parts of the same number of tokens: with its "
                "score "
                + score + " it is number " + rank + " of " + scored + ", and phase " + phase
                + " takes the numbers " + from + " to " + to + ".");
            break;
        case RuleKind::Kde:
            say("The rule cuts the order of difficulty where few scores lie: with its score " + score
                + " it is number " + rank + " of " + scored + ", and phase " + phase + " takes the numbers "
                + from + " to " + to + ".");
            break;
        case RuleKind::Quantiles:
        case RuleKind::Thresholds:
            say("The rule cuts the order of difficulty into parts of the same number of examples: with its "
                "score "
                + score + " it is number " + rank + " of " + scored + ", and phase " + phase
                + " takes the numbers " + from + " to " + to + ".");
            break;
        }
    }

    void say(std::string sentence) { m_reason.sentences.push_back(std::move(sentence)); }

    const PlacementView& m_view;
    std::size_t m_row;
    std::optional<std::size_t> m_position;
    std::vector<std::size_t> m_cuts; // how many of the order lie below each
    std::vector<int> m_phases; // of each band
    PlacementReason m_reason;
};

} // namespace

PlacementReason reasonFor(const PlacementView& view, std::size_t row)
{
    return Explaining(view, row, positionOf(view, row)).explain();
}

std::vector<std::uint32_t> positionsOf(const PlacementView& view)
{
    std::vector<std::uint32_t> positions(view.columns.size(), noPosition);
    const auto rows = view.order.rows();
    for (std::size_t position = 0; position < rows.size(); ++position)
        positions[rows[position]] = static_cast<std::uint32_t>(position);
    return positions;
}

PlacementReason reasonFor(
    const PlacementView& view, std::size_t row, std::span<const std::uint32_t> positions)
{
    const std::uint32_t position = positions[row];
    return Explaining(view, row, position == noPosition ? std::nullopt : std::optional<std::size_t>(position))
        .explain();
}

} // namespace dankai
