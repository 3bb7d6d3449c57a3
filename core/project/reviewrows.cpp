// SPDX-License-Identifier: Apache-2.0
#include "core/project/reviewrows.h"

#include "core/base/utf8.h"
#include "core/project/examplerows.h"

namespace dankai {

namespace {

constexpr std::size_t maximumNameLength = 100; // code points

std::optional<std::int64_t> optionalAt(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

} // namespace

Result<std::string> reviewerName(std::string_view name)
{
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const std::size_t first = name.find_first_not_of(blanks);
    const std::string trimmed(first == std::string_view::npos
            ? std::string_view()
            : name.substr(first, name.find_last_not_of(blanks) - first + 1));
    if (trimmed.empty())
        return unusable("Say who reviews: a name under which the answers are kept.");
    if (codePointCount(trimmed) > maximumNameLength || trimmed.find_first_of("\r\n") != std::string::npos
        || !isValidUtf8(trimmed))
        return unusable(
            "A reviewer's name is one line of at most " + std::to_string(maximumNameLength) + " characters.");
    return trimmed;
}

Review reviewAt(const Statement& row)
{
    Review review;
    review.id = row.integer(0);
    review.plan = row.text(1);
    review.reviewer = row.text(2);
    review.queue = optionalAt(row, 3);
    if (const auto place = optionalAt(row, 4))
        review.place = static_cast<std::size_t>(*place);
    review.example = ExampleId(row.integer(5));
    review.revision = static_cast<int>(row.integer(6));
    if (const auto other = optionalAt(row, 7))
        review.other = ExampleId(*other);
    // Of a later version: an opinion that this one has no name for says no place.
    review.decision = reviewDecisionFrom(row.text(8)).value_or(ReviewDecision::Skip);
    if (const auto level = optionalAt(row, 9))
        review.level = static_cast<int>(*level);
    review.levels = static_cast<int>(row.integer(10));
    review.note = row.text(11);
    review.reason = reviewReasonFrom(row.text(12)).value_or(ReviewReason::Unasked);
    review.probability = row.real(13);
    review.isResolution = row.integer(14) != 0;
    review.seconds = row.real(15);
    review.source = row.text(16);
    review.sourceKey = row.text(17);
    if (const auto editedTo = optionalAt(row, 18))
        review.editedTo = static_cast<int>(*editedTo);
    review.decidedMs = row.integer(19);
    review.withdrawnMs = optionalAt(row, 20);
    return review;
}

std::vector<Review> standingOf(Database& database, const std::string& plan, ExampleId example)
{
    std::vector<Review> reviews;
    Statement rows(database,
        "SELECT " DANKAI_REVIEW_COLUMNS " FROM " DANKAI_REVIEW_TABLES
        " WHERE r.plan = ?1 AND r.example = ?2 AND r.withdrawn_ms IS NULL ORDER BY r.id");
    rows.bind(1, std::string_view(plan)).bind(2, numberOf(example));
    while (rows.step())
        reviews.push_back(reviewAt(rows));
    return reviews;
}

ReviewItem itemAt(const Statement& row)
{
    ReviewItem item;
    item.example = ExampleId(row.integer(0));
    item.revision = static_cast<int>(row.integer(1));
    if (!row.isNull(2))
        item.other = ExampleId(row.integer(2));
    item.otherRevision = static_cast<int>(row.integer(3));
    item.reason = reviewReasonFrom(row.text(4)).value_or(ReviewReason::Unasked);
    item.probability = row.real(5);
    if (!row.isNull(6))
        item.expected = static_cast<int>(row.integer(6));
    return item;
}

std::string checkedReviewerName(std::string_view name)
{
    auto checked = reviewerName(name);
    require(checked);
    return std::move(*checked);
}

std::int64_t reviewerId(Database& database, const std::string& name)
{
    Statement find(database, "SELECT id FROM reviewers WHERE name = ?1");
    find.bind(1, std::string_view(name));
    if (find.step())
        return find.integer(0);
    Statement add(database, "INSERT INTO reviewers (name, since_ms) VALUES (?1, ?2)");
    add.bind(1, std::string_view(name)).bind(2, nowMs()).run();
    return database.lastRowId();
}

} // namespace dankai
