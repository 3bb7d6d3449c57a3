// SPDX-License-Identifier: Apache-2.0
#include "core/project/reviewstore.h"

#include "core/base/utf8.h"
#include "core/project/examplerows.h"
#include "core/project/planrows.h"
#include "core/project/revieweffect.h"
#include "core/project/reviewrows.h"

#include <algorithm>
#include <set>

namespace dankai {

namespace {

[[noreturn]] void refuse(std::string sentence)
{
    throw DatabaseFailure{Error{ErrorCode::Unusable, std::move(sentence)}};
}

// The question of this person that a decision on this example answers, where it names none itself.
void findQuestion(Database& database, Review& review)
{
    Statement find(database,
        "SELECT q.id, i.place FROM review_items i JOIN review_queues q ON q.id = i.queue "
        "JOIN reviewers p ON p.id = q.reviewer WHERE i.example = ?1 AND i.other IS NULL AND q.plan = ?2 "
        "AND p.name = ?3 ORDER BY q.id DESC LIMIT 1");
    find.bind(1, numberOf(review.example));
    find.bind(2, std::string_view(review.plan)).bind(3, std::string_view(review.reviewer));
    if (!find.step())
        return;
    review.queue = find.integer(0);
    review.place = static_cast<std::size_t>(find.integer(1));
}

// Takes over from the question what it says; the decision must fit it.
void takeQuestion(Database& database, Review& review, int levels)
{
    if (!review.queue && !review.isResolution)
        findQuestion(database, review);
    if (!review.queue) {
        if (isOfPair(review.decision))
            refuse("Which of two examples is harder is asked in pairs only. Place the example instead.");
        return;
    }
    Statement find(database,
        "SELECT " DANKAI_REVIEW_ITEM_COLUMNS ", q.levels FROM review_items i JOIN review_queues q ON q.id = "
        "i.queue JOIN reviewers p ON p.id = q.reviewer "
        "WHERE i.queue = ?1 AND i.place = ?2 AND q.plan = ?3 AND p.name = ?4");
    find.bind(1, *review.queue).bind(2, static_cast<std::int64_t>(review.place.value_or(0)));
    find.bind(3, std::string_view(review.plan)).bind(4, std::string_view(review.reviewer));
    if (!find.step())
        refuse(review.reviewer + " has no question " + std::to_string(review.place.value_or(0) + 1)
            + " in plan '" + review.plan + "'. Draw a queue for this name first.");
    const ReviewItem item = itemAt(find);
    if (review.decision == ReviewDecision::Place && find.integer(7) != levels)
        refuse("Plan '" + review.plan + "' had " + std::to_string(find.integer(7))
            + " levels when these questions were drawn and has " + std::to_string(levels)
            + " now. Draw new ones.");
    review.example = item.example;
    review.other = item.other;
    review.reason = item.reason;
    review.probability = item.probability;
    const bool fits = item.other ? isOfPair(review.decision) || review.decision == ReviewDecision::Skip
            || review.decision == ReviewDecision::Note
                                 : !isOfPair(review.decision);
    if (!fits)
        refuse(item.other ? "This question is about two examples: say which is harder, first, second or "
                            "equal, or skip it."
                          : "This question is about one example: place it, or say why it has no place.");
}

void requireLevel(const Review& review, const Plan& definition)
{
    if ((review.decision == ReviewDecision::Place) != review.level.has_value())
        refuse("A placement needs a level, and no other decision has one.");
    if (review.level && (*review.level < 0 || *review.level >= definition.rule.phaseCount))
        refuse("Plan '" + definition.name + "' has " + std::to_string(definition.rule.phaseCount)
            + " levels; there is no level " + std::to_string(*review.level + 1) + ".");
}

void requireConflict(Database& database, const Review& review, int levels)
{
    if (review.decision != ReviewDecision::Place && !takesOut(review.decision))
        refuse("A conflict ends with a level, or with what takes the example out.");
    if (!areInConflict(opinionsOf(standingOf(database, review.plan, review.example), levels)))
        refuse("Nobody disagrees about example " + std::to_string(numberOf(review.example)) + " in plan '"
            + review.plan + "'.");
}

void insert(Database& database, Review& review)
{
    const std::int64_t reviewer = reviewerId(database, review.reviewer);
    Statement add(database,
        "INSERT INTO reviews (plan, reviewer, queue, place, example, revision, other, decision, level, "
        "levels, note, reason, probability, is_resolution, seconds, source, source_key, edited_to, "
        "decided_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
        "?18, ?19)");
    const auto optional = [](const auto& value) {
        return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
    };
    add.bind(1, std::string_view(review.plan))
        .bind(2, reviewer)
        .bindOptional(3, review.queue)
        .bindOptional(4, optional(review.place))
        .bind(5, numberOf(review.example))
        .bind(6, std::int64_t(review.revision))
        .bindOptional(7, optional(review.other))
        .bind(8, nameOf(review.decision))
        .bindOptional(9, optional(review.level))
        .bind(10, std::int64_t(review.levels))
        .bind(11, std::string_view(review.note))
        .bind(12, nameOf(review.reason))
        .bind(13, review.probability)
        .bind(14, std::int64_t(review.isResolution ? 1 : 0))
        .bind(15, review.seconds)
        .bind(16, std::string_view(review.source));
    if (review.sourceKey.empty())
        add.bindNull(17);
    else
        add.bind(17, std::string_view(review.sourceKey));
    add.bindOptional(18, optional(review.editedTo)).bind(19, review.decidedMs).run();
    review.id = database.lastRowId();
}

// Inside a transaction of the caller's.
Review decideIn(Database& database, const Review& wanted, const Example* content)
{
    Review review = wanted;
    review.reviewer = checkedReviewerName(wanted.reviewer);
    review.note = toValidUtf8(wanted.note);
    if ((review.decision == ReviewDecision::Edit) != (content != nullptr))
        refuse("An edit needs a text, and no other decision has one.");
    const PlanRow row = planNamed(database, review.plan);
    const Plan definition = definitionOf(row, database, review.plan);
    takeQuestion(database, review, definition.rule.phaseCount);
    requireLevel(review, definition);
    if (review.isResolution)
        requireConflict(database, review, definition.rule.phaseCount);
    const StoredExample stored = loadExample(database, review.example);
    if (review.revision != 0 && review.revision != stored.revision)
        refuse("Example " + std::to_string(numberOf(review.example)) + " was edited since: revision "
            + std::to_string(review.revision) + " was judged, and it is at revision "
            + std::to_string(stored.revision) + ". Look at it again.");
    review.revision = stored.revision;
    review.levels = definition.rule.phaseCount;
    if (review.decidedMs == 0)
        review.decidedMs = nowMs();
    if (content != nullptr)
        review.editedTo = editExample(database, review.example, *content, review.reviewer);
    insert(database, review);
    if (review.reason != ReviewReason::Practice && !review.other
        && bringToOutcome(database, row, definition, review.example,
            closesQuestion(review.decision) ? HandMoves::Replace : HandMoves::Keep))
        countUp(database, row);
    return review;
}

std::optional<Review> lastReviewOf(Database& database, const std::string& plan, const std::string& reviewer)
{
    Statement find(database,
        "SELECT " DANKAI_REVIEW_COLUMNS " FROM " DANKAI_REVIEW_TABLES
        " WHERE r.plan = ?1 AND p.name = ?2 AND r.withdrawn_ms IS NULL ORDER BY r.id DESC LIMIT 1");
    find.bind(1, std::string_view(plan)).bind(2, std::string_view(reviewer));
    if (!find.step())
        return std::nullopt;
    return reviewAt(find);
}

Review standingReview(Database& database, std::int64_t id)
{
    Statement find(database,
        "SELECT " DANKAI_REVIEW_COLUMNS " FROM " DANKAI_REVIEW_TABLES
        " WHERE r.id = ?1 AND r.withdrawn_ms IS NULL");
    find.bind(1, id);
    if (!find.step())
        refuse("There is no decision " + std::to_string(id) + " that stands.");
    return reviewAt(find);
}

// Whether the text is back as it was before; not where the example was edited again since.
bool takeTextBack(Database& database, const Review& review)
{
    if (loadExample(database, review.example).revision != *review.editedTo)
        return false;
    Example content;
    {
        Statement before(database,
            "SELECT system, history, instruction, input, response, extra FROM contents WHERE id = ?1");
        before.bind(1, contentId(numberOf(review.example), review.revision));
        if (!before.step())
            return false;
        content = contentAt(before, 0);
    }
    editExample(database, review.example, content, review.reviewer);
    return true;
}

// Inside a transaction of the caller's.
UndoneReview withdrawIn(Database& database, const Review& standing)
{
    UndoneReview undone{standing};
    Review& review = undone.review;
    review.withdrawnMs = nowMs();
    Statement withdraw(database, "UPDATE reviews SET withdrawn_ms = ?2 WHERE id = ?1");
    withdraw.bind(1, review.id).bind(2, *review.withdrawnMs).run();
    if (review.editedTo)
        undone.isTextKept = !takeTextBack(database, review);
    if (review.reason == ReviewReason::Practice || review.other)
        return undone;
    const PlanRow row = planNamed(database, review.plan);
    const Plan definition = definitionOf(row, database, review.plan);
    if (bringToOutcome(database, row, definition, review.example, HandMoves::Keep))
        countUp(database, row);
    return undone;
}

bool isKnownSource(Database& database, const std::string& sourceKey)
{
    Statement find(database, "SELECT 1 FROM reviews WHERE source_key = ?1");
    find.bind(1, std::string_view(sourceKey));
    return find.step();
}

} // namespace

ReviewStore::ReviewStore(Database& database)
    : m_database(&database)
{ }

Result<Review> ReviewStore::decide(const Review& review)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Review stored = decideIn(*m_database, review, nullptr);
        transaction.commit();
        return stored;
    });
}

