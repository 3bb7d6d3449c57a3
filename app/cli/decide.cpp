// SPDX-License-Identifier: Apache-2.0
// dankai decide: a person's word to a gate that waits (gate.policy: ask)
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/settingnames.h"
#include "core/project/runfork.h"
#include "core/project/runqueue.h"
#include "core/protocol/control.h"
#include "core/run/runfolder.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

struct Options
{
    std::string place;
    std::string decision;
    std::string run;
    std::string reason;
    std::optional<int> toPhase;
    int fromPhase = 0; // the gate's
    int phases = 0; // as many as the run has
    std::vector<std::string> settings;
};

constexpr const char* repeatWord = "repeat";
constexpr const char* rollBackWord = "roll-back";

struct WaitingRun
{
    fs::path folder;
    std::optional<Project> project; // nothing where a run folder was named
};

bool isWaiting(const fs::path& folder)
{
    if (!engineOf(folder))
        return false;
    const auto reply = sendControl(folder, {ControlKind::Status, "", ""});
    return reply && reply->isWaiting;
}

// The run that is meant: the place itself, the run that was named, or the only one that waits.
Result<WaitingRun> waitingRun(const Options& options)
{
    std::error_code ignored;
    if (fs::exists(fs::path(options.place) / runfile::spec, ignored))
        return WaitingRun{options.place, std::nullopt};
    auto project = openProject(options.place);
    if (!project)
        return passOn(project);
    std::vector<std::string> waiting;
    if (!options.run.empty()) {
        const auto record = findRun(*project, options.run);
        if (!record)
            return tl::unexpected(record.error());
        waiting.push_back(record->id);
    } else {
        const auto records = project->runs().list();
        if (!records)
            return tl::unexpected(records.error());
        for (const RunRecord& record : *records)
            if (isWaiting(project->runsFolder() / record.id))
                waiting.push_back(record.id);
    }
    if (waiting.size() == 1) {
        fs::path folder = project->runsFolder() / waiting.front();
        return WaitingRun{std::move(folder), std::move(*project)};
    }
    std::string names;
    for (const std::string& id : waiting)
        names += (names.empty() ? "" : ", ") + id;
    return unusable(waiting.empty() ? "No run of this project waits for a decision."
                                    : "Several runs wait: " + names + ". Say which with --run.");
}

Result<ExitCode> repeat(const Console& console, WaitingRun& waiting, const Options& options)
{
    if (!waiting.project)
        return unusable("What is repeated becomes a run of the project: name the project's folder, and the "
                        "run with --run.");
    ForkChanges changes;
    changes.fork = {waiting.folder.filename().string(), options.fromPhase, options.reason};
    changes.phases = options.phases;
    auto settings = parseSettings(options.settings);
    if (!settings)
        return passOn(settings);
    changes.settings = std::move(*settings);
    const auto prepared = repeatAtGate(*waiting.project, changes);
    if (!prepared)
        return tl::unexpected(prepared.error());
    if (auto queued = enqueueRun(*waiting.project, prepared->id, QueuePlace::Last); !queued)
        return passOn(queued);
    const int phase = prepared->frozen.spec.fork->phase;
    console.print("Run " + changes.fork.run + " ends here. Run " + console.paint(Ink::Strong, prepared->id)
        + " repeats it from phase " + std::to_string(phase) + " on and is queued.");
    console.result({{"folder", waiting.folder.string()}, {"phase", phase}, {"decision", repeatWord},
        {"reason", options.reason}, {"run", prepared->id},
        {"run_folder", (waiting.project->runsFolder() / prepared->id).string()}});
    return ExitCode::Done;
}

std::string outcomeOf(const Options& options, int phase)
{
    const std::string after = " after phase " + std::to_string(phase) + ".";
    if (options.decision == gatedecision::goOn)
        return "The run goes on" + after;
    if (!options.toPhase)
        return "The run ends" + after;
    return "The run ends" + after + " What stands is the model "
        + (*options.toPhase == 0 ? "before training" : "after phase " + std::to_string(*options.toPhase))
        + ".";
}

} // namespace

CommandBody defineDecide(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->place, "the project's folder, or a run folder")->required();
    app.add_option("DECISION", options->decision,
           "continue; stop; repeat: another run repeats the phase with changes; roll-back: the model of an "
           "earlier phase is what stands")
        ->required()
        ->check(CLI::IsMember({"continue", "stop", repeatWord, rollBackWord}));
    app.add_option("--run", options->run, "which run; not needed where only one waits");
    app.add_option("--reason", options->reason, "why; kept in the run's record")->required();
    app.add_option("--to", options->toPhase, "roll-back: to the model after this phase; 0: before training");
    app.add_option("--set", options->settings,
        "repeat: key=value, what to change, repeated: phases.2.learning_rate=1e-4, ...");
    app.add_option(
        "--from-phase", options->fromPhase, "repeat: from this phase on; without it the gate's own");
    app.add_option("--phases", options->phases, "repeat: so many phases in all, where fewer are wanted");
    return [options](const Console& console) -> Result<ExitCode> {
        const bool isRepeat = options->decision == repeatWord;
        const bool isRollBack = options->decision == rollBackWord;
        if (isRollBack != options->toPhase.has_value())
            return unusable(isRollBack
                    ? "Say with --to PHASE which phase to roll back to; 0 is before training."
                    : "--to belongs to the decision roll-back.");
        if (!isRepeat && (!options->settings.empty() || options->fromPhase != 0 || options->phases != 0))
            return unusable("--set, --from-phase and --phases belong to the decision repeat.");
        auto waiting = waitingRun(*options);
        if (!waiting)
            return passOn(waiting);
        if (isRepeat)
            return repeat(console, *waiting, *options);
        ControlRequest request;
        request.kind = ControlKind::Decide;
        request.decision = isRollBack ? std::string(gatedecision::rollBack) : options->decision;
        request.reason = options->reason;
        request.toPhase = options->toPhase;
        const auto reply = sendControl(waiting->folder, request);
        if (!reply)
            return tl::unexpected(reply.error());
        if (!reply->isAccepted)
            return unusable(waiting->folder.string() + ": " + reply->message + ".");
        console.print(outcomeOf(*options, reply->phase));
        Json result = {{"folder", waiting->folder.string()}, {"phase", reply->phase},
            {"decision", options->decision}, {"reason", options->reason}};
        if (options->toPhase) {
            result["to_phase"] = *options->toPhase;
            if (waiting->project)
                console.print("To go on from there: "
                    + console.paint(Ink::Strong,
                        "dankai train " + options->place + " --repeat " + waiting->folder.filename().string()
                            + " --from-phase " + std::to_string(*options->toPhase + 1) + " --set ..."));
        }
        console.result(result);
        return ExitCode::Done;
    };
}

} // namespace dankai
