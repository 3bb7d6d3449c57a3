// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/scoretext.h"

#include "core/base/utf8.h"

#include <charconv>
#include <cmath>
#include <string>

namespace dankai {

namespace {

bool isBlank(char32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == 0xFEFF;
}

// What a Japanese keyboard gives for digits, signs and the point; 0 for everything else outside ASCII.
char asciiOf(char32_t c)
{
    if (c < 0x80)
        return static_cast<char>(c);
    if (c >= 0xFF10 && c <= 0xFF19)
        return static_cast<char>('0' + (c - 0xFF10));
    switch (c) {
    case 0xFF0B:
        return '+';
    case 0xFF0D:
    case 0x2212: // minus sign
        return '-';
    case 0xFF0E:
        return '.';
    default:
        return 0;
    }
}

} // namespace

std::optional<double> parseScore(std::string_view text)
{
    std::string digits;
    std::size_t contentEnd = 0; // of digits without the blanks at the end
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = codePointAt(text, offset);
        offset += point.length;
        if (isBlank(point.value)) {
            if (digits.empty())
                continue;
            digits += ' ';
            continue;
        }
        const char c = asciiOf(point.value);
        if (c == 0)
            return std::nullopt;
        digits += c;
        contentEnd = digits.size();
    }
    digits.resize(contentEnd);
    std::string_view number = digits;
    if (number.starts_with('+'))
        number.remove_prefix(1);
    // from_chars also reads "inf", "nan" and, after the plus sign above, a second sign.
    if (number.empty() || number.find_first_not_of("0123456789.eE+-") != std::string_view::npos
        || (digits.size() != number.size() && number.starts_with('-')))
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

} // namespace dankai
