// SPDX-License-Identifier: Apache-2.0
// tokenizer.model of any bytes: a sentence, or a tokenizer whose ids are all in its vocabulary, decode to
// valid text in whole pieces, and whose written tokenizer.json is one that is read again.
#include "core/base/utf8.h"
#include "core/tokenizer/tokenizer.h"
#include "core/tokenizer/tokenizerspec.h"

#include <cstdint>
#include <cstdlib>

namespace {

void check(bool isFine)
{
    if (!isFine)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace dankai;
    const std::string_view model(reinterpret_cast<const char*>(bytes), size);
    const auto spec = parseSentencePieceModel(
        model, R"({"legacy": true, "eos_token": "b", "add_bos_token": true})", "", "fuzz");
    if (!spec) {
        check(spec.error().message.starts_with("fuzz: "));
        return 0;
    }
    const auto files = writeTokenizerJson(*spec, std::nullopt);
    const auto tokenizer = Tokenizer::fromSpec(*spec, "fuzz");
    if (!tokenizer) { // its character map is damaged
        check(tokenizer.error().message.starts_with("fuzz: "));
        return 0;
    }
    for (const std::string_view text :
        {std::string_view("  abc abc  12\xff \u8fd4\u54c1 <s>a\n\u2581x "), model.substr(0, 200)}) {
        const auto ids = tokenizer->encodeWithAffixes(text);
        StreamingDecoder stream(*tokenizer, DecodeSpecialTokens::Keep);
        std::string streamed;
        for (const std::int32_t id : ids) {
            check(id >= 0 && static_cast<std::size_t>(id) < tokenizer->vocabularySize());
            const std::string piece = stream.add(id);
            check(isValidUtf8(piece));
            streamed += piece;
        }
        streamed += stream.flush();
        check(streamed == tokenizer->decode(ids));
    }
    const auto again
        = Tokenizer::parse(files.at("tokenizer.json"), files.at("tokenizer_config.json"), "fuzz");
    check(again || again.error().message.starts_with("fuzz: "));
    return 0;
}
