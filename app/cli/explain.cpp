// SPDX-License-Identifier: Apache-2.0
// dankai explain
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/project/explanation.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>
#include <optional>

namespace dankai {

namespace {

// Nothing: the project has no plan yet.
Result<std::optional<std::string>> planFor(Project& project, const std::string& given)
{
    if (!given.empty())
        return given;
    const auto plans = project.plans().list();
    if (!plans)
        return tl::unexpected(plans.error());
    if (plans->empty())
        return std::nullopt;
    if (plans->size() == 1)
        return plans->front().name;
    std::string names;
    for (const PlanListing& plan : *plans)
        names += (names.empty() ? "" : ", ") + plan.name;
    return unusable("There are several plans: " + names + ". Choose one with --plan.");
}

std::string shortNumber(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

std::string phaseWords(const ExplainedPlacement& placement, int phase)
{
    const std::string number = "phase " + std::to_string(phase + 1);
    const std::string& name = placement.phases[static_cast<std::size_t>(phase)];
    return name == "Phase " + std::to_string(phase + 1) ? number : number + " (" + name + ")";
}

std::string placeWords(const ExplainedPlacement& placement)
{
    const PlacementReason& reason = placement.reason;
    std::string text = reason.phase ? "stands in " + phaseWords(placement, *reason.phase)
                                    : std::string(reason.isExcluded ? "is excluded" : "stands in no phase");
    if (placement.placedBy == PlacedBy::Review)
        text += ", by a review";
    if (placement.placedBy == PlacedBy::Person)
        text += ", by hand";
    if (!placement.person.empty())
        text += " of " + placement.person;
    if (placement.placedMs != 0)
        text += ", " + timeOfDay(placement.placedMs);
    if (placement.placedBy == PlacedBy::Rule)
        text += ", by the rule";
    return text;
}

void printScores(const Console& console, const Explanation& explanation)
{
    TextTable table({{"scorer", Align::Left}, {"version"}, {"score"}, {"why", Align::Left, true}});
    for (const ExplainedScore& one : explanation.scores) {
        std::string why = one.score.rationale;
        if (one.isOfEarlierText)
            why = "of an earlier text" + (why.empty() ? std::string() : "; " + why);
        table.add({one.scorer, std::to_string(one.score.version),
            one.score.value ? shortNumber(*one.score.value) : "–", why});
    }
    console.print();
    if (table.isEmpty())
        console.print("Nobody has scored it.");
    else
        table.print(console);
}

void printPlacement(const Console& console, const ExplainedPlacement& placement)
{
    console.print();
    console.print(
        console.paint(Ink::Strong, "Plan " + placement.plan) + ": it " + placeWords(placement) + ".");
    for (const std::string& sentence : placement.reason.sentences)
        console.print(sentence);
    if (placement.cuts.empty())
        return;
    TextTable table({{"cut", Align::Left}, {"side", Align::Left}, {"example"}, {"score"},
        {"instruction", Align::Left, true}});
    for (const auto& [cut, below, above] : placement.cuts) {
        const std::string at = shortNumber(cut.score);
        const auto add = [&](const char* side, int phase,
                             const std::optional<ExplainedNeighbour>& neighbour) {
            table.add({at, std::string(side) + ", phase " + std::to_string(phase + 1),
                neighbour ? std::to_string(static_cast<std::int64_t>(neighbour->example)) : "–",
                neighbour ? shortNumber(neighbour->score) : "–", neighbour ? neighbour->beginning : ""});
        };
        add("below", cut.phaseBelow, below);
        add("above", cut.phaseAbove, above);
    }
    console.print();
    console.print("The nearest examples at the cuts of this phase:");
    table.print(console);
}

void printReviews(const Console& console, const Explanation& explanation)
{
    if (explanation.reviews.empty())
        return;
    TextTable table({{"when", Align::Left}, {"reviewer", Align::Left}, {"decision", Align::Left},
        {"", Align::Left}, {"note", Align::Left, true}});
    for (const Review& review : explanation.reviews)
        table.add({timeOfDay(review.decidedMs), review.reviewer,
            std::string(nameOf(review.decision))
                + (review.level ? ", level " + std::to_string(*review.level + 1) : std::string()),
            review.withdrawnMs ? "taken back" : "", review.note});
    console.print();
    console.print("What people said:");
    table.print(console);
}

void printChanges(const Console& console, const Explanation& explanation)
{
    if (explanation.changes.empty())
        return;
    TextTable table({{"when", Align::Left}, {"who", Align::Left}, {"did", Align::Left}});
    for (const ExampleChange& change : explanation.changes)
        table.add({timeOfDay(change.changedMs), change.person.empty() ? "not kept" : change.person,
            std::string(nameOf(change.kind))
                + (change.kind == ExampleChangeKind::Edit ? ", revision " + std::to_string(change.revision)
                                                          : std::string())});
    console.print();
    console.print("What was changed by hand:");
    table.print(console);
}

} // namespace

CommandBody defineExplain(CLI::App& app)
{
    struct Options
    {
        std::string project;
        std::int64_t example = 0;
        std::string plan;
    };

    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("EXAMPLE", options->example, "its number, as the Data page and other commands have it")
        ->required();
    app.add_option("--plan", options->plan, "in which it stands; not needed where there is only one");
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        const auto plan = planFor(*project, options->plan);
        if (!plan)
            return tl::unexpected(plan.error());
        const auto id = ExampleId(options->example);
        std::optional<Explainer> explainer;
        if (*plan) {
            auto opened = Explainer::open(*project, **plan);
            if (!opened)
                return passOn(opened);
            explainer.emplace(std::move(*opened));
        }
        const auto explanation
            = explainer ? explainer->explain(*project, id) : explainExample(*project, id, nullptr);
        if (!explanation)
            return tl::unexpected(explanation.error());
        console.print(console.paint(Ink::Strong, "Example " + std::to_string(options->example)) + "  "
            + explanation->source.file + ":" + std::to_string(explanation->source.line));
        console.print(explanation->beginning);
        printScores(console, *explanation);
        if (explanation->placement) {
            printPlacement(console, *explanation->placement);
        } else {
            console.print();
            console.print("It stands in no plan yet. Make one with: "
                + console.paint(Ink::Strong, "dankai split " + options->project));
        }
        printReviews(console, *explanation);
        printChanges(console, *explanation);
        console.result(toJson(*explanation));
        return ExitCode::Done;
    };
}

} // namespace dankai
