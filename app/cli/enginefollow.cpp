// SPDX-License-Identifier: Apache-2.0
#include "app/cli/enginefollow.h"

#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/wording.h"
#include "core/project/engineend.h"
#include "core/project/runlaunch.h"
#include "core/protocol/control.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <chrono>
#include <thread>
#include <variant>

namespace dankai {

namespace {

std::string inWords(std::string_view checkpoint)
{
    if (checkpoint == "base" || checkpoint.empty())
        return "the base model";
    std::string text(checkpoint);
    if (text.starts_with("phase_"))
        text = "phase " + text.substr(6);
    return text;
}

class EventDisplay final
{
public:
    EventDisplay(const Console& console, const FollowParams& params)
        : m_console(console)
        , m_howToDecide(params.howToDecide)
        , m_line(console, "Starting the engine")
        , m_isQuiet(params.isQuiet)
    { }

    void show(const Event& event)
    {
        std::visit([this](const auto& body) { on(body); }, event.body);
    }

    // What an earlier attempt began and this one goes on with.
    void recall(const Event& event)
    {
        if (const auto* phase = std::get_if<event::PhaseStarted>(&event.body))
            m_phase = *phase;
    }

    void clear() { m_line.clear(); }

    void say(const std::string& line)
    {
        m_line.clear();
        m_console.note(line);
    }

private:
    template <class T>
    void on(const T&)
    { }

    void on(const event::Device& device)
    {
        if (m_isQuiet)
            return;
        say(m_console.paintError(Ink::Faint,
            "Engine on " + device.device + " (" + device.name + "), " + device.precision
                + (device.device == "cpu" ? ", "
                            + counted(
                                static_cast<std::uint64_t>(std::max(device.threads, 1)), "thread", "threads")
                                          : "")));
    }

    void on(const event::Warning& warning)
    {
        m_line.clear();
        m_console.warn(warning.message);
    }

    void on(const event::Stage& stage)
    {
        const std::string name = inWords(stage.checkpoint);
        if (stage.stage == "training") {
            m_label = trainingLabel();
            return; // PhaseStarted says more
        }
        if (stage.stage == "loading")
            m_label = "Loading the model";
        else if (stage.stage == "losses")
            m_label = "Measuring " + name;
        else if (stage.stage == "answers")
            m_label = "Answers of " + name;
        else if (stage.stage == "checkpoint")
            m_label = "Saving " + name;
        else if (stage.stage == "gate")
            m_label = "Judging " + name;
        else if (stage.stage == "judging")
            m_label = "Asking the judge";
        else
            m_label = stage.stage;
        advance(0, stage.total);
    }

    void on(const event::Advance& now) { advance(now.done, now.total); }

    void on(const event::Ledger& ledger)
    {
        if (m_isQuiet)
            return;
        std::uint64_t failures = 0;
        for (const auto& [kind, count] : ledger.failures.items())
            failures += count.is_number_unsigned() ? count.get<std::uint64_t>() : 0;
        m_line.setLabel(m_label);
        m_line.update(ledger.scored + ledger.unscored + ledger.postponed, ledger.total,
            (ledger.currency.empty() ? "" : withDecimals(ledger.cost, 4) + " " + ledger.currency + "  ")
                + (failures > 0 ? counted(failures, "failed call", "failed calls") : ""));
    }

    void on(const event::PhaseStarted& phase)
    {
        m_phase = phase;
        m_label = trainingLabel();
        m_smoothedLoss.reset();
        if (!m_isQuiet)
            say(m_console.paintError(Ink::Strong, phase.phases == 1 ? "All examples" : phase.name)
                + m_console.paintError(Ink::Faint,
                    "  " + counted(phase.examples, "example", "examples") + ", "
                        + counted(phase.tokens, "token", "tokens") + ", "
                        + counted(static_cast<std::uint64_t>(phase.steps), "step", "steps")
                        + (phase.replayedExamples > 0 ? ", " + grouped(phase.replayedExamples) + " repeated"
                                                      : "")));
        advance(0, static_cast<std::uint64_t>(phase.steps));
    }

    void on(const event::Step& step)
    {
        m_label = trainingLabel();
        m_smoothedLoss = m_smoothedLoss ? 0.8 * *m_smoothedLoss + 0.2 * step.loss : step.loss;
        const auto done
            = static_cast<std::uint64_t>(std::max<std::int64_t>(step.step - m_phase.firstStep + 1, 0));
        if (!m_isQuiet) {
            m_line.setLabel(m_label);
            m_line.update(done, static_cast<std::uint64_t>(m_phase.steps),
                "loss " + withDecimals(*m_smoothedLoss, 3) + "  "
                    + grouped(static_cast<std::uint64_t>(step.tokensPerSecond)) + " tokens/s");
        }
    }

    void on(const event::PhaseFinished& phase)
    {
        if (m_isQuiet)
            return;
        std::string how;
        if (phase.reason == "early_stopping")
            how = ", ended early: the validation loss stopped falling";
        else if (phase.reason == "diverged")
            how = ", the loss exploded: back to step " + std::to_string(phase.keptStep);
        say("  trained on " + counted(phase.tokens, "token", "tokens") + " in " + duration(phase.seconds)
            + (m_smoothedLoss ? ", loss " + withDecimals(*m_smoothedLoss, 3) : "") + how);
    }

    void on(const event::Diverged& diverged)
    {
        m_line.clear();
        m_console.warn(diverged.message);
    }

