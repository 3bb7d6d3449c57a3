// SPDX-License-Identifier: Apache-2.0
#include "core/project/enginestart.h"

#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/run/runfolder.h"

#include <chrono>
#include <string>
#include <string_view>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// Its file begins as a lock file does, with the process.
constexpr std::string_view stopMark = "stopped";

std::string startLine(const ProcessId& engine, std::string_view mark)
{
    std::string line = std::to_string(engine.pid) + " " + std::to_string(engine.startTime);
    if (!mark.empty())
        line.append(" ").append(mark);
    return line + "\n";
}

std::optional<std::int64_t> writtenMs(const fs::path& file)
{
    std::error_code error;
    const auto time = fs::last_write_time(file, error);
    if (error)
        return std::nullopt;
    const auto onClock = std::chrono::file_clock::to_sys(time);
    return std::chrono::duration_cast<std::chrono::milliseconds>(onClock.time_since_epoch()).count();
}

} // namespace

Result<> noteEngineStart(const fs::path& folder, const ProcessId& engine)
{
    return writeFileAtomically(folder / engineStartFile, startLine(engine, {}));
}

void forgetEngineStart(const fs::path& folder)
{
    std::error_code ignored;
    fs::remove(folder / engineStartFile, ignored);
}

std::optional<ProcessId> startingEngine(const fs::path& folder)
{
    if (FileLock::holder(folder / runfile::lock))
        return std::nullopt;
    return FileLock::holder(folder / engineStartFile);
}

Result<> noteStopBeforeBegin(const fs::path& folder, const ProcessId& engine)
{
    return writeFileAtomically(folder / engineStartFile, startLine(engine, stopMark));
}

bool wasStoppedBeforeBegin(const fs::path& folder)
{
    const auto text = readFile(folder / engineStartFile);
    return text && text->ends_with(std::string(stopMark) + "\n") && !startingEngine(folder);
}

std::optional<std::int64_t> engineSinceMs(const fs::path& folder)
{
    if (FileLock::holder(folder / runfile::lock))
        return writtenMs(folder / runfile::lock);
    return startingEngine(folder) ? writtenMs(folder / engineStartFile) : std::nullopt;
}

} // namespace dankai
