// SPDX-License-Identifier: Apache-2.0
#include "core/report/html.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace dankai {

namespace {

constexpr const char* minusSign = "\xe2\x88\x92";

std::string magnitude(double value, int decimals)
{
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, std::abs(value));
    return buffer.data();
}

bool isZero(const std::string& digits)
{
    return digits.find_first_of("123456789") == std::string::npos;
}

} // namespace

std::string tag(std::string_view name, std::string_view content, std::string_view attributes)
{
    std::string text("<");
    text += name;
    if (!attributes.empty())
        text += ' ';
    text += attributes;
    text += '>';
    text += content;
    text += "</";
    text += name;
    return text += '>';
}

std::string escapeHtml(std::string_view text)
{
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : toValidUtf8(text)) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        case '\n':
        case '\t':
            escaped += c;
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)
                escaped += c;
        }
    }
    return escaped;
}

std::string formatFixed(double value, int decimals)
{
    if (!std::isfinite(value))
        return "–";
    const std::string digits = magnitude(value, decimals);
    return std::string(value < 0 && !isZero(digits) ? minusSign : "").append(digits);
}

std::string formatSigned(double value, int decimals)
{
    if (!std::isfinite(value))
        return "–";
    std::string digits = magnitude(value, decimals);
    if (isZero(digits))
        return digits;
    return std::string(value < 0 ? minusSign : "+").append(digits);
}

std::string formatCount(std::uint64_t value)
{
    std::string digits = std::to_string(value);
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        digits.insert(i - 3, 1, ',');
    return digits;
}

std::string formatDuration(double seconds, const Words& say)
{
    const auto total = static_cast<std::uint64_t>(std::llround(std::max(0.0, seconds)));
    const std::uint64_t hours = total / 3600;
    const std::uint64_t minutes = total / 60 % 60;
    if (hours > 0)
        return std::to_string(hours) + say(" h ", " 時間 ") + std::to_string(minutes) + say(" min", " 分");
    if (minutes > 0)
        return std::to_string(minutes) + say(" min ", " 分 ") + std::to_string(total % 60) + say(" s", " 秒");
    return std::to_string(total) + say(" s", " 秒");
}

std::string formatInterval(const Interval& interval, int decimals)
{
    return formatSigned(interval.estimate, decimals) + " [" + formatSigned(interval.lower, decimals) + ", "
        + formatSigned(interval.upper, decimals) + "]";
}

std::string phaseColour(int phase, int phases)
{
    struct Rgb
    {
        double r, g, b;
    };

    // viridis at 0.75, 0.6, 0.45, 0.3, 0.15
    static constexpr std::array<Rgb, 5> scale{
        {{94, 201, 98}, {42, 176, 127}, {37, 131, 142}, {53, 95, 141}, {70, 51, 126}}};
    const double share = phases <= 1 ? 1.0 : std::clamp((phase - 1.0) / (phases - 1.0), 0.0, 1.0);
    const double position = share * (scale.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(position), scale.size() - 2);
    const double weight = position - static_cast<double>(low);
    const auto mix = [&](double a, double b) { return static_cast<int>(std::lround(a + (b - a) * weight)); };
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "#%02x%02x%02x", mix(scale[low].r, scale[low + 1].r) & 0xff,
        mix(scale[low].g, scale[low + 1].g) & 0xff, mix(scale[low].b, scale[low + 1].b) & 0xff);
    return text.data();
}

} // namespace dankai
