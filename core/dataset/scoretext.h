// SPDX-License-Identifier: Apache-2.0
// Reads a score that people or programs wrote as text, the same in every column of every format. Never
// guesses: what is not a number as a whole is no score.
#pragma once

#include <optional>
#include <string_view>

namespace dankai {

// "3.5\n\n", " 4 ", "4.5", "1e1" are numbers; "4/5", "3,5", "Score: 4", "nan", "" and "4 points" are not.
// White space and newlines around it and full-width digits are what real files have.
std::optional<double> parseScore(std::string_view text);

} // namespace dankai
