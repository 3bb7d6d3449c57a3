// SPDX-License-Identifier: Apache-2.0
#include "app/cli/reviewsteps.h"

#include "app/cli/intervals.h"
#include "app/cli/texttable.h"
#include "app/cli/textwidth.h"
#include "app/cli/wording.h"
#include "core/dataset/examplejson.h"
#include "core/project/reviewstatistics.h"
#include "core/project/reviewtable.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

constexpr std::size_t widestText = 100;

void printWrapped(const Console& console, const std::string& text, const std::string& indent = {})
{
    const std::size_t width = std::min(console.width(), widestText);
    for (const std::string& line : wrapToWidth(text, std::max<std::size_t>(width, 20) - indent.size()))
        console.print(indent + line);
}

void printExample(const Console& console, const Example& example)
{
    for (const Message& message : turns(example)) {
        console.print(console.paint(Ink::Faint, "─ " + message.role));
        printWrapped(console, message.content);
    }
}

Json toJson(const RatingAgreement& agreement)
{
    return {{"n", agreement.n}, {"observed", agreement.observed.estimate},
        {"observed_lower", agreement.observed.lower}, {"observed_upper", agreement.observed.upper},
        {"by_chance", agreement.byChance}, {"kappa", agreement.kappa},
        {"weighted_kappa", toJson(agreement.weightedKappa)}};
}

std::string inWords(const Interval& interval)
{
    if (!std::isfinite(interval.estimate))
        return "–";
    return withDecimals(interval.estimate, 2) + " [" + withDecimals(interval.lower, 2) + ", "
        + withDecimals(interval.upper, 2) + "]";
}

std::string inWords(const RatingAgreement& agreement)
{
    return "agreement " + percentOf(agreement.observed.estimate) + " (by chance "
        + percentOf(agreement.byChance) + "), weighted kappa " + inWords(agreement.weightedKappa)
        + ", n = " + grouped(agreement.n);
}

} // namespace

Result<std::string> reviewedPlan(Project& project, const ReviewOptions& options)
{
    if (!options.plan.empty())
        return options.plan;
    const auto plans = project.plans().list();
    if (!plans)
        return tl::unexpected(plans.error());
    if (plans->size() == 1)
        return plans->front().name;
    if (plans->empty())
        return unusable(
            "People review the levels of a plan, and there is none yet. Make one with: dankai split "
            + project.folder().string());
    std::string names;
    for (const PlanListing& plan : *plans)
        names += (names.empty() ? "" : ", ") + plan.name;
    return unusable("There are several plans: " + names + ". Choose one with --plan.");
}

Result<std::string> reviewingPerson(Project& project, const ReviewOptions& options)
{
    if (!options.reviewer.empty())
        return reviewerName(options.reviewer);
    const auto reviewers = project.reviews().reviewers();
    if (!reviewers)
        return tl::unexpected(reviewers.error());
    if (reviewers->size() == 1)
        return reviewers->front();
    return unusable("Say who reviews with --reviewer NAME: answers are kept under the name.");
}

Result<PlanReviewer> planReviewer(Project& project, const ReviewOptions& options)
{
    auto plan = reviewedPlan(project, options);
    if (!plan)
        return passOn(plan);
    auto reviewer = reviewingPerson(project, options);
    if (!reviewer)
        return passOn(reviewer);
    return PlanReviewer{std::move(*plan), std::move(*reviewer)};
}

std::int64_t exampleNumber(ExampleId id)
{
    return static_cast<std::int64_t>(id);
}

Result<ReviewDesk> openReviewDesk(Project& project, const ReviewOptions& options)
{
    ReviewDesk desk;
    auto person = planReviewer(project, options);
    if (!person)
        return passOn(person);
    desk.plan = std::move(person->plan);
    desk.reviewer = std::move(person->reviewer);
    auto guide = reviewGuide(project, desk.plan, options.language);
    if (!guide)
        return passOn(guide);
    desk.guide = std::move(*guide);
    auto queue = project.reviews().newestQueue(desk.plan, desk.reviewer);
    if (!queue)
        return passOn(queue);
    desk.queue = std::move(*queue);
    return desk;
}

