// SPDX-License-Identifier: Apache-2.0
#include "app/cli/resulttable.h"

#include "app/cli/texttable.h"
#include "app/cli/textwidth.h"
#include "app/cli/wording.h"
#include "core/report/reportcolumns.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

constexpr int decimals = 3;

std::string withInterval(const TestLossChange& change)
{
    if (change.n == 0)
        return "–";
    return signedDecimals(change.interval.estimate, decimals) + " ["
        + signedDecimals(change.interval.lower, decimals) + ", "
        + signedDecimals(change.interval.upper, decimals) + "]";
}

Ink inkOf(const TestLossChange& change)
{
    switch (directionOf(change)) {
    case LossDirection::Better:
        return Ink::Good;
    case LossDirection::Worse:
        return Ink::Bad;
    case LossDirection::Undecided:
        break;
    }
    return change.n == 0 ? Ink::Faint : Ink::Plain;
}

std::uint64_t examplesOf(const std::vector<ReportColumn>& columns, int set)
{
    std::uint64_t most = 0;
    for (const ReportColumn& column : columns)
        if (const event::Evaluated* found = column.model->testLoss(set); found != nullptr)
            most = std::max(most, found->n);
    return most;
}

struct Comparison
{
    std::string label;
    const ModelResult* before;
    const ModelResult* after;
};

// What each phase changed, then each other run against the base, then the phased run's end against them.
std::vector<Comparison> comparisons(const std::vector<ReportColumn>& columns)
{
    std::vector<Comparison> result;
    const ReportColumn* base = nullptr;
    const ReportColumn* previous = nullptr;
    const ReportColumn* lastOfFirst = nullptr;
    for (const ReportColumn& column : columns) {
        if (column.model->phase == 0) {
            base = &column;
            previous = base;
            continue;
        }
        if (column.run == columns.front().run) {
            if (previous != nullptr)
                result.push_back({column.label + " − " + previous->label, previous->model, column.model});
            previous = &column;
            lastOfFirst = &column;
        } else if (base != nullptr) {
            result.push_back({column.label + " − " + base->label, base->model, column.model});
        }
    }
    for (const ReportColumn& column : columns)
        if (lastOfFirst != nullptr && column.run != columns.front().run && column.model->phase > 0)
            result.push_back({lastOfFirst->label + " − " + column.label, column.model, lastOfFirst->model});
    return result;
}

} // namespace

Result<std::vector<RunSummary>> summariseRuns(const std::vector<std::filesystem::path>& folders)
{
    std::vector<RunSummary> runs;
    for (const auto& folder : folders) {
        auto run = summariseRun(folder);
        if (!run)
            return passOn(run);
        runs.push_back(std::move(*run));
    }
    return runs;
}

Result<Json> resultTable(const Console& console, const std::vector<std::filesystem::path>& folders)
{
    const auto runs = summariseRuns(folders);
    if (!runs)
        return tl::unexpected(runs.error());
    return resultTable(console, *runs);
}

