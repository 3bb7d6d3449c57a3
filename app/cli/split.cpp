// SPDX-License-Identifier: Apache-2.0
// dankai split
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/wording.h"
#include "core/difficulty/scorer.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <set>

namespace dankai {

namespace {

struct Options
{
    std::string project;
    std::string plan = "main";
    std::string scorer;
    std::vector<double> thresholds;
    int quantiles = 0;
    int equalTokens = 0;
    int kde = 0;
    std::vector<std::string> names;
    std::vector<double> epochs;
    std::vector<std::string> settings;
    std::uint64_t seed = 0;
    double validationShare = -1;
    double testShare = -1;
    bool isUncounted = false;
};

// The one scorer that the project has scores of, for people who have only one.
Result<std::string> onlyScorer(Project& project)
{
    const auto figures = project.scores().figures();
    if (!figures)
        return tl::unexpected(figures.error());
    std::string names;
    std::size_t usable = 0;
    std::string last;
    for (const ScorerFigures& scorer : *figures)
        if (scorer.scored > 0) {
            names += (names.empty() ? "" : ", ") + scorer.scorer;
            last = scorer.scorer;
            ++usable;
        }
    if (usable == 1)
        return last;
    if (usable == 0)
        return unusable("No example has a score yet. Score them first, for instance: dankai score "
            + project.folder().string() + " --scorer compressed_size");
    return unusable("There are scores of several scorers: " + names + ". Choose one with --scorer.");
}

Result<Plan> planFrom(const Options& options, Project& project)
{
    Plan plan;
    plan.name = options.plan;
    const auto listed = project.plans().list();
    if (!listed)
        return tl::unexpected(listed.error());
    for (const PlanListing& listing : *listed)
        if (listing.name == options.plan) {
            auto stored = project.plans().load(options.plan);
            if (!stored)
                return stored;
            plan = std::move(*stored); // moves by hand and settings survive a new cut
        }
    if (!options.scorer.empty()) {
        const auto scorer = Scorer::named(options.scorer);
        if (!scorer)
            return tl::unexpected(scorer.error());
        plan.scorer = scorer->name();
    } else if (plan.scorer.empty()) {
        auto scorer = onlyScorer(project);
        if (!scorer)
            return passOn(scorer);
        plan.scorer = *scorer;
    }
    const int phasesBefore = plan.rule.phaseCount;
    if (!options.thresholds.empty())
        plan.rule
            = {RuleKind::Thresholds, static_cast<int>(options.thresholds.size()) + 1, options.thresholds};
    else if (options.quantiles > 0)
        plan.rule = {RuleKind::Quantiles, options.quantiles, {}};
    else if (options.equalTokens > 0)
        plan.rule = {RuleKind::EqualTokens, options.equalTokens, {}};
    else if (options.kde > 0)
        plan.rule = {RuleKind::Kde, options.kde, {}};
    if (plan.phases.empty() || plan.rule.phaseCount != phasesBefore)
        plan.phases = defaultPhases(plan.rule.phaseCount);
    const auto fits = [&](std::size_t count, const char* option) -> Result<> {
        if (count == plan.phases.size())
            return {};
        return unusable(std::string(option) + " needs one value for each of the "
            + std::to_string(plan.phases.size()) + " phases, separated by commas; " + std::to_string(count)
            + " were given.");
    };
    if (!options.names.empty()) {
        if (auto fitting = fits(options.names.size(), "--names"); !fitting)
            return passOn(fitting);
        for (std::size_t i = 0; i < plan.phases.size(); ++i)
            plan.phases[i].name = options.names[i];
    }
    if (!options.epochs.empty()) {
        if (options.epochs.size() > 1)
            if (auto fitting = fits(options.epochs.size(), "--epochs"); !fitting)
                return passOn(fitting);
        for (std::size_t i = 0; i < plan.phases.size(); ++i)
            plan.phases[i].epochs = options.epochs[options.epochs.size() == 1 ? 0 : i];
    }
    for (const std::string& setting : options.settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos || equals == 0)
            return unusable("--set takes key=value, not '" + setting + "'.");
        plan.settings[setting.substr(0, equals)] = setting.substr(equals + 1);
    }
    if (options.seed != 0)
        plan.seed = options.seed;
    if (options.validationShare >= 0)
        plan.heldOut.validationShare = options.validationShare;
    if (options.testShare >= 0)
        plan.heldOut.testShare = options.testShare;
    return plan;
}

} // namespace

CommandBody defineSplit(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("--plan", options->plan, "its name; an existing plan is cut anew, moves by hand stay");
    app.add_option("--scorer", options->scorer, "whose scores are cut; not needed where there is only one");
    auto* rules = app.add_option_group("rule", "How to cut (three quantiles where nothing is said)");
    rules->add_option("--thresholds", options->thresholds, "1.5,3.5: two cuts make three phases")
        ->delimiter(',');
    rules->add_option("--quantiles", options->quantiles, "phases with the same number of examples")
        ->check(CLI::Range(minimumPhases, maximumPhases));
    rules->add_option("--equal-tokens", options->equalTokens, "phases with the same number of tokens")
        ->check(CLI::Range(minimumPhases, maximumPhases));
    rules->add_option("--kde", options->kde, "phases cut where the scores' density has its valleys")
        ->check(CLI::Range(minimumPhases, maximumPhases));
    rules->require_option(0, 1);
    app.add_option("--names", options->names, "of the phases, easiest first: Easy,Medium,Hard")
        ->delimiter(',');
    app.add_option("--epochs", options->epochs, "one number for all phases or one for each")->delimiter(',');
    app.add_option(
        "--set", options->settings, "a setting of runs from this plan, for instance carry_over=moderate");
    app.add_option("--seed", options->seed, "of the held-out rows and the order of training");
    app.add_option("--validation-share", options->validationShare, "held out for gates, 0 to 0.2 (0.05)")
        ->check(CLI::Range(0.0, 0.2));
    app.add_option("--test-share", options->testShare, "held out for reports, 0 to 0.2 (0.05)")
        ->check(CLI::Range(0.0, 0.2));
    app.add_flag(
        "--no-tokens", options->isUncounted, "do not count tokens: at once, also for a million rows");
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        auto plan = planFrom(*options, *project);
        if (!plan)
            return passOn(plan);
        const bool needsTokens = plan->rule.kind == RuleKind::EqualTokens;
        const auto split = splitProject(*project, console, std::move(*plan),
            options->isUncounted && !needsTokens ? TokenCounting::Skip : TokenCounting::Count);
        if (!split)
            return tl::unexpected(split.error());
        console.print();
        console.print("Next: "
            + console.paint(Ink::Strong, "dankai train " + options->project + " --plan " + split->plan.name));
        console.result(toJson(*split));
        return ExitCode::Done;
    };
}

} // namespace dankai
