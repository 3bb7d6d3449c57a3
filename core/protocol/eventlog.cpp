// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/eventlog.h"

#include "core/platform/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

namespace dankai {

namespace {

double now()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string hostName()
{
    char name[256] = {};
    return gethostname(name, sizeof name - 1) == 0 ? std::string(name) : std::string();
}

// Far above what a run writes, far below where counting on would overflow.
constexpr int maxCount = 1 << 30;

struct Ending
{
    std::uint64_t wholeBytes = 0; // up to and with the last newline
    std::uint64_t lastSeq = 0;
    int lastAttempt = 0;
};

Result<Ending> findEnding(const std::filesystem::path& file)
{
    Ending ending;
    auto reader = LineReader::open(file);
    if (!reader)
        return passOn(reader);
    for (;;) {
        auto line = reader->next();
        if (!line)
            return passOn(line);
        if (!*line || !reader->hadNewline())
            return ending;
        ending.wholeBytes = reader->offset();
        auto event = parseEvent(**line, file.string() + ":" + std::to_string(reader->lineNumber()));
        if (event && *event) {
            if ((*event)->seq > maxCount || (*event)->attempt > maxCount)
                return unusable(file.string() + ":" + std::to_string(reader->lineNumber())
                    + ": the event's number or attempt is none that an engine writes; remove the line, or "
                      "restore the file");
            ending.lastSeq = std::max(ending.lastSeq, (*event)->seq);
            ending.lastAttempt = std::max(ending.lastAttempt, (*event)->attempt);
        }
    }
}

} // namespace

Result<EventWriter> EventWriter::open(const Params& params)
{
    std::error_code ignored;
    const bool isNew = !std::filesystem::exists(params.file, ignored);
    Ending ending;
    if (!isNew) {
        auto found = findEnding(params.file);
        if (!found)
            return passOn(found);
        ending = *found;
    }

    EventWriter writer;
    writer.m_file = params.file;
    writer.m_descriptor = ::open(params.file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (writer.m_descriptor < 0)
        return tl::unexpected(systemError("open", params.file, errno));
    // What a killed engine left of a line says nothing; followers read whole lines only, so none has seen it.
    if (!isNew && ftruncate(writer.m_descriptor, static_cast<off_t>(ending.wholeBytes)) != 0)
        return tl::unexpected(systemError("shorten", params.file, errno));
    writer.m_seq = ending.lastSeq;
    writer.m_attempt = ending.lastAttempt;
    if (ending.lastSeq == 0) {
        if (auto written = writer.write(params.hello); !written)
            return passOn(written);
    }
    writer.m_attempt = ending.lastAttempt + 1;
    event::Attempt attempt;
    attempt.attempt = writer.m_attempt;
    attempt.resumedAfter = std::max<std::uint64_t>(params.resumedAfter, 1); // the hello always counts
    attempt.step = params.step;
    attempt.pid = ::getpid();
    attempt.host = hostName();
    if (auto written = writer.write(std::move(attempt)); !written)
        return passOn(written);
    return writer;
}

EventWriter::EventWriter(EventWriter&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_file(std::move(other.m_file))
    , m_seq(other.m_seq)
    , m_attempt(other.m_attempt)
    , m_listener(std::move(other.m_listener))
{ }

EventWriter& EventWriter::operator=(EventWriter&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_file, other.m_file);
    std::swap(m_seq, other.m_seq);
    std::swap(m_attempt, other.m_attempt);
    std::swap(m_listener, other.m_listener);
    return *this;
}

EventWriter::~EventWriter()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void EventWriter::setListener(std::function<void(const Event&)> listener)
{
    m_listener = std::move(listener);
}

Result<> EventWriter::write(EventBody body)
{
    Event event;
    event.seq = m_seq + 1;
    event.time = now();
    event.attempt = m_attempt;
    event.body = std::move(body);
    if (auto appended = append(event); !appended)
        return appended;
    m_seq = event.seq;
    if (m_listener)
        m_listener(event);
    return {};
}

Result<> EventWriter::append(const Event& event)
{
    const std::string line = toJsonLine(event) + "\n";
    struct stat status = {};
    const bool isSizeKnown = fstat(m_descriptor, &status) == 0;
    std::string_view rest = line;
    while (!rest.empty()) {
        const ssize_t written = ::write(m_descriptor, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            const int error = errno;
            // A full disk may take half a line: the next event must not be glued to it.
            if (isSizeKnown && rest.size() < line.size() && ftruncate(m_descriptor, status.st_size) != 0)
                return tl::unexpected(systemError("shorten", m_file, errno));
            return tl::unexpected(systemError("write", m_file, error));
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<> EventWriter::sync()
{
    if (::fsync(m_descriptor) != 0)
        return tl::unexpected(systemError("sync", m_file, errno));
    return {};
}

EventFollower::EventFollower(std::filesystem::path file)
    : m_file(std::move(file))
{ }

Result<std::vector<Event>> EventFollower::poll()
{
    std::vector<Event> events;
    const int descriptor = ::open(m_file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno == ENOENT)
            return events;
        return tl::unexpected(systemError("open", m_file, errno));
    }
    std::string bytes;
    char piece[1 << 16];
    std::uint64_t offset = m_offset;
    for (;;) {
        const ssize_t size = ::pread(descriptor, piece, sizeof piece, static_cast<off_t>(offset));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0) {
            const int error = errno;
            ::close(descriptor);
            return tl::unexpected(systemError("read", m_file, error));
        }
        if (size == 0)
            break;
        bytes.append(piece, static_cast<std::size_t>(size));
        offset += static_cast<std::uint64_t>(size);
    }
    ::close(descriptor);

    // Only whole lines: what follows the last newline is still being written.
    std::string_view rest = bytes;
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        Result<std::optional<Event>> event = std::optional<Event>();
        if (!line.empty())
            event = parseEvent(line, m_file.string() + ":" + std::to_string(m_line + 1));
        if (!event) {
            // What was read before it is handed out first; the broken line is said on the next call.
            if (!events.empty())
                return events;
            m_offset += line.size() + 1;
            ++m_line;
            return passOn(event);
        }
        m_offset += line.size() + 1;
        ++m_line;
        if (*event)
            events.push_back(std::move(**event));
    }
    return events;
}

std::size_t EventRecord::add(Event event)
{
    std::size_t dropped = 0;
    if (const auto* attempt = std::get_if<event::Attempt>(&event.body)) {
        const auto end = std::remove_if(m_events.begin(), m_events.end(), [&](const Event& earlier) {
            return earlier.seq > attempt->resumedAfter
                && !std::holds_alternative<event::Decision>(earlier.body);
        });
        dropped = static_cast<std::size_t>(m_events.end() - end);
        m_events.erase(end, m_events.end());
    }
    m_events.push_back(std::move(event));
    return dropped;
}

Result<std::vector<Event>> readEvents(const std::filesystem::path& file)
{
    EventFollower follower(file);
    EventRecord record;
    auto events = follower.poll();
    if (!events)
        return passOn(events);
    for (Event& event : *events)
        record.add(std::move(event));
    // A broken line in the middle ends the first poll early; its sentence is in the second.
    if (auto more = follower.poll(); !more)
        return passOn(more);
    return record.events();
}

bool hasToldEnd(std::span<const Event> events)
{
    bool isTold = false;
    for (const Event& event : events) {
        if (event.attempt == 0)
            continue;
        if (std::holds_alternative<event::Attempt>(event.body))
            isTold = false;
        else if (std::holds_alternative<event::Finished>(event.body)
            || std::holds_alternative<event::Stopped>(event.body)
            || std::holds_alternative<event::Failed>(event.body))
            isTold = true;
    }
    return isTold;
}

} // namespace dankai
