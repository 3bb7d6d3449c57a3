// SPDX-License-Identifier: Apache-2.0
// The one JSON type of the program; keys keep the order in which they were written.
// Bulk import reads with simdjson instead (core/dataset).
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace dankai {

using Json = nlohmann::ordered_json;

// `where` names the text in the error: a file, or file:line.
Result<Json> parseJson(std::string_view text, const std::string& where);

// Compact, one line; invalid UTF-8 becomes U+FFFD instead of an exception.
std::string toJsonLine(const Json& value);

// Indented for people to read, ends in a newline.
std::string toPrettyJson(const Json& value);

} // namespace dankai
