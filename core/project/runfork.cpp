// SPDX-License-Identifier: Apache-2.0
#include "core/project/runfork.h"

#include "core/base/version.h"
#include "core/platform/file.h"
#include "core/project/newrun.h"
#include "core/protocol/control.h"
#include "core/protocol/eventlog.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>
#include <type_traits>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// What an engine said of a phase. What it said of itself, of its saving and of its end is that run's own.
template <class Body>
constexpr bool isOfAPhase
    = std::is_same_v<
          Body, event::Device> || std::is_same_v<Body, event::PhaseStarted> || std::is_same_v<Body, event::Step> || std::is_same_v<Body, event::Evaluated> || std::is_same_v<Body, event::CheckpointSaved> || std::is_same_v<Body, event::Answer> || std::is_same_v<Body, event::Gate> || std::is_same_v<Body, event::Diverged> || std::is_same_v<Body, event::PhaseFinished> || std::is_same_v<Body, event::Warning>;

bool isInherited(const EventBody& body, int firstPhase)
{
    // That somebody went on against a gate is told; that the other run ended there is not this one's story.
    if (const auto* decision = std::get_if<event::Decision>(&body))
        return decision->phase > 0 && decision->phase < firstPhase
            && decision->decision == gatedecision::goOn;
    return std::visit([](const auto& each) { return isOfAPhase<std::decay_t<decltype(each)>>; }, body);
}

// Whether this is the first that is said of the phase; what was said before is of those before it.
bool beginsPhase(const EventBody& body, int phase)
{
    if (const auto* stage = std::get_if<event::Stage>(&body))
        return stage->checkpoint == checkpointName(phase);
    const auto* started = std::get_if<event::PhaseStarted>(&body);
    return started != nullptr && started->phase == phase;
}

// `accept` is asked once the folder is there; where it fails the folder goes again.
Result<PreparedRun> prepareFork(
    Project& project, ForkChanges changes, const std::function<Result<>()>& accept)
{
    const auto parent = findRun(project, changes.fork.run);
    if (!parent)
        return tl::unexpected(parent.error());
    changes.fork.run = parent->id;
    const Json extra = {{"program", std::string("dankai ") + versionText},
        {"project", project.settings().name}, {"plan", parent->plan}, {"plan_revision", parent->planRevision},
        {"plan_hash", parent->planHash}, {"arm", parent->arm}, {"parent", parent->id}};
    PreparedRun prepared;
    const auto id = freezeUnderNewId(project, [&](const fs::path& folder) -> Result<> {
        auto frozen = forkRun(project.runsFolder() / parent->id, folder, changes, extra);
        if (!frozen)
            return passOn(frozen);
        prepared.frozen = std::move(*frozen);
        return {};
    });
    if (!id)
        return tl::unexpected(id.error());
    if (auto accepted = accept(); !accepted) {
        (void)removePath(project.runsFolder() / *id); // nobody knows of it yet
        return passOn(accepted);
    }
    prepared.id = *id;
    const auto& figures = prepared.frozen.preflight.figures;
    for (auto k = static_cast<std::size_t>(inheritedPhases(prepared.frozen.spec));
         k < prepared.frozen.spec.phases.size(); ++k)
        prepared.trainingRows.push_back(figures[k].rows);
    RunRecord record = recordOf(*id, prepared.frozen);
    record.plan = parent->plan;
    record.planRevision = parent->planRevision;
    record.planHash = parent->planHash;
    if (auto added = project.runs().add(record); !added)
        return passOn(added);
    const auto plans = project.plans().list();
    if (!plans)
        return tl::unexpected(plans.error());
    if (std::ranges::find(*plans, parent->plan, &PlanListing::name) != plans->end())
        if (auto logged
            = project.plans().logTestUse(parent->plan, *id, "measured after each phase of the run");
            !logged)
            return passOn(logged);
    return prepared;
}

} // namespace

Result<> inheritRecord(ForkInput& input)
{
    const int first = input.spec.fork->phase;
    auto events = readEvents(input.parent / runfile::events);
    if (!events)
        return passOn(events);
    Inheritance& inherited = input.inherited;
    const auto add = [&](double time, EventBody body) {
        inherited.events += 1;
        input.record += toJsonLine(Event{inherited.events, time, 0, std::move(body)}) + "\n";
    };
    const double begun = events->empty() ? 0 : events->front().time;
    add(begun, event::Hello{event::Hello::currentVersion, versionText, "run", input.spec.name});
    bool isJudged = first == 1; // before training there is no gate
    for (Event& event : *events) {
        if (beginsPhase(event.body, first))
            break;
        if (const auto* step = std::get_if<event::Step>(&event.body)) {
            inherited.step = step->step;
            inherited.tokens = step->totalTokens;
        } else if (const auto* gate = std::get_if<event::Gate>(&event.body)) {
            isJudged = isJudged || gate->phase == first - 1;
        }
        if (isInherited(event.body, first))
            add(event.time, std::move(event.body));
    }
    if (!isJudged)
        return unusable("Phase " + std::to_string(first - 1) + " of run " + input.spec.fork->run
            + " has not been judged by its gate yet, so no run can go on with phase " + std::to_string(first)
            + ". Let it get there, or begin with an earlier phase.");
    return {};
}

Result<FrozenRun> forkRun(
    const fs::path& parent, const fs::path& folder, const ForkChanges& changes, const Json& extra)
{
    const auto before = readRunSpec(parent);
    if (!before)
        return tl::unexpected(before.error());
    auto spec = forkSpec(*before, changes);
    if (!spec)
        return passOn(spec);
    ForkInput input;
    input.parent = parent;
    input.spec = std::move(*spec);
    input.extra = extra;
    if (auto inherited = inheritRecord(input); !inherited)
        return passOn(inherited);
    return freezeFork(folder, input);
}

Result<PreparedRun> prepareFork(Project& project, const ForkChanges& changes)
{
    return prepareFork(project, changes, [] { return Result<>(); });
}

Result<PreparedRun> repeatAtGate(Project& project, const ForkChanges& changes)
{
    const fs::path folder = project.runsFolder() / changes.fork.run;
    const auto status = sendControl(folder, ControlRequest{});
    if (!status)
        return tl::unexpected(status.error());
    if (!status->isWaiting)
        return unusable("Run " + changes.fork.run + " does not wait at a gate.");
    ForkChanges repeated = changes;
    if (repeated.fork.phase == 0)
        repeated.fork.phase = status->phase;
    if (repeated.fork.phase > status->phase)
        return unusable("Run " + changes.fork.run + " waits at the gate of phase "
            + std::to_string(status->phase) + "; this phase or an earlier one can be repeated.");
    auto prepared = prepareFork(project, repeated, [&]() -> Result<> {
        ControlRequest request;
        request.kind = ControlKind::Decide;
        request.decision = gatedecision::repeat;
        request.reason = changes.fork.reason;
        const auto reply = sendControl(folder, request);
        if (!reply)
            return tl::unexpected(reply.error());
        return reply->isAccepted ? Result<>() : unusable(folder.string() + ": " + reply->message + ".");
    });
    // It has the device that the new run needs.
    for (int tries = 0; prepared && tries < 200 && engineOf(folder); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return prepared;
}

} // namespace dankai
