// SPDX-License-Identifier: Apache-2.0
// Reads a number from a column that people or programs filled in. Never guesses: what is not a number as a
// whole is no score.
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace dankai {

// "3.5\n\n", " 4 ", "4.5", "1e1" are numbers; "4/5", "3,5", "Score: 4", "nan", "" and "4 points" are not.
// White space and newlines around it and full-width digits are what real files have.
std::optional<double> parseColumnScore(std::string_view text);
// A JSON number or a string with one; true, null, lists and objects are not.
std::optional<double> parseColumnScore(const Json& value);
// The value as it stood: a string without its quotes, anything else as JSON.
std::string rawColumnText(const Json& value);

} // namespace dankai
