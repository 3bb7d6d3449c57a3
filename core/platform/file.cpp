// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t bufferBytes = std::size_t(1) << 20;

// All of `bytes`, at the descriptor's position; the errno of the failure or 0.
int writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0) {
            if (errno == EINTR)
                continue;
            return errno;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

int syncAll(int descriptor)
{
    // Devices and pipes (/dev/stdout as a target) cannot be synced and need not be.
    if (::fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP)
        return errno;
    return 0;
}

ssize_t readSome(int descriptor, char* to, std::size_t size)
{
    for (;;) {
        const ssize_t count = ::read(descriptor, to, size);
        if (count >= 0 || errno != EINTR)
            return count;
    }
}

fs::path folderOf(const fs::path& path)
{
    const fs::path parent = path.parent_path();
    return parent.empty() ? fs::path(".") : parent;
}

} // namespace

Error systemError(std::string_view what, const fs::path& path, int errorNumber)
{
    const std::string action = "Could not " + std::string(what) + " " + path.string();
    switch (errorNumber) {
    case ENOSPC:
    case EDQUOT:
        return {ErrorCode::Failed,
            action
                + ": the disk is full. Free some space there and run the command again; what was written "
                  "before is kept."};
    case EROFS:
        return {ErrorCode::Failed,
            action + ": the file system is read-only. Choose a folder that can be written to."};
    case EACCES:
    case EPERM:
        return {
            ErrorCode::Failed, action + ": permission denied. Change its rights or choose another folder."};
    case ENOENT:
        return {ErrorCode::Unusable, action + ": no such file or folder. Check the path."};
    case EISDIR:
        return {ErrorCode::Unusable, action + ": it is a folder, a file is needed."};
    case ENOTDIR:
        return {ErrorCode::Unusable, action + ": a part of this path is not a folder."};
    case EMFILE:
    case ENFILE:
        return {ErrorCode::Failed, action + ": too many open files. Raise the limit (ulimit -n)."};
    default:
        return {ErrorCode::Failed, action + ": " + std::strerror(errorNumber) + "."};
    }
}

Result<std::string> readFile(const fs::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return tl::unexpected(systemError("open", path, errno));
    std::string bytes;
    struct stat facts = {};
    if (::fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode))
        bytes.reserve(static_cast<std::size_t>(facts.st_size) + 1);
    for (;;) {
        const std::size_t before = bytes.size();
        bytes.resize(std::max(bytes.capacity(), before + 65536));
        const ssize_t count = readSome(descriptor, bytes.data() + before, bytes.size() - before);
        if (count < 0) {
            const int number = errno;
            ::close(descriptor);
            return tl::unexpected(systemError("read", path, number));
        }
        bytes.resize(before + static_cast<std::size_t>(count));
        if (count == 0)
            break;
    }
    ::close(descriptor);
    return bytes;
}

Result<> writeFileAtomically(const fs::path& path, std::string_view bytes)
{
    auto file = AtomicFile::create(path);
    if (!file)
        return passOn(file);
    if (auto written = file->write(bytes); !written)
        return written;
    return file->commit();
}

Result<AtomicFile> AtomicFile::create(const fs::path& path)
{
    // Process id and a counter make the name unique among processes and threads; O_EXCL would only
    // trip over what a killed process with the same id left behind.
    static std::atomic<unsigned> counter = 0;
    AtomicFile file;
    file.m_path = path;
    file.m_temporaryPath = path;
    file.m_temporaryPath += ".tmp" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
    file.m_descriptor = ::open(file.m_temporaryPath.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file.m_descriptor < 0)
        return tl::unexpected(systemError("write", path, errno));
    return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_temporaryPath(std::move(other.m_temporaryPath))
    , m_buffer(std::move(other.m_buffer))
    , m_size(other.m_size)
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{ }

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_temporaryPath, other.m_temporaryPath);
    std::swap(m_buffer, other.m_buffer);
    std::swap(m_size, other.m_size);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

AtomicFile::~AtomicFile()
{
    discard();
}

void AtomicFile::discard()
{
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    m_descriptor = -1;
    ::unlink(m_temporaryPath.c_str());
}

