// SPDX-License-Identifier: GPL-3.0-or-later
// How a run stands, told from its record, from whether an engine works on it, and from the queue; and in
// words.
#pragma once

#include "core/protocol/runhistory.h"
#include "ui/training/runwatch.h"

#include <QString>

#include <cstdint>

namespace dankai::ui {

enum class RunStanding
{
    Reading, // nothing has arrived yet
    Unreadable,
    NotStarted,
    Queued,
    Starting, // its engine has not said a word yet
    Live,
    Waiting, // live, for a person
    Finished,
    Stopped,
    StoppedByGate,
    Failed, // in its own words
    Dead, // its engine is gone without a word
};

struct RunSigns
{
    bool hasArrived = false; // the record has been looked at
    bool hasProblem = false; // something in the folder cannot be read
    bool isEngineAlive = false;
    std::int64_t engineSinceMs = 0; // since 1970; 0: not known
    const RunListing* listing = nullptr; // null: not in the list yet
};

RunStanding standingOf(const RunHistory& history, const RunSigns& signs);

inline bool isLive(RunStanding standing)
{
    return standing == RunStanding::Starting || standing == RunStanding::Live
        || standing == RunStanding::Waiting;
}

// Whether handing it over to be trained is of use.
bool mayGoOn(RunStanding standing);

// "Training phase 2 of 3: step 12 of 25"
QString standingWords(RunStanding standing, const RunHistory& history, int phases, int queuePlace);
// Of an engine that was started for so long and has said nothing; empty while that is usual.
QString silenceWords(double seconds, const QString& logFile);
// Why a run ended at a gate: its verdict, or what a person decided, with the reason.
QString gateEndWords(const RunHistory& history);
// "Saved up to step 16 (…); resume goes on from there."
QString savedWords(const RunHistory& history);

} // namespace dankai::ui
