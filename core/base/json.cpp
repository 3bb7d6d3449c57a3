// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

namespace dankai {

Result<Json> parseJson(std::string_view text, const std::string& where)
{
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        return unusable(where + " is not valid JSON (byte " + std::to_string(error.byte) + ").");
    }
}

std::string toJsonLine(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string toPrettyJson(const Json& value)
{
    return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace dankai
