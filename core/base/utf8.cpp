// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"

#include <algorithm>

namespace dankai {

namespace {

constexpr char32_t replacement = 0xfffd;

std::uint8_t byteAt(std::string_view text, std::size_t offset)
{
    return static_cast<std::uint8_t>(text[offset]);
}

struct Lead
{
    std::uint8_t length; // 0: not a lead byte
    std::uint8_t secondMin;
    std::uint8_t secondMax;
};

// Table 3-7 of the Unicode standard: the second byte's range excludes overlong forms and surrogates.
Lead leadOf(std::uint8_t byte)
{
    if (byte >= 0xc2 && byte <= 0xdf)
        return {2, 0x80, 0xbf};
    if (byte == 0xe0)
        return {3, 0xa0, 0xbf};
    if (byte == 0xed)
        return {3, 0x80, 0x9f};
    if (byte >= 0xe1 && byte <= 0xef)
        return {3, 0x80, 0xbf};
    if (byte == 0xf0)
        return {4, 0x90, 0xbf};
    if (byte >= 0xf1 && byte <= 0xf3)
        return {4, 0x80, 0xbf};
    if (byte == 0xf4)
        return {4, 0x80, 0x8f};
    return {0, 0, 0};
}

} // namespace

CodePoint codePointAt(std::string_view text, std::size_t offset)
{
    const std::uint8_t first = byteAt(text, offset);
    if (first < 0x80)
        return {first, 1, true};
    const Lead lead = leadOf(first);
    if (lead.length == 0)
        return {replacement, 1, false};
    char32_t value = first & (0x7fU >> lead.length);
    for (std::uint8_t i = 1; i < lead.length; ++i) {
        if (offset + i >= text.size())
            return {replacement, i, false};
        const std::uint8_t byte = byteAt(text, offset + i);
        const std::uint8_t low = i == 1 ? lead.secondMin : 0x80;
        const std::uint8_t high = i == 1 ? lead.secondMax : 0xbf;
        if (byte < low || byte > high)
            return {replacement, i, false};
        value = (value << 6) | (byte & 0x3fU);
    }
    return {value, lead.length, true};
}

void appendUtf8(std::string& text, char32_t value)
{
    if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        value = replacement;
    const auto add = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (value < 0x80) {
        add(value);
    } else if (value < 0x800) {
        add(0xc0U | (value >> 6));
        add(0x80U | (value & 0x3fU));
    } else if (value < 0x10000) {
        add(0xe0U | (value >> 12));
        add(0x80U | ((value >> 6) & 0x3fU));
        add(0x80U | (value & 0x3fU));
    } else {
        add(0xf0U | (value >> 18));
        add(0x80U | ((value >> 12) & 0x3fU));
        add(0x80U | ((value >> 6) & 0x3fU));
        add(0x80U | (value & 0x3fU));
    }
}

bool isValidUtf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        if (!point.isValid)
            return false;
        i += point.length;
    }
    return true;
}

std::string toValidUtf8(std::string_view text)
{
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        if (point.isValid)
            valid.append(text.substr(i, point.length));
        else
            appendUtf8(valid, replacement);
        i += point.length;
    }
    return valid;
}

std::size_t completeUtf8Prefix(std::string_view text)
{
    const std::size_t reach = std::min<std::size_t>(3, text.size());
    for (std::size_t back = 1; back <= reach; ++back) {
        const std::size_t start = text.size() - back;
        const std::uint8_t byte = byteAt(text, start);
        if ((byte & 0xc0U) == 0x80)
            continue;
        const Lead lead = leadOf(byte);
        const bool isCut = lead.length > back && codePointAt(text, start).length == back;
        return isCut ? start : text.size();
    }
    return text.size();
}

std::size_t codePointCount(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); i += codePointAt(text, i).length)
        ++count;
    return count;
}

} // namespace dankai
