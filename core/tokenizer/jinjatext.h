// SPDX-License-Identifier: Apache-2.0
// Python's str as chat templates need it, on valid UTF-8 and counted in code points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class StripSides
{
    Left,
    Right,
    Both,
};

// Of the characters of `set`, without it of every white space.
std::string stripText(std::string_view text, StripSides sides, const std::optional<std::string>& set);
// Without `separator` at runs of white space, which also frame nothing. `limit` < 0: no limit.
std::vector<std::string> splitText(
    std::string_view text, const std::optional<std::string>& separator, std::int64_t limit);
std::vector<std::string> splitTextFromRight(
    std::string_view text, const std::optional<std::string>& separator, std::int64_t limit);
std::vector<std::string> splitLines(std::string_view text);
std::string replaceText(
    std::string_view text, std::string_view from, std::string_view to, std::int64_t limit);
std::string upperText(std::string_view text);
std::string lowerText(std::string_view text);
std::string capitalizeText(std::string_view text);
std::string titleText(std::string_view text); // str.title()
std::vector<std::string> characters(std::string_view text);
bool isPythonSpace(char32_t point);

} // namespace dankai
