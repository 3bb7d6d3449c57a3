// SPDX-License-Identifier: Apache-2.0
// The part of ReviewStore that says what is asked: queues, anchors, the definition of difficulty.
#include "core/base/hash.h"
#include "core/project/examplerows.h"
#include "core/project/planrows.h"
#include "core/project/reviewrows.h"

#include <random>
#include <set>

namespace dankai {

namespace {

[[noreturn]] void refuse(std::string sentence)
{
    throw DatabaseFailure{Error{ErrorCode::Unusable, std::move(sentence)}};
}

std::string newKey()
{
    std::random_device device;
    std::string bytes;
    while (bytes.size() < 16) {
        const auto word = device();
        for (int shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<char>(word >> shift & 0xFFU));
    }
    return toHex(bytes);
}

#define DANKAI_QUEUE_COLUMNS "q.id, q.key, q.plan, p.name, q.levels, q.seed, q.population, q.created_ms"
#define DANKAI_QUEUE_TABLES "review_queues q JOIN reviewers p ON p.id = q.reviewer"

ReviewQueue queueAt(const Statement& row)
{
    ReviewQueue queue;
    queue.id = row.integer(0);
    queue.key = row.text(1);
    queue.plan = row.text(2);
    queue.reviewer = row.text(3);
    queue.levels = static_cast<int>(row.integer(4));
    queue.seed = static_cast<std::uint64_t>(row.integer(5));
    queue.population = static_cast<std::uint64_t>(row.integer(6));
    queue.createdMs = row.integer(7);
    return queue;
}

void readItems(Database& database, ReviewQueue& queue)
{
    Statement rows(database,
        "SELECT " DANKAI_REVIEW_ITEM_COLUMNS " FROM review_items i WHERE i.queue = ?1 ORDER BY i.place");
    rows.bind(1, queue.id);
    while (rows.step())
        queue.items.push_back(itemAt(rows));
}

std::optional<ReviewQueue> newestQueueOf(
    Database& database, const std::string& plan, const std::string& reviewer)
{
    Statement find(database,
        "SELECT " DANKAI_QUEUE_COLUMNS " FROM " DANKAI_QUEUE_TABLES
        " WHERE q.plan = ?1 AND p.name = ?2 ORDER BY q.id DESC LIMIT 1");
    find.bind(1, std::string_view(plan)).bind(2, std::string_view(reviewer));
    if (!find.step())
        return std::nullopt;
    return queueAt(find);
}

// Closing reviews that stand, the last of each place.
std::vector<std::optional<Review>> answersOf(Database& database, std::int64_t queue, std::size_t items)
{
    std::vector<std::optional<Review>> answers(items);
    Statement rows(database,
        "SELECT " DANKAI_REVIEW_COLUMNS " FROM " DANKAI_REVIEW_TABLES
        " WHERE r.queue = ?1 AND r.withdrawn_ms IS NULL ORDER BY r.id");
    rows.bind(1, queue);
    while (rows.step()) {
        Review review = reviewAt(rows);
        if (review.place && *review.place < items && closesQuestion(review.decision))
            answers[*review.place] = std::move(review);
    }
    return answers;
}

// Questions that wait for an answer. One about an example that was excluded meanwhile waits for nothing.
std::int64_t openQuestions(Database& database, std::int64_t queue)
{
    Statement count(database,
        "SELECT count(*) FROM review_items i JOIN examples e ON e.id = i.example WHERE i.queue = ?1 "
        "AND e.is_excluded = 0 AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.queue = i.queue "
        "AND r.place = i.place AND r.withdrawn_ms IS NULL AND r.decision NOT IN ('edit', 'note'))");
    count.bind(1, queue);
    return count.step() ? count.integer(0) : 0;
}

} // namespace

Result<std::vector<std::string>> ReviewStore::reviewers()
{
    return guarded([&] {
        std::vector<std::string> names;
        Statement rows(*m_database, "SELECT name FROM reviewers ORDER BY id");
        while (rows.step())
            names.emplace_back(rows.text(0));
        return names;
    });
}

Result<ReviewQueue> ReviewStore::begin(const ReviewQueue& wanted)
{
    return guarded([&] {
        ReviewQueue queue = wanted;
        queue.reviewer = checkedReviewerName(wanted.reviewer);
        if (queue.items.empty())
            refuse("There is no example left to ask " + queue.reviewer + " about.");
        queue.key = newKey();
        queue.createdMs = nowMs();
        Transaction transaction(*m_database);
        if (const auto before = newestQueueOf(*m_database, queue.plan, queue.reviewer))
            if (const std::int64_t open = openQuestions(*m_database, before->id);
                open > 0 && before->levels == queue.levels)
                refuse(queue.reviewer + " has " + std::to_string(open) + " questions left in plan '"
                    + queue.plan + "'. Answer or skip them first.");
        const std::int64_t reviewer = reviewerId(*m_database, queue.reviewer);
        Statement add(*m_database,
            "INSERT INTO review_queues (key, plan, reviewer, levels, seed, population, created_ms) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        add.bind(1, std::string_view(queue.key))
            .bind(2, std::string_view(queue.plan))
            .bind(3, reviewer)
            .bind(4, std::int64_t(queue.levels))
            .bind(5, static_cast<std::int64_t>(queue.seed))
            .bind(6, static_cast<std::int64_t>(queue.population))
            .bind(7, queue.createdMs)
            .run();
        queue.id = m_database->lastRowId();
        Statement ask(*m_database,
            "INSERT INTO review_items (queue, place, example, revision, other, other_revision, reason, "
            "probability, expected) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        for (std::size_t place = 0; place < queue.items.size(); ++place) {
            const ReviewItem& item = queue.items[place];
            const auto other = item.other ? std::optional(numberOf(*item.other)) : std::nullopt;
            ask.bind(1, queue.id)
                .bind(2, static_cast<std::int64_t>(place))
                .bind(3, numberOf(item.example))
                .bind(4, std::int64_t(item.revision))
                .bindOptional(5, other)
                .bind(6, std::int64_t(item.otherRevision))
                .bind(7, nameOf(item.reason))
                .bind(8, item.probability)
                .bindOptional(9, item.expected ? std::optional<std::int64_t>(*item.expected) : std::nullopt)
                .run();
        }
        transaction.commit();
        return queue;
    });
}

Result<ReviewQueue> ReviewStore::queue(std::int64_t id)
{
    return guarded([&] {
        const ReadTransaction reading(*m_database);
        Statement find(
            *m_database, "SELECT " DANKAI_QUEUE_COLUMNS " FROM " DANKAI_QUEUE_TABLES " WHERE q.id = ?1");
        find.bind(1, id);
        if (!find.step())
            refuse("There is no review queue " + std::to_string(id) + " in this project.");
        ReviewQueue queue = queueAt(find);
        readItems(*m_database, queue);
        return queue;
    });
}

Result<std::optional<ReviewQueue>> ReviewStore::queueOfKey(const std::string& key)
{
    return guarded([&]() -> std::optional<ReviewQueue> {
        const ReadTransaction reading(*m_database);
        Statement find(
            *m_database, "SELECT " DANKAI_QUEUE_COLUMNS " FROM " DANKAI_QUEUE_TABLES " WHERE q.key = ?1");
        find.bind(1, std::string_view(key));
        if (!find.step())
            return std::nullopt;
        ReviewQueue queue = queueAt(find);
        readItems(*m_database, queue);
        return queue;
    });
}

Result<std::vector<ReviewQueueListing>> ReviewStore::queues(const std::string& plan)
{
    return guarded([&] {
        std::vector<ReviewQueueListing> listings;
        const ReadTransaction reading(*m_database);
        Statement rows(*m_database,
            "SELECT " DANKAI_QUEUE_COLUMNS ", (SELECT count(*) FROM review_items i WHERE i.queue = q.id), "
            "(SELECT count(*) FROM review_items i WHERE i.queue = q.id AND EXISTS (SELECT 1 FROM reviews r "
            "WHERE r.queue = q.id AND r.place = i.place AND r.withdrawn_ms IS NULL "
            "AND r.decision NOT IN ('edit', 'note'))) FROM " DANKAI_QUEUE_TABLES
            " WHERE q.plan = ?1 ORDER BY q.id DESC");
        rows.bind(1, std::string_view(plan));
        while (rows.step())
            listings.push_back({queueAt(rows), static_cast<std::size_t>(rows.integer(8)),
                static_cast<std::size_t>(rows.integer(9))});
        return listings;
    });
}

Result<std::optional<ReviewQueue>> ReviewStore::newestQueue(
    const std::string& plan, const std::string& reviewer)
{
    return guarded([&] {
        const ReadTransaction reading(*m_database);
        std::optional<ReviewQueue> queue = newestQueueOf(*m_database, plan, checkedReviewerName(reviewer));
        if (queue)
            readItems(*m_database, *queue);
        return queue;
    });
}

Result<std::vector<AskedExample>> ReviewStore::asked(const std::string& plan)
{
    return guarded([&] {
        std::vector<AskedExample> asked;
        Statement rows(*m_database,
            "SELECT i.example, p.name, i.reason FROM review_items i JOIN review_queues q ON q.id = i.queue "
            "JOIN reviewers p ON p.id = q.reviewer WHERE q.plan = ?1 AND i.other IS NULL ORDER BY i.id");
        rows.bind(1, std::string_view(plan));
        while (rows.step())
            asked.push_back({ExampleId(rows.integer(0)), std::string(rows.text(1)),
                reviewReasonFrom(rows.text(2)).value_or(ReviewReason::Unasked)});
        return asked;
    });
}

Result<std::vector<std::optional<Review>>> ReviewStore::answers(const ReviewQueue& queue)
{
    return guarded([&] { return answersOf(*m_database, queue.id, queue.items.size()); });
}

Result<std::string> ReviewStore::definition(const std::string& plan)
{
    return guarded([&] {
        Statement find(*m_database, "SELECT definition FROM review_guides WHERE plan = ?1");
        find.bind(1, std::string_view(plan));
        return find.step() ? std::string(find.text(0)) : std::string();
    });
}

Result<> ReviewStore::setDefinition(const std::string& plan, const std::string& definition)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        planNamed(*m_database, plan);
        Statement put(*m_database,
            "INSERT INTO review_guides (plan, definition) VALUES (?1, ?2) "
            "ON CONFLICT (plan) DO UPDATE SET definition = ?2");
        put.bind(1, std::string_view(plan)).bind(2, std::string_view(definition)).run();
        transaction.commit();
    });
}