std::string reviewCommand(const ReviewOptions& options, const std::string& rest)
{
    return "dankai review " + options.place + " " + rest;
}

Result<std::string> fileOf(const ReviewOptions& options, const char* example)
{
    if (options.values.size() == 1)
        return options.values.front();
    return unusable(
        "Name one file, for instance: dankai review " + options.place + " " + options.action + " " + example);
}

Result<ReviewAnswer> decisionFrom(const ReviewOptions& options, std::span<const std::string> levels)
{
    std::string text; // "2 Medium" may come as two words
    for (const std::string& value : options.values)
        text += (text.empty() ? "" : " ") + value;
    if (const auto answer = reviewAnswerFrom(text, levels))
        return *answer;
    return unusable((text.empty() ? "Say the decision" : "'" + text + "' is no decision. Say one of")
        + std::string(": ") + knownReviewAnswers(levels) + "; of a pair first, second or equal.");
}

Json textsJson(const Example& example)
{
    return messagesJson(turns(example));
}

Json toJson(const Review& review, std::span<const std::string> levels)
{
    Json json = {{"id", review.id}, {"plan", review.plan}, {"reviewer", review.reviewer},
        {"example", exampleNumber(review.example)}, {"revision", review.revision},
        {"decision", nameOf(review.decision)}, {"is_resolution", review.isResolution}, {"note", review.note},
        {"drawn", nameOf(review.reason)}, {"probability", review.probability}, {"source", review.source},
        {"seconds", review.seconds}, {"decided_ms", review.decidedMs}};
    if (review.level) {
        json["level"] = *review.level + 1;
        if (static_cast<std::size_t>(*review.level) < levels.size())
            json["level_name"] = levels[static_cast<std::size_t>(*review.level)];
    }
    if (review.other)
        json["other"] = exampleNumber(*review.other);
    if (review.editedTo)
        json["edited_to"] = *review.editedTo;
    if (review.withdrawnMs)
        json["withdrawn_ms"] = *review.withdrawnMs;
    return json;
}

Json conflictsJson(const std::vector<ReviewConflict>& conflicts, std::span<const std::string> levels)
{
    Json rows = Json::array();
    for (const ReviewConflict& conflict : conflicts) {
        Json opinions = Json::array();
        for (const Review& opinion : conflict.opinions)
            opinions.push_back(toJson(opinion, levels));
        rows.push_back({{"example", exampleNumber(conflict.example)}, {"opinions", std::move(opinions)}});
    }
    return rows;
}

void printConflicts(
    const Console& console, const std::vector<ReviewConflict>& conflicts, std::span<const std::string> levels)
{
    TextTable table({{"example"}, {"opinions", Align::Left, true}});
    for (const ReviewConflict& conflict : conflicts) {
        std::string opinions;
        for (const Review& opinion : conflict.opinions)
            opinions += (opinions.empty() ? "" : " · ") + opinion.reviewer + ": "
                + textOf({opinion.decision, opinion.level}, levels);
        table.add({std::to_string(exampleNumber(conflict.example)), opinions});
    }
    table.print(console);
}

void printQuestion(const Console& console, const ShownQuestion& question)
{
    console.print(console.paint(Ink::Accent, question.heading));
    printWrapped(console, question.definition);
    for (const auto& [level, example] : question.anchors) {
        const std::string name = textOf({ReviewDecision::Place, level}, question.levels);
        console.print("  " + console.paint(Ink::Strong, name) + "  "
            + console.paint(Ink::Faint,
                fitToWidth(userTurn(*example),
                    std::max<std::size_t>(20, std::min(console.width(), widestText))
                        - std::min<std::size_t>(14, displayWidth(name)))));
    }
    console.print();
    if (question.other != nullptr)
        console.print(console.paint(Ink::Strong, "Which is harder? The first:"));
    printExample(console, *question.example);
    if (question.other != nullptr) {
        console.print(console.paint(Ink::Strong, "The second:"));
        printExample(console, *question.other);
    }
    console.print();
    console.print(
        question.other != nullptr ? "first · second · equal · skip" : knownReviewAnswers(question.levels));
}

