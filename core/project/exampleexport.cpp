// SPDX-License-Identifier: Apache-2.0
#include "core/project/exampleexport.h"

#include "core/dataset/llamafactory.h"
#include "core/platform/file.h"
#include "core/project/project.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <system_error>

namespace dankai {

namespace {

constexpr std::size_t leftOutListed = 10;

Result<> visitWithProgress(Project& project, const ExampleExport& request, const Progress& sofar,
    const ProgressCallback& progress, const StopFlag* stop, const ExampleVisitor& visitor)
{
    Progress now = sofar;
    return project.examples().visit(request.ids, [&](const StoredExample& stored) -> Result<> {
        if (isStopRequested(stop))
            return stopped("The export was stopped; nothing was written.");
        ++now.done;
        if (progress)
            progress(now);
        return visitor(stored);
    });
}

// The whole of dataset_info.json with the file in it.
Result<std::string> listWith(const ExampleExport& request)
{
    const std::filesystem::path list = request.file.parent_path() / datasetInfoFile;
    std::string before;
    std::error_code ignored;
    if (std::filesystem::exists(list, ignored)) {
        auto text = readFile(list);
        if (!text)
            return text;
        before = std::move(*text);
    }
    auto entry = datasetInfoEntry(request.file.filename().string(), request.format);
    if (!entry)
        return passOn(entry);
    return withDatasets(before, list.string(), {{request.file.stem().string(), std::move(*entry)}});
}

} // namespace

Result<ExportOutcome> exportExamples(
    Project& project, const ExampleExport& request, const ProgressCallback& progress, const StopFlag* stop)
{
    if (request.list == DatasetList::LlamaFactory)
        if (auto possible = listWith(request); !possible)
            return passOn(possible);
    // A table names all its columns in its first line, so they must be known before the first row.
    const bool needsColumns = request.format == RowFormat::Csv;
    const std::uint64_t total = request.ids.size() * (needsColumns ? 2 : 1);
    std::vector<std::string> extraColumns;
    if (needsColumns) {
        const auto visited = visitWithProgress(
            project, request, {0, total}, progress, stop, [&](const StoredExample& stored) -> Result<> {
                if (!stored.example.extra.is_object())
                    return {};
                for (const auto& [column, value] : stored.example.extra.items())
                    if (std::ranges::find(extraColumns, column) == extraColumns.end())
                        extraColumns.push_back(column);
                return {};
            });
        if (!visited)
            return tl::unexpected(visited.error());
    }
    auto columns = project.examples().columns({request.scorer, ""});
    if (!columns)
        return passOn(columns);
    auto writer = RowWriter::create(request.file, request.format, extraColumns);
    if (!writer)
        return passOn(writer);
    ExportOutcome outcome;
    const auto written = visitWithProgress(project, request, {total - request.ids.size(), total}, progress,
        stop, [&](const StoredExample& stored) -> Result<> {
            const auto row = std::ranges::lower_bound(columns->ids, stored.id);
            const bool isScored = row != columns->ids.end() && *row == stored.id && !columns->scores.empty();
            const double score
                = isScored ? columns->scores[static_cast<std::size_t>(row - columns->ids.begin())] : NAN;
            auto added = writer->add(stored.example, std::isnan(score) ? std::nullopt : std::optional(score));
            if (added)
                return {};
            if (added.error().code != ErrorCode::Unusable)
                return added;
            ++outcome.leftOut;
            if (outcome.firstLeftOut.size() < leftOutListed)
                outcome.firstLeftOut.push_back("Example "
                    + std::to_string(static_cast<std::int64_t>(stored.id))
                    + " is left out: " + added.error().message + ".");
            return {};
        });
    if (!written)
        return tl::unexpected(written.error());
    if (auto committed = writer->commit(); !committed)
        return passOn(committed);
    outcome.written = writer->rows();
    if (request.list == DatasetList::LlamaFactory) {
        const auto list = listWith(request); // as it is now
        if (!list)
            return tl::unexpected(list.error());
        if (auto listed = writeFileAtomically(request.file.parent_path() / datasetInfoFile, *list); !listed)
            return passOn(listed);
    }
    return outcome;
}

} // namespace dankai
