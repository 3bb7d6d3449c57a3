// SPDX-License-Identifier: Apache-2.0
#include "core/project/explanation.h"

#include "core/base/utf8.h"
#include "core/project/examplerows.h"
#include "core/project/placedplan.h"
#include "core/project/revieweffect.h"

#include <algorithm>
#include <map>

namespace dankai {

namespace {

constexpr std::size_t beginningLength = 80; // characters
constexpr std::string_view blanks = " \t\r\n\f\v";

std::string beginningOf(const Example& example)
{
    const std::string text = userTurn(example);
    std::string line;
    std::size_t count = 0;
    for (std::size_t at = text.find_first_not_of(blanks); at < text.size();) {
        if (count == beginningLength)
            return line + "\u2026";
        ++count;
        if (blanks.find(text[at]) != std::string_view::npos) {
            at = text.find_first_not_of(blanks, at);
            if (at < text.size())
                line += ' ';
            continue;
        }
        const CodePoint point = codePointAt(text, at);
        appendUtf8(line, point.value);
        at += point.length;
    }
    return line;
}

using BeginningReader = std::function<Result<std::string>(ExampleId)>;

// Of each scorer the one that counts: for the present text before an earlier one, of the newest version. The
// list is as ScoreStore::scoresOf() gives it.
std::vector<ExplainedScore> countingScores(
    std::vector<std::pair<std::string, Score>>&& all, int revision, const std::string& first)
{
    std::vector<ExplainedScore> scores;
    const auto rank = [](const Score& score) { return std::pair(score.revision, score.version); };
    for (auto& [scorer, score] : all) {
        const auto known = std::ranges::find(scores, scorer, &ExplainedScore::scorer);
        const bool isOfEarlierText = score.revision != revision;
        if (known == scores.end())
            scores.push_back({scorer, std::move(score), isOfEarlierText});
        else if (rank(score) > rank(known->score))
            *known = {known->scorer, std::move(score), isOfEarlierText};
    }
    std::ranges::sort(
        scores, {}, [&](const ExplainedScore& one) { return std::pair(one.scorer != first, one.scorer); });
    return scores;
}

// Whose doing an exclusion is: of the review that takes it out, or of who did so by hand since.
void nameWhoExcluded(ExplainedPlacement& placement, const std::optional<Review>& decided,
    std::span<const ExampleChange> changes)
{
    const ExampleChange* byHand = nullptr; // where the last of these put it back it was a review's doing
    for (const ExampleChange& change : changes)
        if (change.kind != ExampleChangeKind::Edit)
            byHand = change.kind == ExampleChangeKind::Exclude ? &change : nullptr;
    const bool isOfReview = decided && takesOut(decided->decision)
        && (byHand == nullptr || byHand->changedMs < decided->decidedMs);
    placement.placedBy = isOfReview ? PlacedBy::Review : PlacedBy::Person;
    if (isOfReview) {
        placement.person = decided->reviewer;
        placement.placedMs = decided->decidedMs;
    } else if (byHand != nullptr) {
        placement.person = byHand->person;
        placement.placedMs = byHand->changedMs;
    }
}

// Whose doing a place is, if a person's: by the move, by what was done by hand and by what people said in
// reviews.
void nameThePerson(ExplainedPlacement& placement, const Plan& plan, ExampleId example,
    std::span<const Review> reviews, std::span<const ExampleChange> changes)
{
    const PlacementReason& reason = placement.reason;
    std::vector<Review> standing;
    for (const Review& review : reviews)
        if (!review.withdrawnMs && review.example == example)
            standing.push_back(review);
    const std::optional<Review> decided = decidingReview(standing, plan.rule.phaseCount);
    const auto take = [&](PlacedBy placedBy, const std::string& person, std::int64_t placedMs) {
        placement.placedBy = placedBy;
        placement.person = person;
        placement.placedMs = placedMs;
    };
    if (reason.isExcluded) {
        nameWhoExcluded(placement, decided, changes);
        return;
    }
    if (!reason.move) {
        placement.placedBy = reason.phase ? PlacedBy::Rule : PlacedBy::Nobody;
        return;
    }
    const Override& move = *reason.move;
    const std::vector<int> bands = bandsOfPhases(plan.rule);
    const bool isWhereDecided = decided && decided->level && move.phase
        && bands[static_cast<std::size_t>(*move.phase)] == *decided->level;
    const bool isOfReview = move.placedBy.empty()
        ? isWhereDecided // before names of moves were kept
        : std::ranges::any_of(reviews, [&](const Review& review) {
              return review.reviewer == move.placedBy && review.decidedMs == move.placedMs;
          });
    if (isOfReview && isWhereDecided)
        take(PlacedBy::Review, decided->reviewer, decided->decidedMs);
    else
        take(isOfReview ? PlacedBy::Review : PlacedBy::Person, move.placedBy, move.placedMs);
}

Result<ExplainedPlacement> placementOf(
    const PlacementView& view, PlacementReason&& reason, const BeginningReader& beginning)
{
    ExplainedPlacement placement;
    placement.plan = view.plan.name;
    placement.revision = view.plan.revision;
    placement.scorer = view.plan.scorer;
    placement.rule = view.plan.rule;
    for (const PhaseSettings& phase :
        view.plan.phases.empty() ? defaultPhases(view.plan.rule.phaseCount) : view.plan.phases)
        placement.phases.push_back(phase.name);
    placement.reason = std::move(reason);
    for (const CutNeighbours& cut : placement.reason.cuts) {
        ExplainedCut& explained = placement.cuts.emplace_back(ExplainedCut{cut, {}, {}});
        for (const auto& [row, neighbour] :
            {std::pair(cut.below, &explained.below), std::pair(cut.above, &explained.above)}) {
            if (!row)
                continue;
            const ExampleId id = view.columns.ids[*row];
            auto text = beginning(id);
            if (!text)
                return passOn(text);
            *neighbour = ExplainedNeighbour{id, view.columns.scores[*row], std::move(*text)};
        }
    }
    return placement;
}

Result<Explanation> explainStored(Project& project, const StoredExample& stored, const PlacementView* placed,
    std::span<const std::uint32_t> positions, const BeginningReader& beginning)
{
    Explanation explanation;
    explanation.example = stored.id;
    explanation.revision = stored.revision;
    explanation.source = stored.example.source;
    explanation.beginning = beginningOf(stored.example);
    auto scores = project.scores().scoresOf(stored.id);
    if (!scores)
        return passOn(scores);
    explanation.scores = countingScores(
        std::move(*scores), stored.revision, placed != nullptr ? placed->plan.scorer : std::string());
    auto reviews = project.reviews().history(stored.id);
    if (!reviews)
        return passOn(reviews);
    explanation.reviews = std::move(*reviews);
    auto changes = project.examples().changes(stored.id);
    if (!changes)
        return passOn(changes);
    explanation.changes = std::move(*changes);
    if (placed == nullptr)
        return explanation;
    std::erase_if(
        explanation.reviews, [&](const Review& review) { return review.plan != placed->plan.name; });
    const auto found = std::ranges::lower_bound(placed->columns.ids, stored.id);
    if (found == placed->columns.ids.end() || *found != stored.id)
        return explanation; // imported since the plan was placed
    const auto row = static_cast<std::size_t>(found - placed->columns.ids.begin());
    auto placement = placementOf(
        *placed, positions.empty() ? reasonFor(*placed, row) : reasonFor(*placed, row, positions), beginning);
    if (!placement)
        return passOn(placement);
    nameThePerson(*placement, placed->plan, stored.id, explanation.reviews, explanation.changes);
    explanation.placement = std::move(*placement);
    return explanation;
}

BeginningReader readerOf(Project& project)
{
    return [&project](ExampleId id) -> Result<std::string> {
        const auto stored = project.examples().example(id);
        if (!stored)
            return tl::unexpected(stored.error());
        return beginningOf(stored->example);
    };
}

Json toJson(const std::optional<ExplainedNeighbour>& neighbour)
{
    if (!neighbour)
        return nullptr;
    return {{"id", numberOf(neighbour->example)}, {"score", neighbour->score},
        {"instruction", neighbour->beginning}};
}

Json phaseNumber(const std::optional<int>& phase)
{
    return phase ? Json(*phase + 1) : Json(nullptr);
}

Json toJson(const ExplainedPlacement& placement)
{
    const PlacementReason& reason = placement.reason;
    Json cuts = Json::array();
    for (const auto& [cut, below, above] : placement.cuts)
        cuts.push_back({{"score", cut.score}, {"phase_below", cut.phaseBelow + 1},
            {"phase_above", cut.phaseAbove + 1}, {"ties_below", cut.tiesBelow}, {"ties_above", cut.tiesAbove},
            {"below", toJson(below)}, {"above", toJson(above)}});
    Json rule = {{"kind", nameOf(placement.rule.kind)}, {"phases", placement.rule.phaseCount}};
    if (placement.rule.kind == RuleKind::Thresholds)
        rule["thresholds"] = placement.rule.thresholds;
    return {{"plan", placement.plan}, {"revision", placement.revision}, {"scorer", placement.scorer},
        {"rule", std::move(rule)}, {"score", reason.score ? Json(*reason.score) : Json(nullptr)},
        {"rank", reason.position ? Json(*reason.position + 1) : Json(nullptr)}, {"scored", reason.scored},
        {"rule_phase", phaseNumber(reason.rulePhase)}, {"phase", phaseNumber(reason.phase)},
        {"phase_name",
            reason.phase ? Json(placement.phases[static_cast<std::size_t>(*reason.phase)]) : Json(nullptr)},
        {"is_excluded", reason.isExcluded}, {"reasons", reason.sentences},
        {"placed_by", nameOf(placement.placedBy)}, {"person", placement.person},
        {"placed_ms", placement.placedMs}, {"cuts", std::move(cuts)}};
}

} // namespace

std::string_view nameOf(PlacedBy placedBy)
{
    switch (placedBy) {
    case PlacedBy::Rule:
        return "rule";
    case PlacedBy::Person:
        return "person";
    case PlacedBy::Review:
        return "review";
    case PlacedBy::Nobody:
        break;
    }
    return "nobody";
}

Result<Explanation> explainExample(Project& project, ExampleId example, const PlacementView* placed)
{
    const auto stored = project.examples().example(example);
    if (!stored)
        return tl::unexpected(stored.error());
    return explainStored(project, *stored, placed, {}, readerOf(project));
}

struct Explainer::State
{
    Plan plan;
    ExampleColumns columns;
    std::optional<ScoreOrder> order;
    Placement placement;
    std::size_t placed = 0;
};

Explainer::Explainer(std::unique_ptr<State> state)
    : m_state(std::move(state))
{ }

Explainer::Explainer(Explainer&&) noexcept = default;
Explainer& Explainer::operator=(Explainer&&) noexcept = default;
Explainer::~Explainer() = default;

Result<Explainer> Explainer::open(Project& project, const std::string& name)
{
    auto plan = project.plans().load(name);
    if (!plan)
        return passOn(plan);
    auto state = std::make_unique<State>();
    state->plan = std::move(*plan);
    auto columns = columnsFor(project, state->plan);
    if (!columns)
        return passOn(columns);
    state->columns = std::move(*columns);
    state->order.emplace(state->columns);
    auto placement = placeExamples(state->plan, state->columns, *state->order, EmptyPhases::Allow);
    if (!placement)
        return passOn(placement);
    state->placement = std::move(*placement);
    for (const PhaseSummary& phase : state->placement.phases)
        state->placed += phase.examples;
    return Explainer(std::move(state));
}

const Plan& Explainer::plan() const
{
    return m_state->plan;
}

std::size_t Explainer::placed() const
{
    return m_state->placed;
}

PlacementView Explainer::view() const
{
    return {m_state->plan, m_state->columns, *m_state->order, m_state->placement};
}

Result<Explanation> Explainer::explain(Project& project, ExampleId example) const
{
    const PlacementView placed = view();
    return explainExample(project, example, &placed);
}

Result<> Explainer::visit(Project& project, const ExplanationVisitor& visitor,
    const ProgressCallback& progress, const StopFlag* stop) const
{
    const PlacementView placed = view();
    const std::vector<std::uint32_t> positions = positionsOf(placed);
    // The neighbours of all examples of a phase are the same few.
    std::map<ExampleId, std::string> beginnings;
    const BeginningReader read = readerOf(project);
    const BeginningReader beginning = [&](ExampleId id) -> Result<std::string> {
        if (const auto known = beginnings.find(id); known != beginnings.end())
            return known->second;
        auto text = read(id);
        if (text)
            beginnings.emplace(id, *text);
        return text;
    };
    Progress now{0, m_state->columns.size()};
    return project.examples().visit([&](const StoredExample& stored) -> Result<> {
        if (isStopRequested(stop))
            return stopped("It was stopped while examples were explained.");
        const auto explanation = explainStored(project, stored, &placed, positions, beginning);
        if (!explanation)
            return tl::unexpected(explanation.error());
        ++now.done;
        if (progress)
            progress(now);
        return visitor(*explanation);
    });
}

Json toJson(const Explanation& explanation)
{
    Json scores = Json::array();
    for (const ExplainedScore& one : explanation.scores) {
        Json score = {{"scorer", one.scorer}, {"version", one.score.version},
            {"value", one.score.value ? Json(*one.score.value) : Json(nullptr)},
            {"rationale", one.score.rationale}, {"is_of_earlier_text", one.isOfEarlierText},
            {"scored_ms", one.score.createdMs}};
        if (!one.score.raw.empty())
            score["raw"] = one.score.raw;
        scores.push_back(std::move(score));
    }
    Json reviews = Json::array();
    for (const Review& review : explanation.reviews)
        reviews.push_back({{"plan", review.plan}, {"reviewer", review.reviewer},
            {"decision", nameOf(review.decision)}, {"level", phaseNumber(review.level)},
            {"note", review.note}, {"is_resolution", review.isResolution}, {"decided_ms", review.decidedMs},
            {"withdrawn_ms", review.withdrawnMs ? Json(*review.withdrawnMs) : Json(nullptr)}});
    Json changes = Json::array();
    for (const ExampleChange& change : explanation.changes)
        changes.push_back({{"kind", nameOf(change.kind)}, {"revision", change.revision},
            {"person", change.person}, {"changed_ms", change.changedMs}});
    return {{"id", numberOf(explanation.example)}, {"revision", explanation.revision},
        {"file", explanation.source.file}, {"line", explanation.source.line},
        {"instruction", explanation.beginning}, {"scores", std::move(scores)},
        {"placement", explanation.placement ? toJson(*explanation.placement) : Json(nullptr)},
        {"reviews", std::move(reviews)}, {"changes", std::move(changes)}};
}

} // namespace dankai