namespace {

// The newest, which there has to be.
Result<ReviewQueue> drawnQueue(Project& project, const ReviewOptions& options, const PlanReviewer& person)
{
    auto queue = project.reviews().newestQueue(person.plan, person.reviewer);
    if (!queue)
        return passOn(queue);
    if (!*queue)
        return unusable(person.reviewer + " has no questions yet. Draw some with: "
            + reviewCommand(options, "draw --reviewer " + person.reviewer));
    return std::move(**queue);
}

} // namespace

Result<ExitCode> exportReview(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto person = planReviewer(project, options);
    if (!person)
        return tl::unexpected(person.error());
    const auto file = fileOf(options, "questions.csv");
    if (!file)
        return tl::unexpected(file.error());
    const auto queue = drawnQueue(project, options, *person);
    if (!queue)
        return tl::unexpected(queue.error());
    const auto rows = writeReviewTable(project, *queue, *file, options.language);
    if (!rows)
        return tl::unexpected(rows.error());
    console.print(counted(*rows, "example", "examples") + " written to " + *file
        + ". Fill in the decisions; then: "
        + console.paint(Ink::Strong,
            "dankai review " + options.place + " apply " + *file + " --reviewer " + person->reviewer));
    console.result(
        {{"file", *file}, {"plan", person->plan}, {"reviewer", person->reviewer}, {"rows", *rows}});
    return ExitCode::Done;
}

Result<ExitCode> applyReview(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto person = planReviewer(project, options);
    if (!person)
        return tl::unexpected(person.error());
    const auto file = fileOf(options, "questions.csv");
    if (!file)
        return tl::unexpected(file.error());
    const auto applied = applyReviewTable(project, person->plan, person->reviewer, *file);
    if (!applied)
        return tl::unexpected(applied.error());
    console.print(counted(applied->applied, "decision", "decisions") + " applied, "
        + grouped(applied->unchanged) + " known already, " + counted(applied->unanswered, "row", "rows")
        + " without one.");
    for (const std::string& problem : applied->problems)
        console.warn(problem);
    console.result({{"file", *file}, {"plan", person->plan}, {"reviewer", person->reviewer},
        {"rows", applied->rows}, {"applied", applied->applied}, {"unchanged", applied->unchanged},
        {"unanswered", applied->unanswered}, {"problems", applied->problems}});
    return ExitCode::Done;
}

Result<ExitCode> packReview(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto person = planReviewer(project, options);
    if (!person)
        return tl::unexpected(person.error());
    const auto file = fileOf(options, "for-a-colleague.dankai-review");
    if (!file)
        return tl::unexpected(file.error());
    std::error_code ignored;
    if (std::filesystem::exists(*file, ignored))
        return unusable(*file + " is there already, and may hold answers. Merge it, or name another file.");
    const auto queue = drawnQueue(project, options, *person);
    if (!queue)
        return tl::unexpected(queue.error());
    const auto package = writeReviewPackage(project, *queue, *file, options.language);
    if (!package)
        return tl::unexpected(package.error());
    console.print(*file + ": " + counted(package->open(), "question", "questions") + " for "
        + package->reviewer + ", about " + duration(package->secondsLeft())
        + ". The texts of these examples are in it, no scores. It is answered with: "
        + console.paint(Ink::Strong, "dankai review " + *file + " show"));
    console.result({{"file", *file}, {"plan", person->plan}, {"reviewer", package->reviewer},
        {"questions", package->questions.size()}, {"open", package->open()},
        {"seconds", package->secondsLeft()}});
    return ExitCode::Done;
}

