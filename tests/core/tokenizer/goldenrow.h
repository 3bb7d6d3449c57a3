// SPDX-License-Identifier: Apache-2.0
// Rows of the golden files that tests/golden/make_tokenizer_golden.py writes, held against a tokenizer.
#pragma once

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/tokenizer/tokenizer.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace dankai::test {

using Ids = std::vector<std::int32_t>;

inline std::vector<Json> readLines(const std::filesystem::path& path)
{
    std::ifstream file(path);
    std::vector<Json> rows;
    for (std::string line; std::getline(file, line);)
        rows.push_back(Json::parse(line));
    return rows;
}

inline std::string fromHex(const std::string& hex)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

// The first difference between a golden row and the tokenizer; empty where there is none.
inline std::string difference(const Tokenizer& tokenizer, const Json& row)
{
    const std::string text = row.contains("bytes") ? fromHex(row["bytes"]) : row["text"].get<std::string>();
    const Ids expected = row["ids"].get<Ids>();
    const auto check = [&](const char* what, const Ids& ids, const Ids& wanted) {
        return ids == wanted ? std::string()
                             : std::string(what) + " of " + row.dump() + ": " + Json(ids).dump();
    };
    if (auto bad = check("ids", tokenizer.encode(text, SpecialTokens::Recognise), expected); !bad.empty())
        return bad;
    if (auto bad
        = check("ids as text", tokenizer.encode(text, SpecialTokens::AsText), row.value("as_text", expected));
        !bad.empty())
        return bad;
    if (auto bad = check("affixed ids", tokenizer.encodeWithAffixes(text), row.value("affixed", expected));
        !bad.empty())
        return bad;
    const std::string decoded = row.value("decoded", text);
    if (tokenizer.decode(expected) != decoded)
        return "decoding " + row.dump() + ": " + tokenizer.decode(expected);
    if (tokenizer.decode(expected, DecodeSpecialTokens::Skip) != row.value("skipped", decoded))
        return "decoding without special tokens " + row.dump();
    for (const auto special : {DecodeSpecialTokens::Keep, DecodeSpecialTokens::Skip}) {
        StreamingDecoder stream(tokenizer, special);
        std::string streamed;
        for (const std::int32_t id : expected) {
            const std::string piece = stream.add(id);
            if (!isValidUtf8(piece))
                return "a broken character was streamed for " + row.dump();
            streamed += piece;
        }
        streamed += stream.flush();
        if (streamed != tokenizer.decode(expected, special))
            return "streaming " + row.dump() + ": " + streamed;
    }
    return {};
}

} // namespace dankai::test
