// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

namespace dankai {

namespace {

// Writing, comparing and copying a value recurse once for each level, so text from outside must not
// choose how deep the stack goes.
constexpr int maxDepth = 256;

bool isTooDeep(std::string_view text)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > maxDepth)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

} // namespace

Result<Json> parseJson(std::string_view text, const std::string& where)
{
    if (isTooDeep(text))
        return unusable(where + " nests JSON deeper than " + std::to_string(maxDepth) + " levels.");
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return unusable(where + " is not valid JSON: it is empty.");
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        return unusable(where + " is not valid JSON (byte " + std::to_string(error.byte) + ").");
    } catch (const Json::out_of_range&) {
        return unusable(where + " holds a JSON number that is too large for a double.");
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
