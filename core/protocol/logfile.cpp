// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/logfile.h"

#include "core/platform/file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t pieceBytes = std::uint64_t(8) << 20;
constexpr std::size_t headBytes = 200; // in which a line says its level

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool standsAt(std::string_view text, std::size_t at, std::string_view words)
{
    for (std::size_t i = 0; i < words.size(); ++i)
        if (lower(text[at + i]) != words[i])
            return false;
    return true;
}

// Read and not mapped: a log may be cut short by whoever rotates it.
Result<std::string> readAt(const fs::path& file, std::uint64_t offset, std::uint64_t bytes)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return tl::unexpected(systemError("open", file, errno));
    std::string text(static_cast<std::size_t>(bytes), '\0');
    stream.seekg(static_cast<std::streamoff>(offset));
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, stream.gcount())));
    return text;
}

} // namespace

std::optional<LogLevel> logLevelOf(std::string_view line)
{
    const std::string_view head = line.substr(0, headBytes);
    if (head.starts_with('{')) {
        for (const auto& [mark, level] : std::array<std::pair<std::string_view, LogLevel>, 4>{{
                 {"\"event\":\"failed\"", LogLevel::Error},
                 {"\"event\":\"warning\"", LogLevel::Warning},
                 {"\"event\":\"diverged\"", LogLevel::Warning},
                 {"\"event\":\"advance\"", LogLevel::Debug},
             }})
            if (head.find(mark) != std::string_view::npos)
                return level;
        return LogLevel::Info;
    }
    if (!head.starts_with('['))
        return std::nullopt;
    for (const auto& [mark, level] : std::array<std::pair<std::string_view, LogLevel>, 6>{{
             {"[critical]", LogLevel::Error},
             {"[error]", LogLevel::Error},
             {"[warning]", LogLevel::Warning},
             {"[info]", LogLevel::Info},
             {"[debug]", LogLevel::Debug},
             {"[trace]", LogLevel::Debug},
         }})
        if (head.find(mark) != std::string_view::npos)
            return level;
    return std::nullopt;
}

Result<LogPiece> readLogPiece(const fs::path& file, std::uint64_t from, LogLevel before)
{
    LogPiece piece;
    piece.next = from;
    piece.level = before;
    std::error_code error;
    const std::uint64_t size = fs::file_size(file, error);
    if (error || size <= from) {
        piece.isReplaced = (error && from > 0) || (!error && size < from);
        piece.isAtEnd = !piece.isReplaced;
        return piece;
    }
    const auto read = readAt(file, from, std::min(pieceBytes, size - from));
    if (!read)
        return tl::unexpected(read.error());
    const std::string_view text = *read;
    const auto take = [&](std::size_t begin, std::size_t end, std::size_t lineEnd) {
        std::string_view line = text.substr(begin, end - begin);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        piece.level = logLevelOf(line).value_or(piece.level);
        piece.lines.push_back({from + begin, static_cast<std::uint32_t>(line.size()), piece.level});
        piece.next = from + lineEnd;
    };
    std::size_t begin = 0;
    for (std::size_t end; (end = text.find('\n', begin)) != std::string_view::npos; begin = end + 1)
        take(begin, end, end + 1);
    if (begin == 0 && text.size() == pieceBytes)
        take(0, text.size(), text.size()); // a line longer than a piece is shown in parts
    piece.isAtEnd = from + text.size() >= size;
    return piece;
}

Result<std::optional<std::uint64_t>> findInLog(const fs::path& file, std::string_view words,
    std::uint64_t from, LogDirection direction, const StopFlag* stop)
{
    std::string wanted;
    for (const char c : words)
        wanted += lower(c);
    std::error_code error;
    const std::uint64_t size = fs::file_size(file, error);
    if (wanted.empty() || error || size < wanted.size())
        return std::nullopt;
    // Blocks overlap, so that what stands across a border is found.
    const std::uint64_t last = size - wanted.size();
    const bool isDown = direction == LogDirection::Down;
    std::uint64_t begin = isDown ? from : 0;
    std::uint64_t end = isDown ? last + 1 : std::min(from, last + 1); // of the places that are looked at
    while (begin < end) {
        if (isStopRequested(stop))
            return stopped("The search was stopped.");
        const std::uint64_t places = std::min(pieceBytes, end - begin);
        const std::uint64_t block = isDown ? begin : end - places;
        const auto text = readAt(file, block, places + wanted.size() - 1);
        if (!text)
            return tl::unexpected(text.error());
        const auto isAt = [&](std::uint64_t place) {
            return place + wanted.size() <= text->size() && standsAt(*text, place, wanted);
        };
        for (std::uint64_t i = 0; i < places; ++i) {
            const std::uint64_t place = isDown ? i : places - 1 - i;
            if (isAt(place))
                return block + place;
        }
        (isDown ? begin : end) = isDown ? begin + places : block;
    }
    return std::nullopt;
}

} // namespace dankai
