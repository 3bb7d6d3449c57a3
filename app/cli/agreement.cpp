// SPDX-License-Identifier: Apache-2.0
// dankai agreement
#include "app/cli/agreementtables.h"
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/difficulty/scorefindings.h"
#include "core/difficulty/scorer.h"
#include "core/project/labelcolumn.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace dankai {

namespace {

struct Options
{
    std::string project;
    std::vector<std::string> scorers;
    std::string plan;
    std::vector<double> thresholds;
    int levels = 0;
    std::string labelColumn; // NAME or NAME=VALUE
    bool isBiasWanted = false;
    std::vector<std::string> columns;
    std::string quality;
    double hardFrom = std::numeric_limits<double>::quiet_NaN();
    double poorBelow = std::numeric_limits<double>::quiet_NaN();
    std::size_t listed = 10;
};

Result<std::vector<std::string>> scorersOf(const Options& options, Project& project)
{
    std::vector<std::string> names;
    for (const std::string& name : options.scorers)
        if (std::ranges::find(names, name) == names.end())
            names.push_back(name);
    if (!names.empty())
        return names;
    const auto figures = project.scores().figures();
    if (!figures)
        return tl::unexpected(figures.error());
    for (const ScorerFigures& scorer : *figures)
        if (scorer.scored > 0)
            names.push_back(scorer.scorer);
    if (names.empty())
        return unusable("No example has a score yet. Score them first, for instance: dankai score "
            + project.folder().string() + " --scorer compressed_size");
    return names;
}

std::vector<ScorerPair> comparePairs(
    const ScorerValues& values, const Options& options, const std::optional<PlanBuckets>& plan)
{
    const auto thresholdsOf = [&](std::size_t scorer) -> std::vector<double> {
        if (!options.thresholds.empty())
            return scorer == 0 ? options.thresholds : std::vector<double>();
        return plan && plan->scorer == values.scorers[scorer] ? plan->cuts : std::vector<double>();
    };
    std::vector<ScorerPair> pairs;
    for (std::size_t i = 0; i < values.scorers.size(); ++i) {
        for (std::size_t j = i + 1; j < values.scorers.size(); ++j) {
            AgreementParams params;
            params.firstThresholds = thresholdsOf(i);
            if (params.firstThresholds.empty())
                params.secondThresholds = thresholdsOf(j);
            params.areValuesLevels = options.levels == 0;
            params.levels = options.levels > 0 ? options.levels
                : plan                         ? static_cast<int>(plan->names.size())
                                               : params.levels;
            pairs.push_back({values.scorers[i], values.scorers[j],
                agreementBetween(values.values[i], values.values[j], params)});
        }
    }
    return pairs;
}

// NAME or NAME=TEXT
LabelChoice labelChoiceOf(const std::string& given)
{
    const std::size_t equals = given.find('=');
    return {given.substr(0, equals),
        equals == given.npos ? std::nullopt : std::optional(given.substr(equals + 1))};
}

Result<Json> sayLabel(
    const Console& console, const Options& options, Project& project, const ScorerValues& values)
{
    const auto label = readLabelColumn(project, labelChoiceOf(options.labelColumn), values.columns);
    if (!label)
        return tl::unexpected(label.error());
    Json json{{"label", label->words}};
    if (label->isBinary) {
        std::vector<ScorerLabel> labels;
        json["scorers"] = Json::array();
        for (std::size_t i = 0; i < values.scorers.size(); ++i) {
            labels.push_back({values.scorers[i], agreementWithLabel(values.values[i], label->values)});
            json["scorers"].push_back(toJson(labels.back()));
        }
        printLabels(console, labels, label->words);
        return json;
    }
    std::vector<ScorerPair> pairs;
    AgreementParams params;
    params.areValuesLevels = options.levels == 0;
    params.levels = options.levels > 0 ? options.levels : params.levels;
    json["pairs"] = Json::array();
    for (std::size_t i = 0; i < values.scorers.size(); ++i) {
        pairs.push_back({values.scorers[i], "column " + label->words,
            agreementBetween(values.values[i], label->values, params)});
        json["pairs"].push_back(toJson(pairs.back()));
    }
    console.print();
    console.print("Against the column " + console.paint(Ink::Strong, label->words));
    printPairs(console, pairs);
    return json;
}

Result<Json> sayBias(
    const Console& console, const Options& options, Project& project, const ScorerValues& values)
{
    std::vector<GroupColumn> columns = groupColumnsOf(values.columns);
    for (const std::string& name : options.columns) {
        auto column = readKeptColumn(project, name, values.columns.ids);
        if (!column)
            return passOn(column);
        if (column->isTooVaried)
            return unusable("The column " + name + " has more than " + grouped(mostColumnValues)
                + " different values, which make no groups. Choose one with few, such as a department.");
        columns.push_back(std::move(column->texts));
    }
    const std::vector<double> positions = positionsInFiles(values.columns);
    Json json = Json::array();
    for (std::size_t i = 0; i < values.scorers.size(); ++i) {
        BiasParams params;
        const auto scorer = Scorer::named(values.scorers[i]);
        if (scorer && scorer->info().reads == ScorerReads::Judge)
            params.scale = ScaleRange{};
        const ScorerBias bias
            = biasOf(values.values[i], values.columns.responseLengths, positions, columns, params);
        printBias(console, values.scorers[i], bias, columns);
        json.push_back(toJson(values.scorers[i], bias, columns));
    }
    return json;
}

Result<Json> sayHardAndPoor(
    const Console& console, const Options& options, Project& project, const ScorerValues& values)
{
    const auto quality = readScorerValues(project, std::vector{options.quality});
    if (!quality)
        return tl::unexpected(quality.error());
    std::vector<double> ofQuality = quality->values[0];
    ofQuality.resize(values.columns.size(), std::numeric_limits<double>::quiet_NaN());
    const auto given = [](double value) { return std::isnan(value) ? std::nullopt : std::optional(value); };
    Json json = Json::array();
    for (std::size_t i = 0; i < values.scorers.size(); ++i) {
        if (values.scorers[i] == options.quality)
            continue;
        const HardAndPoor found
            = hardAndPoor(values.values[i], ofQuality, given(options.hardFrom), given(options.poorBelow));
        const std::vector<std::string> findings = findingsOf(found, values.scorers[i], options.quality);
        console.print();
        for (const std::string& finding : findings)
            console.print(finding);
        Json listed = Json::array();
        TextTable table({{"example"}, {values.scorers[i]}, {options.quality}, {"where", Align::Left, true},
            {"instruction", Align::Left, true}});
        for (std::size_t at = 0; at < std::min(options.listed, found.rows.size()); ++at) {
            const std::uint32_t row = found.rows[at];
            const auto stored = project.examples().example(values.columns.ids[row]);
            if (!stored)
                return tl::unexpected(stored.error());
            const std::string where
                = stored->example.source.file + ":" + std::to_string(stored->example.source.line);
            const auto id = static_cast<std::int64_t>(stored->id);
            std::string instruction = stored->example.instruction;
            std::ranges::replace(instruction, '\n', ' ');
            table.add({std::to_string(id), withDecimals(values.values[i][row], 2),
                withDecimals(ofQuality[row], 2), where, instruction});
            listed.push_back({{"id", id}, {"difficulty", values.values[i][row]}, {"quality", ofQuality[row]},
                {"where", where}, {"instruction", stored->example.instruction}});
        }
        if (!table.isEmpty())
            table.print(console);
        json.push_back({{"difficulty", values.scorers[i]}, {"quality", options.quality}, {"n", found.n},
            {"hard", found.hard}, {"hard_from", found.hardFrom}, {"poor", found.poor},
            {"poor_below", found.poorBelow}, {"both", found.rows.size()}, {"expected", found.expected},
            {"findings", findings}, {"examples", std::move(listed)}});
    }
    return json;
}

Result<Json> sayValidity(
    const Console& console, const std::string& plan, Project& project, const PlanBuckets& buckets)
{
    const auto figures = readUntrainedFigures(project, buckets.buckets.size());
    if (!figures)
        return tl::unexpected(figures.error());
    const int count = static_cast<int>(buckets.names.size());
    PlanValidity found;
    found.plan = plan;
    found.scorer = buckets.scorer;
    found.names = buckets.names;
    found.losses = lossPerBucket(figures->losses, buckets.buckets, count);
    found.accuracies = accuracyPerBucket(figures->errors, figures->responseLengths, buckets.buckets, count);
    printValidity(console, found);
    return toJson(found);
}

Result<Json> agree(const Options& options, const Console& console)
{
    auto project = openProject(options.project);
    if (!project && project.error().code == ErrorCode::Failed)
        project = openProject(options.project, OpenMode::ReadOnly);
    if (!project)
        return passOn(project);
    if (!options.thresholds.empty() && options.scorers.empty())
        return unusable("--thresholds are of the first --scorer; name it.");
    if (!std::ranges::is_sorted(options.thresholds, std::ranges::less_equal()))
        return unusable("--thresholds must rise from one to the next, for instance 1.5,3.5.");
    const auto scorers = scorersOf(options, *project);
    if (!scorers)
        return tl::unexpected(scorers.error());
    const auto values = readScorerValues(*project, *scorers);
    if (!values)
        return tl::unexpected(values.error());
    std::optional<PlanBuckets> plan;
    if (!options.plan.empty()) {
        auto read = readPlanBuckets(*project, options.plan);
        if (!read)
            return passOn(read);
        plan = std::move(*read);
    }

    Json json{{"examples", values->columns.size()}, {"scorers", *scorers}};
    const auto add = [&](const char* name, Result<Json> said) -> Result<> {
        if (!said)
            return passOn(said);
        json[name] = std::move(*said);
        return {};
    };
    console.print(counted(values->columns.size(), "example", "examples") + ", "
        + counted(scorers->size(), "scorer", "scorers"));
    const std::vector<ScorerPair> pairs = comparePairs(*values, options, plan);
    json["pairs"] = Json::array();
    for (const ScorerPair& pair : pairs)
        json["pairs"].push_back(toJson(pair));
    if (!pairs.empty()) {
        console.print();
        printPairs(console, pairs);
    }
    std::vector<ScorerRepeats> repeats;
    json["repeats"] = Json::array();
    for (const std::string& scorer : *scorers) {
        const auto read = readRepeatedScores(*project, scorer);
        if (!read)
            return tl::unexpected(read.error());
        repeats.push_back({scorer, agreementOfRepeats(*read)});
        json["repeats"].push_back(toJson(repeats.back()));
    }
    printRepeats(console, repeats);
    if (!options.labelColumn.empty())
        if (auto added = add("label", sayLabel(console, options, *project, *values)); !added)
            return passOn(added);
    if (options.isBiasWanted || !options.columns.empty())
        if (auto added = add("bias", sayBias(console, options, *project, *values)); !added)
            return passOn(added);
    if (!options.quality.empty())
        if (auto added = add("hard_and_poor", sayHardAndPoor(console, options, *project, *values)); !added)
            return passOn(added);
    if (plan)
        if (auto added = add("validity", sayValidity(console, options.plan, *project, *plan)); !added)
            return passOn(added);
    if (pairs.empty() && json.size() == 4) { // nothing but what was read
        console.print();
        console.print("One scorer has nothing to agree with. Add a second one with dankai score, or hold it "
                      "against a column (--against-column), or look at it alone (--bias).");
    }
    return json;
}

} // namespace

