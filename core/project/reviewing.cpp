// SPDX-License-Identifier: Apache-2.0
#include "core/project/reviewing.h"

#include "core/phase/scoreorder.h"
#include "core/project/placedplan.h"

#include <algorithm>
#include <set>

namespace dankai {

namespace {

std::size_t practiceCount(const ReviewQueue& queue)
{
    return static_cast<std::size_t>(
        std::ranges::count(queue.items, ReviewReason::Practice, &ReviewItem::reason));
}

std::vector<double> secondsTaken(const std::vector<std::optional<Review>>& answers)
{
    std::vector<double> seconds;
    for (const auto& answer : answers)
        if (answer && answer->seconds > 0)
            seconds.push_back(answer->seconds);
    return seconds;
}

} // namespace

Result<ReviewGuide> reviewGuide(Project& project, const std::string& planName, const std::string& language)
{
    const auto plan = project.plans().load(planName);
    if (!plan)
        return tl::unexpected(plan.error());
    ReviewGuide guide;
    guide.plan = planName;
    const std::vector<int> phases = phasesOfBands(plan->rule);
    const std::vector<PhaseSettings> settings
        = plan->phases.empty() ? defaultPhases(plan->rule.phaseCount) : plan->phases;
    for (const int phase : phases)
        guide.levels.push_back(settings[static_cast<std::size_t>(phase)].name);
    auto definition = project.reviews().definition(planName);
    if (!definition)
        return passOn(definition);
    guide.definition = definition->empty() ? std::string(difficultyDefinition(language)) : *definition;
    auto anchors = project.reviews().anchors(planName, plan->rule.phaseCount);
    if (!anchors)
        return passOn(anchors);
    guide.anchors = std::move(*anchors);
    return guide;
}

std::optional<std::size_t> setOf(const ReviewQueue& queue, std::size_t place)
{
    const std::size_t practice = practiceCount(queue);
    return place < practice ? std::nullopt : std::optional((place - practice) / reviewSetSize);
}

std::size_t setCount(const ReviewQueue& queue)
{
    return (queue.items.size() - practiceCount(queue) + reviewSetSize - 1) / reviewSetSize;
}

Result<ReviewQuestion> reviewQuestionAt(Project& project, const ReviewQueue& queue, std::size_t place)
{
    if (place >= queue.items.size())
        return unusable("This queue has " + std::to_string(queue.items.size())
            + " questions; there is no question " + std::to_string(place + 1) + ".");
    const auto answers = project.reviews().answers(queue);
    if (!answers)
        return tl::unexpected(answers.error());
    ReviewQuestion question;
    question.place = place;
    question.item = queue.items[place];
    auto example = project.examples().example(question.item.example);
    if (!example)
        return passOn(example);
    question.example = std::move(*example);
    if (question.item.other) {
        auto other = project.examples().example(*question.item.other);
        if (!other)
            return passOn(other);
        question.other = std::move(*other);
    }
    question.set = setOf(queue, place);
    const std::size_t practice = practiceCount(queue);
    const std::size_t first = question.set ? practice + *question.set * reviewSetSize : 0;
    const std::size_t end = question.set ? std::min(queue.items.size(), first + reviewSetSize) : practice;
    question.placeInSet = place - first;
    question.setSize = end - first;
    std::size_t leftInSet = 0;
    for (std::size_t i = 0; i < answers->size(); ++i) {
        question.left += (*answers)[i] ? 0 : 1;
        leftInSet += i >= first && i < end && !(*answers)[i] ? 1 : 0;
    }
    question.secondsLeftInSet = static_cast<double>(leftInSet) * secondsPerQuestion(secondsTaken(*answers));
    return question;
}

Result<std::optional<ReviewQuestion>> nextReviewQuestion(Project& project, const ReviewQueue& queue)
{
    const auto answers = project.reviews().answers(queue);
    if (!answers)
        return tl::unexpected(answers.error());
    for (std::size_t place = 0; place < answers->size(); ++place) {
        if ((*answers)[place])
            continue;
        auto question = reviewQuestionAt(project, queue, place);
        if (!question)
            return passOn(question);
        if (question->example.isExcluded || (question->other && question->other->isExcluded))
            continue;
        return std::optional(std::move(*question));
    }
    return std::optional<ReviewQuestion>();
}

Result<ReviewSetOutcome> reviewSetOutcome(Project& project, const ReviewQueue& queue, std::size_t set)
{
    const auto answers = project.reviews().answers(queue);
    if (!answers)
        return tl::unexpected(answers.error());
    ReviewSetOutcome outcome;
    std::vector<ExampleId> examples;
    for (std::size_t place = 0; place < queue.items.size(); ++place) {
        if (setOf(queue, place) != set)
            continue;
        ++outcome.questions;
        outcome.answered += (*answers)[place] ? 1 : 0;
        // What a second rating agrees with was moved by the first.
        if (!queue.items[place].other && queue.items[place].reason != ReviewReason::SecondRating)
            examples.push_back(queue.items[place].example);
    }
    if (outcome.questions == 0)
        return unusable("This queue has " + std::to_string(setCount(queue)) + " sets; there is no set "
            + std::to_string(set + 1) + ".");
    const auto reviews = project.reviews().standing(queue.plan);
    if (!reviews)
        return tl::unexpected(reviews.error());
    std::set<ExampleId> edited;
    for (const Review& review : *reviews)
        if (review.queue == queue.id && review.editedTo && review.place && setOf(queue, *review.place) == set)
            edited.insert(review.example);
    outcome.edited = edited.size();
    if (examples.empty()) // pairs only
        return outcome;

    auto after = placePlan(project, queue.plan);
    if (!after)
        return passOn(after);
    std::vector<ExampleId> excluded;
    const auto planBefore = project.reviews().withoutReviews(after->plan, examples, excluded);
    if (!planBefore)
        return tl::unexpected(planBefore.error());
    ExampleColumns columns = after->columns;
    for (const ExampleId example : excluded)
        if (const auto row = after->rowOf(example))
            columns.isExcluded[*row] = 0;
    const ScoreOrder order(columns);
    const auto before = placeExamples(*planBefore, columns, order, EmptyPhases::Allow);
    if (!before)
        return tl::unexpected(before.error());
    outcome.change = changeBetween(*before, after->placement, order);
    return outcome;
}

} // namespace dankai