Result<ExitCode> mergeReview(const Console& console, Project& project, const ReviewOptions& options)
{
    if (options.values.empty())
        return unusable("Name the packages, for instance: dankai review " + options.place
            + " merge from-a-colleague.dankai-review");
    Json rows = Json::array();
    for (const std::string& file : options.values) {
        const auto merged = mergeReviewPackage(project, file);
        if (!merged)
            return tl::unexpected(merged.error());
        const auto guide = reviewGuide(project, merged->plan, options.language);
        if (!guide)
            return tl::unexpected(guide.error());
        console.print(file + " of " + merged->reviewer + ": " + counted(merged->added, "answer", "answers")
            + " added, " + grouped(merged->unchanged) + " known already"
            + (merged->withdrawn > 0 ? ", " + grouped(merged->withdrawn) + " taken back." : "."));
        for (const std::string& problem : merged->problems)
            console.warn(problem);
        if (!merged->conflicts.empty()) {
            console.print(
                "People disagree about " + counted(merged->conflicts.size(), "example", "examples") + ":");
            printConflicts(console, merged->conflicts, guide->levels);
        }
        rows.push_back({{"file", file}, {"plan", merged->plan}, {"reviewer", merged->reviewer},
            {"added", merged->added}, {"withdrawn", merged->withdrawn}, {"unchanged", merged->unchanged},
            {"problems", merged->problems}, {"conflicts", conflictsJson(merged->conflicts, guide->levels)}});
    }
    console.result({{"packages", std::move(rows)}});
    return ExitCode::Done;
}

Result<ExitCode> showReviewStatistics(const Console& console, Project& project, const ReviewOptions& options)
{
    const auto plan = reviewedPlan(project, options);
    if (!plan)
        return tl::unexpected(plan.error());
    const auto statistics = reviewStatistics(project, *plan);
    if (!statistics)
        return tl::unexpected(statistics.error());
    TextTable table({{"reviewer", Align::Left}, {"questions"}, {"answered"}, {"placed"}, {"taken out"},
        {"ambiguous"}, {"skipped"}, {"edited"}, {"practice right"}, {"seconds each"}});
    Json people = Json::array();
    for (const ReviewerFigures& person : statistics->reviewers) {
        table.add({person.name, grouped(person.asked), grouped(person.answered), grouped(person.placed),
            grouped(person.takenOut), grouped(person.ambiguous), grouped(person.skipped),
            grouped(person.edited),
            person.practice == 0 ? "–" : grouped(person.practiceRight) + " of " + grouped(person.practice),
            person.medianSeconds > 0 ? withDecimals(person.medianSeconds, 0) : "–"});
        people.push_back({{"name", person.name}, {"questions", person.asked}, {"answered", person.answered},
            {"placed", person.placed}, {"taken_out", person.takenOut}, {"ambiguous", person.ambiguous},
            {"skipped", person.skipped}, {"edited", person.edited}, {"practice", person.practice},
            {"practice_right", person.practiceRight}, {"median_seconds", person.medianSeconds}});
    }
    if (table.isEmpty())
        console.print("Nobody has answered anything yet.");
    else
        table.print(console);
    Json pairs = Json::array();
    if (statistics->doublyRated > 0) {
        console.print();
        console.print("One another, over " + counted(statistics->doublyRated, "example", "examples")
            + " that were drawn at random and asked a second time:");
        for (const ReviewerPair& pair : statistics->pairs)
            console.print("  " + pair.first + " and " + pair.second + ": " + inWords(pair.agreement));
        console.print("  Krippendorff's alpha " + inWords(statistics->alpha));
    } else if (!statistics->reviewers.empty()) {
        console.print("No example that was drawn at random was placed by two people yet; draw for a second "
                      "reviewer to measure how far people agree.");
    }
    for (const ReviewerPair& pair : statistics->pairs) {
        Json json = toJson(pair.agreement);
        json["first"] = pair.first;
        json["second"] = pair.second;
        pairs.push_back(std::move(json));
    }
    if (statistics->againstScores.n > 0) {
        console.print();
        console.print("With the scores, over examples that were drawn at random: "
            + inWords(statistics->againstScores));
        console.print("  over all that was drawn, weighted by its chance: "
            + percentOf(statistics->weightedAgainstScores.estimate) + " ["
            + percentOf(statistics->weightedAgainstScores.lower) + ", "
            + percentOf(statistics->weightedAgainstScores.upper)
            + "], n = " + grouped(statistics->weightedCount));
    }
    if (statistics->pairsJudged > 0)
        console.print("Which is harder? " + grouped(statistics->pairsAsScores) + " of "
            + grouped(statistics->pairsJudged) + " pairs as the scores have it.");
    if (statistics->conflicts > 0)
        console.print("People disagree about " + counted(statistics->conflicts, "example", "examples") + ": "
            + console.paint(Ink::Strong, "dankai review " + options.place + " conflicts"));
    console.result({{"plan", *plan}, {"levels", statistics->levels}, {"reviewers", std::move(people)},
        {"doubly_rated", statistics->doublyRated}, {"pairs_of_reviewers", std::move(pairs)},
        {"alpha", toJson(statistics->alpha)}, {"against_scores", toJson(statistics->againstScores)},
        {"weighted_against_scores", toJson(statistics->weightedAgainstScores)},
        {"weighted_n", statistics->weightedCount}, {"pairs_judged", statistics->pairsJudged},
        {"pairs_as_scores", statistics->pairsAsScores}, {"conflicts", statistics->conflicts}});
    return ExitCode::Done;
}

