// SPDX-License-Identifier: Apache-2.0
// How far a judge's job is: its examples, what the journal says of each, which one is to be asked next, and
// the ledger. Everything is rebuilt from the files of the folder, so a process may end anywhere. Internal to
// the job's work (judgework.h); sends and stores nothing.
#pragma once

#include "core/difficulty/judgeprompt.h"
#include "core/endpoint/calljournal.h"
#include "core/endpoint/ledger.h"
#include "core/project/judgejob.h"
#include "core/project/scorestore.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

enum class JudgeItemState
{
    Waiting,
    UnderWay,
    Scored,
    Unscored, // the judge answered, but with no number; its last words are kept
    Postponed, // no answer in all attempts of this process; another asks again
};

struct JudgeItem
{
    std::string name; // <example>:<revision>, in the journal
    std::string line; // of rows.jsonl
    ExampleId id{};
    int revision = 1;
    JudgeItemState state = JudgeItemState::Waiting;
    int failures = 0; // of this process, of which asking again may help
    int unreadable = 0; // replies without a number, of all processes
    double cost = 0; // of all its calls
    double seconds = 0; // of its last one
    Json result; // of the call that settled it
};

class JudgeProgress final
{
public:
    using Clock = std::chrono::steady_clock;

    // Writes down as killed what an earlier process had under way.
    static Result<JudgeProgress> open(const std::filesystem::path& folder);

    const std::vector<JudgeItem>& items() const { return m_items; }

    Result<JudgeRow> row(std::size_t item) const;

    // The next one to ask about, which is UnderWay from now on; nothing where none is due.
    std::optional<std::size_t> takeNext(Clock::time_point now);
    void giveBack(std::size_t item); // it was not asked after all, and is the next again
    // When the next one is due; nothing where none waits.
    std::optional<Clock::time_point> nextTime() const;

    std::uint64_t nextCall() { return ++m_lastCall; }

    Result<> sent(const CallSent& sent); // on the disk when this returns
    // `state`: what the item is now; a Waiting one is due at `due`.
    Result<> ended(std::size_t place, const CallSent& sent, CallEnded ended, JudgeItemState state,
        Clock::time_point due = Clock::now());

    bool isAllSettled() const { return m_settled == m_items.size(); }

    std::uint64_t settled() const { return m_settled; }

    // Whether the endpoint has ever answered as one does.
    bool hasWorked() const { return m_hasWorked; }

    JudgeReading readingSoFar() const { return m_reading; } // Automatic: not known yet

    const Ledger& ledger() const { return m_ledger; }

    event::Ledger ledgerEvent() const; // without the currency
    Score scoreOf(const JudgeItem& item) const; // of a Scored or Unscored one

private:
    explicit JudgeProgress(CallJournal journal);
    void learn(const CallSent& sent, const CallEnded& ended, JudgeItem& item);

    CallJournal m_journal;
    std::vector<JudgeItem> m_items;
    std::deque<std::size_t> m_fresh;
    std::multimap<Clock::time_point, std::size_t> m_delayed;
    std::uint64_t m_lastCall = 0;
    std::uint64_t m_settled = 0;
    bool m_hasWorked = false;
    JudgeReading m_reading = JudgeReading::Automatic;
    Ledger m_ledger;
};

} // namespace dankai
