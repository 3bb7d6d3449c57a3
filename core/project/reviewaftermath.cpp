// SPDX-License-Identifier: Apache-2.0
#include "core/project/reviewaftermath.h"

#include <algorithm>

namespace dankai {

namespace {

Result<> readScores(Project& project, const Review& decided, ReviewAftermath& after)
{
    auto scores = project.scores().scoresOf(decided.example);
    if (!scores)
        return passOn(scores);
    for (auto& [scorer, score] : *scores) {
        const bool isKnown = std::ranges::any_of(
            after.scores, [&, name = &scorer](const auto& known) { return known.first == *name; });
        if (score.revision == decided.revision && score.value && !isKnown)
            after.scores.emplace_back(scorer, std::move(score));
    }
    after.showsScores = true;
    return {};
}

} // namespace

Result<ReviewAftermath> reviewAftermath(Project& project, const Review& decided)
{
    ReviewAftermath after;
    if (!closesQuestion(decided.decision))
        return after;
    if (decided.reason != ReviewReason::Practice && !decided.other && mayShowScores(decided.reason))
        if (auto read = readScores(project, decided, after); !read)
            return passOn(read);
    if (!decided.queue || !decided.place)
        return after;
    const auto queue = project.reviews().queue(*decided.queue);
    if (!queue)
        return tl::unexpected(queue.error());
    after.expected = queue->items[*decided.place].expected;
    const auto set = setOf(*queue, *decided.place);
    if (!set)
        return after;
    const auto next = nextReviewQuestion(project, *queue);
    if (!next)
        return tl::unexpected(next.error());
    if (*next && (!(*next)->set || *(*next)->set <= *set)) // this set, or one before, goes on
        return after;
    const auto outcome = reviewSetOutcome(project, *queue, *set);
    if (!outcome)
        return tl::unexpected(outcome.error());
    after.set = set;
    after.outcome = *outcome;
    return after;
}

} // namespace dankai
