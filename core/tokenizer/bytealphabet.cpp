// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/bytealphabet.h"

#include "core/base/utf8.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace dankai {

namespace {

struct Alphabet
{
    std::array<char32_t, 256> characterOf{};
    std::array<std::int16_t, 512> byteOf{}; // -1: not of the alphabet
};

// Visible Latin-1 characters stand for themselves, the other 68 bytes for U+0100 onward in their order.
Alphabet makeAlphabet()
{
    Alphabet alphabet;
    alphabet.byteOf.fill(-1);
    char32_t next = 0x100;
    for (char32_t byte = 0; byte < 256; ++byte) {
        const bool isVisible
            = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
        const char32_t character = isVisible ? byte : next++;
        alphabet.characterOf[byte] = character;
        alphabet.byteOf[character] = static_cast<std::int16_t>(byte);
    }
    return alphabet;
}

const Alphabet& alphabet()
{
    static const Alphabet made = makeAlphabet();
    return made;
}

} // namespace

std::string toByteAlphabet(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char byte : bytes)
        appendUtf8(text, alphabet().characterOf[static_cast<std::uint8_t>(byte)]);
    return text;
}

std::optional<std::string> fromByteAlphabet(std::string_view text)
{
    const Alphabet& table = alphabet();
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        if (!point.isValid || point.value >= table.byteOf.size() || table.byteOf[point.value] < 0)
            return std::nullopt;
        bytes += static_cast<char>(table.byteOf[point.value]);
        i += point.length;
    }
    return bytes;
}

std::optional<std::uint8_t> fallbackByte(std::string_view spelling)
{
    if (spelling.size() != 6 || !spelling.starts_with("<0x") || spelling[5] != '>')
        return std::nullopt;
    std::uint8_t byte = 0;
    const char* end = spelling.data() + 5;
    const auto [stop, error] = std::from_chars(spelling.data() + 3, end, byte, 16);
    return error == std::errc() && stop == end ? std::optional(byte) : std::nullopt;
}

} // namespace dankai
