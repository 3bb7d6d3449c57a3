// SPDX-License-Identifier: Apache-2.0
// One process at a time, by a lock on a file that ends with the process however it ends.
// Advisory, and only among programs that ask for it; never waits.
#pragma once

#include "core/base/result.h"
#include "core/platform/process.h"

#include <filesystem>
#include <optional>

namespace dankai {

class FileLock final
{
public:
    // Nothing where another process (or another FileLock of this one) holds it. The file is made if needed,
    // names its holder and stays when the lock is let go.
    static Result<std::optional<FileLock>> tryAcquire(const std::filesystem::path& path);
    // Who wrote its name into the file last, if that process still runs.
    static std::optional<ProcessId> holder(const std::filesystem::path& path);

    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

private:
    FileLock() = default;

    int m_descriptor = -1;
};

} // namespace dankai
