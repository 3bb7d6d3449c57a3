// SPDX-License-Identifier: Apache-2.0
// The actions of dankai review that list and settle: queues, anchors, conflicts, history.
#include "app/cli/reviewsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"

#include <algorithm>
#include <map>

namespace dankai {

Result<ExitCode> listReviews(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto plan = reviewedPlan(project, options);
    if (!plan)
        return tl::unexpected(plan.error());
    const auto queues = project.reviews().queues(*plan);
    if (!queues)
        return tl::unexpected(queues.error());
    const auto conflicts = project.reviews().conflicts(*plan);
    if (!conflicts)
        return tl::unexpected(conflicts.error());
    TextTable table(
        {{"reviewer", Align::Left}, {"questions"}, {"answered"}, {"drawn from"}, {"drawn", Align::Left}});
    Json rows = Json::array();
    for (const ReviewQueueListing& listing : *queues) {
        const ReviewQueue& queue = listing.queue;
        table.add({queue.reviewer, grouped(listing.asked), grouped(listing.answered),
            grouped(queue.population), timeOfDay(queue.createdMs)});
        rows.push_back({{"queue", queue.id}, {"reviewer", queue.reviewer}, {"questions", listing.asked},
            {"answered", listing.answered}, {"population", queue.population}, {"levels", queue.levels},
            {"seed", queue.seed}, {"created_ms", queue.createdMs}});
    }
    if (table.isEmpty()) {
        console.print("Nobody has been asked yet. Draw questions with: "
            + console.paint(Ink::Strong, reviewCommand(options, "draw --reviewer NAME")));
    } else {
        table.print(console);
        if (!conflicts->empty())
            console.print("People disagree about " + counted(conflicts->size(), "example", "examples") + ": "
                + console.paint(Ink::Strong, reviewCommand(options, "conflicts")));
    }
    console.result({{"plan", *plan}, {"queues", std::move(rows)}, {"conflicts", conflicts->size()}});
    return ExitCode::Done;
}

Result<ExitCode> showAnchors(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto plan = reviewedPlan(project, options);
    if (!plan)
        return tl::unexpected(plan.error());
    if (!options.definition.empty())
        if (auto stored = project.reviews().setDefinition(*plan, options.definition); !stored)
            return passOn(stored);
    auto guide = reviewGuide(project, *plan, options.language);
    if (!guide)
        return passOn(guide);
    if (options.example) {
        const auto id = ExampleId(*options.example);
        std::vector<ReviewAnchor> changed = guide->anchors;
        std::erase_if(changed, [&](const ReviewAnchor& anchor) { return anchor.example == id; });
        if (!options.isRemoved) {
            const auto answer = decisionFrom(options, guide->levels);
            if (!answer)
                return tl::unexpected(answer.error());
            if (answer->decision != ReviewDecision::Place)
                return unusable("Say which level the example shows, for instance: "
                    + reviewCommand(options, "anchors 1 --example 12"));
            // A proposed one gives way to what a person chooses.
            std::erase_if(changed, [&](const ReviewAnchor& anchor) {
                return !anchor.isChosen && anchor.level == *answer->level;
            });
            changed.push_back({id, *answer->level, true});
        }
        if (auto stored
            = project.reviews().setAnchors(*plan, static_cast<int>(guide->levels.size()), changed);
            !stored)
            return passOn(stored);
    }
    auto all = proposeAnchors(project, *plan);
    if (!all)
        return passOn(all);
    console.print(guide->definition);
    Json rows = Json::array();
    TextTable table(
        {{"level", Align::Left}, {"example"}, {"", Align::Left}, {"instruction", Align::Left, true}});
    for (const ReviewAnchor& anchor : *all) {
        const auto stored = project.examples().example(anchor.example);
        if (!stored)
            return tl::unexpected(stored.error());
        const std::string level = textOf({ReviewDecision::Place, anchor.level}, guide->levels);
        table.add({level, std::to_string(exampleNumber(anchor.example)),
            anchor.isChosen ? "chosen" : "proposed", stored->example.instruction});
        rows.push_back({{"example", exampleNumber(anchor.example)}, {"level", anchor.level + 1},
            {"is_chosen", anchor.isChosen}, {"text", textsJson(stored->example)}});
    }
    table.print(console);
    console.result({{"plan", *plan}, {"definition", guide->definition}, {"levels", guide->levels},
        {"anchors", std::move(rows)}});
    return ExitCode::Done;
}

Result<ExitCode> showConflicts(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto plan = reviewedPlan(project, options);
    if (!plan)
        return tl::unexpected(plan.error());
    const auto guide = reviewGuide(project, *plan, options.language);
    if (!guide)
        return tl::unexpected(guide.error());
    const auto found = project.reviews().conflicts(*plan);
    if (!found)
        return tl::unexpected(found.error());
    if (found->empty())
        console.print("Nobody disagrees.");
    else {
        printConflicts(console, *found, guide->levels);
        console.print("The first answer stands until somebody ends it: "
            + console.paint(Ink::Strong,
                reviewCommand(options,
                    "resolve 2 --example " + std::to_string(exampleNumber(found->front().example))
                        + " --reviewer NAME")));
    }
    console.result({{"plan", *plan}, {"conflicts", conflictsJson(*found, guide->levels)}});
    return ExitCode::Done;
}

Result<ExitCode> resolveConflict(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto desk = openReviewDesk(project, options);
    if (!desk)
        return tl::unexpected(desk.error());
    if (!options.example)
        return unusable("Say which example with --example. See: " + reviewCommand(options, "conflicts"));
    const auto answer = decisionFrom(options, desk->guide.levels);
    if (!answer)
        return tl::unexpected(answer.error());
    Review review;
    review.plan = desk->plan;
    review.reviewer = desk->reviewer;
    review.example = ExampleId(*options.example);
    review.decision = answer->decision;
    review.level = answer->level;
    review.note = options.note;
    review.isResolution = true;
    const auto decided = project.reviews().decide(review);
    if (!decided)
        return tl::unexpected(decided.error());
    console.print("Example " + std::to_string(*options.example) + " is "
        + textOf({decided->decision, decided->level}, desk->guide.levels) + " from now on.");
    console.result({{"plan", desk->plan}, {"review", toJson(*decided, desk->guide.levels)}});
    return ExitCode::Done;
}

Result<ExitCode> showReviewHistory(const Console& console, Project& project, const ReviewOptions& options)
{
    if (!options.example)
        return unusable("Say which example with --example.");
    const auto reviews = project.reviews().history(ExampleId(*options.example));
    if (!reviews)
        return tl::unexpected(reviews.error());
    if (const auto known = project.examples().example(ExampleId(*options.example)); !known)
        return tl::unexpected(known.error());
    std::map<std::string, std::vector<std::string>> levels; // of each plan
    TextTable table({{"when", Align::Left}, {"plan", Align::Left}, {"reviewer", Align::Left},
        {"decision", Align::Left}, {"drawn", Align::Left}, {"", Align::Left}, {"note", Align::Left, true}});
    Json rows = Json::array();
    for (const Review& review : *reviews) {
        if (!levels.contains(review.plan)) {
            const auto guide = reviewGuide(project, review.plan, options.language);
            levels[review.plan] = guide ? guide->levels : std::vector<std::string>();
        }
        table.add({timeOfDay(review.decidedMs), review.plan, review.reviewer,
            (review.isResolution ? "resolved: " : "")
                + textOf({review.decision, review.level}, levels[review.plan]),
            std::string(nameOf(review.reason)), review.withdrawnMs ? "taken back" : review.source,
            review.note});
        rows.push_back(toJson(review, levels[review.plan]));
    }
    if (table.isEmpty())
        console.print("Nobody has said anything about example " + std::to_string(*options.example) + ".");
    else
        table.print(console);
    console.result({{"example", *options.example}, {"reviews", std::move(rows)}});
    return ExitCode::Done;
}

} // namespace dankai
