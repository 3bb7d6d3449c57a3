// SPDX-License-Identifier: Apache-2.0
// One file that holds many: written to a temporary name and renamed, read with every name checked before it
// is used. libarchive knows the formats. Does not know what is in them.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct archive;

namespace dankai {

enum class ArchiveFormat
{
    TarZstd,
    Zip,
};

class ArchiveWriter final
{
public:
    // Without commit() nothing is left behind.
    static Result<ArchiveWriter> create(const std::filesystem::path& file, ArchiveFormat format);
    ArchiveWriter(ArchiveWriter&&) noexcept;
    ArchiveWriter& operator=(ArchiveWriter&&) noexcept;
    ~ArchiveWriter();

    Result<> addText(const std::string& name, std::string_view text);
    // As long as it was when it was begun: a file that grows meanwhile is cut there. `look` sees each piece
    // and may end the work with an error.
    Result<> addFile(const std::string& name, const std::filesystem::path& file,
        const std::function<Result<>(std::string_view piece)>& look = {});
    Result<> commit();

    // Where it stands until commit(), complete only after finish(): for whoever reads it back before that.
    const std::filesystem::path& temporaryPath() const { return m_temporaryPath; }

    Result<> finish(); // nothing can be added any more

private:
    ArchiveWriter();
    Result<> begin(const std::string& name, std::uint64_t bytes);
    Error problem() const;

    std::filesystem::path m_file;
    std::filesystem::path m_temporaryPath;
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

// Whether a name from outside stays below the folder it is put into: relative, without "..", not empty.
bool isSafeArchiveName(std::string_view name);

class ArchiveReader final
{
public:
    static Result<ArchiveReader> open(const std::filesystem::path& file);
    ArchiveReader(ArchiveReader&&) noexcept;
    ArchiveReader& operator=(ArchiveReader&&) noexcept;
    ~ArchiveReader();

    struct Entry
    {
        std::string name; // safe
        bool isFolder = false;
    };

    // Nothing at the end. Links, devices and unsafe names are errors that say which.
    Result<std::optional<Entry>> next();
    // Of the entry that next() gave; empty at its end. Valid until the next call.
    Result<std::string_view> read();

private:
    ArchiveReader();
    Error problem() const;

    std::filesystem::path m_file;
    std::string m_piece;
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

} // namespace dankai
