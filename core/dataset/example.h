// SPDX-License-Identifier: Apache-2.0
// One instruction example, the turns it is trained as, and the hash that says two examples are the same.
// Not its scores, its phase or its revision: those stand in the project store.
#pragma once

#include "core/base/json.h"
#include "core/tokenizer/message.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct SourcePosition
{
    std::string file; // as it was given to the import
    std::uint64_t line = 0; // of the row's first byte, from 1; 0: not from a file

    bool operator==(const SourcePosition&) const = default;
};

struct Example
{
    std::string system;
    std::vector<Message> history; // earlier turns, oldest first, without the system turn
    std::string instruction; // may be empty where the turn before the answer is not a user's (tool)
    std::string input;
    std::string response;
    Json extra; // unknown columns in the order of the file: an object, or null where there is none
    SourcePosition source;

    bool operator==(const Example&) const = default;
};

// What the person says last: the instruction, then a newline and the input where there is one.
std::string userTurn(const Example& example);

// system?, history..., user, assistant. The user turn is left out where userTurn() is empty.
std::vector<Message> turns(const Example& example);

// 16 bytes of SHA-256 over the rendered turns, so that an example hashes the same whether its input
// stands in a column of its own or merged into the instruction. Unknown columns do not count.
struct ContentHash
{
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const ContentHash&) const = default;
};

ContentHash contentHash(const Example& example);
std::string toHex(const ContentHash& hash); // 32 lower-case digits
std::optional<ContentHash> contentHashFromHex(std::string_view digits);

// Every turn's text, one after another, for the full-text index and for near-duplicates.
std::string searchableText(const Example& example);

} // namespace dankai

template <>
struct std::hash<dankai::ContentHash>
{
    // The bytes are a hash already.
    std::size_t operator()(const dankai::ContentHash& content) const noexcept
    {
        std::size_t value;
        std::memcpy(&value, content.bytes.data(), sizeof value);
        return value;
    }
};
