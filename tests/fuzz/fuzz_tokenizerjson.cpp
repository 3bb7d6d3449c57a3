// SPDX-License-Identifier: Apache-2.0
// tokenizer.json of any bytes: a sentence, or a tokenizer whose ids are all in its vocabulary and decode to
// valid text.
#include "core/base/utf8.h"
#include "core/tokenizer/tokenizer.h"

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
    const std::string_view json(reinterpret_cast<const char*>(bytes), size);
    const auto tokenizer
        = Tokenizer::parse(json, R"({"bos_token": "a", "eos_token": {"content": "b"}})", "fuzz");
    if (!tokenizer) {
        check(tokenizer.error().message.starts_with("fuzz: "));
        return 0;
    }
    for (const std::string_view text :
        {std::string_view("abc abc  12\xff 返品 <s> a\n"), json.substr(0, 200)})
        for (const auto special : {SpecialTokens::Recognise, SpecialTokens::AsText}) {
            const auto ids = tokenizer->encodeWithAffixes(text, special);
            StreamingDecoder stream(*tokenizer, DecodeSpecialTokens::Keep);
            std::string streamed;
            for (const std::int32_t id : ids) {
                check(id >= 0);
                streamed += stream.add(id);
            }
            streamed += stream.flush();
            check(isValidUtf8(streamed) && streamed == tokenizer->decode(ids));
        }
    return 0;
}
