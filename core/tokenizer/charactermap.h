// SPDX-License-Identifier: Apache-2.0
// SentencePiece's precompiled character map: which sequences of characters a text's normal form replaces, as
// a double array (Darts) followed by the replacements. Only looks up; normalizer.h walks through texts.
// Format: sentencepiece's normalizer.cc; the array's: github.com/s-yata/darts-clone.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

class CharacterMap final
{
public:
    struct Replacement
    {
        std::size_t length = 0; // bytes of the text that it replaces
        std::string_view text;
    };

    // Empty bytes are a map of nothing. Unusable where the bytes are no map; `where` names the file.
    static Result<CharacterMap> parse(std::string_view bytes, const std::string& where);

    // The longest sequence that `text` begins with.
    std::optional<Replacement> longest(std::string_view text) const;
    // The shortest, which is the one that Hugging Face takes.
    std::optional<Replacement> shortest(std::string_view text) const;

private:
    // Calls found(length, value) for every sequence that `text` begins with until it returns false.
    template <typename Found>
    void search(std::string_view text, Found found) const;
    std::string_view replacementAt(std::uint32_t offset) const;

    std::vector<std::uint32_t> m_units;
    std::string m_replacements; // each ends in a zero byte
};

} // namespace dankai
