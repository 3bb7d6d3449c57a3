// SPDX-License-Identifier: Apache-2.0
#include "app/cli/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <vector>

namespace dankai {

std::string grouped(std::uint64_t number)
{
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            text.push_back(',');
        text.push_back(digits[i]);
    }
    return text;
}

std::string withDecimals(double number, int decimals)
{
    if (!std::isfinite(number))
        return "–";
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, number);
    return text.data();
}

std::string signedDecimals(double number, int decimals)
{
    std::string text = withDecimals(std::abs(number), decimals);
    if (text.find_first_of("123456789") == std::string::npos)
        return text;
    return (number < 0 ? "−" : "+") + text;
}

std::string percentOf(double share, int decimals)
{
    return withDecimals(share * 100, decimals) + " %";
}

std::string bytesInWords(std::uint64_t bytes)
{
    constexpr std::array<const char*, 5> units{"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return withDecimals(value, unit > 0 && value < 99.5 ? 1 : 0) + " " + units[unit];
}

std::string duration(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return "–";
    const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
    std::array<char, 64> text{};
    if (seconds < 10)
        std::snprintf(text.data(), text.size(), "%.1f s", seconds);
    else if (whole < 60)
        std::snprintf(text.data(), text.size(), "%llu s", static_cast<unsigned long long>(whole));
    else if (whole < 3600)
        std::snprintf(text.data(), text.size(), "%llu min %02llu s",
            static_cast<unsigned long long>(whole / 60), static_cast<unsigned long long>(whole % 60));
    else
        std::snprintf(text.data(), text.size(), "%llu h %02llu min",
            static_cast<unsigned long long>(whole / 3600), static_cast<unsigned long long>(whole / 60 % 60));
    return text.data();
}

std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural)
{
    return grouped(number) + " " + std::string(number == 1 ? singular : plural);
}

std::string timeOfDay(std::int64_t millisecondsSince1970)
{
    if (millisecondsSince1970 <= 0)
        return "–";
    const std::time_t time = millisecondsSince1970 / 1000;
    std::tm parts = {};
    ::localtime_r(&time, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &parts);
    return text.data();
}

std::size_t editDistance(std::string_view first, std::string_view second)
{
    std::vector<std::size_t> row(second.size() + 1); // one row of the table at a time
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (std::size_t i = 1; i <= first.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= second.size(); ++j) {
            const std::size_t changed = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row.back();
}

std::optional<std::string> nearestName(std::string_view name, std::span<const std::string> candidates)
{
    std::optional<std::string> nearest;
    std::size_t fewest = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = editDistance(name, candidate);
        if (distance < fewest) {
            fewest = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace dankai
