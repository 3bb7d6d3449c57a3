// SPDX-License-Identifier: Apache-2.0
#include "core/project/revieweffect.h"

#include "core/project/examplerows.h"

#include <algorithm>

namespace dankai {

namespace {

bool saysAPlace(const Review& review, int levels)
{
    if (review.reason == ReviewReason::Practice || review.levels != levels)
        return false;
    return review.decision == ReviewDecision::Place || takesOut(review.decision);
}

ReviewOutcome outcomeOf(const Review& review)
{
    return {review.decision == ReviewDecision::Place ? review.level : std::nullopt};
}

// What a review changed, and what stood before.
struct Effect
{
    ReviewOutcome outcome;
    std::optional<Override> moveBefore;
    bool wasExcluded = false;
};

std::optional<Effect> findEffect(Database& database, const std::string& plan, ExampleId example)
{
    Statement find(database,
        "SELECT level, had_move, move_phase, was_excluded, move_by, move_ms FROM review_effects WHERE plan = "
        "?1 "
        "AND example = ?2");
    find.bind(1, std::string_view(plan)).bind(2, numberOf(example));
    if (!find.step())
        return std::nullopt;
    Effect effect;
    if (!find.isNull(0))
        effect.outcome.level = static_cast<int>(find.integer(0));
    if (find.integer(1) != 0) {
        effect.moveBefore = Override{example, std::nullopt, std::string(find.text(4)), find.integer(5)};
        if (!find.isNull(2))
            effect.moveBefore->phase = static_cast<int>(find.integer(2));
    }
    effect.wasExcluded = find.integer(3) != 0;
    return effect;
}

void putEffect(Database& database, const std::string& plan, ExampleId example, const Effect& effect)
{
    Statement put(database,
        "INSERT INTO review_effects (plan, example, level, had_move, move_phase, was_excluded, move_by, "
        "move_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (plan, example) DO UPDATE SET level = "
        "?3, "
        "had_move = ?4, move_phase = ?5, was_excluded = ?6, move_by = ?7, move_ms = ?8");
    const std::optional<std::int64_t> level = effect.outcome.level;
    const std::optional<std::int64_t> phase
        = effect.moveBefore && effect.moveBefore->phase ? effect.moveBefore->phase : std::nullopt;
    put.bind(1, std::string_view(plan))
        .bind(2, numberOf(example))
        .bindOptional(3, level)
        .bind(4, std::int64_t(effect.moveBefore ? 1 : 0))
        .bindOptional(5, phase)
        .bind(6, std::int64_t(effect.wasExcluded ? 1 : 0))
        .bind(7, effect.moveBefore ? std::string_view(effect.moveBefore->placedBy) : std::string_view())
        .bind(8, effect.moveBefore ? effect.moveBefore->placedMs : std::int64_t(0))
        .run();
}

class Bringing final
{
public:
    Bringing(Database& database, const PlanRow& plan, const Plan& definition, ExampleId example)
        : m_database(database)
        , m_plan(plan)
        , m_definition(definition)
        , m_example(example)
        , m_move(moveOf(database, plan, example))
        , m_isExcluded(loadExample(database, example).isExcluded)
    { }

    // `decided`: the review that says where it is to stand; nothing: none does.
    bool bring(const std::optional<Review>& decided, HandMoves handMoves)
    {
        const std::optional<ReviewOutcome> wanted
            = decided ? std::optional(outcomeOf(*decided)) : std::nullopt;
        std::optional<Effect> effect = findEffect(m_database, m_definition.name, m_example);
        if (!wanted) {
            if (!effect)
                return false;
            takeBack(*effect);
            Statement remove(m_database, "DELETE FROM review_effects WHERE plan = ?1 AND example = ?2");
            remove.bind(1, std::string_view(m_definition.name)).bind(2, numberOf(m_example)).run();
            return m_hasChanged;
        }
        if (effect && effect->outcome == *wanted && (handMoves == HandMoves::Keep || stands(*wanted)))
            return false;
        if (effect)
            takeBack(*effect);
        Effect next{*wanted, m_move, m_isExcluded};
        if (wanted->level) {
            const int phase = phasesOfBands(m_definition.rule)[static_cast<std::size_t>(*wanted->level)];
            setMove(Override{m_example, phase, decided->reviewer, decided->decidedMs});
        } else {
            setExcluded(true);
        }
        putEffect(m_database, m_definition.name, m_example, next);
        return m_hasChanged;
    }

private:
    bool stands(const ReviewOutcome& outcome) const
    {
        if (!outcome.level)
            return m_isExcluded;
        const std::vector<int> bands = bandsOfPhases(m_definition.rule);
        return m_move && m_move->phase && static_cast<std::size_t>(*m_move->phase) < bands.size()
            && bands[static_cast<std::size_t>(*m_move->phase)] == *outcome.level;
    }

