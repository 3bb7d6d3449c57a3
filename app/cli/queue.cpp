// SPDX-License-Identifier: Apache-2.0
// dankai queue and the worker behind it
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/projectsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/project/answerjob.h"
#include "core/project/runlaunch.h"
#include "core/project/runqueue.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace dankai {

namespace {

struct Options
{
    std::string project;
    std::string action = "list";
    std::vector<std::string> runs;
    std::string device = "cpu";
};

bool isOpen(const QueueEntry& entry)
{
    return entry.state == QueueState::Waiting || entry.state == QueueState::Leased;
}

// Answers are begun in the workbench; here they can only be kept from being given.
Result<> changeJob(Project& project, const Console& console, const std::string& action, const std::string& id)
{
    if (action != "remove")
        return unusable(id
            + " is a job of answers and no run. It can be taken out of the queue: dankai queue "
            + project.folder().string() + " remove " + id);
    const auto entries = project.runs().queue();
    if (!entries)
        return tl::unexpected(entries.error());
    const auto found = std::ranges::find_if(
        *entries, [&](const QueueEntry& entry) { return entry.folder == "jobs/" + id && isOpen(entry); });
    if (found == entries->end())
        return unusable("The job " + id + " neither waits nor runs. See what does: dankai queue "
            + project.folder().string());
    if (auto cancelled = cancelAnswering(project, id); !cancelled)
        return cancelled;
    if (found->state == QueueState::Leased)
        console.print(id + " ends after its next tokens. What it has answered is kept.");
    return {};
}

Result<> change(Project& project, const Console& console, const std::string& action, const std::string& id)
{
    if (const std::string name = std::filesystem::path(id).filename().string(); isAnswerJob(name))
        return changeJob(project, console, action, name);
    const auto record = findRun(project, id);
    if (!record)
        return tl::unexpected(record.error());
    if (action == "add") {
        if (record->state == RunState::Done)
            return unusable("Run " + record->id + " is done.");
        return enqueueRun(project, record->id, QueuePlace::Last);
    }
    if (action == "remove")
        return unqueueRun(project, record->id);
    return moveInQueue(project, record->id, action == "first" ? QueuePlace::First : QueuePlace::Last);
}

Result<ExitCode> list(Project& project, const Console& console)
{
    const auto entries = project.runs().queue();
    if (!entries)
        return tl::unexpected(entries.error());
    // A worker that was killed, or a machine that was switched off, must not leave the queue standing.
    if (auto working = ensureWorkersForWhatWaits(project, *entries); !working)
        return passOn(working);
    TextTable table({{"kind", Align::Left}, {"name", Align::Left}, {"state", Align::Left},
        {"device", Align::Left}, {"added", Align::Left}, {"", Align::Left, true}});
    Json rows = Json::array();
    for (const QueueEntry& entry : *entries) {
        rows.push_back({{"kind", entry.kind}, {"folder", entry.folder}, {"state", nameOf(entry.state)},
            {"device", entry.device}, {"priority", entry.priority}, {"holder", entry.holder},
            {"note", entry.note}, {"created_ms", entry.createdMs}});
        if (isOpen(entry))
            table.add({entry.kind, std::filesystem::path(entry.folder).filename().string(),
                entry.state == QueueState::Leased ? Cell("running", Ink::Good) : Cell("waiting"),
                entry.device, timeOfDay(entry.createdMs), entry.note});
    }
    if (table.isEmpty())
        console.print("Nothing waits. Add a run with dankai train … --queue or dankai queue … add RUN.");
    else
        table.print(console);
    console.result({{"queue", std::move(rows)}});
    return ExitCode::Done;
}

} // namespace

CommandBody defineQueue(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("ACTION", options->action, "list, add, remove, first, last")
        ->check(CLI::IsMember({"list", "add", "remove", "first", "last"}));
    app.add_option("RUN", options->runs, "which runs; a job of answers too, to remove it");
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        if (options->action != "list" && options->runs.empty())
            return unusable("Say which run to " + options->action + ", for instance: dankai queue "
                + options->project + " " + options->action + " 001");
        for (const std::string& run : options->runs)
            if (auto changed = change(*project, console, options->action, run); !changed)
                return passOn(changed);
        return list(*project, console);
    };
}

CommandBody defineQueueWorker(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("--device", options->device, "whose lease it takes");
    return [options](const Console&) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        if (auto done = workOffQueue(*project, options->device, &interruptFlag()); !done)
            return passOn(done);
        return ExitCode::Done;
    };
}

} // namespace dankai
