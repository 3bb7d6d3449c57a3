// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exportdata.h"

#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/wording.h"
#include "core/phase/selection.h"
#include "core/platform/file.h"
#include "core/project/exampleexport.h"
#include "core/project/runlaunch.h"
#include "core/project/tokencounts.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>
#include <system_error>
#include <vector>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr const char* llamaFactory = "llamafactory";

// What becomes one file.
struct Part
{
    std::string name; // of the data set
    std::vector<ExampleId> ids;
};

struct Selection
{
    std::vector<Part> parts;
    std::string scorer;
    std::uint64_t heldOut = 0; // left away
};

// LLaMA-Factory names data sets in lists with commas, and files are named by them.
std::string plainName(const std::string& name)
{
    std::string plain;
    for (const char c : name)
        plain += std::string_view(" ,/\\:*?\"<>|").find(c) == std::string_view::npos ? c : '_';
    return plain.empty() ? "examples" : plain;
}

Result<SavedFilter> findFilter(Project& project, const std::string& name)
{
    auto filters = project.filters().list();
    if (!filters)
        return passOn(filters);
    const auto found = std::ranges::find(*filters, name, &SavedFilter::name);
    if (found != filters->end())
        return *found;
    std::string known;
    for (const SavedFilter& filter : *filters)
        known += (known.empty() ? "" : ", ") + filter.name;
    return unusable("There is no filter '" + name + "' in this project. "
        + (known.empty() ? std::string("None has been saved yet; the Data page of the workbench saves them.")
                         : "The filters are: " + known + "."));
}

// Everything that an example must pass; the rows that do, in their order.
Result<std::vector<std::uint32_t>> rowsOf(Project& project, const ExampleQuery& query,
    const ExampleColumns& columns, std::span<const std::int8_t> places)
{
    SelectionParams params;
    params.filter = query.filter;
    params.order = query.order;
    params.direction = query.direction;
    params.places = places;
    if (query.filter.finding == ExampleFinding::CutOff) {
        const auto length = nextMaxLength(project);
        if (!length)
            return tl::unexpected(length.error());
        params.maxLength = static_cast<std::uint32_t>(*length);
    }
    std::optional<SearchResult> matches;
    if (!query.text.empty()) {
        auto searched = project.search().search(query.text, {std::numeric_limits<std::int64_t>::max(), 0});
        if (!searched)
            return passOn(searched);
        if (!searched->state.isComplete())
            return unusable(
                "The index for searching is not complete, so that the filter would miss examples. "
                "Import once more without --no-index, or open the project in the workbench.");
        matches = std::move(*searched);
        params.matches = matches->ids;
    }
    return selectRows(columns, params);
}

Result<Selection> select(Project& project, const DataExport& wanted)
{
    ExampleQuery query;
    query.filter.exclusion = ExclusionFilter::Included;
    if (!wanted.filter.empty()) {
        auto filter = findFilter(project, wanted.filter);
        if (!filter)
            return passOn(filter);
        query = std::move(filter->query);
    }
    const std::string planName = wanted.plan.empty() ? query.plan : wanted.plan;
    std::optional<Plan> plan;
    if (!planName.empty()) {
        auto loaded = project.plans().load(planName);
        if (!loaded)
            return passOn(loaded);
        plan = std::move(*loaded);
    }
    Selection selection;
    selection.scorer = !query.scorer.empty() ? query.scorer : plan ? plan->scorer : std::string();
    std::string tokenKey;
    if (!query.filter.tokens.isOpen() || query.order == ExampleOrder::Tokens
        || query.filter.finding == ExampleFinding::CutOff
        || (plan && plan->rule.kind == RuleKind::EqualTokens)) {
        const auto encoder = openEncoder(project);
        if (!encoder)
            return tl::unexpected(encoder.error());
        if (auto counted = countTokens(project, *encoder, {}, &interruptFlag()); !counted)
            return passOn(counted);
        tokenKey = tokenCacheKey(*encoder);
    }
    const auto columns = project.examples().columns({selection.scorer, tokenKey});
    if (!columns)
        return tl::unexpected(columns.error());
    std::vector<std::int8_t> places;
    std::size_t phases = 0;
    if (plan) {
        auto scored = *columns;
        if (selection.scorer != plan->scorer) {
            auto ofPlan = project.examples().columns({plan->scorer, tokenKey});
            if (!ofPlan)
                return passOn(ofPlan);
            scored = std::move(*ofPlan);
        }
        auto placement = placeExamples(*plan, scored);
        if (!placement)
            return passOn(placement);
        phases = placement->phases.size();
        places = std::move(placement->places);
    }
    if (wanted.phase > static_cast<int>(phases))
        return unusable("Plan '" + planName + "' has " + std::to_string(phases)
            + " phases; there is no phase " + std::to_string(wanted.phase) + ".");
    const auto rows = rowsOf(project, query, *columns, places);
    if (!rows)
        return tl::unexpected(rows.error());
    if (wanted.plan.empty()) {
        Part part{plainName(wanted.filter), {}};
        for (const std::uint32_t row : *rows)
            part.ids.push_back(columns->ids[row]);
        selection.parts.push_back(std::move(part));
        return selection;
    }
    for (std::size_t phase = 0; phase < phases; ++phase) {
        if (wanted.phase != 0 && wanted.phase != static_cast<int>(phase) + 1)
            continue;
        Part part{plainName(planName) + "_phase_" + std::to_string(phase + 1), {}};
        for (const std::uint32_t row : *rows)
            if (places[row] == static_cast<std::int8_t>(phase))
                part.ids.push_back(columns->ids[row]);
        if (!wanted.isHeldOutWritten) {
            const auto roles = project.plans().heldOutRoles(planName, part.ids);
            if (!roles)
                return tl::unexpected(roles.error());
            std::vector<ExampleId> training;
            for (std::size_t i = 0; i < part.ids.size(); ++i)
                if ((*roles)[i] == HeldOutRole::Train)
                    training.push_back(part.ids[i]);
            selection.heldOut += part.ids.size() - training.size();
            part.ids = std::move(training);
        }
        selection.parts.push_back(std::move(part));
    }
    return selection;
}

} // namespace

