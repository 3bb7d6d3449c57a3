// SPDX-License-Identifier: Apache-2.0
#include "app/cli/runsteps.h"

#include "app/cli/interrupt.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/project/sharedphases.h"

#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// As somebody would type it here.
std::string shownFolder(const Project& project)
{
    std::error_code error;
    const fs::path near = fs::proximate(project.folder(), error);
    return !error && near.string().size() < project.folder().string().size() ? near.string()
                                                                             : project.folder().string();
}

} // namespace

void printPreflight(const Console& console, const Preflight& preflight)
{
    TextTable table({{"rows", Align::Left, true}, {"examples"}, {"tokens"}, {"trained"}, {"longest"}, {"cut"},
        {"left out"}, {"steps"}});
    for (const RowFigures& figures : preflight.figures)
        table.add({figures.file, grouped(figures.rows), grouped(figures.tokens),
            grouped(figures.trainedTokens), grouped(figures.longest), grouped(figures.cutInAnswer),
            grouped(figures.dropped), figures.steps == 0 ? "" : grouped(figures.steps)});
    table.print(console);
    for (const Finding& finding : preflight.findings) {
        const Ink ink = finding.severity == Severity::Error ? Ink::Bad
            : finding.severity == Severity::Warning         ? Ink::Undecided
                                                            : Ink::Faint;
        console.print(
            console.paint(ink, std::string(nameOfSeverity(finding.severity)) + ": ") + finding.message);
    }
}

StageProgress labelledProgress(ProgressLine& line)
{
    return [&line](std::string_view stage, const Progress& progress) {
        std::string label(stage);
        label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
        line.setLabel(label);
        line.update(progress.done, progress.total);
    };
}

Result<PreparedRun> freezeRunAloud(Project& project, const Console& console, const RunRequest& request)
{
    ProgressLine line(console, "Freezing the run");
    auto prepared = prepareRun(project, request, labelledProgress(line), &interruptFlag());
    line.clear();
    if (!prepared)
        return prepared;
    for (const std::string& note : prepared->notes)
        console.note(console.paintError(Ink::Faint, "note: ") + note);
    for (const Finding& finding : prepared->frozen.preflight.findings)
        if (finding.severity == Severity::Warning)
            console.warn(finding.message);
    return prepared;
}

Result<> sharePhasesAloud(Project& project, const Console& console, const std::string& id)
{
    const auto shared = takePhasesOfFinishedRuns(project, id);
    if (!shared)
        return tl::unexpected(shared.error());
    if (*shared) {
        const int phases = (*shared)->phase - 1;
        console.print(
            (phases == 1 ? std::string("Phase 1 is") : "Phases 1 to " + std::to_string(phases) + " are")
            + " taken from run " + (*shared)->run
            + ", which trained the same rows in the same way; training begins " + "with phase "
            + std::to_string((*shared)->phase) + ". --from-scratch trains all of them.");
    }
    return {};
}

std::string resumeCommand(const Project& project, const std::string& id)
{
    return "dankai train " + shownFolder(project) + " --resume " + id;
}

Result<FollowOutcome> runToEnd(Project& project, const Console& console, const std::string& id)
{
    const fs::path folder = project.runsFolder() / id;
    if (const auto opened = openRun(folder);
        !opened) // an edited folder is told here, not in the engine's log
        return tl::unexpected(opened.error());
    const auto engine = launchEngine(folder, EngineTask::Run);
    if (!engine)
        return tl::unexpected(engine.error());
    FollowParams params;
    params.folder = folder;
    params.engine = *engine;
    params.howToResume = resumeCommand(project, id);
    params.howToDecide
        = "dankai decide " + shownFolder(project) + " DECISION --run " + id + " --reason '...'";
    auto outcome = followEngine(console, params);
    if (const auto refreshed = refreshRun(project, id); !refreshed && outcome)
        return tl::unexpected(refreshed.error());
    return outcome;
}

Json toJson(const RunRecord& record)
{
    return {{"run", record.id}, {"name", record.name}, {"plan", record.plan}, {"arm", record.arm},
        {"parent", record.parent}, {"state", nameOf(record.state)}, {"tokens", record.tokens},
        {"trained_tokens", record.trainedTokens}, {"steps", record.steps}, {"created_ms", record.createdMs},
        {"started_ms", record.startedMs}, {"finished_ms", record.finishedMs}, {"note", record.note}};
}

} // namespace dankai
