// SPDX-License-Identifier: Apache-2.0
#include "core/project/archivefile.h"

#include "core/platform/file.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t pieceBytes = std::size_t(1) << 18;

Result<> syncFile(const fs::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return tl::unexpected(systemError("open", path, errno));
    const int status = ::fsync(descriptor);
    const int number = errno;
    ::close(descriptor);
    if (status != 0)
        return tl::unexpected(systemError("write", path, number));
    return {};
}

struct EntryDeleter
{
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

} // namespace

struct ArchiveWriter::Handle
{
    ::archive* archive = nullptr;
    bool isFinished = false;
    fs::path temporaryPath; // removed with this unless it was renamed

    ~Handle()
    {
        if (archive != nullptr)
            archive_write_free(archive);
        std::error_code ignored;
        if (!temporaryPath.empty())
            fs::remove(temporaryPath, ignored);
    }
};

ArchiveWriter::ArchiveWriter() = default;
ArchiveWriter::ArchiveWriter(ArchiveWriter&&) noexcept = default;
ArchiveWriter& ArchiveWriter::operator=(ArchiveWriter&&) noexcept = default;
ArchiveWriter::~ArchiveWriter() = default;

Error ArchiveWriter::problem() const
{
    const int number = archive_errno(m_handle->archive);
    if (number > 0)
        return systemError("write", m_file, number);
    const char* text = archive_error_string(m_handle->archive);
    return {ErrorCode::Failed,
        "Could not write " + m_file.string() + (text != nullptr ? std::string(": ") + text : "") + "."};
}

Result<ArchiveWriter> ArchiveWriter::create(const fs::path& file, ArchiveFormat format)
{
    ArchiveWriter writer;
    writer.m_file = file;
    std::string temporary(1, '.');
    temporary.append(file.filename().string()).append(".writing-").append(std::to_string(::getpid()));
    writer.m_temporaryPath = file.parent_path() / temporary;
    writer.m_handle = std::make_unique<Handle>();
    archive* made = writer.m_handle->archive = archive_write_new();
    if (made == nullptr)
        return failed("There is not enough memory to write " + file.string() + ".");
    const bool isZip = format == ArchiveFormat::Zip;
    const int formatSet
        = isZip ? archive_write_set_format_zip(made) : archive_write_set_format_pax_restricted(made);
    const int filterSet = isZip ? archive_write_add_filter_none(made) : archive_write_add_filter_zstd(made);
    // Names are bytes in UTF-8 whatever the locale is that the program runs in: libarchive would convert
    // them.
    const int namesSet = isZip ? ARCHIVE_OK : archive_write_set_options(made, "hdrcharset=BINARY");
    if (formatSet != ARCHIVE_OK || filterSet != ARCHIVE_OK || namesSet < ARCHIVE_WARN)
        return tl::unexpected(writer.problem());
    if (archive_write_open_filename(made, writer.m_temporaryPath.c_str()) != ARCHIVE_OK)
        return tl::unexpected(writer.problem());
    writer.m_handle->temporaryPath = writer.m_temporaryPath;
    return writer;
}

Result<> ArchiveWriter::begin(const std::string& name, std::uint64_t bytes)
{
    if (!isSafeArchiveName(name))
        return failed("'" + name + "' cannot be a name in " + m_file.string() + ".");
    const std::unique_ptr<archive_entry, EntryDeleter> entry(archive_entry_new());
    if (entry == nullptr)
        return failed("There is not enough memory to write " + m_file.string() + ".");
    archive_entry_copy_pathname(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
    archive_entry_set_mtime(entry.get(), std::time(nullptr), 0);
    if (archive_write_header(m_handle->archive, entry.get()) < ARCHIVE_WARN)
        return tl::unexpected(problem());
    return {};
}

Result<> ArchiveWriter::addText(const std::string& name, std::string_view text)
{
    if (auto begun = begin(name, text.size()); !begun)
        return begun;
    if (!text.empty()
        && archive_write_data(m_handle->archive, text.data(), text.size())
            != static_cast<la_ssize_t>(text.size()))
        return tl::unexpected(problem());
    return {};
}

Result<> ArchiveWriter::addFile(const std::string& name, const fs::path& file,
    const std::function<Result<>(std::string_view piece)>& look)
{
    std::error_code error;
    const std::uint64_t bytes = fs::file_size(file, error);
    if (error)
        return tl::unexpected(systemError("read", file, error.value()));
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return tl::unexpected(systemError("open", file, errno));
    if (auto begun = begin(name, bytes); !begun)
        return begun;
    std::string piece(pieceBytes, '\0');
    for (std::uint64_t left = bytes; left > 0;) {
        stream.read(piece.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(left, pieceBytes)));
        const auto count = static_cast<std::size_t>(std::max<std::streamsize>(0, stream.gcount()));
        if (count == 0)
            return failed(file.string() + " became shorter while it was read. Try again.");
        const std::string_view read(piece.data(), count);
        if (archive_write_data(m_handle->archive, read.data(), read.size())
            != static_cast<la_ssize_t>(read.size()))
            return tl::unexpected(problem());
        if (look)
            if (auto looked = look(read); !looked)
                return looked;
        left -= count;
    }
    return {};
}