Result<Review> ReviewStore::edit(const Review& review, const Example& content)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Review stored = decideIn(*m_database, review, &content);
        transaction.commit();
        return stored;
    });
}

Result<std::optional<UndoneReview>> ReviewStore::undo(const std::string& plan, const std::string& reviewer)
{
    return guarded([&]() -> std::optional<UndoneReview> {
        Transaction transaction(*m_database);
        const std::optional<Review> last = lastReviewOf(*m_database, plan, checkedReviewerName(reviewer));
        if (!last)
            return std::nullopt;
        UndoneReview undone = withdrawIn(*m_database, *last);
        transaction.commit();
        return undone;
    });
}

Result<UndoneReview> ReviewStore::withdraw(std::int64_t review)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        UndoneReview undone = withdrawIn(*m_database, standingReview(*m_database, review));
        transaction.commit();
        return undone;
    });
}

Result<bool> ReviewStore::knowsSource(const std::string& sourceKey)
{
    return guarded([&] { return isKnownSource(*m_database, sourceKey); });
}

Result<std::vector<Review>> ReviewStore::standing(const std::string& plan)
{
    return guarded([&] {
        std::vector<Review> reviews;
        Statement rows(*m_database,
            "SELECT " DANKAI_REVIEW_COLUMNS " FROM " DANKAI_REVIEW_TABLES
            " WHERE r.plan = ?1 AND r.withdrawn_ms IS NULL ORDER BY r.id");
        rows.bind(1, std::string_view(plan));
        while (rows.step())
            reviews.push_back(reviewAt(rows));
        return reviews;
    });
}

