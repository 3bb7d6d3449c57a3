// SPDX-License-Identifier: Apache-2.0
// calls.jsonl: every call is written down, and is on the disk, before it is sent; what came of it follows in
// a line of its own. So nothing that may have been paid is ever forgotten, however the process ends. Knows
// nothing of what is asked: `result` is the asker's. Holds no key.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/platform/file.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct CallSent
{
    std::uint64_t call = 0; // 1, 2, ... over the whole file
    std::string item; // whom it is about
    double time = 0; // seconds since 1970
    double estimatedCost = 0;
    bool operator==(const CallSent&) const = default;
};

struct CallEnded
{
    // Of calls whose process was ended before their reply came.
    static constexpr const char* killed = "killed";

    std::uint64_t call = 0;
    std::string failure; // empty: a reply that could be used
    bool wasSent = true;
    bool isConfirmed = false; // a whole reply came
    std::uint64_t tokensIn = 0;
    std::uint64_t tokensOut = 0;
    double cost = 0;
    double seconds = 0;
    std::string message; // a sentence, where it failed
    Json result; // null where there is none
    bool operator==(const CallEnded&) const = default;
};

struct JournalledCall
{
    CallSent sent;
    std::optional<CallEnded> ended;
};

std::string toJsonLine(const CallSent& sent);
std::string toJsonLine(const CallEnded& ended);

// One line of the journal; exactly one of the two is there.
struct JournalLine
{
    std::optional<CallSent> sent;
    std::optional<CallEnded> ended;
};

Result<JournalLine> parseJournalLine(std::string_view line, const std::string& where);

// In the order of their sending. A missing file is an empty journal. A line that a kill has cut is passed
// over: of a call's first line that means that it was never sent.
Result<std::vector<JournalledCall>> readCallJournal(const std::filesystem::path& file);

class CallJournal final
{
public:
    static Result<CallJournal> open(const std::filesystem::path& file);

    // On the disk when this returns.
    Result<> write(const CallSent& sent);
    Result<> write(const CallEnded& ended);

private:
    explicit CallJournal(LineAppender appender);
    LineAppender m_appender;
};

} // namespace dankai
