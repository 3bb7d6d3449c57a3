// SPDX-License-Identifier: Apache-2.0
// tokenizer_config.json (or special_tokens_map.json) of any bytes beside a sound tokenizer.json: a sentence,
// or special tokens that the vocabulary has; and the templates it carries are read without an accident.
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/tokenizer.h"
#include "core/tokenizer/tokenizerspec.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view vocabulary = R"({"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "<s>": 2},
    "merges": []}, "added_tokens": [{"id": 2, "content": "<s>", "special": true}],
    "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false}, "decoder": {"type": "ByteLevel"}})";

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto tokenizer = Tokenizer::parse(vocabulary, text, "fuzz");
    if (!tokenizer) {
        if (!tokenizer.error().message.starts_with("fuzz"))
            std::abort();
        return 0;
    }
    for (const auto id : {tokenizer->bosId(), tokenizer->eosId(), tokenizer->padId()})
        if (id && !tokenizer->tokenText(*id))
            std::abort();
    const auto config = parseJson(text, "fuzz");
    if (!config)
        return 0;
    const Message question{"user", "Q"};
    for (const auto& [name, source] : chatTemplatesOf(*config)) {
        const auto chatTemplate = ChatTemplate::parse(source, tokenizer->specialTokenTexts(), "fuzz");
        // Rendering is chattemplate's subject, with limits that keep it quick.
        if (chatTemplate && source.size() < 200)
            (void)chatTemplate->render(std::span(&question, 1));
    }
    return 0;
}