Result<std::vector<Review>> ReviewStore::history(ExampleId example)
{
    return guarded([&] {
        std::vector<Review> reviews;
        Statement rows(*m_database,
            "SELECT " DANKAI_REVIEW_COLUMNS " FROM " DANKAI_REVIEW_TABLES
            " WHERE r.example = ?1 OR r.other = ?1 ORDER BY r.id");
        rows.bind(1, numberOf(example));
        while (rows.step())
            reviews.push_back(reviewAt(rows));
        return reviews;
    });
}

Result<std::vector<ReviewConflict>> ReviewStore::conflicts(const std::string& plan)
{
    auto reviews = standing(plan);
    if (!reviews)
        return passOn(reviews);
    return guarded([&] {
        const PlanRow row = planNamed(*m_database, plan);
        const int levels = definitionOf(row, *m_database, plan).rule.phaseCount;
        std::stable_sort(reviews->begin(), reviews->end(),
            [](const Review& one, const Review& other) { return one.example < other.example; });
        std::vector<ReviewConflict> conflicts;
        for (std::size_t from = 0; from < reviews->size();) {
            std::size_t end = from + 1;
            while (end < reviews->size() && (*reviews)[end].example == (*reviews)[from].example)
                ++end;
            const std::span<const Review> ofOne = std::span(*reviews).subspan(from, end - from);
            std::vector<Review> opinions = opinionsOf(ofOne, levels);
            if (areInConflict(opinions) && !isResolved(ofOne, opinions))
                conflicts.push_back({ofOne.front().example, std::move(opinions)});
            from = end;
        }
        return conflicts;
    });
}

Result<Plan> ReviewStore::withoutReviews(
    const Plan& plan, std::span<const ExampleId> examples, std::vector<ExampleId>& excluded)
{
    return guarded([&] {
        Plan before = plan;
        excluded.clear();
        const std::set<ExampleId> wanted(examples.begin(), examples.end());
        const std::vector<int> bands = bandsOfPhases(plan.rule);
        Statement rows(*m_database,
            "SELECT f.example, f.level, f.had_move, f.move_phase, e.is_excluded AND NOT f.was_excluded, "
            "f.move_by, f.move_ms FROM review_effects f JOIN examples e ON e.id = f.example WHERE f.plan = "
            "?1 ORDER BY f.example");
        rows.bind(1, std::string_view(plan.name));
        while (rows.step()) {
            const auto example = ExampleId(rows.integer(0));
            if (!wanted.empty() && !wanted.contains(example))
                continue;
            if (rows.isNull(1)) {
                if (rows.integer(4) != 0)
                    excluded.push_back(example);
                continue;
            }
            const auto move = std::ranges::lower_bound(before.overrides, example, {}, &Override::example);
            if (move == before.overrides.end() || move->example != example || !move->phase
                || bands[static_cast<std::size_t>(*move->phase)] != rows.integer(1))
                continue; // moved by hand since
            if (rows.integer(2) == 0) {
                before.overrides.erase(move);
                continue;
            }
            if (!rows.isNull(3) && rows.integer(3) >= plan.rule.phaseCount)
                continue; // to a phase that is gone
            move->phase = rows.isNull(3) ? std::nullopt : std::optional(static_cast<int>(rows.integer(3)));
            move->placedBy = rows.text(5);
            move->placedMs = rows.integer(6);
        }
        return before;
    });
}

} // namespace dankai
