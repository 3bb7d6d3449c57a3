// SPDX-License-Identifier: Apache-2.0
// A person's way through a review: drawing the queue, the next question, what a set of answers changed. The
// same for the window, the command line and whoever else asks. Stores through ReviewStore.
#pragma once

#include "core/base/result.h"
#include "core/difficulty/reviewqueue.h"
#include "core/phase/placementchange.h"
#include "core/project/project.h"
#include "core/project/reviewstore.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

struct ReviewRequest
{
    std::string plan;
    std::string reviewer;
    ReviewDraw draw;
    std::size_t practice = 5; // before the first queue of a person; later ones have none
    std::size_t pairs = 3; // across the plan's thresholds, at the end
    // Whose scores say how good an example is, the higher the better; empty: none.
    std::string qualityScorer;
};

// Draws and stores. Anchors of levels that have none are proposed first, since they never are a question.
// Unusable where nothing is left to ask about, or while this person has questions left.
Result<ReviewQueue> beginReview(Project& project, const ReviewRequest& request);

// The definition and the anchors of a plan, as they stay in sight.
struct ReviewGuide
{
    std::string plan;
    std::vector<std::string> levels; // names, easiest first
    std::string definition;
    std::vector<ReviewAnchor> anchors; // by level
};

// `language`: of the definition, where the plan has none of its own. Proposes no anchors.
Result<ReviewGuide> reviewGuide(Project& project, const std::string& plan, const std::string& language);
// An anchor for every level that has none: from the middle of its scores, rather short. Those that people
// chose stay. All of them come back.
Result<std::vector<ReviewAnchor>> proposeAnchors(Project& project, const std::string& plan);

struct ReviewQuestion
{
    std::size_t place = 0; // in the queue
    ReviewItem item;
    StoredExample example;
    std::optional<StoredExample> other; // of a pair
    std::optional<std::size_t> set; // from 0; practice belongs to none
    std::size_t placeInSet = 0; // from 0; of practice: among the practice items
    std::size_t setSize = 0;
    std::size_t left = 0; // questions without an answer, this one too
    double secondsLeftInSet = 0; // at this person's pace so far
};

// The first question that has no answer; those about examples that were excluded meanwhile are left out.
// Nothing: all are answered.
Result<std::optional<ReviewQuestion>> nextReviewQuestion(Project& project, const ReviewQueue& queue);
Result<ReviewQuestion> reviewQuestionAt(Project& project, const ReviewQueue& queue, std::size_t place);

// Sets of reviewSetSize questions behind the practice.
std::optional<std::size_t> setOf(const ReviewQueue& queue, std::size_t place);
std::size_t setCount(const ReviewQueue& queue);

struct ReviewSetOutcome
{
    std::size_t questions = 0;
    std::size_t answered = 0;
    std::size_t edited = 0; // examples
    PlacementChange change; // of the whole plan, against the same without this set's answers
};

// What the plan would be without the answers to one set, against what it is. Both placements are made from
// the scores there are now; once a calibration learns from the answers, the one before is to be made from the
// scores before.
Result<ReviewSetOutcome> reviewSetOutcome(Project& project, const ReviewQueue& queue, std::size_t set);

} // namespace dankai