Result<> AtomicFile::flush()
{
    const int number = writeAll(m_descriptor, m_buffer);
    m_buffer.clear();
    if (number != 0) {
        discard();
        return tl::unexpected(systemError("write", m_path, number));
    }
    return {};
}

Result<> AtomicFile::write(std::string_view bytes)
{
    if (m_descriptor < 0)
        return failed("Could not write " + m_path.string() + ": an earlier write failed.");
    m_size += bytes.size();
    if (m_buffer.size() + bytes.size() >= bufferBytes) {
        if (auto flushed = flush(); !flushed)
            return flushed;
        if (bytes.size() >= bufferBytes) { // not worth a copy
            const int number = writeAll(m_descriptor, bytes);
            if (number != 0) {
                discard();
                return tl::unexpected(systemError("write", m_path, number));
            }
            return {};
        }
    }
    m_buffer.append(bytes);
    return {};
}

Result<> AtomicFile::writeAt(std::uint64_t offset, std::string_view bytes)
{
    if (m_descriptor < 0)
        return failed("Could not write " + m_path.string() + ": an earlier write failed.");
    if (auto flushed = flush(); !flushed)
        return flushed;
    while (!bytes.empty()) {
        const ssize_t count = ::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            const int number = errno;
            discard();
            return tl::unexpected(systemError("write", m_path, number));
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return {};
}

Result<> AtomicFile::commit()
{
    if (m_descriptor < 0)
        return failed("Could not write " + m_path.string() + ": an earlier write failed.");
    if (auto flushed = flush(); !flushed)
        return flushed;
    int number = syncAll(m_descriptor);
    if (::close(m_descriptor) != 0 && number == 0)
        number = errno;
    m_descriptor = -1;
    if (number == 0 && ::rename(m_temporaryPath.c_str(), m_path.c_str()) != 0)
        number = errno;
    if (number != 0) {
        ::unlink(m_temporaryPath.c_str());
        return tl::unexpected(systemError("write", m_path, number));
    }
    return syncFolder(folderOf(m_path));
}

Result<> appendLine(const fs::path& path, std::string_view line, Durability durability)
{
    auto appender = LineAppender::open(path);
    if (!appender)
        return passOn(appender);
    return appender->append(line, durability);
}

Result<LineAppender> LineAppender::open(const fs::path& path)
{
    LineAppender appender;
    appender.m_path = path;
    appender.m_descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (appender.m_descriptor < 0)
        return tl::unexpected(systemError("write", path, errno));
    struct stat facts = {};
    char last = '\n';
    if (::fstat(appender.m_descriptor, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0
        && ::pread(appender.m_descriptor, &last, 1, facts.st_size - 1) == 1 && last != '\n') {
        if (const int number = writeAll(appender.m_descriptor, "\n"); number != 0)
            return tl::unexpected(systemError("write", path, number));
    }
    return appender;
}

LineAppender::LineAppender(LineAppender&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_buffer(std::move(other.m_buffer))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{ }

LineAppender& LineAppender::operator=(LineAppender&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_buffer, other.m_buffer);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

LineAppender::~LineAppender()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<> LineAppender::append(std::string_view line, Durability durability)
{
    m_buffer.assign(line);
    m_buffer.push_back('\n'); // one write, so that readers and other appenders see whole lines
    int number = writeAll(m_descriptor, m_buffer);
    if (number == 0 && durability == Durability::Synced)
        number = syncAll(m_descriptor);
    if (number != 0)
        return tl::unexpected(systemError("write", m_path, number));
    return {};
}

Result<LineReader> LineReader::open(const fs::path& path, std::size_t maxLineBytes)
{
    LineReader reader;
    reader.m_path = path;
    reader.m_maxLineBytes = maxLineBytes;
    reader.m_descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (reader.m_descriptor < 0)
        return tl::unexpected(systemError("open", path, errno));
    struct stat facts = {};
    if (::fstat(reader.m_descriptor, &facts) == 0 && S_ISDIR(facts.st_mode))
        return tl::unexpected(systemError("open", path, EISDIR));
    return reader;
}

LineReader::LineReader(LineReader&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_buffer(std::move(other.m_buffer))
    , m_begin(std::exchange(other.m_begin, 0))
    , m_maxLineBytes(other.m_maxLineBytes)
    , m_lineNumber(other.m_lineNumber)
    , m_offset(other.m_offset)
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_atEnd(other.m_atEnd)
    , m_hadNewline(other.m_hadNewline)
{ }

LineReader& LineReader::operator=(LineReader&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_buffer, other.m_buffer);
    std::swap(m_begin, other.m_begin);
    std::swap(m_maxLineBytes, other.m_maxLineBytes);
    std::swap(m_lineNumber, other.m_lineNumber);
    std::swap(m_offset, other.m_offset);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_atEnd, other.m_atEnd);
    std::swap(m_hadNewline, other.m_hadNewline);
    return *this;
}

LineReader::~LineReader()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<std::optional<std::string_view>> LineReader::next()
{
    std::size_t searched = m_begin;
    for (;;) {
        const std::size_t newline = m_buffer.find('\n', searched);
        if (newline != std::string::npos || (m_atEnd && m_begin < m_buffer.size())) {
            m_hadNewline = newline != std::string::npos;
            std::size_t end = m_hadNewline ? newline : m_buffer.size();
            const std::size_t after = m_hadNewline ? newline + 1 : end;
            if (end > m_begin && m_buffer[end - 1] == '\r')
                --end;
            const std::string_view line(m_buffer.data() + m_begin, end - m_begin);
            m_offset += after - m_begin;
            m_begin = after;
            ++m_lineNumber;
            return line;
        }
        if (m_atEnd)
            return std::nullopt;
        if (m_buffer.size() - m_begin > m_maxLineBytes)
            return unusable(m_path.string() + ":" + std::to_string(m_lineNumber + 1) + " is longer than "
                + std::to_string(m_maxLineBytes >> 20)
                + " MiB. This is no file of lines, or one of its newlines is missing.");
        m_buffer.erase(0, m_begin);
        m_begin = 0;
        searched = m_buffer.size();
        m_buffer.resize(searched + bufferBytes);
        const ssize_t count = readSome(m_descriptor, m_buffer.data() + searched, bufferBytes);
        const int number = errno;
        m_buffer.resize(searched + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count < 0)
            return tl::unexpected(systemError("read", m_path, number));
        m_atEnd = count == 0;
    }
}

Result<> makeFolder(const fs::path& path)
{
    std::error_code error;
    fs::create_directories(path, error);
    if (error)
        return tl::unexpected(systemError("make the folder", path, error.value()));
    return {};
}

Result<> syncFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return tl::unexpected(systemError("open", folder, errno));
    const int number = syncAll(descriptor);
    ::close(descriptor);
    if (number != 0)
        return tl::unexpected(systemError("write", folder, number));
    return {};
}

Result<> renamePath(const fs::path& from, const fs::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0)
        return tl::unexpected(systemError("rename " + from.string() + " to", to, errno));
    return syncFolder(folderOf(to));
}

Result<> removePath(const fs::path& path)
{
    std::error_code error;
    fs::remove_all(path, error);
    if (error)
        return tl::unexpected(systemError("remove", path, error.value()));
    return {};
}

Result<> copyFile(const fs::path& from, const fs::path& to)
{
    const int descriptor = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return tl::unexpected(systemError("open", from, errno));
    auto copy = AtomicFile::create(to);
    if (!copy) {
        ::close(descriptor);
        return passOn(copy);
    }
    std::string piece(bufferBytes, '\0');
    for (;;) {
        const ssize_t count = readSome(descriptor, piece.data(), piece.size());
        const int number = errno;
        Result<> written;
        if (count < 0)
            written = tl::unexpected(systemError("read", from, number));
        else if (count > 0)
            written = copy->write(std::string_view(piece.data(), static_cast<std::size_t>(count)));
        if (!written || count == 0) {
            ::close(descriptor);
            return written ? copy->commit() : written;
        }
    }
}

} // namespace dankai