    // What the effect made goes, unless somebody changed it by hand since.
    void takeBack(const Effect& effect)
    {
        if (!stands(effect.outcome))
            return;
        if (!effect.outcome.level) {
            setExcluded(effect.wasExcluded);
            return;
        }
        // A phase that is gone since is no place to go back to.
        const bool canGoBack = effect.moveBefore
            && (!effect.moveBefore->phase || *effect.moveBefore->phase < m_definition.rule.phaseCount);
        setMove(canGoBack ? effect.moveBefore : std::nullopt);
    }

    void setMove(const std::optional<Override>& move)
    {
        if (move == m_move)
            return;
        if (move)
            putMove(m_database, m_plan, *move);
        else
            removeMove(m_database, m_plan, m_example);
        m_move = move;
        m_hasChanged = true;
    }

    void setExcluded(bool isExcluded)
    {
        if (isExcluded == m_isExcluded)
            return;
        markExample(m_database, m_example, isExcluded ? 1 : 0);
        m_isExcluded = isExcluded;
        m_hasChanged = true;
    }

    Database& m_database;
    const PlanRow& m_plan;
    const Plan& m_definition;
    ExampleId m_example;
    std::optional<Override> m_move;
    bool m_isExcluded;
    bool m_hasChanged = false;
};

const Review* lastResolution(std::span<const Review> reviews, int levels)
{
    const Review* last = nullptr;
    for (const Review& review : reviews)
        if (review.isResolution && saysAPlace(review, levels))
            last = &review;
    return last;
}

} // namespace

std::vector<Review> opinionsOf(std::span<const Review> reviews, int levels)
{
    std::vector<Review> opinions;
    std::vector<std::string> retracted; // whose last word says no place
    for (const Review& review : reviews) {
        if (review.reason == ReviewReason::Practice || isOfPair(review.decision) || review.isResolution
            || review.levels != levels)
            continue;
        const auto known = std::ranges::find(opinions, review.reviewer, &Review::reviewer);
        if (saysAPlace(review, levels)) {
            std::erase(retracted, review.reviewer);
            if (known == opinions.end())
                opinions.push_back(review);
            else
                *known = review;
        } else if (review.decision == ReviewDecision::Ambiguous) {
            retracted.push_back(review.reviewer);
        }
    }
    std::erase_if(
        opinions, [&](const Review& opinion) { return std::ranges::count(retracted, opinion.reviewer) > 0; });
    return opinions;
}

bool areInConflict(std::span<const Review> opinions)
{
    return std::ranges::any_of(
        opinions, [&](const Review& opinion) { return outcomeOf(opinion) != outcomeOf(opinions.front()); });
}

bool isResolved(std::span<const Review> reviews, std::span<const Review> opinions)
{
    std::int64_t newest = 0;
    for (const Review& opinion : opinions)
        newest = std::max(newest, opinion.id);
    return std::ranges::any_of(
        reviews, [&](const Review& review) { return review.isResolution && review.id > newest; });
}

std::optional<Review> decidingReview(std::span<const Review> reviews, int levels)
{
    if (const Review* resolution = lastResolution(reviews, levels))
        return *resolution;
    const std::vector<Review> opinions = opinionsOf(reviews, levels);
    return opinions.empty() ? std::nullopt : std::optional(opinions.front());
}

std::optional<ReviewOutcome> outcomeOf(std::span<const Review> reviews, int levels)
{
    const std::optional<Review> decided = decidingReview(reviews, levels);
    return decided ? std::optional(outcomeOf(*decided)) : std::nullopt;
}

bool bringToOutcome(
    Database& database, const PlanRow& plan, const Plan& definition, ExampleId example, HandMoves handMoves)
{
    const std::vector<Review> reviews = standingOf(database, definition.name, example);
    return Bringing(database, plan, definition, example)
        .bring(decidingReview(reviews, definition.rule.phaseCount), handMoves);
}

} // namespace dankai
