// SPDX-License-Identifier: Apache-2.0
// The one JSON type of the program; keys keep the order in which they were written.
// Bulk import reads with simdjson instead (core/dataset).
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
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

// The whole number that `value` is; nothing where it is none or T cannot hold it. Json::get() makes some
// other number of 1e23 or -1 without a word.
template <std::integral T>
std::optional<T> findWholeNumber(const Json& value)
{
    if (value.is_number_unsigned()) {
        const auto wide = value.get<std::uint64_t>();
        return std::in_range<T>(wide) ? std::optional(static_cast<T>(wide)) : std::nullopt;
    }
    if (value.is_number_integer()) {
        const auto wide = value.get<std::int64_t>();
        return std::in_range<T>(wide) ? std::optional(static_cast<T>(wide)) : std::nullopt;
    }
    return std::nullopt;
}

// The same for readers of many fields, who catch Json::exception once: throws Json::other_error.
template <std::integral T>
T wholeNumber(const Json& value)
{
    if (const auto number = findWholeNumber<T>(value))
        return *number;
    throw Json::other_error::create(
        501, toJsonLine(value).substr(0, 40) + " is no whole number in range", &value);
}

} // namespace dankai
