// SPDX-License-Identifier: Apache-2.0
// What happens to a text before it is cut into words: Unicode normal forms, Hugging Face's Prepend, Replace,
// Strip and Precompiled in any sequence, and SentencePiece's own treatment of spaces.
#pragma once

#include "core/base/result.h"
#include "core/tokenizer/charactermap.h"
#include "core/tokenizer/pattern.h"
#include "core/tokenizer/tokenizerspec.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

class Normalizer final
{
public:
    struct Scratch
    {
        std::string text; // what normalize() returns where something changed
        Pattern::Scratch pattern;
    };

    // Unusable where a pattern is no regular expression or a character map is damaged; `where` names the
    // file.
    static Result<Normalizer> create(std::span<const NormalizerStep> steps, const std::string& where);

    // `text` is valid UTF-8 and so is the result: `text` itself or scratch.text. `isEnd`: nothing follows it.
    std::string_view normalize(std::string_view text, SegmentPlace place, bool isEnd, Scratch& scratch) const;

    // What stands before an added token with which a text begins: to SentencePiece a user-defined symbol is
    // part of the text, so its space comes first.
    std::string_view textBeforeSymbol(SegmentPlace place) const;

private:
    struct Step
    {
        NormalizerStep spec;
        std::optional<Pattern> pattern; // of ReplaceText that is a regular expression
        CharacterMap map;
    };

    std::vector<Step> m_steps;
    bool m_keepsAscii = true; // no step changes ASCII
};

} // namespace dankai
