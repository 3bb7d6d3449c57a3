// SPDX-License-Identifier: Apache-2.0
// The frozen token ids and loss masks of one .jsonl file, so that every engine trains on identical rows.
// Little endian: "DKTOKENS", u32 version, u32 reserved, u64 rows, u64 tokens, 32 bytes hash of the
// tokenizer; u64 offsets[rows + 1]; i32 ids[tokens]; u8 is_trained[tokens]; 32 bytes SHA-256 of all before.
#pragma once

#include "core/base/hash.h"
#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct TokenTable
{
    std::string tokenizerHash; // hex
    std::vector<std::uint64_t> offsets = {0}; // [rows + 1]
    std::vector<std::int32_t> ids; // [tokens]
    std::vector<std::uint8_t> isTrained; // [tokens]; 1: this token is a target

    std::size_t rowCount() const { return offsets.size() - 1; }

    std::size_t length(std::size_t row) const { return offsets[row + 1] - offsets[row]; }

    std::span<const std::int32_t> idsOf(std::size_t row) const
    {
        return std::span(ids).subspan(offsets[row], length(row));
    }

    std::span<const std::uint8_t> masksOf(std::size_t row) const
    {
        return std::span(isTrained).subspan(offsets[row], length(row));
    }

    // Targets that a model can learn: the first token of a row has nothing before it.
    std::size_t trainedTokens(std::size_t row) const;
    void append(std::span<const std::int32_t> rowIds, std::span<const std::uint8_t> rowMasks);
    bool operator==(const TokenTable&) const = default;
};

std::string toBytes(const TokenTable& table);
// Every size is checked against the bytes there are before anything is allocated from it.
Result<TokenTable> parseTokenTable(std::string_view bytes, const std::string& where);

} // namespace dankai
