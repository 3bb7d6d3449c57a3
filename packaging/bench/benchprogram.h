// SPDX-License-Identifier: Apache-2.0
// What the programs that only measure have in common: their arguments, token ids from files, and one JSON
// line as the answer.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/checkpoint/memorymodel.h"
#include "core/platform/file.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai::bench {

using Clock = std::chrono::steady_clock;

inline double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Option
{
    std::string_view key; // "--threads"; a value follows it
    std::function<void(const std::string& value)> take;
};

// Two arguments that must be there, then options. Unusable, with the usage, for anything else.
inline Result<> takeArguments(std::span<char* const> given, std::string_view usage, std::string& first,
    std::string& second, std::span<const Option> options)
{
    if (given.size() < 3 || given.size() % 2 == 0)
        return unusable(std::string(usage));
    first = given[1];
    second = given[2];
    for (std::size_t i = 3; i + 1 < given.size(); i += 2) {
        bool isKnown = false;
        for (const Option& option : options)
            if (option.key == given[i]) {
                option.take(given[i + 1]);
                isKnown = true;
            }
        if (!isKnown)
            return unusable("Unknown argument " + std::string(given[i]) + ". " + std::string(usage));
    }
    return {};
}

inline ComputePrecision precisionFrom(std::string_view value)
{
    return value == "bf16" ? ComputePrecision::BFloat16WithFloat32Master : ComputePrecision::Float32;
}

struct TokenRow
{
    std::vector<std::int32_t> ids;
    std::vector<std::uint8_t> isTarget;
};

// {"ids": […], "labels": […]}, labels not shifted and below 0 where nothing is learnt; without them no token
// is a target.
inline TokenRow tokenRowFrom(const Json& json)
{
    TokenRow row;
    row.ids = json.at("ids").get<std::vector<std::int32_t>>();
    row.isTarget.assign(row.ids.size(), 0);
    if (const auto labels = json.find("labels"); labels != json.end())
        for (std::size_t i = 0; i < row.ids.size(); ++i)
            row.isTarget[i] = labels->at(i).get<std::int32_t>() >= 0 ? 1 : 0;
    return row;
}

inline Result<> visitLines(const std::string& path, const std::function<void(const Json&)>& visitor)
{
    auto reader = LineReader::open(path);
    if (!reader)
        return passOn(reader);
    for (;;) {
        auto line = reader->next();
        if (!line)
            return passOn(line);
        if (!*line)
            return {};
        const auto json = parseJson(**line, path + ":" + std::to_string(reader->lineNumber()));
        if (!json)
            return tl::unexpected(json.error());
        visitor(*json);
    }
}

// Prints it; the program's exit status.
inline int report(const Result<Json>& result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        return result.error().code == ErrorCode::Unusable ? 2 : 1;
    }
    std::printf("%s\n", toJsonLine(*result).c_str());
    return 0;
}

} // namespace dankai::bench
