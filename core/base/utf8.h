// SPDX-License-Identifier: Apache-2.0
// UTF-8 by code point: decoding that never fails, encoding, validation. No normalisation, no properties
// (ICU).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dankai {

struct CodePoint
{
    char32_t value = 0; // U+FFFD where the bytes are not UTF-8
    std::uint8_t length = 0; // bytes used, at least 1
    bool isValid = false;
};

// The code point at `offset` < text.size(). An invalid sequence counts as its maximal valid prefix
// (Unicode 15, section 3.9, "U+FFFD substitution of maximal subparts"), like Python's errors="replace".
CodePoint codePointAt(std::string_view text, std::size_t offset);

void appendUtf8(std::string& text, char32_t value);
bool isValidUtf8(std::string_view text);
// Every maximal invalid part becomes U+FFFD.
std::string toValidUtf8(std::string_view text);
// The longest prefix that does not end inside a code point whose bytes are still to come.
std::size_t completeUtf8Prefix(std::string_view text);
std::size_t codePointCount(std::string_view text);

} // namespace dankai
