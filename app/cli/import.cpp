// SPDX-License-Identifier: Apache-2.0
// dankai import
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/projectsteps.h"
#include "app/cli/wording.h"
#include "core/dataset/datasetformat.h"
#include "core/dataset/datasource.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <memory>

namespace dankai {

CommandBody defineImport(CLI::App& app)
{
    struct Options
    {
        std::string project;
        std::vector<std::string> files;
        std::string format = "auto";
        std::vector<std::string> maps;
        std::string encoding;
        std::string delimiter;
        std::vector<std::string> datasets;
        bool isIndexLeft = false;
    };

    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("FILE", options->files,
           "JSON, JSONL, CSV or TSV; a Hugging Face data folder; LLaMA-Factory's dataset_info.json")
        ->required();
    app.add_option("--format", options->format, datasetFormatNames() + "; auto looks at the file");
    app.add_option(
           "--dataset", options->datasets, "which entry of a dataset_info.json, repeated or with commas")
        ->delimiter(',');
    app.add_option("--map", options->maps,
        "field=column, repeated or with commas; fields: instruction, input, output, system, history, "
        "messages, "
        "score");
    app.add_option(
        "--encoding", options->encoding, "utf-8, utf-16le, utf-16be, cp932 or euc-jp; found by itself");
    app.add_option(
        "--delimiter", options->delimiter, "of a CSV file: one character, or tab; found by itself");
    app.add_flag("--no-index", options->isIndexLeft, "leave the full-text index for later");
    return [options](const Console& console) -> Result<ExitCode> {
        ImportOptions importOptions;
        importOptions.format = options->format;
        for (const std::string& map : options->maps) {
            const auto columns = parseColumnMapping(map);
            if (!columns)
                return tl::unexpected(columns.error());
            importOptions.columns.insert(columns->begin(), columns->end());
        }
        if (!options->encoding.empty()) {
            importOptions.encoding = textEncodingByName(options->encoding);
            if (!importOptions.encoding)
                return unusable("--encoding '" + options->encoding
                    + "' is not known. Use utf-8, utf-16le, utf-16be, cp932 or euc-jp.");
        }
        if (options->delimiter == "tab" || options->delimiter == "\\t")
            importOptions.delimiter = '\t';
        else if (options->delimiter.size() == 1)
            importOptions.delimiter = options->delimiter[0];
        else if (!options->delimiter.empty())
            return unusable(
                "--delimiter takes one character or the word tab, not '" + options->delimiter + "'.");

        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        Json files = Json::array();
        std::uint64_t accepted = 0;
        std::vector<DataFile> wanted;
        for (const std::string& file : options->files) {
            auto source = findDataFiles(file, importOptions, options->datasets);
            if (!source)
                return passOn(source);
            for (const std::string& note : source->notes)
                console.note(note);
            std::ranges::move(source->files, std::back_inserter(wanted));
        }
        for (const DataFile& file : wanted) {
            auto imported = importInto(*project, console, file.path, file.options);
            if (!imported)
                return passOn(imported);
            accepted += imported->report.accepted;
            files.push_back(toJson(*imported));
        }
        if (!options->isIndexLeft) {
            ProgressLine line(console, "Indexing for search");
            const auto built = project->search().build(line.callback(), &interruptFlag());
            if (!built && built.error().code != ErrorCode::Stopped)
                return tl::unexpected(built.error());
        }
        const auto total = project->examples().count();
        if (!total)
            return tl::unexpected(total.error());
        console.print("The project holds " + counted(*total, "example", "examples") + ".");
        if (accepted > 0)
            console.print("Next: "
                + console.paint(Ink::Strong, "dankai score " + options->project + " --scorer compressed_size")
                + ", or a column of the file with --scorer column:NAME");
        console.result({{"files", std::move(files)}, {"examples", *total}});
        if (accepted == 0)
            return unusable("No row of " + (options->files.size() == 1 ? options->files[0] : "these files")
                + " could be used. The reasons stand above; --format and --map may help.");
        return ExitCode::Done;
    };
}

} // namespace dankai
