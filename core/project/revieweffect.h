// SPDX-License-Identifier: Apache-2.0
// What the reviews of one example come to, and bringing the plan and the example to it. Derived anew after
// every change instead of kept per review, so that an undo, a second rating and a package that comes late all
// end where the reviews that stand say. Internal to this room.
#pragma once

#include "core/project/planrows.h"
#include "core/project/reviewrows.h"

#include <optional>
#include <span>
#include <vector>

namespace dankai {

// Where an example is to stand.
struct ReviewOutcome
{
    std::optional<int> level; // nothing: out of every plan

    bool operator==(const ReviewOutcome&) const = default;
};

// The last decision of each person that says something about the place, in the order in which they first said
// one; practice, pairs and other numbers of levels do not count. `reviews`: of one example, that stand, in
// the order in which they were stored.
std::vector<Review> opinionsOf(std::span<const Review> reviews, int levels);
// The last resolution, where none of the opinions came after it.
bool isResolved(std::span<const Review> reviews, std::span<const Review> opinions);
bool areInConflict(std::span<const Review> opinions);
// That of the last resolution, else of the person who was first; nothing where nobody said anything.
std::optional<ReviewOutcome> outcomeOf(std::span<const Review> reviews, int levels);
// The review that said so.
std::optional<Review> decidingReview(std::span<const Review> reviews, int levels);

enum class HandMoves
{
    Keep, // what somebody moved or excluded by hand since stands
    Replace, // the outcome was said just now, and so is newer
};

// Inside a transaction of the caller's. Whether the plan or the example changed.
bool bringToOutcome(
    Database& database, const PlanRow& plan, const Plan& definition, ExampleId example, HandMoves handMoves);

} // namespace dankai
