// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/retrypolicy.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string>

namespace dankai {

namespace {

constexpr double longestRetryAfter = 600; // a longer wait is the person's to decide about

// Sun, 06 Nov 1994 08:49:37 GMT (IMF-fixdate of RFC 9110); seconds since 1970.
std::optional<double> parseHttpDate(const std::string& text)
{
    static constexpr std::array<std::string_view, 12> months
        = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm date{};
    char month[4] = {};
    int end = 0;
    if (std::sscanf(text.c_str(), "%*3[A-Za-z], %2d %3s %4d %2d:%2d:%2d GMT%n", &date.tm_mday, month,
            &date.tm_year, &date.tm_hour, &date.tm_min, &date.tm_sec, &end)
            != 6
        || end != static_cast<int>(text.size()))
        return std::nullopt;
    const auto* const found = std::find(months.begin(), months.end(), month);
    if (found == months.end() || date.tm_year < 1970)
        return std::nullopt;
    date.tm_mon = static_cast<int>(found - months.begin());
    date.tm_year -= 1900;
    return static_cast<double>(::timegm(&date));
}

} // namespace

double backOffSeconds(const RetryPolicy& policy, int failures, Random& random)
{
    const double whole
        = std::min(policy.longestSeconds, policy.firstSeconds * std::exp2(std::clamp(failures - 1, 0, 30)));
    return whole * (0.5 + 0.5 * random.uniform());
}

std::optional<double> parseRetryAfter(std::string_view header, double now)
{
    while (!header.empty() && header.front() == ' ')
        header.remove_prefix(1);
    while (!header.empty() && header.back() == ' ')
        header.remove_suffix(1);
    double seconds = 0;
    const auto [end, error]
        = std::from_chars(header.data(), header.data() + header.size(), seconds, std::chars_format::fixed);
    if (error != std::errc() || end != header.data() + header.size()) {
        const auto date = parseHttpDate(std::string(header));
        if (!date)
            return std::nullopt;
        seconds = std::max(0.0, *date - now);
    }
    if (!std::isfinite(seconds) || seconds < 0)
        return std::nullopt;
    return std::min(seconds, longestRetryAfter);
}

} // namespace dankai