Result<> ArchiveWriter::finish()
{
    if (m_handle->isFinished)
        return {};
    if (archive_write_close(m_handle->archive) != ARCHIVE_OK)
        return tl::unexpected(problem());
    m_handle->isFinished = true;
    return {};
}

Result<> ArchiveWriter::commit()
{
    if (auto finished = finish(); !finished)
        return finished;
    if (auto synced = syncFile(m_temporaryPath); !synced)
        return synced;
    if (auto renamed = renamePath(m_temporaryPath, m_file); !renamed)
        return renamed;
    m_handle->temporaryPath.clear();
    return {};
}

bool isSafeArchiveName(std::string_view name)
{
    if (name.empty() || name.front() == '/' || name.find('\0') != std::string_view::npos
        || name.find('\\') != std::string_view::npos)
        return false;
    while (!name.empty()) {
        const std::size_t slash = name.find('/');
        const std::string_view part = name.substr(0, slash);
        const bool isLast = slash == std::string_view::npos || slash + 1 == name.size();
        if (part.empty() || part == "." || part == "..")
            return false;
        if (isLast)
            return true;
        name.remove_prefix(slash + 1);
    }
    return true;
}

struct ArchiveReader::Handle
{
    ::archive* archive = nullptr;

    ~Handle()
    {
        if (archive != nullptr)
            archive_read_free(archive);
    }
};

ArchiveReader::ArchiveReader() = default;
ArchiveReader::ArchiveReader(ArchiveReader&&) noexcept = default;
ArchiveReader& ArchiveReader::operator=(ArchiveReader&&) noexcept = default;
ArchiveReader::~ArchiveReader() = default;

Error ArchiveReader::problem() const
{
    const char* text = archive_error_string(m_handle->archive);
    return {ErrorCode::Unusable,
        m_file.string() + " cannot be read as an archive: " + (text != nullptr ? text : "it is damaged")
            + ". Copy it again from where it came from."};
}

Result<ArchiveReader> ArchiveReader::open(const fs::path& file)
{
    ArchiveReader reader;
    reader.m_file = file;
    reader.m_handle = std::make_unique<Handle>();
    archive* made = reader.m_handle->archive = archive_read_new();
    if (made == nullptr)
        return failed("There is not enough memory to read " + file.string() + ".");
    // What is written here and nothing else: every further format is a parser more.
    archive_read_support_format_tar(made);
    archive_read_support_format_zip(made);
    archive_read_support_filter_zstd(made);
    if (archive_read_open_filename(made, file.c_str(), pieceBytes) != ARCHIVE_OK)
        return tl::unexpected(reader.problem());
    return reader;
}

Result<std::optional<ArchiveReader::Entry>> ArchiveReader::next()
{
    archive_entry* found = nullptr;
    const int status = archive_read_next_header(m_handle->archive, &found);
    if (status == ARCHIVE_EOF)
        return std::nullopt;
    if (status < ARCHIVE_WARN)
        return tl::unexpected(problem());
    const char* name = archive_entry_pathname(found);
    if (name == nullptr) // not in the characters of this locale
        name = archive_entry_pathname_utf8(found);
    Entry entry;
    entry.name = name != nullptr ? name : "";
    const auto refuse = [&](const std::string& why) {
        return unusable(m_file.string() + ": '" + entry.name + "'" + why
            + ". Nothing was unpacked; this archive was not made by Dankai, or was changed.");
    };
    if (!isSafeArchiveName(entry.name))
        return refuse(" would leave the folder");
    if (archive_entry_hardlink(found) != nullptr || archive_entry_symlink(found) != nullptr)
        return refuse(" is a link");
    const auto type = archive_entry_filetype(found);
    if (type != AE_IFREG && type != AE_IFDIR)
        return refuse(" is no file");
    entry.isFolder = type == AE_IFDIR;
    return entry;
}

Result<std::string_view> ArchiveReader::read()
{
    m_piece.resize(pieceBytes);
    const la_ssize_t count = archive_read_data(m_handle->archive, m_piece.data(), m_piece.size());
    if (count < 0)
        return tl::unexpected(problem());
    return std::string_view(m_piece.data(), static_cast<std::size_t>(count));
}

} // namespace dankai
