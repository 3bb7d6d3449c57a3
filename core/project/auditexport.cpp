// SPDX-License-Identifier: Apache-2.0
#include "core/project/auditexport.h"

#include "core/dataset/delimitedtext.h"
#include "core/platform/file.h"
#include "core/project/examplerows.h"
#include "core/project/explanation.h"

#include <array>
#include <ctime>

namespace dankai {

namespace {

constexpr char delimiter = ',';
// Without it Excel reads UTF-8 as the system's own encoding.
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

constexpr std::array columns = {"id", "file", "line", "instruction", "phase", "phase_name", "rule_phase",
    "rule", "score", "rank", "scores", "reasons", "placed_by", "person", "when", "below_lower_cut",
    "above_lower_cut", "below_upper_cut", "above_upper_cut", "changes"};

std::string utcTime(std::int64_t milliseconds)
{
    if (milliseconds == 0)
        return {};
    const auto seconds = static_cast<std::time_t>(milliseconds / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between)
{
    std::string all;
    for (const std::string& text : texts)
        all += (all.empty() ? "" : std::string(between)) + text;
    return all;
}

std::string phaseText(const std::optional<int>& phase)
{
    return phase ? std::to_string(*phase + 1) : std::string();
}

// Of a cut: the ids below and above it.
std::pair<std::string, std::string> neighboursOf(const ExplainedCut& cut)
{
    const auto id = [](const std::optional<ExplainedNeighbour>& neighbour) {
        return neighbour ? std::to_string(numberOf(neighbour->example)) : std::string();
    };
    return {id(cut.below), id(cut.above)};
}

// "exclude 2026-03-01T09:00:00Z Aiko"; of before names were kept the name is left out.
std::string changeText(const ExampleChange& change)
{
    std::string text = std::string(nameOf(change.kind)) + " " + utcTime(change.changedMs);
    return change.person.empty() ? text : text + " " + change.person;
}

std::string csvRow(const Explanation& explanation)
{
    const ExplainedPlacement& placement = *explanation.placement;
    const PlacementReason& reason = placement.reason;
    std::vector<std::string> scores, reasons, changes;
    for (const ExampleChange& change : explanation.changes)
        changes.push_back(changeText(change));
    for (const ExplainedScore& one : explanation.scores) {
        if (one.isOfEarlierText)
            continue;
        scores.push_back(one.scorer + " v" + std::to_string(one.score.version) + " = "
            + (one.score.value ? toJsonLine(*one.score.value) : "none"));
        if (!one.score.rationale.empty())
            reasons.push_back(one.scorer + ": " + one.score.rationale);
    }
    std::pair<std::string, std::string> lower, upper;
    const auto shown = reason.phase ? reason.phase : reason.rulePhase;
    for (const ExplainedCut& cut : placement.cuts)
        (shown && cut.cut.phaseAbove == *shown ? lower : upper) = neighboursOf(cut);
    const std::array<std::string, columns.size()> fields
        = {std::to_string(numberOf(explanation.example)), explanation.source.file,
            std::to_string(explanation.source.line), explanation.beginning, phaseText(reason.phase),
            reason.phase ? placement.phases[static_cast<std::size_t>(*reason.phase)] : std::string(),
            phaseText(reason.rulePhase), joined(reason.sentences, " "),
            reason.score ? toJsonLine(*reason.score) : std::string(),
            reason.position ? std::to_string(*reason.position + 1) : std::string(), joined(scores, "; "),
            joined(reasons, "\n"), std::string(nameOf(placement.placedBy)), placement.person,
            utcTime(placement.placedMs), lower.first, lower.second, upper.first, upper.second,
            joined(changes, "; ")};
    std::string row;
    for (const std::string& field : fields)
        row += (&field == fields.data() ? "" : std::string(1, delimiter))
            + spreadsheetField(field, delimiter);
    return row + "\r\n";
}

enum class AuditFormat
{
    Csv,
    Array,
    Lines,
};

Result<AuditFormat> formatOf(const std::filesystem::path& file)
{
    const std::string ending = file.extension().string();
    if (ending == ".csv")
        return AuditFormat::Csv;
    if (ending == ".json")
        return AuditFormat::Array;
    if (ending == ".jsonl")
        return AuditFormat::Lines;
    return unusable("An audit is a table or JSON: give a file that ends in .csv, .json or .jsonl, not "
        + file.string() + ".");
}

} // namespace

Result<AuditOutcome> exportAudit(
    Project& project, const AuditExport& request, const ProgressCallback& progress, const StopFlag* stop)
{
    const auto format = formatOf(request.file);
    if (!format)
        return tl::unexpected(format.error());
    const auto explainer = Explainer::open(project, request.plan);
    if (!explainer)
        return tl::unexpected(explainer.error());
    if (explainer->placed() == 0)
        return unusable("Plan '" + request.plan
            + "' puts no example into a phase, so there is nothing to explain. Score the examples by its "
              "scorer, or split them anew.");
    auto file = AtomicFile::create(request.file);
    if (!file)
        return passOn(file);
    std::string text;
    if (*format == AuditFormat::Csv) {
        text = byteOrderMark;
        for (const char* column : columns)
            text += (column == columns.front() ? "" : std::string(1, delimiter)) + column;
        text += "\r\n";
    } else if (*format == AuditFormat::Array) {
        text = "[";
    }
    if (auto written = file->write(text); !written)
        return passOn(written);
    AuditOutcome outcome;
    const auto visited = explainer->visit(
        project,
        [&](const Explanation& explanation) -> Result<> {
            if (!explanation.placement)
                return {}; // imported since
            if (*format == AuditFormat::Csv)
                text = csvRow(explanation);
            else if (*format == AuditFormat::Array)
                text = (outcome.written == 0 ? "\n  " : ",\n  ") + toJsonLine(toJson(explanation));
            else
                text = toJsonLine(toJson(explanation)) + "\n";
            ++outcome.written;
            outcome.placed += explanation.placement->reason.phase ? 1 : 0;
            outcome.byPeople += explanation.placement->placedBy == PlacedBy::Person
                    || explanation.placement->placedBy == PlacedBy::Review
                ? 1
                : 0;
            return file->write(text);
        },
        progress, stop);
    if (!visited)
        return tl::unexpected(visited.error());
    if (*format == AuditFormat::Array)
        if (auto written = file->write("\n]\n"); !written)
            return passOn(written);
    if (auto committed = file->commit(); !committed)
        return passOn(committed);
    return outcome;
}

} // namespace dankai
