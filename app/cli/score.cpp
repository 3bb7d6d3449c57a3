// SPDX-License-Identifier: Apache-2.0
// dankai score
#include "app/cli/command.h"
#include "app/cli/judgesteps.h"
#include "app/cli/modelscoresteps.h"
#include "app/cli/projectsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/difficulty/losschange.h"
#include "core/difficulty/measurement.h"
#include "core/difficulty/scorer.h"
#include "core/project/calibrating.h"
#include "core/project/scorereading.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

namespace dankai {

namespace {

// Columns beside the examples, of those that stand first.
Result<std::string> columnsOf(Project& project)
{
    const auto names = keptColumnNames(project);
    if (!names)
        return tl::unexpected(names.error());
    std::string text;
    for (const std::string& name : *names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

bool isOfRun(const std::string& name)
{
    return name == lossDropScorer || name == forgettingScorer;
}

} // namespace

CommandBody defineScore(CLI::App& app)
{
    struct Options
    {
        std::string project;
        std::vector<std::string> scorers;
        JudgeOptions judge;
        JobOptions job;
        std::string run;
        int phase = -1; // of the run; -1: not given
    };

    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    std::string known;
    for (const ScorerInfo& info : scorers())
        known += (known.empty() ? "" : ", ") + std::string(info.name == "column" ? "column:NAME" : info.name);
    app.add_option("--scorer", options->scorers, "one or more of: " + known)->required()->delimiter(',');
    addJudgeOptions(app, options->judge);
    app.add_option("--run", options->run,
           "a run that has ended: its checkpoint is measured instead of the project's model, or several for "
           "loss_drop and forgetting")
        ->group("Scorers by a run's checkpoints");
    app.add_option("--phase", options->phase,
           "of --run: the checkpoint after this phase, 0 for the model before training (the last); of "
           "loss_drop: the fall in this phase alone")
        ->check(CLI::Range(0, maximumPhases))
        ->group("Scorers by a run's checkpoints");
    for (CLI::Option* ofModel : addJobOptions(app, options->job))
        ofModel->group("Scorers by the project's model");
    return [options](const Console& console) -> Result<ExitCode> {
        if (std::ranges::any_of(options->scorers, isJudgeScorer)) {
            if (options->scorers.size() > 1)
                return unusable(
                    "A judge is asked in a call of its own, since it may cost money: give --scorer "
                    "judge alone.");
            return scoreByJudge(console, options->project, options->scorers.front(), options->judge);
        }
        if (options->judge.isAnyGiven())
            return unusable("These options are of a judge; they need --scorer judge.");
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        if (options->run.empty() && options->phase >= 0)
            return unusable("--phase is of a run; give --run NUMBER too.");
        for (const std::string& name : options->scorers)
            if (options->run.empty() && isOfRun(name))
                return unusable(name + " follows from the checkpoints of a run; give --run NUMBER.");
        for (const std::string& name : options->scorers) // a misspelt one must not cost the others' time
            if (const auto scorer = Scorer::named(name + (isOfRun(name) ? ":" + options->run : "")); !scorer)
                return tl::unexpected(scorer.error());
        if (std::ranges::count(options->scorers, calibratedScorer) > 0)
            return unusable("A calibration learns its scores from labels; see dankai calibrate --help.");
        const bool hasModelScorer = std::ranges::any_of(
            options->scorers, [](const std::string& name) { return modelScorerNamed(name) != nullptr; });
        if (!options->judge.model.empty() && !options->run.empty())
            return unusable("--run measures a checkpoint of the run; leave --model away.");
        if (!options->judge.model.empty() && !hasModelScorer)
            return unusable(
                "--model is of a judge and of scorers by a model, such as loss, ifd or local_judge.");
        std::vector<std::string> names = options->scorers;
        std::map<std::string, std::uint64_t> lookedFor; // of those that a model gave
        EngineEnd end = EngineEnd::Finished;
        if (!options->run.empty()) {
            const auto scored = scoreByCheckpoints(*project, console, options->scorers, options->run,
                options->phase >= 0 ? std::optional(options->phase) : std::nullopt, options->job);
            if (!scored)
                return tl::unexpected(scored.error());
            end = scored->end;
            names = scored->scorers;
            for (std::size_t i = 0; i < names.size(); ++i)
                lookedFor[names[i]] = scored->looked[i];
        } else {
            std::vector<std::string> byModel;
            std::ranges::copy_if(names, std::back_inserter(byModel),
                [](const std::string& name) { return modelScorerNamed(name) != nullptr; });
            if (!byModel.empty()) {
                ModelScoringChoice choice;
                choice.judgeLanguage = options->judge.language;
                auto model = readOtherModel(*project, console, options->judge.model);
                if (!model)
                    return passOn(model);
                choice.model = std::move(*model);
                const auto scored = scoreByModel(*project, console, byModel, options->job, choice);
                if (!scored)
                    return tl::unexpected(scored.error());
                end = scored->end;
                for (std::string& name : names) {
                    if (modelScorerNamed(name) == nullptr)
                        continue;
                    if (choice.model)
                        name = scorerBy(name, *choice.model);
                    lookedFor[name] = scored->looked;
                }
            }
        }
        Json results = Json::array();
        TextTable table({{"scorer", Align::Left, true}, {"scored"}, {"new"}, {"no number"}, {"lowest"},
            {"mean"}, {"highest"}});
        bool hasAny = false;
        for (const std::string& name : names) {
            const auto scoredNow = scoreProject(*project, console, name);
            if (!scoredNow)
                return tl::unexpected(scoredNow.error());
            const auto ofModel = lookedFor.find(name);
            const std::uint64_t looked = ofModel != lookedFor.end() ? ofModel->second : scoredNow->looked;
            const auto figures = project->scores().figures();
            if (!figures)
                return tl::unexpected(figures.error());
            const std::string scorer = Scorer::named(name)->name();
            const auto found = std::find_if(figures->begin(), figures->end(),
                [&](const ScorerFigures& candidate) { return candidate.scorer == scorer; });
            const ScorerFigures shown = found != figures->end() ? *found : ScorerFigures{scorer};
            hasAny = hasAny || shown.scored > 0;
            table.add({scorer, grouped(shown.scored), grouped(looked), grouped(shown.withoutValue),
                figure(shown, shown.lowest), figure(shown, shown.mean), figure(shown, shown.highest)});
            Json entry = toJson(shown);
            entry["new"] = looked;
            results.push_back(std::move(entry));
        }
        table.print(console);
        if (hasAny) {
            console.print();
            console.print("Next: "
                + console.paint(Ink::Strong,
                    "dankai split " + options->project
                        + (names.size() > 1 || names != options->scorers ? " --scorer " + names[0]
                                                                         : std::string())
                        + " --quantiles 3"));
        }
        console.result({{"scorers", std::move(results)}});
        if (end != EngineEnd::Finished)
            return exitCodeOf(end); // the same command again goes on
        if (!hasAny && std::ranges::count(options->scorers, localJudgeScorer) > 0) // of whichever model
            return unusable(
                "The model does not answer a judge's question with a digit, or the question is too long for "
                "it, so it gives no scores. Use a model that follows instructions, or a judge on an "
                "endpoint (--scorer judge).");
        if (!hasAny) {
            const auto columns = columnsOf(*project);
            if (!columns)
                return tl::unexpected(columns.error());
            return unusable(
                "No example got a score. A column scorer reads a number that the imported file had "
                "beside the example; "
                + (columns->empty() ? "these examples have no such columns."
                                    : "the columns there are: " + *columns + "."));
        }
        return ExitCode::Done;
    };
}

} // namespace dankai