std::vector<std::string> dataExportFormats()
{
    std::vector<std::string> names;
    for (const RowFormat format : rowFormats())
        names.emplace_back(nameOf(format));
    names.emplace_back(llamaFactory);
    return names;
}

Result<ExitCode> exportData(Project& project, const Console& console, const DataExport& wanted)
{
    auto selection = select(project, wanted);
    if (!selection)
        return passOn(selection);
    const bool isForLlamaFactory = wanted.format == llamaFactory;
    const RowFormat format = isForLlamaFactory ? RowFormat::ShareGpt : *rowFormatFrom(wanted.format);
    const bool isFolder = isForLlamaFactory || selection->parts.size() > 1;
    const fs::path target(wanted.target);
    std::error_code ignored;
    if (isFolder && fs::exists(target, ignored) && !fs::is_directory(target, ignored))
        return unusable(target.string() + " is a file; several are written, so --to must name a folder.");
    if (!isFolder && fs::is_directory(target, ignored))
        return unusable(target.string() + " is a folder; --to must name the file to write.");
    if (isFolder)
        if (auto made = makeFolder(target); !made)
            return passOn(made);
    Json files = Json::array();
    std::string names;
    for (Part& part : selection->parts) {
        ExampleExport request;
        request.ids = std::move(part.ids);
        const std::string fileName = part.name + std::string(usualEnding(format));
        request.file = isFolder ? target / fileName : target;
        request.format = format;
        request.list = isForLlamaFactory ? DatasetList::LlamaFactory : DatasetList::None;
        request.scorer = selection->scorer;
        ProgressLine line(console, "Exporting " + request.file.filename().string());
        const auto outcome = exportExamples(project, request, line.callback(), &interruptFlag());
        line.clear();
        if (!outcome)
            return tl::unexpected(outcome.error());
        console.print(console.paint(Ink::Strong, request.file.string()) + "  "
            + counted(outcome->written, "example", "examples"));
        for (const std::string& sentence : outcome->firstLeftOut)
            console.warn(sentence);
        if (outcome->leftOut > outcome->firstLeftOut.size())
            console.warn("... and " + grouped(outcome->leftOut - outcome->firstLeftOut.size()) + " more.");
        files.push_back({{"file", request.file.string()}, {"examples", outcome->written},
            {"left_out", outcome->leftOut}});
        names += (names.empty() ? "" : ",") + part.name;
    }
    if (isForLlamaFactory)
        console.print("In LLaMA-Factory: dataset_dir: " + target.string() + ", dataset: " + names);
    if (selection->heldOut > 0)
        console.note(counted(selection->heldOut, "held-out example is", "held-out examples are")
            + " left away, so that nobody trains on them; --with-held-out writes them too.");
    console.result(
        {{"files", std::move(files)}, {"as", wanted.format}, {"held_out_left_away", selection->heldOut}});
    return ExitCode::Done;
}

} // namespace dankai
