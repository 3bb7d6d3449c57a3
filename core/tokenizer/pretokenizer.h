// SPDX-License-Identifier: Apache-2.0
// Cuts text into the words inside which byte-pair merges happen: Hugging Face's ByteLevel, Digits, Split and
// Metaspace in any sequence. The patterns of GPT-2, Llama 3, Qwen 2, Mistral-Nemo and GPT-4o have scanners of
// their own; others go through PCRE2.
#pragma once

#include "core/base/result.h"
#include "core/tokenizer/pattern.h"
#include "core/tokenizer/tokenizerspec.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// The patterns as tokenizer.json spells them.
extern const std::string_view gpt2Pattern;
extern const std::string_view llama3Pattern;
extern const std::string_view qwen2Pattern;
extern const std::string_view tekkenPattern; // Mistral-Nemo's
extern const std::string_view gpt4oPattern;

struct Word
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

class PreTokenizer final
{
public:
    // What a call needs; kept between calls to save allocations, one per thread.
    struct Scratch
    {
        std::string text; // the text that words() points into when the pre-tokenizer changed it
        std::vector<Word> words;
        std::vector<Word> next;
        Pattern::Scratch pattern;
    };

    // Unusable where a pattern is no regular expression; `where` names the file.
    static Result<PreTokenizer> create(std::span<const PreTokenizerStep> steps, const std::string& where);

    // `text` is valid UTF-8. Leaves the words in scratch.words; the return value is what they point into:
    // `text` itself or scratch.text. Where a pattern gives up (PCRE2's limits), the rest is one word.
    std::string_view split(
        std::string_view text, Scratch& scratch, SegmentPlace place = SegmentPlace::Beginning) const;

    struct Stage;

private:
    std::vector<std::shared_ptr<const Stage>> m_stages;
};

} // namespace dankai
