// SPDX-License-Identifier: Apache-2.0
// Ids that arrive one by one, as a model emits them: 16 bits each. What is streamed is what decoding them all
// at once gives, in pieces that are whole characters.
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/tokenizer/bytealphabet.h"
#include "core/tokenizer/tokenizer.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace dankai;

// Every byte, some pieces of characters that end in the middle of one, and a special token.
Tokenizer makeTokenizer()
{
    Json vocabulary = Json::object();
    const auto add
        = [&vocabulary](const std::string& bytes) { vocabulary[toByteAlphabet(bytes)] = vocabulary.size(); };
    for (int byte = 0; byte < 256; ++byte)
        add(std::string(1, static_cast<char>(byte)));
    for (const char* bytes :
        {"\xe6\x97", "\x97\xa5", "\xa5\xe6", "\xf0\x9f", "\x98\x80", "\xf0\x9f\x98", "日本", "a\xe3"})
        add(bytes);
    const std::size_t special = vocabulary.size();
    vocabulary["<s>"] = special;
    const Json json = {{"model", {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", Json::array()}}},
        {"added_tokens", {{{"id", special}, {"content", "<s>"}, {"special", true}}}},
        {"pre_tokenizer", {{"type", "ByteLevel"}, {"add_prefix_space", false}}},
        {"decoder", {{"type", "ByteLevel"}}}};
    auto made = Tokenizer::parse(json.dump(), "", "fuzz");
    if (!made)
        std::abort();
    return std::move(*made);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const Tokenizer tokenizer = makeTokenizer();
    std::vector<std::int32_t> ids;
    for (std::size_t i = 0; i + 1 < size; i += 2) // mostly ids that exist, some that do not, some negative
        ids.push_back(bytes[i] < 0xf0 ? (bytes[i] * 256 + bytes[i + 1]) % 270 : -bytes[i + 1]);
    for (const auto special : {DecodeSpecialTokens::Keep, DecodeSpecialTokens::Skip}) {
        StreamingDecoder stream(tokenizer, special);
        std::string streamed;
        for (const std::int32_t id : ids) {
            const std::string piece = stream.add(id);
            if (!isValidUtf8(piece))
                std::abort();
            streamed += piece;
        }
        streamed += stream.flush();
        if (streamed != tokenizer.decode(ids, special))
            std::abort();
    }
    return 0;
}
