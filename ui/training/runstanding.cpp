// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runstanding.h"

#include "ui/sentence/coresentence.h"
#include "ui/sentence/sentencegap.h"
#include "ui/training/runwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace dankai::ui {

namespace {

// Loading LibTorch from a cold disk takes some ten seconds.
constexpr double usualSilenceSeconds = 30;
// Of two clocks of one machine: files are stamped by the kernel's ticks.
constexpr double stampMs = 10;

class Standing
{
    Q_DECLARE_TR_FUNCTIONS(RunStanding)
};

} // namespace

RunStanding standingOf(const RunHistory& history, const RunSigns& signs)
{
    if (!signs.hasArrived)
        return RunStanding::Reading;
    const auto since = static_cast<double>(signs.engineSinceMs);
    if (signs.isEngineAlive && history.lastTime() * 1000 + stampMs < since)
        return RunStanding::Starting;
    if (signs.isEngineAlive)
        return history.waiting() ? RunStanding::Waiting : RunStanding::Live;
    const RunListing* listing = signs.listing;
    const bool isQueued
        = listing != nullptr && (listing->queuePlace > 0 || listing->record.state == RunState::Queued);
    if (isQueued && history.ending() != RunEnding::Finished)
        return RunStanding::Queued;
    switch (history.ending()) {
    case RunEnding::Finished:
        return RunStanding::Finished;
    case RunEnding::Stopped:
        return RunStanding::Stopped;
    case RunEnding::StoppedByGate:
        return RunStanding::StoppedByGate;
    case RunEnding::Failed:
        return RunStanding::Failed;
    case RunEnding::None:
        break;
    }
    if (history.attempts() > 0) // what stands before the first is inherited from another run
        return RunStanding::Dead;
    if (signs.hasProblem)
        return RunStanding::Unreadable;
    // An engine that could not even begin leaves nothing in the record.
    return listing != nullptr && listing->record.state == RunState::Failed ? RunStanding::Dead
                                                                           : RunStanding::NotStarted;
}

bool mayGoOn(RunStanding standing)
{
    return standing == RunStanding::NotStarted || standing == RunStanding::Stopped
        || standing == RunStanding::Failed || standing == RunStanding::Dead;
}

QString standingWords(RunStanding standing, const RunHistory& history, int phases, int queuePlace)
{
    switch (standing) {
    case RunStanding::Reading:
        return Standing::tr("Reading the record");
    case RunStanding::Unreadable:
        return Standing::tr("The record cannot be read");
    case RunStanding::NotStarted:
        return Standing::tr("Not started yet");
    case RunStanding::Queued:
        return queuePlace > 0 ? Standing::tr("Waits its turn: place %1 in the queue").arg(queuePlace)
                              : Standing::tr("About to start");
    case RunStanding::Waiting:
        return Standing::tr("Waits for your decision at the gate after phase %1")
            .arg(history.waiting()->phase);
    case RunStanding::Starting:
        return stageWord({});
    case RunStanding::Live: {
        const event::Stage& now = history.stage();
        if (now.stage == "training" && history.steps().size() > 0) {
            const QLocale locale;
            const QString step = locale.toString(history.steps().step.back(), 'f', 0);
            const QString steps = locale.toString(qint64(history.totalSteps()));
            return phases == 1 ? Standing::tr("Training: step %1 of %2").arg(step, steps)
                               : Standing::tr("Training phase %1 of %2: step %3 of %4")
                                     .arg(history.phaseNow())
                                     .arg(phases)
                                     .arg(step, steps);
        }
        return now.total > 0
            ? Standing::tr("%1: %2 of %3").arg(stageWord(now)).arg(history.stageDone()).arg(now.total)
            : stageWord(now);
    }
    case RunStanding::Finished:
        return Standing::tr("Finished: %1 steps")
            .arg(QLocale().toString(static_cast<qulonglong>(history.steps().size())));
    case RunStanding::Stopped:
        return history.lastSaved() ? Standing::tr("Stopped and saved")
                                   : Standing::tr("Stopped before anything was saved");
    case RunStanding::StoppedByGate:
        if (const auto& phase = history.rolledBackTo())
            return *phase == 0 ? Standing::tr("Rolled back to the model before training")
                               : Standing::tr("Rolled back to the model after phase %1").arg(*phase);
        return Standing::tr("Stopped by a gate");
    case RunStanding::Failed:
    case RunStanding::Dead:
        return Standing::tr("The training broke off");
    }
    return {};
}

QString silenceWords(double seconds, const QString& logFile)
{
    if (seconds < usualSilenceSeconds)
        return {};
    return Standing::tr(
        "The engine was started %1 ago and has said nothing yet. If it stays silent, stop it: the run is "
        "kept and can be started again. What it is doing may stand in %2.")
        .arg(durationWords(seconds), logFile);
}

QString gateEndWords(const RunHistory& history)
{
    const auto last = std::find_if(history.phases().rbegin(), history.phases().rend(),
        [](const auto& phase) { return phase.second.gate.has_value(); });
    if (last == history.phases().rend())
        return translatedCore(history.endingReason());
    const int phase = last->first;
    const std::vector<event::Decision>& decisions = last->second.decisions;
    if (decisions.empty())
        return Standing::tr("The gate after phase %1 did not pass, so the run ended there.").arg(phase);
    const event::Decision& decision = decisions.back();
    QString words = Standing::tr("A person stopped the run at the gate after phase %1.").arg(phase);
    if (decision.decision == gatedecision::repeat)
        words = Standing::tr("Another run repeats this one with changes, since the gate after phase %1.")
                    .arg(phase);
    else if (decision.toPhase && *decision.toPhase == 0)
        words = Standing::tr("After phase %1 a person went back: the model before training is what stands.")
                    .arg(phase);
    else if (decision.toPhase)
        words = Standing::tr("After phase %1 a person went back: the model after phase %2 is the result.")
                    .arg(phase)
                    .arg(*decision.toPhase);
    if (!decision.reason.empty())
        words += sentenceGap() + Standing::tr("Reason: %1").arg(QString::fromStdString(decision.reason));
    return words;
}

QString savedWords(const RunHistory& history)
{
    if (!history.lastSaved())
        return Standing::tr("Nothing is saved yet, so it would begin anew.");
    return Standing::tr("Saved up to step %1 (%2); resume goes on from there.")
        .arg(QLocale().toString(qint64(history.lastSaved()->step)))
        .arg(whenWords(static_cast<qint64>(history.lastSavedAt() * 1000)));
}

} // namespace dankai::ui
