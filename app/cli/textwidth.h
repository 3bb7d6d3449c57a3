// SPDX-License-Identifier: Apache-2.0
// How many columns of a terminal a text takes, and cutting or wrapping it to so many. Counts wide East Asian
// characters as two and combining marks as none; knows nothing of colours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

std::size_t displayWidth(std::string_view text);
// The text, or its beginning with an ellipsis; line breaks and tabs become blanks.
std::string fitToWidth(std::string_view text, std::size_t width);
// Lines of at most `width` columns: broken at blanks, and between any two wide characters.
std::vector<std::string> wrapToWidth(std::string_view text, std::size_t width);

} // namespace dankai
