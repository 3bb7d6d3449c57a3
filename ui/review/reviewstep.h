// SPDX-License-Identifier: GPL-3.0-or-later
// What the review pane shows next, read in one go on a worker's thread. Shows nothing.
#pragma once

#include "core/project/reviewaftermath.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dankai::ui {

struct ReviewStep
{
    ReviewQueue queue;
    ReviewGuide guide;
    std::vector<std::pair<int, Example>> anchors; // level and text
    std::optional<ReviewQuestion> question; // nothing: all are answered
    std::optional<Review> decided; // just now
    ReviewAftermath after; // of it
    bool canUndo = false; // this person has said something that stands
    bool canEdit = true; // the text; not in a package
    std::optional<ReviewConflict> conflict; // that the question is to end; its queue then is nobody's
    std::size_t conflictsLeft = 0; // this one too
};

Result<ReviewStep> readReviewStep(Project& project, const ReviewQueue& queue, const std::string& language,
    const std::optional<Review>& decided = {});

// The first conflict of a plan that is not among `passedOver`; no question where there is none.
Result<ReviewStep> readConflictStep(Project& project, const std::string& plan, const std::string& reviewer,
    const std::string& language, const std::vector<ExampleId>& passedOver);

} // namespace dankai::ui