CommandBody defineAgreement(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("--scorer", options->scorers, "two or more; all that have scores where none is named")
        ->delimiter(',');
    auto* plan = app.add_option("--plan", options->plan,
        "compare at its thresholds, and say whether the untrained model finds its phases harder and harder");
    auto* thresholds = app.add_option("--thresholds", options->thresholds,
                              "of the first --scorer; the others are cut at the same shares")
                           ->delimiter(',');
    auto* levels = app.add_option("--levels", options->levels, "compare on so many equal shares (3)")
                       ->check(CLI::Range(2, 8));
    plan->excludes(thresholds);
    levels->excludes(thresholds);
    app.add_option("--against-column", options->labelColumn,
        "a column of the imported rows: numbers, or NAME=TEXT for the label that TEXT is");
    app.add_flag("--bias", options->isBiasWanted,
        "what each scorer's values look like and go along with: length, place in the file, language, source");
    app.add_option(
           "--column", options->columns, "the same for a column of the imported rows, such as department")
        ->delimiter(',');
    auto* quality = app.add_option(
        "--quality", options->quality, "a scorer of quality (high is good): lists what is hard and poor");
    app.add_option("--hard-from", options->hardFrom, "instead of the upper third")->needs(quality);
    app.add_option("--poor-below", options->poorBelow, "instead of the lower third")->needs(quality);
    app.add_option("--list", options->listed, "how many of them (10)")->needs(quality);
    return [options](const Console& console) -> Result<ExitCode> {
        const auto said = agree(*options, console);
        if (!said)
            return tl::unexpected(said.error());
        console.result(*said);
        return ExitCode::Done;
    };
}

} // namespace dankai
