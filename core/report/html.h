// SPDX-License-Identifier: Apache-2.0
// The small parts of a page: escaping, numbers, words in two languages, colours of phases.
// Knows nothing of runs.
#pragma once

#include "core/statistics/interval.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace dankai {

enum class Language
{
    English,
    Japanese,
};

// Both languages stand side by side where a text is used, so that neither can be forgotten.
struct Words
{
    Language language = Language::English;

    std::string operator()(std::string_view english, std::string_view japanese) const
    {
        return std::string(language == Language::English ? english : japanese);
    }
};

// <name attributes>content</name>; content and attributes as they are.
std::string tag(std::string_view name, std::string_view content, std::string_view attributes = "");

// For text and for attribute values in quotes; invalid UTF-8 becomes U+FFFD, control characters vanish.
std::string escapeHtml(std::string_view text);

std::string formatFixed(double value, int decimals); // with a real minus sign
std::string formatSigned(double value, int decimals); // +0.12, −0.12
std::string formatCount(std::uint64_t value); // 1,234,567
std::string formatDuration(double seconds, const Words& say); // 3 min 20 s
// "−0.12 [−0.20, −0.05]"
std::string formatInterval(const Interval& interval, int decimals);

// Ordered from light to dark along viridis, trimmed at both ends: readable by the colour-blind and in
// grey. `phase` counts from 1.
std::string phaseColour(int phase, int phases);
inline constexpr const char* oneOffColour = "#d95f02";
inline constexpr const char* otherArmColour = "#9a6a3a";

} // namespace dankai