Result<std::vector<ReviewAnchor>> ReviewStore::anchors(const std::string& plan, int levels)
{
    return guarded([&] {
        std::vector<ReviewAnchor> anchors;
        Statement rows(*m_database,
            "SELECT example, level, is_chosen FROM review_anchors WHERE plan = ?1 AND levels = ?2 "
            "ORDER BY level, id");
        rows.bind(1, std::string_view(plan)).bind(2, std::int64_t(levels));
        while (rows.step())
            anchors.push_back(
                {ExampleId(rows.integer(0)), static_cast<int>(rows.integer(1)), rows.integer(2) != 0});
        return anchors;
    });
}

Result<> ReviewStore::setAnchors(const std::string& plan, int levels, std::span<const ReviewAnchor> anchors)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        planNamed(*m_database, plan);
        Statement clear(*m_database, "DELETE FROM review_anchors WHERE plan = ?1");
        clear.bind(1, std::string_view(plan)).run();
        Statement add(*m_database,
            "INSERT INTO review_anchors (plan, example, level, levels, is_chosen) VALUES (?1, ?2, ?3, ?4, "
            "?5)");
        std::set<ExampleId> seen;
        for (const ReviewAnchor& anchor : anchors) {
            loadExample(*m_database, anchor.example);
            if (!seen.insert(anchor.example).second)
                refuse("Example " + std::to_string(numberOf(anchor.example))
                    + " cannot show two levels at once.");
            if (anchor.level < 0 || anchor.level >= levels)
                refuse("Plan '" + plan + "' has " + std::to_string(levels) + " levels; there is no level "
                    + std::to_string(anchor.level + 1) + ".");
            add.bind(1, std::string_view(plan))
                .bind(2, numberOf(anchor.example))
                .bind(3, std::int64_t(anchor.level))
                .bind(4, std::int64_t(levels))
                .bind(5, std::int64_t(anchor.isChosen ? 1 : 0))
                .run();
        }
        transaction.commit();
    });
}

} // namespace dankai
