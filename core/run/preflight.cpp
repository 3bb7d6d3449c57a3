// SPDX-License-Identifier: Apache-2.0
#include "core/run/preflight.h"

#include <algorithm>

namespace dankai {

namespace {

std::string_view nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return "note";
    case Severity::Warning:
        return "warning";
    case Severity::Error:
        return "error";
    }
    return {};
}

// The counts of RowFigures, for both directions.
constexpr std::pair<const char*, std::uint64_t RowFigures::*> counts[] = {
    {"rows", &RowFigures::rows},
    {"tokens", &RowFigures::tokens},
    {"trained_tokens", &RowFigures::trainedTokens},
    {"longest", &RowFigures::longest},
    {"cut_in_answer", &RowFigures::cutInAnswer},
    {"cut_in_prompt", &RowFigures::cutInPrompt},
    {"dropped", &RowFigures::dropped},
    {"steps", &RowFigures::steps},
    {"step_tokens", &RowFigures::stepTokens},
};

} // namespace

std::string_view nameOfSeverity(Severity severity)
{
    return nameOf(severity);
}

bool Preflight::forbidsTraining() const
{
    return std::any_of(findings.begin(), findings.end(),
        [](const Finding& finding) { return finding.severity == Severity::Error; });
}

Json toJson(const Preflight& preflight)
{
    Json findings = Json::array();
    for (const Finding& finding : preflight.findings) {
        findings.push_back({{"severity", nameOf(finding.severity)}, {"check", finding.check},
            {"message", finding.message}, {"count", finding.count}, {"rows", finding.rows}});
    }
    Json figures = Json::array();
    for (const RowFigures& row : preflight.figures) {
        Json json = {{"file", row.file}};
        for (const auto& [key, member] : counts)
            json[key] = row.*member;
        figures.push_back(std::move(json));
    }
    return {{"version", 1}, {"findings", std::move(findings)}, {"figures", std::move(figures)}};
}

Result<Preflight> preflightFromJson(const Json& json, const std::string& where)
{
    try {
        Preflight preflight;
        for (const Json& item : json.at("findings")) {
            Finding finding;
            const auto severity = item.at("severity").get<std::string>();
            finding.severity = severity == "error" ? Severity::Error
                : severity == "warning"            ? Severity::Warning
                                                   : Severity::Note;
            finding.check = item.at("check").get<std::string>();
            finding.message = item.at("message").get<std::string>();
            finding.count = wholeNumber<std::uint64_t>(item.at("count"));
            finding.rows = item.at("rows").get<std::vector<std::string>>();
            preflight.findings.push_back(std::move(finding));
        }
        for (const Json& item : json.at("figures")) {
            RowFigures row;
            row.file = item.at("file").get<std::string>();
            for (const auto& [key, member] : counts)
                row.*member = wholeNumber<std::uint64_t>(item.at(key));
            preflight.figures.push_back(std::move(row));
        }
        return preflight;
    } catch (const Json::exception& exception) {
        return unusable(where + ": not a pre-flight record: " + exception.what());
    }
}

} // namespace dankai
