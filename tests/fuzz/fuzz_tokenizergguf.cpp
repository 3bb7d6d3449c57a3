// SPDX-License-Identifier: Apache-2.0
// The vocabulary in a GGUF file's metadata: a sentence, or a tokenizer whose ids are all in its vocabulary
// and that reads back the same once written as tokenizer.json.
#include "core/base/utf8.h"
#include "core/checkpoint/gguf.h"
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
    const auto file = GgufFile::parse(std::string_view(reinterpret_cast<const char*>(bytes), size), "fuzz");
    if (!file)
        return 0;
    const auto tokenizer = Tokenizer::fromGguf(*file, "fuzz");
    if (!tokenizer) {
        check(tokenizer.error().message.starts_with("fuzz: "));
        return 0;
    }
    const std::string_view text("abc abc  12\xff 返品 <s> a\n");
    const auto ids = tokenizer->encodeWithAffixes(text);
    for (const std::int32_t id : ids)
        check(id >= 0 && static_cast<std::size_t>(id) < tokenizer->vocabularySize());
    check(isValidUtf8(tokenizer->decode(ids)));

    const auto spec = tokenizerSpecFromGguf(*file, "fuzz");
    check(spec.has_value());
    const auto files = writeTokenizerJson(*spec, std::nullopt);
    const auto again
        = Tokenizer::parse(files.at("tokenizer.json"), files.at("tokenizer_config.json"), "fuzz");
    // A vocabulary that JSON cannot hold (bytes that are no UTF-8, a token twice) may be refused, in a
    // sentence.
    // Scores that are equal make no order of merges.
    if (again && spec->isByteLevel)
        check(again->encodeWithAffixes(text) == ids);
    return 0;
}
