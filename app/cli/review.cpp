// SPDX-License-Identifier: Apache-2.0
// dankai review
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/reviewsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/project/reviewaftermath.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

namespace dankai {

namespace {

Result<ExitCode> draw(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto person = planReviewer(project, options);
    if (!person)
        return tl::unexpected(person.error());
    ReviewRequest request;
    request.plan = person->plan;
    request.reviewer = person->reviewer;
    request.draw = {options.count, options.randomShare, options.secondShare, options.seed};
    request.practice = options.practice;
    request.pairs = options.pairs;
    request.qualityScorer = options.quality;
    const auto queue = beginReview(project, request);
    if (!queue)
        return tl::unexpected(queue.error());
    constexpr std::array<std::pair<ReviewReason, const char*>, 8> words{{
        {ReviewReason::Practice, "practice, whose answer is told"},
        {ReviewReason::Random, "at random"},
        {ReviewReason::SecondRating, "a second time, without the first answer"},
        {ReviewReason::NearCut, "near a threshold"},
        {ReviewReason::Disagreement, "whose scores disagree"},
        {ReviewReason::HardAndPoor, "hard and poor"},
        {ReviewReason::Duplicate, "nearly the same as another"},
        {ReviewReason::Pair, "pairs: which is harder?"},
    }};
    TextTable table({{"questions"}, {"drawn", Align::Left}});
    Json reasons = Json::object();
    for (const auto& [reason, word] : words) {
        const auto count = std::ranges::count(queue->items, reason, &ReviewItem::reason);
        if (count == 0)
            continue;
        table.add({grouped(static_cast<std::uint64_t>(count)), word});
        reasons[std::string(nameOf(reason))] = count;
    }
    table.print(console);
    console.print(counted(queue->items.size(), "question", "questions") + " for " + queue->reviewer
        + ", about " + duration(static_cast<double>(queue->items.size()) * usualSecondsPerQuestion)
        + ". First: "
        + console.paint(Ink::Strong, reviewCommand(options, "show --reviewer " + queue->reviewer)));
    console.result({{"queue", queue->id}, {"plan", queue->plan}, {"reviewer", queue->reviewer},
        {"seed", queue->seed}, {"population", queue->population}, {"questions", queue->items.size()},
        {"reasons", std::move(reasons)}});
    return ExitCode::Done;
}

Result<std::vector<std::pair<int, Example>>> anchorTexts(Project& project, const ReviewGuide& guide)
{
    std::vector<std::pair<int, Example>> texts;
    for (const ReviewAnchor& anchor : guide.anchors) {
        auto stored = project.examples().example(anchor.example);
        if (!stored)
            return passOn(stored);
        texts.emplace_back(anchor.level, std::move(stored->example));
    }
    return texts;
}

Result<ExitCode> show(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto desk = openReviewDesk(project, options);
    if (!desk)
        return tl::unexpected(desk.error());
    if (!desk->queue)
        return unusable(desk->reviewer + " has no questions yet. Draw some with: "
            + reviewCommand(options, "draw --reviewer " + desk->reviewer));
    const auto next = nextReviewQuestion(project, *desk->queue);
    if (!next)
        return tl::unexpected(next.error());
    if (!*next) {
        console.print("All questions are answered. Draw more with: "
            + console.paint(Ink::Strong, reviewCommand(options, "draw --reviewer " + desk->reviewer)));
        console.result(
            {{"plan", desk->plan}, {"reviewer", desk->reviewer}, {"left", 0}, {"question", nullptr}});
        return ExitCode::Done;
    }
    const ReviewQuestion& question = **next;
    const auto anchors = anchorTexts(project, desk->guide);
    if (!anchors)
        return tl::unexpected(anchors.error());
    ShownQuestion shown;
    shown.heading = std::to_string(question.placeInSet + 1) + " of " + std::to_string(question.setSize)
        + (question.set ? "" : " for practice") + " · " + desk->reviewer + " · about "
        + duration(question.secondsLeftInSet) + " left";
    shown.example = &question.example.example;
    if (question.other)
        shown.other = &question.other->example;
    shown.definition = desk->guide.definition;
    shown.levels = desk->guide.levels;
    for (const auto& [level, example] : *anchors)
        shown.anchors.emplace_back(level, &example);
    printQuestion(console, shown);
    console.print("Answer: "
        + console.paint(Ink::Strong,
            reviewCommand(options,
                std::string("place ") + (question.other ? "first" : "2") + " --reviewer " + desk->reviewer)));
    Json asked = {{"place", question.place}, {"example", exampleNumber(question.item.example)},
        {"revision", question.example.revision}, {"text", textsJson(question.example.example)},
        {"is_practice", question.item.reason == ReviewReason::Practice}};
    if (question.other) {
        asked["other"] = exampleNumber(*question.item.other);
        asked["other_text"] = textsJson(question.other->example);
    }
    Json anchorList = Json::array();
    for (const auto& [level, example] : *anchors)
        anchorList.push_back({{"level", level + 1}, {"text", textsJson(example)}});
    console.result({{"plan", desk->plan}, {"reviewer", desk->reviewer}, {"left", question.left},
        {"seconds_left_in_set", question.secondsLeftInSet}, {"levels", desk->guide.levels},
        {"definition", desk->guide.definition}, {"anchors", std::move(anchorList)},
        {"question", std::move(asked)}});
    return ExitCode::Done;
}

Json tellAfter(const Console& console, const ReviewAftermath& after, const Review& review,
    std::span<const std::string> levels)
{
    Json told = Json::object();
    if (after.expected) {
        const std::string name = textOf({ReviewDecision::Place, *after.expected}, levels);
        console.print(review.level == after.expected ? console.paint(Ink::Good, "Yes: " + name + ".")
                                                     : "The scores say " + console.paint(Ink::Strong, name)
                    + ". Compare it with the examples above.");
        told["expected"] = *after.expected + 1;
    }
    if (!after.showsScores)
        return told;
    told["reason"] = nameOf(review.reason);
    Json list = Json::array();
    std::string text;
    for (const auto& [scorer, score] : after.scores) {
        list.push_back({{"scorer", scorer}, {"value", *score.value}, {"rationale", score.rationale}});
        text += (text.empty() ? "" : ", ") + scorer + " " + withDecimals(*score.value, 2);
    }
    if (!text.empty())
        console.print(console.paint(Ink::Faint, "scores: " + text));
    told["scores"] = std::move(list);
    return told;
}

Json tellSet(const Console& console, const ReviewAftermath& after)
{
    if (!after.outcome)
        return nullptr;
    const ReviewSetOutcome& outcome = *after.outcome;
    console.print(console.paint(Ink::Accent, "Set " + std::to_string(*after.set + 1) + " is done: ")
        + counted(outcome.change.moved, "example", "examples") + " moved because of it, "
        + grouped(outcome.change.movedNearCut) + " of them near a threshold.");
    return {{"set", *after.set + 1}, {"answered", outcome.answered}, {"edited", outcome.edited},
        {"moved", outcome.change.moved}, {"moved_near_cut", outcome.change.movedNearCut},
        {"taken_out", outcome.change.takenOut}};
}

Result<ExitCode> told(const Console& console, Project& project, const ReviewDesk& desk, const Review& review)
{
    const auto after = reviewAftermath(project, review);
    if (!after)
        return tl::unexpected(after.error());
    Json result = {{"plan", desk.plan}, {"review", toJson(review, desk.guide.levels)}};
    if (!mayShowScores(review.reason)) { // why it was asked would say that it is asked of others too
        result["review"].erase("drawn");
        result["review"].erase("probability");
    }
    result["told"] = tellAfter(console, *after, review, desk.guide.levels);
    result["set"] = tellSet(console, *after);
    console.result(result);
    return ExitCode::Done;
}

Result<ExitCode> place(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto desk = openReviewDesk(project, options);
    if (!desk)
        return tl::unexpected(desk.error());
    const auto answer = decisionFrom(options, desk->guide.levels);
    if (!answer)
        return tl::unexpected(answer.error());
    Review review;
    review.plan = desk->plan;
    review.reviewer = desk->reviewer;
    review.decision = answer->decision;
    review.level = answer->level;
    review.note = options.note;
    review.seconds = options.seconds;
    if (options.example) {
        review.example = ExampleId(*options.example);
    } else {
        if (!desk->queue)
            return unusable(desk->reviewer + " has no questions yet. Draw some with: "
                + reviewCommand(options, "draw --reviewer " + desk->reviewer) + ", or name an --example.");
        const auto next = nextReviewQuestion(project, *desk->queue);
        if (!next)
            return tl::unexpected(next.error());
        if (!*next)
            return unusable("All questions of " + desk->reviewer
                + " are answered. Draw more, or name an --example to say something else about.");
        review.queue = desk->queue->id;
        review.place = (*next)->place;
        review.example = (*next)->item.example;
        review.revision = (*next)->example.revision;
    }
    const auto decided = project.reviews().decide(review);
    if (!decided)
        return tl::unexpected(decided.error());
    console.print("Example " + std::to_string(exampleNumber(decided->example)) + ": "
        + textOf({decided->decision, decided->level}, desk->guide.levels) + ".");
    return told(console, project, *desk, *decided);
}

Result<ExitCode> edit(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto desk = openReviewDesk(project, options);
    if (!desk)
        return tl::unexpected(desk.error());
    if (!options.example || (!options.instruction && !options.input && !options.response))
        return unusable("Say which example and what it becomes, for instance: "
            + reviewCommand(options, "edit --example 12 --response 'A better answer.'"));
    auto stored = project.examples().example(ExampleId(*options.example));
    if (!stored)
        return passOn(stored);
    Example content = stored->example;
    content.instruction = options.instruction.value_or(content.instruction);
    content.input = options.input.value_or(content.input);
    content.response = options.response.value_or(content.response);
    Review review;
    review.plan = desk->plan;
    review.reviewer = desk->reviewer;
    review.example = stored->id;
    review.revision = stored->revision;
    review.decision = ReviewDecision::Edit;
    review.note = options.note;
    const auto edited = project.reviews().edit(review, content);
    if (!edited)
        return tl::unexpected(edited.error());
    console.print("Example " + std::to_string(*options.example) + " is at revision "
        + std::to_string(edited->editedTo.value_or(0)) + ". Its scores are of the text before.");
    return told(console, project, *desk, *edited);
}

Result<ExitCode> undo(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto desk = openReviewDesk(project, options);
    if (!desk)
        return tl::unexpected(desk.error());
    const auto undone = project.reviews().undo(desk->plan, desk->reviewer);
    if (!undone)
        return tl::unexpected(undone.error());
    if (!*undone) {
        console.print(desk->reviewer + " has decided nothing that could be taken back.");
        console.result({{"plan", desk->plan}, {"review", nullptr}});
        return ExitCode::Done;
    }
    const Review& review = (*undone)->review;
    console.print("Taken back: example " + std::to_string(exampleNumber(review.example)) + ", "
        + textOf({review.decision, review.level}, desk->guide.levels) + ".");
    if ((*undone)->isTextKept)
        console.warn("The example was edited again since; its text stays as it is.");
    console.result({{"plan", desk->plan}, {"review", toJson(review, desk->guide.levels)},
        {"is_text_kept", (*undone)->isTextKept}});
    return ExitCode::Done;
}

struct Action
{
    std::string_view name;
    Result<ExitCode> (*run)(const Console&, Project&, const ReviewOptions&);
};

constexpr std::array<Action, 15> actions{{{"list", listReviews}, {"draw", draw}, {"anchors", showAnchors},
    {"show", show}, {"place", place}, {"edit", edit}, {"undo", undo}, {"export", exportReview},
    {"apply", applyReview}, {"package", packReview}, {"merge", mergeReview}, {"conflicts", showConflicts},
    {"resolve", resolveConflict}, {"statistics", showReviewStatistics}, {"history", showReviewHistory}}};

std::vector<std::string> actionNames()
{
    std::vector<std::string> names;
    names.reserve(actions.size());
    for (const Action& action : actions)
        names.emplace_back(action.name);
    return names;
}

} // namespace

CommandBody defineReview(CLI::App& app)
{
    auto options = std::make_shared<ReviewOptions>();
    app.add_option("PROJECT", options->place, "the project's folder, or a review package to answer")
        ->required();
    app.add_option("ACTION", options->action,
           "list · draw questions · anchors, the examples that show the levels · show the next question · "
           "place it: a level, exclude, ambiguous, personal, wrong, skip, note; first, second or equal of a "
           "pair · edit its text · undo the last decision · export and apply a table · package and merge a "
           "file for a colleague · conflicts · resolve one · statistics · history of an example")
        ->check(CLI::IsMember(actionNames()));
    app.add_option("VALUE", options->values, "of the action: a decision or level, or a file");
    app.add_option("--plan", options->plan, "not needed where there is only one");
    app.add_option("--reviewer", options->reviewer, "who answers; not needed where there is only one");
    app.add_option("--example", options->example, "its number, where it is not the next question");
    app.add_option("--note", options->note, "kept with the decision");
    app.add_option("--seconds", options->seconds, "how long it took")->check(CLI::Range(0.0, 1e6));
    app.add_option("--count", options->count, "draw: examples to ask about (30)")
        ->check(CLI::Range(std::size_t(1), std::size_t(10000)));
    app.add_option("--random-share", options->randomShare,
           "draw: of these, drawn at random; agreement is measured on them (0.35)")
        ->check(CLI::Range(0.0, 1.0));
    app.add_option("--second-share", options->secondShare,
           "draw: of these, what others answered before, asked again without their answer (0.2)")
        ->check(CLI::Range(0.1, 1.0));
    app.add_option("--practice", options->practice, "draw: practice questions before a person's first (5)")
        ->check(CLI::Range(std::size_t(0), std::size_t(50)));
    app.add_option("--pairs", options->pairs, "draw: pairs across the thresholds: which is harder? (3)")
        ->check(CLI::Range(std::size_t(0), std::size_t(1000)));
    app.add_option("--quality", options->quality,
        "draw: the scorer that says how good an example is, to ask about what is hard and poor");
    app.add_option("--seed", options->seed, "draw: the same questions again");
    app.add_option("--definition", options->definition, "anchors: the sentences that say what difficulty is");
    app.add_flag("--remove", options->isRemoved, "anchors: the example shows no level any more");
    app.add_option("--instruction", options->instruction, "edit: the new text");
    app.add_option("--input", options->input, "edit: the new text");
    app.add_option("--response", options->response, "edit: the new text");
    app.add_option("--language", options->language, "en, or ja: of the definition, a table and a package")
        ->check(CLI::IsMember({"en", "ja"}));
    return [options](const Console& console) -> Result<ExitCode> {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(options->place, ignored))
            return reviewPackageFile(console, *options);
        auto project = openProject(options->place);
        if (!project)
            return passOn(project);
        return std::ranges::find(actions, options->action, &Action::name)->run(console, *project, *options);
    };
}

} // namespace dankai
