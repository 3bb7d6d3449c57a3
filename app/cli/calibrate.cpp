// SPDX-License-Identifier: Apache-2.0
// dankai calibrate
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/modelscoresteps.h"
#include "app/cli/progressline.h"
#include "app/cli/projectsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/project/calibrationrecord.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace dankai {

namespace {

struct Options
{
    std::string project;
    std::string labels;
    bool isWithoutModel = false;
    std::string model;
    std::vector<std::uint64_t> curve;
    int draws = 20;
    std::uint64_t seed = 3517;
    JobOptions job;
};

// What there is to learn from, where it was not said.
Result<std::string> onlyLabels(Project& project)
{
    const auto sources = labelSources(project);
    if (!sources)
        return tl::unexpected(sources.error());
    if (sources->size() == 1)
        return sources->front().name;
    std::string list;
    for (const LabelSource& source : *sources)
        list += (list.empty() ? "" : ", ") + source.name;
    return unusable(sources->empty()
            ? std::string(
                "There are no labels to learn from. Let a judge score some examples (dankai score --scorer "
                "judge), or name a column of the imported file with --labels column:NAME. Without labels, "
                "dankai score --scorer nll orders examples by how hard the model finds them.")
            : "Say with --labels what to learn from; there are: " + list + ".");
}

std::string withInterval(const Interval& interval)
{
    return withDecimals(interval.estimate, 3) + " [" + withDecimals(interval.lower, 3) + ", "
        + withDecimals(interval.upper, 3) + "]";
}

std::string groupInWords(const std::string& group)
{
    return group == "text" ? "length and form of the text"
        : group == "words" ? "words of the instruction"
        : group == "model" ? "what the model finds unlikely"
                           : "the model's hidden states";
}

void print(const Console& console, const Options& options, const CalibrationOutcome& outcome)
{
    const CalibrationQuality& quality = outcome.quality;
    console.print("Learnt from " + counted(quality.labels, "label", "labels") + " of " + options.labels
        + "; version " + std::to_string(outcome.version) + ", "
        + counted(outcome.scored, "new score", "new scores") + ".");
    if (outcome.withModel > 0)
        console.print((outcome.model.empty() ? std::string("The model's view counts for ")
                                             : "The view of " + outcome.model + " counts for ")
            + grouped(outcome.withModel) + " examples, its hidden states for " + grouped(outcome.withStates)
            + ".");
    console.print();
    TextTable levels({{"level"}, {"mean label"}, {"labels"}});
    for (int level = 0; level < quality.levels.count(); ++level) {
        const auto at = static_cast<std::size_t>(level);
        levels.add({std::to_string(level + 1), withDecimals(quality.levels.values[at], 2),
            grouped(quality.levels.counts[at])});
    }
    levels.print(console);
    console.print();
    console.print(console.paint(Ink::Strong, "On labels that it had not seen") + " (95 % intervals)");
    TextTable figures({{"measure", Align::Left}, {"value", Align::Left}, {"", Align::Left, true}});
    figures.add({"AUC", withInterval(quality.auc), "0.5 is chance, 1 perfect order"});
    figures.add({"Spearman", withInterval(quality.spearman), "of prediction and label"});
    figures.add({"weighted kappa", withInterval(quality.weightedKappa), "agreement of levels beyond chance"});
    figures.add({"calibration error", withInterval(quality.calibrationError), "in units of the label"});
    figures.print(console);
    console.print();
    TextTable groups({{"draws on", Align::Left}, {"share"}});
    for (const GroupShare& group : outcome.groups)
        groups.add({groupInWords(group.group), percentOf(group.share)});
    groups.print(console);
    if (!outcome.curve.empty()) {
        console.print();
        TextTable curve({{"labels"}, {"draws"}, {"AUC on the others"}, {"spread"}});
        for (const LearningPoint& point : outcome.curve)
            curve.add({grouped(point.labels), std::to_string(point.draws), withDecimals(point.meanAuc, 3),
                withDecimals(point.deviation, 3)});
        curve.print(console);
    }
    if (!quality.doubts.empty()) {
        console.print();
        console.print(console.paint(Ink::Undecided, "Not to be trusted yet:"));
        for (const std::string& doubt : quality.doubts)
            console.print("  " + doubt);
    }
    console.print();
    console.print("Next: "
        + console.paint(
            Ink::Strong, "dankai split " + options.project + " --scorer calibrated --quantiles 3"));
}

} // namespace

CommandBody defineCalibrate(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("--labels", options->labels,
        "what to learn from: judge:MODEL, column:NAME, imported, or reviews:PLAN for what people said; not "
        "needed where "
        "there is one");
    app.add_flag("--no-model", options->isWithoutModel,
        "learn from the text alone, without asking the project's model about every example");
    app.add_option("--model", options->model,
        "a Hugging Face folder or a GGUF file whose view of the examples is learnt from, instead of that of "
        "the project's model; it is read as dankai score --model reads it");
    app.add_option("--curve", options->curve,
           "also show what so many labels would have given, each drawn --draws times")
        ->delimiter(',');
    app.add_option("--draws", options->draws, "draws of the labels for each point of the curve")
        ->check(CLI::Range(2, 1000))
        ->capture_default_str();
    app.add_option("--seed", options->seed, "of folds and draws")->capture_default_str();
    for (CLI::Option* ofModel : addJobOptions(app, options->job))
        ofModel->group("The project's model");
    return [options](const Console& console) -> Result<ExitCode> {
        if (options->isWithoutModel && !options->model.empty())
            return unusable("--no-model learns from the text alone; leave it or --model away.");
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        CalibrationRequest request;
        if (options->labels.empty()) {
            auto found = onlyLabels(*project);
            if (!found)
                return passOn(found);
            options->labels = *found;
        }
        request.labels = options->labels;
        if (request.labels.starts_with("column:"))
            if (const auto read = scoreProject(*project, console, request.labels); !read)
                return tl::unexpected(read.error());
        // Before the model is asked about everything.
        if (const auto enough = checkLabels(*project, request.labels); !enough)
            return tl::unexpected(enough.error());
        request.usesModel = !options->isWithoutModel;
        request.seed = options->seed;
        request.curve = options->curve;
        request.draws = options->draws;
        request.stop = &interruptFlag();
        if (request.usesModel) {
            auto model = readOtherModel(*project, console, options->model);
            if (!model)
                return passOn(model);
            request.model = std::move(*model);
            request.chatTemplate = options->job.chatTemplate;
            const auto layer = calibrationStateLayer(*project, request.model);
            if (!layer)
                return tl::unexpected(layer.error());
            const auto measured = scoreByModel(*project, console, calibrationScorers(), options->job,
                {.stateLayer = *layer, .model = request.model});
            if (!measured)
                return tl::unexpected(measured.error());
            if (measured->end != EngineEnd::Finished)
                return exitCodeOf(measured->end); // the same command again goes on
        }
        Result<CalibrationOutcome> outcome;
        {
            ProgressLine line(console, "Calibrating");
            request.progress = line.callback();
            outcome = calibrate(*project, request);
        }
        if (!outcome)
            return passOn(outcome);
        print(console, *options, *outcome);
        console.result(toJson(*outcome));
        return ExitCode::Done;
    };
}

} // namespace dankai
