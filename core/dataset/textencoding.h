// SPDX-License-Identifier: Apache-2.0
// Which encoding a text file is in, and turning it into UTF-8 block by block.
// Only the encodings that instruction data comes in; single-byte code pages are not guessed.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dankai {

enum class TextEncoding
{
    Utf8,
    Utf16Le,
    Utf16Be,
    Cp932, // Shift_JIS as Windows has it
    EucJp,
};

std::string_view nameOf(TextEncoding encoding); // as --encoding takes it: utf-8, utf-16le, cp932, ...
std::optional<TextEncoding> textEncodingByName(std::string_view name); // also sjis, shift_jis, utf8, ...

// Whether the file goes on after the sample.
enum class SampleEnd
{
    OfFile,
    Cut,
};

// By byte order mark, else by zero bytes (UTF-16), else by strict validation and, where CP932 and EUC-JP
// are both possible, by how usual the characters would be in Japanese. Plain ASCII is UTF-8.
TextEncoding sniffEncoding(std::string_view sample, SampleEnd end);

// Turns blocks into UTF-8; characters may be cut between blocks. A leading byte order mark is dropped.
// What is not valid in the encoding becomes the byte FF, which never stands in UTF-8, so that the row
// that holds it is found by its own validation and the rows around it go on.
class Utf8Transcoder final
{
public:
    explicit Utf8Transcoder(TextEncoding encoding);
    ~Utf8Transcoder();
    Utf8Transcoder(const Utf8Transcoder&) = delete;
    Utf8Transcoder& operator=(const Utf8Transcoder&) = delete;

    // Appends to `text`. SampleEnd::OfFile with the last block.
    void append(std::string_view block, SampleEnd end, std::string& text);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace dankai