    void on(const event::Gate& gate)
    {
        if (m_isQuiet)
            return;
        const Ink ink = gate.verdict == "pass" ? Ink::Good
            : gate.verdict == "fail"           ? Ink::Bad
                                               : Ink::Undecided;
        const char* mark = gate.verdict == "pass" ? "✔ PASS"
            : gate.verdict == "fail"              ? "✘ FAIL"
                                                  : "◐ UNDECIDED";
        std::string reason = gate.reasons.empty() ? "" : gate.reasons.front();
        if (const std::string prefix = gate.verdict + ": "; reason.starts_with(prefix))
            reason.erase(0, prefix.size());
        say("  gate " + m_console.paintError(ink, mark) + m_console.paintError(Ink::Faint, "  " + reason));
    }

    void on(const event::Waiting& waiting)
    {
        say(m_console.paintError(Ink::Undecided, "waiting: ") + waiting.reason);
        if (!m_howToDecide.empty())
            say("Answer with continue, repeat, roll-back or stop: " + m_howToDecide);
    }

    std::string trainingLabel() const
    {
        return m_phase.phases == 1
            ? "Training"
            : "Phase " + std::to_string(m_phase.phase) + " of " + std::to_string(m_phase.phases);
    }

    void advance(std::uint64_t done, std::uint64_t total)
    {
        if (m_isQuiet)
            return;
        m_line.setLabel(m_label);
        m_line.update(done, total);
    }

    const Console& m_console;
    std::string m_howToDecide;
    ProgressLine m_line;
    std::string m_label;
    event::PhaseStarted m_phase;
    std::optional<double> m_smoothedLoss;
    bool m_isQuiet = false;
};

struct Ending
{
    bool isKnown = false;
    EngineEnd end = EngineEnd::Finished;
    std::optional<Error> error;
    std::string reason;
};

void noteEnding(const Event& event, Ending& ending)
{
    if (std::holds_alternative<event::Attempt>(event.body)) {
        ending = {};
    } else if (std::holds_alternative<event::Finished>(event.body)) {
        ending = {true, EngineEnd::Finished, std::nullopt, ""};
    } else if (const auto* stop = std::get_if<event::Stopped>(&event.body)) {
        ending = {
            true, stop->isByGate ? EngineEnd::StoppedByGate : EngineEnd::Stopped, std::nullopt, stop->reason};
    } else if (const auto* failure = std::get_if<event::Failed>(&event.body)) {
        const ErrorCode code = failure->code == "unusable" ? ErrorCode::Unusable : ErrorCode::Failed;
        ending = {true, EngineEnd::Finished, Error{code, failure->message}, ""};
    }
}

} // namespace

ExitCode exitCodeOf(EngineEnd end)
{
    switch (end) {
    case EngineEnd::Finished:
        return ExitCode::Done;
    case EngineEnd::Stopped:
    case EngineEnd::LeftRunning:
        return ExitCode::Stopped;
    case EngineEnd::StoppedByGate:
        return ExitCode::GateSaidNo;
    }
    return ExitCode::Failed;
}

Result<FollowOutcome> followEngine(const Console& console, const FollowParams& params)
{
    using namespace std::chrono_literals;
    EventFollower follower(params.folder / runfile::events);
    EventDisplay display(console, params);
    Ending ending;
    int interruptsSeen = interruptCount();
    const int interruptsBefore = interruptsSeen;
    bool isOurs = false;
    for (;;) {
        // The order matters: an engine that ended between the two has written all its events before.
        const bool isAlive = isProcessAlive(params.engine);
        auto events = follower.poll();
        if (!events) {
            display.clear();
            console.warn(events.error().message);
        } else {
            for (const Event& event : *events) {
                // Of a resumed run the earlier attempts are history, not news.
                if (const auto* attempt = std::get_if<event::Attempt>(&event.body))
                    isOurs = attempt->pid == params.engine.pid;
                if (!isOurs) {
                    display.recall(event);
                    continue;
                }
                noteEnding(event, ending);
                if (params.onEvent)
                    params.onEvent(event);
                display.show(event);
            }
        }
        if (!isAlive)
            break;
        if (interruptCount() > interruptsSeen) {
            const bool isFirst = interruptsSeen == interruptsBefore;
            interruptsSeen = interruptCount();
            if (!isFirst) {
                display.say("Left the engine to end by itself. Look later with dankai status.");
                return FollowOutcome{EngineEnd::LeftRunning, "left running"};
            }
            ControlRequest request;
            request.kind = ControlKind::Stop;
            request.reason = "Ctrl-C";
            const auto reply = sendControl(params.folder, request);
            if (reply && reply->isAccepted)
                display.say("Stopping after this step, saved. Ctrl-C again leaves it alone.");
            else if (auto signalled = sendSignal(params.engine, ProcessSignal::Terminate); !signalled)
                return passOn(signalled);
        }
        std::this_thread::sleep_for(100ms);
    }
    display.clear();
    if (ending.error)
        return tl::unexpected(*ending.error);
    if (!ending.isKnown)
        return tl::unexpected(silentEnd(params.folder, params.howToResume));
    if (ending.end == EngineEnd::Stopped && !params.howToResume.empty())
        console.note("Stopped and saved. Go on with: " + params.howToResume);
    return FollowOutcome{ending.end, ending.reason};
}

} // namespace dankai
