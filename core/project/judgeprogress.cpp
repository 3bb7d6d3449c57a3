// SPDX-License-Identifier: Apache-2.0
#include "core/project/judgeprogress.h"

#include "core/platform/file.h"

#include <algorithm>
#include <unordered_map>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr const char* valueKey = "value";
constexpr const char* unscoredKey = "is_unscored";
constexpr const char* readingKey = "reading";

// Replies that came as they should and held no number.
bool isUnreadable(const std::string& failure)
{
    return failure == "empty" || failure == "unreadable";
}

// Not the endpoint's words: what was asked for was wrong, or the process ended.
bool isNoFailureOfTheItem(const std::string& failure)
{
    return failure.empty() || isUnreadable(failure) || failure == CallEnded::killed
        || failure == "no_log_probabilities" || failure.ends_with("_unknown");
}

} // namespace

JudgeProgress::JudgeProgress(CallJournal journal)
    : m_journal(std::move(journal))
{ }

Result<JudgeProgress> JudgeProgress::open(const fs::path& folder)
{
    const fs::path file = folder / judgefile::calls;
    const auto calls = readCallJournal(file);
    if (!calls)
        return tl::unexpected(calls.error());
    auto journal = CallJournal::open(file);
    if (!journal)
        return passOn(journal);
    JudgeProgress progress(std::move(*journal));
    std::unordered_map<std::string, std::size_t> places;
    auto rows = LineReader::open(folder / judgefile::rows);
    if (!rows)
        return passOn(rows);
    for (;;) {
        const auto line = rows->next();
        if (!line)
            return tl::unexpected(line.error());
        if (!*line)
            break;
        const auto row = parseJudgeRow(
            **line, (folder / judgefile::rows).string() + ":" + std::to_string(rows->lineNumber()));
        if (!row)
            return tl::unexpected(row.error());
        JudgeItem item;
        item.name = std::to_string(static_cast<std::int64_t>(row->id)) + ":" + std::to_string(row->revision);
        item.line = **line;
        item.id = row->id;
        item.revision = row->revision;
        places.emplace(item.name, progress.m_items.size());
        progress.m_items.push_back(std::move(item));
    }
    for (const JournalledCall& call : *calls) {
        progress.m_lastCall = std::max(progress.m_lastCall, call.sent.call);
        addSent(progress.m_ledger, call.sent);
        const auto place = places.find(call.sent.item);
        JudgeItem nobody;
        JudgeItem& item = place == places.end() ? nobody : progress.m_items[place->second];
        if (call.ended) {
            progress.learn(call.sent, *call.ended, item);
            continue;
        }
        CallEnded killed;
        killed.call = call.sent.call;
        killed.failure = CallEnded::killed;
        if (auto written = progress.m_journal.write(killed); !written)
            return passOn(written);
        progress.learn(call.sent, killed, item);
    }
    for (std::size_t i = 0; i < progress.m_items.size(); ++i) {
        JudgeItem& item = progress.m_items[i];
        item.failures = 0; // another process, another day
        if (item.state == JudgeItemState::Waiting)
            progress.m_fresh.push_back(i);
        else
            ++progress.m_settled;
    }
    return progress;
}

// The same for calls of this process and for those that the journal remembers.
void JudgeProgress::learn(const CallSent& sent, const CallEnded& ended, JudgeItem& item)
{
    addEnded(m_ledger, sent, ended);
    item.cost += ended.isConfirmed ? ended.cost : 0;
    item.seconds = ended.seconds;
    if (isUnreadable(ended.failure))
        ++item.unreadable;
    else if (!isNoFailureOfTheItem(ended.failure))
        ++item.failures;
    m_hasWorked = m_hasWorked || ended.failure.empty() || isUnreadable(ended.failure)
        || ended.failure == "no_log_probabilities";
    if (!ended.result.is_object())
        return;
    if (const auto reading = ended.result.find(readingKey);
        reading != ended.result.end() && m_reading != JudgeReading::Expectation)
        m_reading = *reading == "expectation" ? JudgeReading::Expectation : JudgeReading::Number;
    const auto value = ended.result.find(valueKey);
    if (value != ended.result.end() && value->is_number()) {
        item.state = JudgeItemState::Scored;
        item.result = ended.result;
    } else if (ended.result.value(unscoredKey, false)) {
        item.state = JudgeItemState::Unscored;
        item.result = ended.result;
    }
}

Result<JudgeRow> JudgeProgress::row(std::size_t item) const
{
    return parseJudgeRow(m_items[item].line, "rows.jsonl");
}

std::optional<std::size_t> JudgeProgress::takeNext(Clock::time_point now)
{
    std::optional<std::size_t> next;
    if (!m_delayed.empty() && m_delayed.begin()->first <= now) {
        next = m_delayed.begin()->second;
        m_delayed.erase(m_delayed.begin());
    } else if (!m_fresh.empty()) {
        next = m_fresh.front();
        m_fresh.pop_front();
    }
    if (next)
        m_items[*next].state = JudgeItemState::UnderWay;
    return next;
}

void JudgeProgress::giveBack(std::size_t item)
{
    m_items[item].state = JudgeItemState::Waiting;
    m_fresh.push_front(item);
}

std::optional<JudgeProgress::Clock::time_point> JudgeProgress::nextTime() const
{
    if (!m_fresh.empty())
        return Clock::time_point::min();
    return m_delayed.empty() ? std::nullopt : std::optional(m_delayed.begin()->first);
}

Result<> JudgeProgress::sent(const CallSent& sent)
{
    addSent(m_ledger, sent);
    return m_journal.write(sent);
}

Result<> JudgeProgress::ended(
    std::size_t place, const CallSent& sent, CallEnded ended, JudgeItemState state, Clock::time_point due)
{
    JudgeItem& item = m_items[place];
    if (state == JudgeItemState::Unscored)
        ended.result[unscoredKey] = true;
    if (auto written = m_journal.write(ended); !written)
        return written;
    learn(sent, ended, item);
    item.state = state;
    if (state == JudgeItemState::Waiting)
        m_delayed.emplace(due, place);
    else
        ++m_settled;
    return {};
}

event::Ledger JudgeProgress::ledgerEvent() const
{
    event::Ledger now;
    now.total = m_items.size();
    for (const JudgeItem& item : m_items) {
        now.scored += item.state == JudgeItemState::Scored ? 1 : 0;
        now.unscored += item.state == JudgeItemState::Unscored ? 1 : 0;
        now.postponed += item.state == JudgeItemState::Postponed ? 1 : 0;
    }
    now.calls = m_ledger.calls;
    now.confirmed = m_ledger.confirmed;
    now.unknown = m_ledger.unknown;
    now.notSent = m_ledger.notSent;
    now.tokensIn = m_ledger.tokensIn;
    now.tokensOut = m_ledger.tokensOut;
    now.cost = m_ledger.cost;
    now.unknownCost = m_ledger.unknownCost;
    for (const auto& [kind, count] : m_ledger.failures)
        now.failures[kind] = count;
    return now;
}

Score JudgeProgress::scoreOf(const JudgeItem& item) const
{
    Score score;
    score.example = item.id;
    score.revision = item.revision;
    if (item.state == JudgeItemState::Scored)
        score.value = item.result.at(valueKey).get<double>();
    score.raw = item.result.value("raw", std::string());
    score.rationale = item.result.value("rationale", std::string());
    score.cost = item.cost;
    score.seconds = item.seconds;
    return score;
}

} // namespace dankai
