// SPDX-License-Identifier: Apache-2.0
// Which script a text is written in, as far as it tells the language: Japanese, Chinese and Korean are told
// apart, the languages of Latin letters are not.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace dankai {

// The numbers stand in project files.
enum class TextScript : std::uint8_t
{
    None = 0, // no letter at all: numbers, signs
    Japanese = 1,
    Chinese = 2, // Han without kana
    Korean = 3,
    Latin = 4, // English and all others of these letters
    Cyrillic = 5,
    Arabic = 6,
    Devanagari = 7,
    Thai = 8,
    Greek = 9,
    Hebrew = 10,
    Other = 11,
};

inline constexpr std::array textScripts = {TextScript::None, TextScript::Japanese, TextScript::Chinese,
    TextScript::Korean, TextScript::Latin, TextScript::Cyrillic, TextScript::Arabic, TextScript::Devanagari,
    TextScript::Thai, TextScript::Greek, TextScript::Hebrew, TextScript::Other};

// The script with the most letters. A Han character, a kana and a syllable of Hangul weigh as much as four
// letters, about what they say, so that Japanese with some code or English terms in it stays Japanese. Han
// counts as Japanese where there is one kana to ten of them. The first eight thousand bytes decide; text that
// is not valid UTF-8 is no error, its invalid bytes are no letters.
TextScript scriptOf(std::string_view text);

} // namespace dankai
