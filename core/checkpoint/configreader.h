// SPDX-License-Identifier: Apache-2.0
// Keys of a model config in JSON, each with the check that its meaning needs. Private to this room.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/checkpoint/modelconfig.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dankai {

// Reads keys of one JSON object; the first thing that is wrong stays as the error.
class ConfigReader final
{
public:
    ConfigReader(const Json& object, const std::string& where)
        : m_object(object)
        , m_where(where)
    { }

    // Nothing where the key is absent or null: transformers writes null for "as usual".
    const Json* find(const char* key) const
    {
        const auto found = m_object.find(key);
        return found == m_object.end() || found->is_null() ? nullptr : &*found;
    }

    bool has(const char* key) const { return m_object.contains(key); }

    std::int64_t size(const char* key, std::optional<std::int64_t> otherwise = std::nullopt,
        std::int64_t largest = largestModelSize)
    {
        const Json* value = find(key);
        if (value == nullptr && otherwise)
            return *otherwise;
        if (value == nullptr)
            fail(m_where + " has no " + quotedName(key) + ", which a model of this architecture needs.");
        else if (!value->is_number_integer() || value->get<double>() < 1
            || value->get<double>() > static_cast<double>(largest))
            fail(m_where + ": " + quotedName(key) + " is " + shown(*value)
                + ", but must be a whole number from 1 to " + std::to_string(largest) + ".");
        else
            return value->get<std::int64_t>();
        return 1; // lets the checks that follow go on; the error stands
    }

    // 0 counts too.
    std::int64_t count(const char* key, std::int64_t otherwise, std::int64_t largest)
    {
        const Json* value = find(key);
        return value != nullptr && *value == 0 ? 0 : size(key, otherwise, largest);
    }

    double positive(const char* key, std::optional<double> otherwise = std::nullopt)
    {
        const Json* value = find(key);
        if (value == nullptr && otherwise)
            return *otherwise;
        if (value == nullptr) {
            fail(m_where + " has no " + quotedName(key) + ", which a model of this architecture needs.");
            return 1.0;
        }
        if (value->is_number()) {
            const double number = value->get<double>();
            if (std::isfinite(number) && number > 0)
                return number;
        }
        fail(m_where + ": " + quotedName(key) + " is " + shown(*value) + ", but must be a number above 0.");
        return otherwise.value_or(1.0);
    }

    bool boolean(const char* key, bool otherwise)
    {
        const Json* value = find(key);
        if (value == nullptr)
            return otherwise;
        if (!value->is_boolean())
            fail(m_where + ": " + quotedName(key) + " is " + shown(*value) + ", but must be true or false.");
        return value->is_boolean() ? value->get<bool>() : otherwise;
    }

    // A token id, a list of them, or nothing. Older files write -1 for "none".
    std::vector<std::int32_t> tokenIds(const char* key)
    {
        std::vector<std::int32_t> ids;
        const Json* value = find(key);
        if (value == nullptr)
            return ids;
        const auto add = [&](const Json& id) {
            if (!id.is_number_integer() || id.get<double>() < -1
                || id.get<double>() > std::numeric_limits<std::int32_t>::max())
                fail(m_where + ": " + quotedName(key) + " holds " + shown(id) + ", which is no token id.");
            else if (id.get<std::int32_t>() >= 0)
                ids.push_back(id.get<std::int32_t>());
        };
        if (value->is_array())
            std::for_each(value->begin(), value->end(), add);
        else
            add(*value);
        return ids;
    }

    // What the engine cannot compute must not be computed wrongly.
    void refuse(const char* key, const std::string& what)
    {
        fail(m_where + ": " + quotedName(key) + " asks for " + what
            + ", which Dankai does not do yet. Choose a model without it.");
    }

    void fail(std::string message)
    {
        if (!m_error)
            m_error = Error{ErrorCode::Unusable, std::move(message)};
    }

    static std::string shown(const Json& value)
    {
        const std::string text = toJsonLine(value);
        return text.size() <= 60 ? text : text.substr(0, completeUtf8(text, 57)) + "...";
    }

    // The text of a key, nothing where it is absent or no text.
    std::optional<std::string> text(const char* key) const
    {
        const Json* value = find(key);
        return value != nullptr && value->is_string() ? std::optional(value->get<std::string>())
                                                      : std::nullopt;
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    static std::size_t completeUtf8(std::string_view text, std::size_t size)
    {
        while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
            --size;
        return size;
    }

    const Json& m_object;
    const std::string& m_where;
    std::optional<Error> m_error;
};

} // namespace dankai