Json resultTable(const Console& console, const std::vector<RunSummary>& runs)
{
    const std::vector<ReportColumn> models = reportColumns(runs, Words{});
    if (models.empty()) {
        console.print("No model has been measured yet.");
        return {{"models", Json::array()}, {"changes", Json::array()}};
    }
    const std::vector<std::string>& sets = runs.front().spec.heldOutPhases;
    const int setCount = static_cast<int>(sets.size());

    std::vector<Column> columns{{"test loss", Align::Left, true}};
    Json setsJson = Json::array();
    std::uint64_t all = 0;
    for (int set = 1; set <= setCount; ++set) {
        const std::uint64_t n = examplesOf(models, set);
        all += n;
        columns.push_back({sets[static_cast<std::size_t>(set - 1)] + " (n " + grouped(n) + ")"});
        setsJson.push_back({{"phase", set}, {"name", sets[static_cast<std::size_t>(set - 1)]}, {"n", n}});
    }
    columns.push_back({"all (n " + grouped(all) + ")"});
    const ModelResult* base = nullptr;
    for (const ReportColumn& model : models)
        if (model.model->phase == 0)
            base = model.model;
    if (base != nullptr)
        columns.push_back({"change on all, 95 % interval"});

    // The lowest loss of each column is the one that people look for.
    std::vector<double> lowest(static_cast<std::size_t>(setCount) + 1, INFINITY);
    const auto indexOf = [&](int set) { return static_cast<std::size_t>(set == 0 ? setCount : set - 1); };
    for (const ReportColumn& model : models)
        for (int set = 0; set <= setCount; ++set)
            if (const auto loss = testLossOn(*model.model, set))
                lowest[indexOf(set)] = std::min(lowest[indexOf(set)], loss->loss());

    TextTable table(columns);
    Json modelsJson = Json::array();
    for (const ReportColumn& model : models) {
        std::vector<Cell> row{Cell(model.label)};
        Json losses = Json::object();
        for (int each = 1; each <= setCount + 1; ++each) {
            const int set = each > setCount ? 0 : each;
            const auto loss = testLossOn(*model.model, set);
            const bool isBest = loss && models.size() > 1 && loss->loss() <= lowest[indexOf(set)];
            row.push_back(loss ? Cell(withDecimals(loss->loss(), decimals), isBest ? Ink::Strong : Ink::Plain)
                               : Cell("–", Ink::Faint));
            losses[set == 0 ? "all" : "phase_" + std::to_string(set)] = loss ? Json(loss->loss()) : Json();
        }
        Json entry{{"model", model.label}, {"run", model.run->folder.filename().string()},
            {"checkpoint", model.model->checkpoint}, {"test_loss", std::move(losses)}};
        if (base != nullptr) {
            if (model.model == base) {
                row.emplace_back("");
            } else {
                const TestLossChange change = compareTestLoss(*base, *model.model, 0);
                row.emplace_back(withInterval(change), inkOf(change));
                entry["change_from_base"] = {{"estimate", change.interval.estimate},
                    {"lower", change.interval.lower}, {"upper", change.interval.upper}, {"n", change.n}};
            }
        }
        table.add(std::move(row));
        modelsJson.push_back(std::move(entry));
    }
    console.print();
    table.print(console);

    Json changesJson = Json::array();
    const std::vector<Comparison> compared = comparisons(models);
    if (!compared.empty() && setCount > 1) {
        std::vector<Column> changeColumns{{"change of test loss", Align::Left, true}};
        for (const std::string& set : sets)
            changeColumns.push_back({set});
        TextTable changes(changeColumns);
        for (const Comparison& comparison : compared) {
            std::vector<Cell> row{Cell(comparison.label)};
            Json bySet = Json::object();
            for (int set = 1; set <= setCount; ++set) {
                const TestLossChange change = compareTestLoss(*comparison.before, *comparison.after, set);
                row.emplace_back(withInterval(change), inkOf(change));
                bySet["phase_" + std::to_string(set)] = {{"estimate", change.interval.estimate},
                    {"lower", change.interval.lower}, {"upper", change.interval.upper}, {"n", change.n}};
            }
            const TestLossChange onAll = compareTestLoss(*comparison.before, *comparison.after, 0);
            bySet["all"] = {{"estimate", onAll.interval.estimate}, {"lower", onAll.interval.lower},
                {"upper", onAll.interval.upper}, {"n", onAll.n}};
            changes.add(std::move(row));
            changesJson.push_back({{"comparison", comparison.label}, {"change", std::move(bySet)}});
        }
        console.print();
        changes.print(console);
    }
    console.print(console.paint(Ink::Faint,
        "Loss per token of the answers; less is better. Intervals: 95 %, paired by example; one that holds 0 "
        "shows no difference."));
    return {{"held_out", std::move(setsJson)}, {"models", std::move(modelsJson)},
        {"changes", std::move(changesJson)}};
}

void printAnswers(const Console& console, const std::vector<RunSummary>& runs, std::size_t most)
{
    constexpr std::size_t maxLines = 14;
    if (runs.empty() || runs.front().prompts.empty())
        return;
    const std::vector<ReportColumn> models = reportColumns(runs, Words{});
    const std::vector<PromptText>& prompts = runs.front().prompts;
    const std::size_t count = std::min(most, prompts.size());
    for (std::size_t i = 0; i < count; ++i) {
        const PromptText& prompt = prompts[i * prompts.size() / count];
        console.print();
        for (const std::string& line : wrapToWidth(prompt.text, std::min<std::size_t>(console.width(), 100)))
            console.print(console.paint(Ink::Strong, line));
        std::vector<std::string> headings;
        std::vector<std::string> texts;
        for (const ReportColumn& model : models)
            if (const event::Answer* answer = model.model->answer(prompt.id); answer != nullptr) {
                headings.push_back(model.label + ", " + counted(answer->tokens, "token", "tokens")
                    + (answer->isEnded ? "" : "+"));
                texts.push_back(answer->text);
            }
        if (!prompt.reference.empty()) {
            headings.emplace_back("reference");
            texts.push_back(prompt.reference);
        }
        printSideBySide(console, headings, texts, maxLines);
    }
}

Json answersAsJson(const std::vector<RunSummary>& runs)
{
    Json list = Json::array();
    if (runs.empty())
        return list;
    const std::vector<ReportColumn> models = reportColumns(runs, Words{});
    for (const PromptText& prompt : runs.front().prompts) {
        Json answers = Json::array();
        for (const ReportColumn& model : models)
            if (const event::Answer* answer = model.model->answer(prompt.id); answer != nullptr)
                answers.push_back({{"model", model.label}, {"run", model.run->folder.filename().string()},
                    {"checkpoint", model.model->checkpoint}, {"text", answer->text},
                    {"tokens", answer->tokens}, {"is_ended", answer->isEnded}});
        list.push_back({{"id", prompt.id}, {"prompt", prompt.text}, {"reference", prompt.reference},
            {"answers", std::move(answers)}});
    }
    return list;
}

} // namespace dankai
