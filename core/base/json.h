// SPDX-License-Identifier: Apache-2.0
// The one JSON type of the program; keys keep the order in which they were written.
// Bulk import reads with simdjson instead (core/dataset).
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace dankai {

using Json = nlohmann::ordered_json;

// `where` names the text in the error: a file, or file:line.
Result<Json> parseJson(std::string_view text, const std::string& where);

// Compact, one line; invalid UTF-8 becomes U+FFFD instead of an exception.
std::string toJsonLine(const Json& value);

// Indented for people to read, ends in a newline.
std::string toPrettyJson(const Json& value);

// The whole number that `value` is. Throws Json::other_error where it is none or T cannot hold it:
// Json::get() makes some other number of 1e23 or -1 without a word.
template <std::integral T>
T wholeNumber(const Json& value)
{
    if (value.is_number_unsigned() && std::in_range<T>(value.get<std::uint64_t>()))
        return static_cast<T>(value.get<std::uint64_t>());
    if (value.is_number_integer() && !value.is_number_unsigned()
        && std::in_range<T>(value.get<std::int64_t>()))
        return static_cast<T>(value.get<std::int64_t>());
    throw Json::other_error::create(
        501, toJsonLine(value).substr(0, 40) + " is no whole number in range", &value);
}

} // namespace dankai
