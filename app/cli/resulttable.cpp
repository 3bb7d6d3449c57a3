// SPDX-License-Identifier: Apache-2.0
#include "app/cli/resulttable.h"

#include "app/cli/texttable.h"
#include "app/cli/textwidth.h"
#include "app/cli/wording.h"
#include "core/phase/arm.h"
#include "core/project/runlaunch.h"
#include "core/report/htmlreport.h"

#include <algorithm>
#include <cmath>
#include <optional>

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

// Good or bad only where the whole interval says so.
Ink inkOf(const TestLossChange& change)
{
    if (change.n == 0)
        return Ink::Faint;
    if (change.interval.upper < 0)
        return Ink::Good;
    if (change.interval.lower > 0)
        return Ink::Bad;
    return Ink::Plain;
}

std::optional<double> lossOn(const ModelResult& model, int set, int sets)
{
    if (set > 0) {
        const event::Evaluated* found = model.testLoss(set);
        return found != nullptr && found->n > 0 ? std::optional(found->loss) : std::nullopt;
    }
    double nll = 0;
    std::uint64_t tokens = 0;
    for (int each = 1; each <= sets; ++each)
        if (const event::Evaluated* found = model.testLoss(each); found != nullptr) {
            nll += found->nll;
            tokens += found->tokens;
        }
    return tokens > 0 ? std::optional(nll / static_cast<double>(tokens)) : std::nullopt;
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
            if (const auto loss = lossOn(*model.model, set, setCount))
                lowest[indexOf(set)] = std::min(lowest[indexOf(set)], *loss);

    TextTable table(columns);
    Json modelsJson = Json::array();
    for (const ReportColumn& model : models) {
        std::vector<Cell> row{Cell(model.label)};
        Json losses = Json::object();
        for (int each = 1; each <= setCount + 1; ++each) {
            const int set = each > setCount ? 0 : each;
            const auto loss = lossOn(*model.model, set, setCount);
            const bool isBest = loss && models.size() > 1 && *loss <= lowest[indexOf(set)];
            row.push_back(loss ? Cell(withDecimals(*loss, decimals), isBest ? Ink::Strong : Ink::Plain)
                               : Cell("–", Ink::Faint));
            losses[set == 0 ? "all" : "phase_" + std::to_string(set)] = loss ? Json(*loss) : Json();
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

Result<std::vector<RunRecord>> runsToCompare(
    Project& project, const std::string& plan, const std::vector<std::string>& chosen)
{
    std::vector<RunRecord> result;
    if (!chosen.empty()) {
        for (const std::string& id : chosen) {
            auto record = findRun(project, id);
            if (!record)
                return passOn(record);
            result.push_back(std::move(*record));
        }
        return result;
    }
    auto records = refreshRuns(project);
    if (!records)
        return passOn(records);
    std::string wanted = plan;
    for (auto record = records->rbegin(); record != records->rend(); ++record) {
        const bool isMeasured = record->state != RunState::Frozen && record->state != RunState::Queued;
        if (!isMeasured || (!wanted.empty() && record->plan != wanted))
            continue;
        wanted = record->plan; // without a plan named: that of the newest run
        const bool isKnown = std::any_of(
            result.begin(), result.end(), [&](const RunRecord& other) { return other.arm == record->arm; });
        if (!isKnown)
            result.push_back(*record);
    }
    if (result.empty())
        return unusable("No run" + (wanted.empty() ? std::string() : " of the plan '" + wanted + "'")
            + " has been trained yet. Train one: dankai train " + project.folder().string());
    const auto rank = [](const RunRecord& record) {
        for (std::size_t i = 0; i < arms().size(); ++i)
            if (arms()[i].name == record.arm)
                return i;
        return arms().size();
    };
    std::stable_sort(result.begin(), result.end(),
        [&](const RunRecord& first, const RunRecord& second) { return rank(first) < rank(second); });
    return result;
}

std::vector<std::filesystem::path> foldersOf(const Project& project, const std::vector<RunRecord>& records)
{
    std::vector<std::filesystem::path> folders;
    for (const RunRecord& record : records)
        folders.push_back(project.runsFolder() / record.id);
    return folders;
}

} // namespace dankai
