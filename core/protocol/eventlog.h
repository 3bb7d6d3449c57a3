// SPDX-License-Identifier: Apache-2.0
// events.jsonl: its one writer, and the one reader for a file that grows or grew years ago.
// Shows nothing and decides nothing.
#pragma once

#include "core/base/result.h"
#include "core/protocol/event.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace dankai {

class EventWriter final
{
public:
    // Appends to an existing file (a cut last line is removed first) or begins one. `resumedAfter` is the
    // seq up to which an existing record counts.
    struct Params
    {
        std::filesystem::path file;
        event::Hello hello; // written where the file is new
        std::uint64_t resumedAfter = 0;
        std::int64_t step = 0;
    };

    static Result<EventWriter> open(const Params& params);

    EventWriter(EventWriter&& other) noexcept;
    EventWriter& operator=(EventWriter&& other) noexcept;
    ~EventWriter();

    // One write() per event, so that a killed engine loses no event it has said.
    Result<> write(EventBody body);
    // To the disk: before a resume state refers to the events so far.
    Result<> sync();

    std::uint64_t lastSeq() const { return m_seq; }

    int attempt() const { return m_attempt; }

    // Called with every event written: the writers of other formats sit here.
    void setListener(std::function<void(const Event&)> listener);

private:
    EventWriter() = default;
    Result<> append(const Event& event);

    int m_descriptor = -1;
    std::filesystem::path m_file;
    std::uint64_t m_seq = 0;
    int m_attempt = 0;
    std::function<void(const Event&)> m_listener;
};

// Follows a growing file: each poll returns the events that were added, in the file's order. Superseded
// events are not removed here, since they were true when a live view showed them: see EventRecord.
class EventFollower final
{
public:
    explicit EventFollower(std::filesystem::path file);

    // Nothing new, or no file yet, is an empty list. A line that cannot be read is an error once, and is
    // skipped on the next call.
    Result<std::vector<Event>> poll();

private:
    std::filesystem::path m_file;
    std::uint64_t m_offset = 0;
    std::uint64_t m_line = 0;
};

// The events that count: adding an Attempt drops what it supersedes. What people decided stays, since no
// resume makes it undone.
class EventRecord final
{
public:
    // Returns how many earlier events it dropped, so that a live view knows when to draw anew.
    std::size_t add(Event event);

    const std::vector<Event>& events() const { return m_events; }

private:
    std::vector<Event> m_events;
};

// All events that count. A missing file is an empty record; a cut last line is tolerated.
Result<std::vector<Event>> readEvents(const std::filesystem::path& file);

// Whether the last attempt of its own (0 is inherited) has said how it ended: Finished, Stopped or Failed.
bool hasToldEnd(std::span<const Event> events);

} // namespace dankai
