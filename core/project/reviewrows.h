// SPDX-License-Identifier: Apache-2.0
// How reviews and their questions stand in the tables. Internal to this room.
#pragma once

#include "core/project/database.h"
#include "core/project/reviewstore.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// Columns of reviewAt() over "reviews r JOIN reviewers p ON p.id = r.reviewer".
#define DANKAI_REVIEW_COLUMNS                                                                                \
    "r.id, r.plan, p.name, r.queue, r.place, r.example, r.revision, r.other, r.decision, r.level, "          \
    "r.levels, r.note, r.reason, r.probability, r.is_resolution, r.seconds, r.source, r.source_key, "        \
    "r.edited_to, r.decided_ms, r.withdrawn_ms"
#define DANKAI_REVIEW_TABLES "reviews r JOIN reviewers p ON p.id = r.reviewer"
Review reviewAt(const Statement& row);
std::vector<Review> standingOf(Database& database, const std::string& plan, ExampleId example);

// Columns of itemAt() over review_items i.
#define DANKAI_REVIEW_ITEM_COLUMNS                                                                           \
    "i.example, i.revision, i.other, i.other_revision, i.reason, i.probability, i.expected"
ReviewItem itemAt(const Statement& row);

// As reviewerName(); throws its error.
std::string checkedReviewerName(std::string_view name);
// The row of a reviewer; made where there is none.
std::int64_t reviewerId(Database& database, const std::string& name);

} // namespace dankai
