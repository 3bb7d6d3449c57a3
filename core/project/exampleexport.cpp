// SPDX-License-Identifier: Apache-2.0
#include "core/project/exampleexport.h"

#include "core/project/project.h"

#include <algorithm>
#include <cmath>
#include <optional>

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

} // namespace

Result<ExportOutcome> exportExamples(
    Project& project, const ExampleExport& request, const ProgressCallback& progress, const StopFlag* stop)
{
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
    return outcome;
}

} // namespace dankai
