// SPDX-License-Identifier: Apache-2.0
// How vocabularies spell bytes: GPT-2's visible characters ("Ġ" is a space) and SentencePiece's "<0x20>".
// Nothing else of either.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dankai {

std::string toByteAlphabet(std::string_view bytes);
// Nothing where a character is not of the alphabet: then the text is an added token written as it is.
std::optional<std::string> fromByteAlphabet(std::string_view text);
// The byte that "<0xE3>" stands for; nothing where it is no such spelling.
std::optional<std::uint8_t> fallbackByte(std::string_view spelling);

} // namespace dankai
