// SPDX-License-Identifier: Apache-2.0
// What people say about the difficulty of examples, in project.db: queues with the chance of every question,
// answers that are withdrawn but never removed, and what they do to the plan and to the examples. A placement
// by a person is a move by hand: it stands above every score and survives a new cut. Draws nothing
// (reviewing.h) and counts nothing.
#pragma once

#include "core/base/result.h"
#include "core/dataset/example.h"
#include "core/difficulty/review.h"
#include "core/phase/plan.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

class Database;

struct ReviewItem
{
    ExampleId example{};
    int revision = 1; // of its content when it was drawn
    std::optional<ExampleId> other; // of a pair
    int otherRevision = 0;
    ReviewReason reason = ReviewReason::Random;
    double probability = 1; // of being asked about (core/difficulty/reviewqueue.h)
    std::optional<int> expected; // of practice: the level that is told afterwards

    bool operator==(const ReviewItem&) const = default;
};

// What one person is asked about one plan, practice first.
struct ReviewQueue
{
    std::int64_t id = 0;
    std::string key; // 32 hexadecimal digits: knows the queue again in a review package
    std::string plan;
    std::string reviewer;
    int levels = 0; // of the plan when it was drawn
    std::uint64_t seed = 0; // below 2^63
    std::uint64_t population = 0; // examples that could have been asked about
    std::int64_t createdMs = 0; // since 1970; filled in by the store
    std::vector<ReviewItem> items; // in the order in which they are asked

    bool operator==(const ReviewQueue&) const = default;
};

struct ReviewQueueListing
{
    ReviewQueue queue; // without its items
    std::size_t asked = 0;
    std::size_t answered = 0;
};

// How a review came in.
inline constexpr const char* reviewHere = "here";
inline constexpr const char* reviewFromTable = "table";
inline constexpr const char* reviewFromPackage = "package";

struct Review
{
    std::int64_t id = 0;
    std::string plan;
    std::string reviewer;
    std::optional<std::int64_t> queue; // whose question this answers, with its place from 0
    std::optional<std::size_t> place;
    ExampleId example{};
    int revision = 0; // of the content that was judged; 0 when deciding: the one there is
    std::optional<ExampleId> other;
    ReviewDecision decision = ReviewDecision::Skip;
    std::optional<int> level; // of Place: the range of difficulty, 0 is the easiest
    int levels = 0; // filled in by the store: how many the plan had
    std::string note;
    ReviewReason reason = ReviewReason::Unasked; // filled in from the queue
    double probability = 0; // filled in from the queue; 0: nobody drew it
    bool isResolution = false; // ends a conflict
    double seconds = 0; // the person took
    std::string source = reviewHere;
    std::string sourceKey; // of a package: where it stands there. A key that is known changes nothing
    std::optional<int> editedTo; // of Edit: the revision that it made
    std::int64_t decidedMs = 0; // since 1970; 0 when deciding: now
    std::optional<std::int64_t> withdrawnMs;

    bool operator==(const Review&) const = default;
};

// Two people who put one example into different places, or only one of whom takes it out.
struct ReviewConflict
{
    ExampleId example{};
    std::vector<Review> opinions; // the last of each person, in the order in which they first said one
};

struct AskedExample
{
    ExampleId example{};
    std::string reviewer;
    ReviewReason reason = ReviewReason::Random;
};

struct UndoneReview
{
    Review review;
    bool isTextKept = false; // of Edit: the example was edited again since
};

struct ReviewAnchor
{
    ExampleId example{};
    int level = 0;
    bool isChosen = false; // by a person; else proposed from the scores

    bool operator==(const ReviewAnchor&) const = default;
};

// A name as it is stored: no blanks at its ends. Unusable where it is empty, longer than 100 characters or
// holds line ends.
Result<std::string> reviewerName(std::string_view name);

class ReviewStore final
{
public:
    explicit ReviewStore(Database& database);

    Result<std::vector<std::string>> reviewers(); // in the order in which they came

    // Stores it under a new key. Unusable without items, or while this person has questions of this plan
    // left.
    Result<ReviewQueue> begin(const ReviewQueue& wanted);
    Result<ReviewQueue> queue(std::int64_t id);
    Result<std::optional<ReviewQueue>> queueOfKey(const std::string& key);
    Result<std::vector<ReviewQueueListing>> queues(const std::string& plan); // newest first
    // This person's newest queue; nothing where there is none.
    Result<std::optional<ReviewQueue>> newestQueue(const std::string& plan, const std::string& reviewer);
    // Every question about a single example that anybody was ever asked.
    Result<std::vector<AskedExample>> asked(const std::string& plan);
    // What each question of a queue was answered with last; nothing: not yet. Notes and edits do not count.
    Result<std::vector<std::optional<Review>>> answers(const ReviewQueue& queue);

    // Stores the answer and does what follows from it, as one change: a placement moves the example in the
    // plan, what takes it out excludes it from every plan. Where another person's opinion stands already it
    // stays as it is, and the two are in conflict if they differ. Unusable where the example is gone or was
    // edited since, the level is not one of the plan's, or the decision does not fit the question.
    Result<Review> decide(const Review& review);
    // As decide(), for a decision that changes the text: a new content revision, which makes scores stale.
    Result<Review> edit(const Review& review, const Example& content);
    // Takes this person's last decision on the plan back, also one of an earlier day, with what followed from
    // it; nothing where there is none left. What somebody moved by hand or edited since stays as it is.
    Result<std::optional<UndoneReview>> undo(const std::string& plan, const std::string& reviewer);
    // Takes one decision back by its number, as undo() does. Unusable where there is none that stands.
    Result<UndoneReview> withdraw(std::int64_t review);
    Result<bool> knowsSource(const std::string& sourceKey);

    // Those that stand, in the order in which they were decided, as many levels as the plan has now or not.
    Result<std::vector<Review>> standing(const std::string& plan);
    // Everything that was ever said about one example, withdrawn too, in every plan.
    Result<std::vector<Review>> history(ExampleId example);
    // Without those that a resolution ended.
    Result<std::vector<ReviewConflict>> conflicts(const std::string& plan);
    // The moves and exclusions that stand because of reviews, taken back from `plan`, whose overrides are
    // those of the store: the plan as it would be without what people said of `examples` (empty: of any).
    // Those that are excluded because of it come back in `excluded`.
    Result<Plan> withoutReviews(
        const Plan& plan, std::span<const ExampleId> examples, std::vector<ExampleId>& excluded);

    // The sentences that say what difficulty is; empty where the plan has none of its own.
    Result<std::string> definition(const std::string& plan);
    Result<> setDefinition(const std::string& plan, const std::string& definition);
    // Of as many levels as the plan has, by level.
    Result<std::vector<ReviewAnchor>> anchors(const std::string& plan, int levels);
    // Replaces all of them. Unusable where an example stands twice or a level is not one of the plan's.
    Result<> setAnchors(const std::string& plan, int levels, std::span<const ReviewAnchor> anchors);

private:
    Database* m_database;
};

} // namespace dankai
