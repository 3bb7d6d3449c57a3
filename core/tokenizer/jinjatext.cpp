// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/jinjatext.h"

#include "core/base/utf8.h"
#include "core/tokenizer/unicodeclasses.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace dankai {

namespace {

std::vector<char32_t> pointsOf(std::string_view text)
{
    std::vector<char32_t> points;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        points.push_back(point.value);
        i += point.length;
    }
    return points;
}

icu::UnicodeString toUtf16(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string toUtf8(const icu::UnicodeString& text)
{
    std::string utf8;
    return text.toUTF8String(utf8);
}

// The first code point in title case.
std::string titleCharacter(std::string_view character)
{
    const CodePoint point = codePointAt(character, 0);
    // Full mappings ("ß" to "Ss") exist where the simple one does nothing.
    icu::UnicodeString text = toUtf16(character);
    text.toTitle(nullptr, icu::Locale::getRoot());
    return point.value < 0x80 ? upperText(character) : toUtf8(text);
}

bool startsAt(std::string_view text, std::size_t place, std::string_view part)
{
    return text.compare(place, part.size(), part) == 0;
}

} // namespace

bool isPythonSpace(char32_t point)
{
    return (unicodeClasses()[point] & SpaceClass) != 0 || (point >= 0x1c && point <= 0x1f);
}

std::string stripText(std::string_view text, StripSides sides, const std::optional<std::string>& set)
{
    const std::vector<char32_t> points = set ? pointsOf(*set) : std::vector<char32_t>{};
    const auto isStripped = [&](char32_t point) {
        return set ? std::find(points.begin(), points.end(), point) != points.end() : isPythonSpace(point);
    };
    std::size_t begin = 0;
    std::size_t end = text.size();
    if (sides != StripSides::Right)
        while (begin < end) {
            const CodePoint point = codePointAt(text, begin);
            if (!isStripped(point.value))
                break;
            begin += point.length;
        }
    if (sides != StripSides::Left)
        while (end > begin) {
            std::size_t last = end - 1;
            while (last > begin && (static_cast<unsigned char>(text[last]) & 0xc0U) == 0x80)
                --last;
            if (!isStripped(codePointAt(text, last).value))
                break;
            end = last;
        }
    return std::string(text.substr(begin, end - begin));
}

std::vector<std::string> splitText(
    std::string_view text, const std::optional<std::string>& separator, std::int64_t limit)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    if (separator) {
        while (limit < 0 || static_cast<std::int64_t>(parts.size()) < limit) {
            const std::size_t found = text.find(*separator, begin);
            if (found == std::string_view::npos)
                break;
            parts.emplace_back(text.substr(begin, found - begin));
            begin = found + separator->size();
        }
        parts.emplace_back(text.substr(begin));
        return parts;
    }
    while (true) {
        while (begin < text.size() && isPythonSpace(codePointAt(text, begin).value))
            begin += codePointAt(text, begin).length;
        if (begin >= text.size())
            return parts;
        if (limit >= 0 && static_cast<std::int64_t>(parts.size()) >= limit) {
            parts.push_back(stripText(text.substr(begin), StripSides::Right, std::nullopt));
            return parts;
        }
        std::size_t end = begin;
        while (end < text.size() && !isPythonSpace(codePointAt(text, end).value))
            end += codePointAt(text, end).length;
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end;
    }
}

std::vector<std::string> splitTextFromRight(
    std::string_view text, const std::optional<std::string>& separator, std::int64_t limit)
{
    if (limit < 0)
        return splitText(text, separator, limit);
    std::vector<std::string> parts;
    if (!separator) {
        std::vector<std::string> words = splitText(text, std::nullopt, -1);
        const auto size = static_cast<std::int64_t>(words.size());
        if (size <= limit)
            return words;
        std::string rest = stripText(text, StripSides::Right, std::nullopt);
        for (std::int64_t i = 0; i < limit; ++i) {
            rest.resize(rest.size() - words[static_cast<std::size_t>(size - 1 - i)].size());
            rest = stripText(rest, StripSides::Right, std::nullopt);
        }
        parts.push_back(rest);
        parts.insert(parts.end(), words.end() - limit, words.end());
        return parts;
    }
    std::size_t end = text.size();
    while (static_cast<std::int64_t>(parts.size()) < limit && end >= separator->size()) {
        const std::size_t found = text.rfind(*separator, end - separator->size());
        if (found == std::string_view::npos)
            break;
        parts.emplace_back(text.substr(found + separator->size(), end - found - separator->size()));
        end = found;
    }
    parts.emplace_back(text.substr(0, end));
    std::reverse(parts.begin(), parts.end());
    return parts;
}

std::vector<std::string> splitLines(std::string_view text)
{
    const auto isLineEnd = [](char32_t point) {
        return (point >= 0x0a && point <= 0x0d) || (point >= 0x1c && point <= 0x1e) || point == 0x85
            || point == 0x2028 || point == 0x2029;
    };
    std::vector<std::string> lines;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        const std::size_t lineEnd = i;
        i += point.length;
        if (!isLineEnd(point.value))
            continue;
        if (point.value == U'\r' && i < text.size() && text[i] == '\n')
            ++i;
        lines.emplace_back(text.substr(begin, lineEnd - begin));
        begin = i;
    }
    if (begin < text.size())
        lines.emplace_back(text.substr(begin));
    return lines;
}

std::string replaceText(std::string_view text, std::string_view from, std::string_view to, std::int64_t limit)
{
    std::string replaced;
    std::int64_t done = 0;
    for (std::size_t i = 0; i <= text.size();) {
        const bool mayReplace = limit < 0 || done < limit;
        if (mayReplace && startsAt(text, i, from) && i + from.size() <= text.size()) {
            replaced += to;
            ++done;
            i += from.size();
            if (!from.empty())
                continue;
        }
        if (i >= text.size())
            break;
        const std::size_t length = codePointAt(text, i).length;
        replaced += text.substr(i, length);
        i += length;
    }
    return replaced;
}

std::string upperText(std::string_view text)
{
    icu::UnicodeString changed = toUtf16(text);
    return toUtf8(changed.toUpper(icu::Locale::getRoot()));
}

std::string lowerText(std::string_view text)
{
    icu::UnicodeString changed = toUtf16(text);
    return toUtf8(changed.toLower(icu::Locale::getRoot()));
}

std::string capitalizeText(std::string_view text)
{
    if (text.empty())
        return {};
    const std::size_t first = codePointAt(text, 0).length;
    return titleCharacter(text.substr(0, first)) + lowerText(text.substr(first));
}

std::string titleText(std::string_view text)
{
    std::string title;
    bool isInWord = false;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        const std::string_view character = text.substr(i, point.length);
        const auto value = static_cast<UChar32>(point.value);
        title += isInWord ? lowerText(character) : titleCharacter(character);
        isInWord = u_isUUppercase(value) || u_isULowercase(value) || u_charType(value) == U_TITLECASE_LETTER;
        i += point.length;
    }
    return title;
}

std::vector<std::string> characters(std::string_view text)
{
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = codePointAt(text, i).length;
        parts.emplace_back(text.substr(i, length));
        i += length;
    }
    return parts;
}

} // namespace dankai
