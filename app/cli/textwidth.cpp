// SPDX-License-Identifier: Apache-2.0
#include "app/cli/textwidth.h"

#include "core/base/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace dankai {

namespace {

std::size_t widthOf(char32_t character)
{
    const auto point = static_cast<UChar32>(character);
    if (character < 0x20 || character == 0x7f)
        return 0;
    if (character < 0x300)
        return 1;
    const int category = u_charType(point);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
        return 0;
    const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// What must not begin a line (kinsoku), the few marks that matter.
bool mayNotBegin(char32_t character)
{
    constexpr std::u32string_view marks = U"、。，．」』）】〕・ー？！)]}.,!?:;";
    return marks.find(character) != std::u32string_view::npos;
}

} // namespace

std::size_t displayWidth(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        width += widthOf(point.value);
        at += point.length;
    }
    return width;
}

std::string fitToWidth(std::string_view text, std::size_t width)
{
    std::string line;
    std::size_t used = 0;
    std::size_t lengthWithEllipsis = 0; // of `line`, where one more column is left for the ellipsis
    for (std::size_t at = 0; at < text.size();) {
        CodePoint point = codePointAt(text, at);
        at += point.length;
        if (point.value < 0x20)
            point.value = ' ';
        const std::size_t columns = widthOf(point.value);
        if (used + columns > width) {
            line.resize(lengthWithEllipsis);
            return width == 0 ? std::string() : line + "…";
        }
        appendUtf8(line, point.value);
        used += columns;
        if (used + 1 <= width)
            lengthWithEllipsis = line.size();
    }
    return line;
}

std::vector<std::string> wrapToWidth(std::string_view text, std::size_t width)
{
    width = std::max<std::size_t>(width, 2);
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    std::size_t breakAt = 0; // bytes of `line` before the last place where it may break; 0: none
    std::size_t breakNext = 0; // where the next line begins then
    const auto endLine = [&](std::size_t length, std::size_t next) {
        std::string rest = line.substr(std::min(next, line.size()));
        line.resize(length);
        line.erase(line.find_last_not_of(' ') + 1);
        lines.push_back(std::move(line));
        line = std::move(rest);
        used = displayWidth(line);
        breakAt = breakNext = 0;
    };
    char32_t previous = 0;
    for (std::size_t at = 0; at < text.size();) {
        CodePoint point = codePointAt(text, at);
        at += point.length;
        if (point.value == '\n') {
            endLine(line.size(), line.size());
            previous = 0;
            continue;
        }
        if (point.value < 0x20 || point.value == 0x7f) // tabs and control characters of foreign text
            point.value = ' ';
        const std::size_t columns = widthOf(point.value);
        if (point.value == ' ') {
            breakAt = line.size();
            breakNext = line.size() + 1;
        } else if ((columns == 2 || widthOf(previous) == 2) && !mayNotBegin(point.value) && !line.empty()) {
            breakAt = breakNext = line.size();
        }
        if (used + columns > width) {
            if (point.value == ' ') { // the blank itself is swallowed
                endLine(line.size(), line.size());
                previous = 0;
                continue;
            }
            if (breakAt > 0)
                endLine(breakAt, breakNext);
            else
                endLine(line.size(), line.size());
        }
        appendUtf8(line, point.value);
        used += columns;
        previous = point.value;
    }
    if (!line.empty() || lines.empty())
        endLine(line.size(), line.size());
    return lines;
}

} // namespace dankai
