// SPDX-License-Identifier: Apache-2.0
#include "core/platform/filelock.h"

#include "core/platform/file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

namespace dankai {

Result<std::optional<FileLock>> FileLock::tryAcquire(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return tl::unexpected(systemError("lock", path, errno));
    FileLock lock;
    lock.m_descriptor = descriptor;
    // The file is never removed: a lock on a removed file and one on its successor would both be held.
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return std::nullopt;
        if (errno != EINTR)
            return tl::unexpected(systemError("lock", path, errno));
    }
    const ProcessId self = currentProcess();
    const std::string text = std::to_string(self.pid) + " " + std::to_string(self.startTime) + "\n";
    if (::ftruncate(descriptor, 0) != 0
        || ::pwrite(descriptor, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        return tl::unexpected(systemError("write", path, errno));
    return std::optional<FileLock>(std::move(lock));
}

std::optional<ProcessId> FileLock::holder(const std::filesystem::path& path)
{
    const auto text = readFile(path);
    ProcessId process;
    unsigned long long startTime = 0;
    if (!text || std::sscanf(text->c_str(), "%d %llu", &process.pid, &startTime) != 2)
        return std::nullopt;
    process.startTime = startTime;
    if (!isProcessAlive(process))
        return std::nullopt;
    return process;
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{ }

FileLock& FileLock::operator=(FileLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor < 0)
        return;
    // A holder that lives on after letting go is none: holder() believes what is written there.
    [[maybe_unused]] const int emptied = ::ftruncate(m_descriptor, 0);
    ::close(m_descriptor); // ends the lock
}

} // namespace dankai
