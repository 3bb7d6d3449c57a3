// SPDX-License-Identifier: Apache-2.0
// Reading and writing files so that a crash, a full disk or a read-only folder costs a sentence, never data.
// Knows nothing of what stands in them; memory mapping is mappedfile.h.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dankai {

// The whole file; unusable where it does not exist or is no regular file.
Result<std::string> readFile(const std::filesystem::path& path);

// After this returns the name holds either the old or the new bytes, whatever happens in between: written to
// a temporary name in the same folder, synced, renamed, the folder synced.
Result<> writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

// The same with bytes that come in pieces. Without commit() nothing is left behind.
class AtomicFile final
{
public:
    static Result<AtomicFile> create(const std::filesystem::path& path);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    ~AtomicFile();

    Result<> write(std::string_view bytes); // buffered, 1 MiB
    // Overwrites bytes that were written before, for headers whose sizes are known last.
    Result<> writeAt(std::uint64_t offset, std::string_view bytes);
    Result<> commit();

    std::uint64_t size() const { return m_size; }

private:
    AtomicFile() = default;
    Result<> flush();
    void discard();

    std::filesystem::path m_path;
    std::filesystem::path m_temporaryPath;
    std::string m_buffer;
    std::uint64_t m_size = 0;
    int m_descriptor = -1;
};

enum class Durability
{
    Buffered, // survives the death of this process
    Synced, // survives a power cut
};

// Appends `line` and a newline in one write. `line` must not hold a newline.
Result<> appendLine(
    const std::filesystem::path& path, std::string_view line, Durability durability = Durability::Buffered);

// Keeps a file open for many appended lines. A cut last line of an earlier writer is ended with a newline
// first, so that it stays one broken line and never joins the next.
class LineAppender final
{
public:
    static Result<LineAppender> open(const std::filesystem::path& path);
    LineAppender(LineAppender&& other) noexcept;
    LineAppender& operator=(LineAppender&& other) noexcept;
    ~LineAppender();

    Result<> append(std::string_view line, Durability durability = Durability::Buffered);

private:
    LineAppender() = default;

    std::filesystem::path m_path;
    std::string m_buffer;
    int m_descriptor = -1;
};

// Line after line with constant memory. A final carriage return is cut off; a line longer than the limit is
// an error that names it.
class LineReader final
{
public:
    static constexpr std::size_t defaultLimit = std::size_t(64) << 20;

    static Result<LineReader> open(
        const std::filesystem::path& path, std::size_t maxLineBytes = defaultLimit);
    LineReader(LineReader&& other) noexcept;
    LineReader& operator=(LineReader&& other) noexcept;
    ~LineReader();

    // Nothing at the end of the file. The view is valid until the next call. A last line without newline
    // counts as a line; hadNewline() tells them apart, for files that are still being written.
    Result<std::optional<std::string_view>> next();

    bool hadNewline() const { return m_hadNewline; }

    std::uint64_t lineNumber() const { return m_lineNumber; } // of the line last returned, from 1

    std::uint64_t offset() const { return m_offset; } // of the byte after the line last returned

private:
    LineReader() = default;

    std::filesystem::path m_path;
    std::string m_buffer;
    std::size_t m_begin = 0; // unread bytes: [m_begin, m_buffer.size())
    std::size_t m_maxLineBytes = defaultLimit;
    std::uint64_t m_lineNumber = 0;
    std::uint64_t m_offset = 0;
    int m_descriptor = -1;
    bool m_atEnd = false;
    bool m_hadNewline = false;
};

// Makes `path` and its parents; fine where it is there.
Result<> makeFolder(const std::filesystem::path& path);
// Makes a rename or a new name in `folder` survive a power cut.
Result<> syncFolder(const std::filesystem::path& folder);
Result<> renamePath(const std::filesystem::path& from, const std::filesystem::path& to);
// A file or a whole folder; fine where nothing is there.
Result<> removePath(const std::filesystem::path& path);
// Through AtomicFile, in pieces.
Result<> copyFile(const std::filesystem::path& from, const std::filesystem::path& to);

// The sentence for a failed call of the operating system: `what` names the act ("write", "open"),
// `errorNumber` is errno. Disk full, read-only and missing rights get their own words and the next step.
Error systemError(std::string_view what, const std::filesystem::path& path, int errorNumber);

} // namespace dankai
