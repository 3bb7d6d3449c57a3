// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/textscript.h"

#include "core/base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstddef>

namespace dankai {

namespace {

constexpr std::size_t decisiveBytes = 8000;
constexpr std::uint64_t ideographWeight = 4;
constexpr std::uint64_t hanPerKana = 10;

bool isLatinLetter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

TextScript scriptFromIcu(UScriptCode code)
{
    switch (code) {
    case USCRIPT_LATIN:
        return TextScript::Latin;
    case USCRIPT_CYRILLIC:
        return TextScript::Cyrillic;
    case USCRIPT_ARABIC:
        return TextScript::Arabic;
    case USCRIPT_DEVANAGARI:
        return TextScript::Devanagari;
    case USCRIPT_THAI:
        return TextScript::Thai;
    case USCRIPT_GREEK:
        return TextScript::Greek;
    case USCRIPT_HEBREW:
        return TextScript::Hebrew;
    default:
        return TextScript::Other;
    }
}

} // namespace

TextScript scriptOf(std::string_view text)
{
    text = text.substr(0, decisiveBytes);
    text = text.substr(0, completeUtf8Prefix(text));
    std::array<std::uint64_t, textScripts.size()> letters{};
    const auto count = [&letters](TextScript script) -> std::uint64_t& {
        return letters[static_cast<std::size_t>(script)];
    };
    std::uint64_t han = 0, kana = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            count(TextScript::Latin) += isLatinLetter(text[at]) ? 1 : 0;
            ++at;
            continue;
        }
        const CodePoint point = codePointAt(text, at);
        at += point.length;
        const auto value = static_cast<UChar32>(point.value);
        if (!point.isValid || !u_isalpha(value))
            continue;
        UErrorCode status = U_ZERO_ERROR;
        switch (const UScriptCode code = uscript_getScript(value, &status)) {
        case USCRIPT_HAN:
            ++han;
            break;
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
            ++kana;
            break;
        case USCRIPT_HANGUL:
            count(TextScript::Korean) += ideographWeight;
            break;
        case USCRIPT_COMMON: // the long vowel mark of kana, full-width signs
        case USCRIPT_INHERITED:
            break;
        default:
            ++count(scriptFromIcu(code));
        }
    }
    const bool isJapanese = kana > 0 && kana * hanPerKana >= han;
    count(isJapanese ? TextScript::Japanese : TextScript::Chinese) += (han + kana) * ideographWeight;
    const auto most = std::max_element(letters.begin(), letters.end());
    return *most == 0 ? TextScript::None : static_cast<TextScript>(most - letters.begin());
}

} // namespace dankai