Result<ExitCode> reviewPackageFile(const Console& console, const ReviewOptions& options)
{
    auto package = openReviewPackage(options.place);
    if (!package)
        return passOn(package);
    const auto state = [&] {
        return Json{{"file", options.place}, {"plan", package->plan}, {"reviewer", package->reviewer},
            {"questions", package->questions.size()}, {"open", package->open()},
            {"seconds_left", package->secondsLeft()}};
    };
    if (options.action == "place") {
        const PackageQuestion* question = package->next();
        if (question == nullptr)
            return unusable("All questions of " + options.place + " are answered. Send it back.");
        const auto given = decisionFrom(options, package->levels);
        if (!given)
            return tl::unexpected(given.error());
        PackageAnswer answer;
        answer.place = question->place;
        answer.decision = given->decision;
        answer.level = given->level;
        answer.note = options.note;
        answer.seconds = options.seconds;
        const std::optional<int> expected = question->expected;
        if (auto stored = answerInPackage(options.place, *package, answer); !stored)
            return passOn(stored);
        if (expected && answer.level)
            console.print(answer.level == expected ? console.paint(Ink::Good, "Yes.")
                                                   : "The scores say "
                        + console.paint(
                            Ink::Strong, textOf({ReviewDecision::Place, *expected}, package->levels))
                        + ".");
        console.print(package->open() == 0 ? "That was the last question. Send " + options.place + " back."
                                           : counted(package->open(), "question", "questions")
                    + " left, about " + duration(package->secondsLeft()) + ".");
        Json result = state();
        if (expected)
            result["expected"] = *expected + 1;
        console.result(result);
        return ExitCode::Done;
    }
    if (options.action == "undo") {
        const auto undone = undoInPackage(options.place, *package);
        if (!undone)
            return tl::unexpected(undone.error());
        console.print(*undone ? "Taken back: question " + std::to_string((*undone)->place + 1) + "."
                              : "Nothing is answered yet.");
        console.result(state());
        return ExitCode::Done;
    }
    if (options.action != "show" && options.action != "list")
        return unusable(options.place
            + " is a review package: it can be shown, answered with place, and "
              "undone. Everything else needs the project.");
    console.print(console.paint(Ink::Strong, package->reviewer) + ": "
        + counted(package->open(), "question", "questions") + " of " + grouped(package->questions.size())
        + " left, about " + duration(package->secondsLeft()));
    Json result = state();
    const PackageQuestion* question = options.action == "show" ? package->next() : nullptr;
    if (question != nullptr) {
        ShownQuestion shown;
        shown.heading = "Question " + std::to_string(question->place + 1)
            + (question->expected ? ", for practice" : "");
        shown.example = &question->example;
        shown.other = question->other ? &*question->other : nullptr;
        shown.definition = package->definition;
        shown.levels = package->levels;
        for (const PackageAnchor& anchor : package->anchors)
            shown.anchors.emplace_back(anchor.level, &anchor.example);
        printQuestion(console, shown);
        result["question"] = {{"place", question->place}, {"text", textsJson(question->example)}};
        if (question->other)
            result["question"]["other_text"] = textsJson(*question->other);
    }
    console.result(result);
    return ExitCode::Done;
}

} // namespace dankai
