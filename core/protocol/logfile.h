// SPDX-License-Identifier: Apache-2.0
// Log files for people to read: where their lines stand and how grave each is, piece by piece, so that a file
// of any size and one that still grows can be shown. Knows the engine's log, the workbench's and
// events.jsonl.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class LogLevel : std::uint8_t
{
    Debug,
    Info,
    Warning,
    Error,
};

struct LogLine
{
    std::uint64_t offset = 0; // of its first byte
    std::uint32_t bytes = 0; // without the line's end
    LogLevel level = LogLevel::Info;

    bool operator==(const LogLine&) const = default;
};

// Of one line; nothing where it says none and belongs to the line above it.
std::optional<LogLevel> logLevelOf(std::string_view line);

struct LogPiece
{
    std::vector<LogLine> lines; // whole ones: a last line without its end comes with a later piece
    std::uint64_t next = 0; // where to go on reading
    LogLevel level = LogLevel::Info; // of the last line, for what follows it
    bool isReplaced = false; // the file is shorter than where to go on: read it from the beginning
    bool isAtEnd = false;
};

// What stands in the file from `from` on, some megabytes of it at most. A file that is not there is empty.
Result<LogPiece> readLogPiece(const std::filesystem::path& file, std::uint64_t from, LogLevel before);

enum class LogDirection
{
    Down,
    Up,
};

// Offset of the next place at which the words stand, from `from` on or before it; ASCII letters in either
// case. Nothing where there is none.
Result<std::optional<std::uint64_t>> findInLog(const std::filesystem::path& file, std::string_view words,
    std::uint64_t from, LogDirection direction, const StopFlag* stop = nullptr);

} // namespace dankai
