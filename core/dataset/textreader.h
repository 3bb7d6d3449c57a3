// SPDX-License-Identifier: Apache-2.0
// Reads a text file of any size from start to end as UTF-8, and a sample of it for sniffing.
#pragma once

#include "core/base/result.h"
#include "core/dataset/textencoding.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

namespace dankai {

class TextReader final
{
public:
    // Fails for a file that cannot be opened, is a folder or is empty. The encoding is sniffed where none
    // is given; for that a file is read up to its first byte outside ASCII.
    static Result<TextReader> open(const std::filesystem::path& path, std::optional<TextEncoding> encoding);

    // Appends about `bytes` bytes of the file, as UTF-8. SampleEnd::OfFile once there is no more.
    Result<SampleEnd> read(std::size_t bytes, std::string& text);

    TextEncoding encoding() const { return m_encoding; }

    std::uint64_t bytesRead() const { return m_bytesRead; } // of the file

    std::uint64_t fileBytes() const { return m_fileBytes; }

private:
    TextReader() = default;

    void rewind();

    std::string m_name;
    std::ifstream m_file;
    std::uint64_t m_fileBytes = 0;
    std::uint64_t m_bytesRead = 0;
    TextEncoding m_encoding = TextEncoding::Utf8;
    std::unique_ptr<Utf8Transcoder> m_transcoder;
    std::string m_block;
};

} // namespace dankai
