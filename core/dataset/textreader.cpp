// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/textreader.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>

namespace dankai {

namespace {

constexpr std::size_t sampleBytes = std::size_t(256) << 10;
// A file that is ASCII so far is looked through this far for the first byte that tells encodings apart.
constexpr std::uint64_t asciiLookedThrough = std::uint64_t(1) << 30;

std::size_t readBlock(std::ifstream& file, std::string& block, std::size_t bytes)
{
    block.resize(bytes);
    file.read(block.data(), static_cast<std::streamsize>(bytes));
    block.resize(static_cast<std::size_t>(file.gcount()));
    return block.size();
}

// Bytes outside ASCII, and zeros, which text in UTF-16 has.
bool tellsEncodingsApart(std::string_view block)
{
    unsigned char high = 0;
    unsigned char hasZero = 0;
    for (const char c : block) {
        high = static_cast<unsigned char>(high | static_cast<unsigned char>(c));
        hasZero = static_cast<unsigned char>(hasZero | (c == 0 ? 1 : 0));
    }
    return high >= 0x80 || hasZero != 0;
}

TextEncoding encodingOf(std::ifstream& file)
{
    std::string block;
    for (std::uint64_t seen = 0; seen < asciiLookedThrough;) {
        if (readBlock(file, block, sampleBytes) == 0)
            return TextEncoding::Utf8;
        seen += block.size();
        // Blocks before were ASCII, so this one begins between two characters.
        if (tellsEncodingsApart(block))
            return sniffEncoding(block, block.size() < sampleBytes ? SampleEnd::OfFile : SampleEnd::Cut);
    }
    return TextEncoding::Utf8;
}

struct BinaryKind
{
    std::string_view magic;
    std::string_view name;
    std::size_t offset = 0; // behind the length of what follows
};

// Files that people try to import and that are no text, by their first bytes.
std::string_view binaryKindOf(std::string_view start)
{
    static constexpr BinaryKind kinds[] = {
        {"PAR1", "a Parquet file"},
        {"PK\x03\x04", "an Excel workbook or a zip archive"},
        {"\xd0\xcf\x11\xe0", "an old Excel workbook"},
        {"\x1f\x8b", "compressed with gzip"},
        {"\x28\xb5\x2f\xfd", "compressed with zstd"},
        {"ARROW1", "an Arrow file"},
        {"%PDF", "a PDF document"},
        {"GGUF", "a model (GGUF)"},
        {"SQLite format 3", "an SQLite database"},
        {"\x89PNG", "a picture"},
        {"\xff\xd8\xff", "a picture"},
        {"\x1a\x45\xdf\xa3", "a video"}, // Matroska, WebM
        {"ftyp", "a video or a recording", 4}, // MP4, QuickTime
        {"AVI LIST", "a video", 8},
        {"WAVEfmt", "a recording", 8},
        {"OggS\x02", "a recording"},
        {"ID3\x03", "a recording"},
        {"ID3\x04", "a recording"},
    };
    for (const BinaryKind& kind : kinds) {
        if (start.size() > kind.offset && start.substr(kind.offset).starts_with(kind.magic))
            return kind.name;
    }
    return {};
}

} // namespace

Result<TextReader> TextReader::open(const std::filesystem::path& path, std::optional<TextEncoding> encoding)
{
    TextReader reader;
    reader.m_name = path.string();
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        return unusable("There is no file " + reader.m_name + ". Check its name.");
    if (std::filesystem::is_directory(status))
        return unusable(reader.m_name + " is a folder. Name the files in it.");
    if (!std::filesystem::is_regular_file(status))
        return unusable(
            reader.m_name + " is not a file on disk; it has to be read twice. Save it to a file first.");
    reader.m_file.open(path, std::ios::binary);
    if (!reader.m_file)
        return failed(reader.m_name + " cannot be opened for reading: " + std::strerror(errno) + ".");
    reader.m_fileBytes = std::filesystem::file_size(path, error);
    if (error)
        return failed("The size of " + reader.m_name + " cannot be read: " + error.message() + ".");
    if (reader.m_fileBytes == 0)
        return unusable(reader.m_name + " is empty. Check that it was written or downloaded completely.");
    readBlock(reader.m_file, reader.m_block, 64);
    if (const auto kind = binaryKindOf(reader.m_block); !kind.empty())
        return unusable(reader.m_name + " is " + std::string(kind)
            + ", not text. Unpack it or export it as JSON Lines or CSV, and import that.");
    reader.rewind();
    reader.m_encoding = encoding ? *encoding : encodingOf(reader.m_file);
    reader.rewind();
    reader.m_transcoder = std::make_unique<Utf8Transcoder>(reader.m_encoding);
    return reader;
}

void TextReader::rewind()
{
    m_file.clear();
    m_file.seekg(0);
}

Result<SampleEnd> TextReader::read(std::size_t bytes, std::string& text)
{
    readBlock(m_file, m_block, bytes);
    if (m_file.bad())
        return failed("Reading " + m_name + " failed after " + std::to_string(m_bytesRead)
            + " bytes. Check the disk or the connection to it.");
    m_bytesRead += m_block.size();
    const SampleEnd end = m_block.size() < bytes ? SampleEnd::OfFile : SampleEnd::Cut;
    m_transcoder->append(m_block, end, text);
    return end;
}

} // namespace dankai
