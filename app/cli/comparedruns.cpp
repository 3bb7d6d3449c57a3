// SPDX-License-Identifier: Apache-2.0
#include "app/cli/comparedruns.h"

#include "app/cli/projectsteps.h"
#include "core/phase/arm.h"
#include "core/project/runlaunch.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <utility>

namespace dankai {

namespace {

Result<std::vector<RunRecord>> recordsOf(
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
    std::string adapted; // no arms: they are compared where somebody names them
    // clang-tidy would have it over std::views::reverse, which clang 14 cannot read in libstdc++.
    // NOLINTNEXTLINE(modernize-loop-convert)
    for (auto record = records->rbegin(); record != records->rend(); ++record) {
        const bool isMeasured = record->state != RunState::Frozen && record->state != RunState::Queued;
        if (!isMeasured || (!wanted.empty() && record->plan != wanted))
            continue;
        if (!record->parent.empty()) {
            adapted += (adapted.empty() ? "" : ", ") + record->id;
            continue;
        }
        wanted = record->plan; // without a plan named: that of the newest run
        const bool isKnown = std::any_of(
            result.begin(), result.end(), [&](const RunRecord& other) { return other.arm == record->arm; });
        if (!isKnown)
            result.push_back(*record);
    }
    if (result.empty() && !adapted.empty())
        return unusable("Only runs that go on from others are there (" + adapted
            + "), which are no arms to compare. Name one with --run.");
    if (result.empty())
        return unusable("No run" + (wanted.empty() ? std::string() : " of the plan '" + wanted + "'")
            + " has been trained yet. Train one: dankai train " + project.folder().string());
    const auto rank = [](const RunRecord& record) {
        const auto arm = armKindFrom(record.arm);
        for (std::size_t i = 0; arm && i < arms().size(); ++i)
            if (arms()[i].arm == *arm)
                return i;
        return arms().size();
    };
    std::stable_sort(result.begin(), result.end(),
        [&](const RunRecord& first, const RunRecord& second) { return rank(first) < rank(second); });
    return result;
}

} // namespace

void addComparedRuns(CLI::App& app, RunChoice& choice, const std::string& runHelp)
{
    app.add_option("PROJECT", choice.project, "the project's folder")->required();
    app.add_option("--plan", choice.plan, "whose newest runs; without it those of the newest run's plan");
    app.add_option("--run", choice.runs, runHelp)->delimiter(',');
}

Result<ComparedRuns> openComparedRuns(const RunChoice& choice)
{
    auto project = openProject(choice.project);
    if (!project)
        return passOn(project);
    auto records = recordsOf(*project, choice.plan, choice.runs);
    if (!records)
        return passOn(records);
    return ComparedRuns{std::move(*project), std::move(*records)};
}

std::vector<std::filesystem::path> foldersOf(const Project& project, const std::vector<RunRecord>& records)
{
    std::vector<std::filesystem::path> folders;
    folders.reserve(records.size());
    for (const RunRecord& record : records)
        folders.push_back(project.runsFolder() / record.id);
    return folders;
}

} // namespace dankai
