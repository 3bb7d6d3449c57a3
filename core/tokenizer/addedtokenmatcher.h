// SPDX-License-Identifier: Apache-2.0
// Finds added tokens ("<|im_end|>") in text: leftmost, then longest, never overlapping, with the options of
// Hugging Face's AddedToken. Does not normalise; it is built from contents that match the text it is given.
#pragma once

#include "core/tokenizer/tokenizerspec.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dankai {

class AddedTokenMatcher final
{
public:
    struct Match
    {
        std::size_t begin = 0; // with the spaces that the token strips
        std::size_t end = 0;
        std::int32_t id = 0;
    };

    AddedTokenMatcher();
    void add(const AddedToken& token);

    bool isEmpty() const { return m_tokens.empty(); }

    enum class Special
    {
        Match,
        Skip, // special tokens are ordinary text, though they still hide what they overlap
    };

    // Matches in order; `text` is valid UTF-8.
    void find(std::string_view text, Special special, std::vector<Match>& matches) const;

private:
    struct Node
    {
        std::uint8_t byte = 0;
        std::int32_t firstChild = -1;
        std::int32_t nextSibling = -1;
        std::int32_t token = -1; // index into m_tokens
    };

    std::int32_t child(std::int32_t node, std::uint8_t byte) const;

    std::vector<Node> m_nodes;
    std::vector<AddedToken> m_tokens;
    std::array<bool, 256> m_isFirstByte{};
};

} // namespace dankai
