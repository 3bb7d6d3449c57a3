// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewstep.h"

#include <algorithm>

namespace dankai::ui {

namespace {

Result<> readGuide(Project& project, const std::string& plan, const std::string& language, ReviewStep& step)
{
    auto guide = reviewGuide(project, plan, language);
    if (!guide)
        return passOn(guide);
    step.guide = std::move(*guide);
    for (const ReviewAnchor& anchor : step.guide.anchors) {
        auto stored = project.examples().example(anchor.example);
        if (!stored)
            return passOn(stored);
        step.anchors.emplace_back(anchor.level, std::move(stored->example));
    }
    return {};
}

} // namespace

Result<ReviewStep> readReviewStep(Project& project, const ReviewQueue& queue, const std::string& language,
    const std::optional<Review>& decided)
{
    ReviewStep step;
    step.queue = queue;
    if (auto read = readGuide(project, queue.plan, language, step); !read)
        return passOn(read);
    auto next = nextReviewQuestion(project, queue);
    if (!next)
        return passOn(next);
    step.question = std::move(*next);
    if (decided) {
        auto after = reviewAftermath(project, *decided);
        if (!after)
            return passOn(after);
        step.after = std::move(*after);
        step.decided = decided;
    }
    const auto standing = project.reviews().standing(queue.plan);
    if (!standing)
        return tl::unexpected(standing.error());
    step.canUndo = std::ranges::any_of(
        *standing, [&](const Review& review) { return review.reviewer == queue.reviewer; });
    return step;
}

Result<ReviewStep> readConflictStep(Project& project, const std::string& plan, const std::string& reviewer,
    const std::string& language, const std::vector<ExampleId>& passedOver)
{
    ReviewStep step;
    step.queue.plan = plan;
    step.queue.reviewer = reviewer;
    if (auto read = readGuide(project, plan, language, step); !read)
        return passOn(read);
    auto conflicts = project.reviews().conflicts(plan);
    if (!conflicts)
        return passOn(conflicts);
    std::erase_if(*conflicts, [&](const ReviewConflict& conflict) {
        return std::ranges::find(passedOver, conflict.example) != passedOver.end();
    });
    step.conflictsLeft = conflicts->size();
    if (conflicts->empty())
        return step;
    step.conflict = std::move(conflicts->front());
    auto example = project.examples().example(step.conflict->example);
    if (!example)
        return passOn(example);
    ReviewQuestion question;
    question.item.example = example->id;
    question.item.reason = ReviewReason::Unasked;
    question.example = std::move(*example);
    step.question = std::move(question);
    return step;
}

} // namespace dankai::ui
