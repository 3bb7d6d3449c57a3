// SPDX-License-Identifier: Apache-2.0
// dankai loss
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/jobsteps.h"
#include "app/cli/wording.h"
#include "core/dataset/importer.h"
#include "core/evaluation/losstable.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <set>

namespace dankai {

namespace {

// The row's own id where it has one that no earlier row has, else its number from 0.
std::string idOf(const Example& example, std::size_t index, std::set<std::string>& taken)
{
    std::string id;
    if (example.extra.is_object())
        for (const char* key : {"id", "question_id"})
            if (const auto found = example.extra.find(key); found != example.extra.end() && id.empty())
                id = found->is_string() ? found->get<std::string>() : toJsonLine(*found);
    if (id.empty() || !taken.insert(id).second) {
        id = std::to_string(index);
        taken.insert(id);
    }
    return id;
}

} // namespace

CommandBody defineLoss(CLI::App& app)
{
    struct Options
    {
        std::string model;
        std::string data;
        std::string format = "auto";
        std::string map;
        JobOptions job;
    };

    auto options = std::make_shared<Options>();
    app.add_option("--model", options->model, "a Hugging Face folder or a GGUF file")->required();
    app.add_option("--data", options->data, "examples, as import reads them")->required();
    app.add_option("--format", options->format, "auto, alpaca, messages, phasedsft or csv");
    app.add_option("--map", options->map, "field=column,...");
    addJobOptions(app, options->job);
    return [options](const Console& console) -> Result<ExitCode> {
        ImportOptions importOptions;
        importOptions.format = options->format;
        if (!options->map.empty()) {
            auto columns = parseColumnMapping(options->map);
            if (!columns)
                return passOn(columns);
            importOptions.columns = std::move(*columns);
        }
        std::vector<RunRow> rows;
        std::set<std::string> ids;
        const auto report = importFile(
            options->data, importOptions,
            [&](ImportedRow&& imported) -> Result<> {
                RunRow row;
                row.id = idOf(imported.example, rows.size(), ids);
                row.messages = turns(imported.example);
                rows.push_back(std::move(row));
                return {};
            },
            {}, &interruptFlag());
        if (!report)
            return tl::unexpected(report.error());
        for (const Rejection& rejection : report->rejections)
            console.warn(describe(rejection, *report));
        if (rows.empty())
            return unusable("No row of " + options->data + " could be used.");
        JobParams params;
        params.spec = jobSpecFrom(options->job, JobKind::Loss, options->model);
        params.rows = rows;
        const auto outcome = runJob(console, params);
        if (!outcome)
            return tl::unexpected(outcome.error());
        double nll = 0;
        std::uint64_t tokens = 0;
        Json results = Json::array();
        for (const Json& result : outcome->results) {
            nll += result.value("nll", 0.0);
            tokens += result.value("tokens", std::uint64_t(0));
            console.print(toJsonLine(result));
            results.push_back(result);
        }
        const double loss = tokens == 0 ? 0 : nll / static_cast<double>(tokens);
        console.note("loss " + withDecimals(loss, 6) + " over "
            + counted(tokens, "response token", "response tokens") + " of "
            + counted(results.size(), "example", "examples"));
        console.result({{"loss", loss}, {"tokens", tokens}, {"rows", std::move(results)}});
        return exitCodeOf(outcome->end);
    };
}

} // namespace dankai
