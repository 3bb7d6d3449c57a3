// SPDX-License-Identifier: Apache-2.0
// The unigram model of SentencePiece: of all ways to cut a word into tokens the one whose scores sum highest.
// Knows nothing of words' borders or special tokens.
#pragma once

#include "core/base/result.h"
#include "core/tokenizer/tokenizerspec.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

class UnigramEncoder final
{
public:
    // One per thread.
    struct Scratch
    {
        struct Node
        {
            double score = 0;
            std::int32_t id = -1;
            std::int64_t begin = -1; // of the best token that ends here
        };

        std::vector<Node> best; // by place in the word
        std::vector<std::int32_t> ids;
    };

    // `where` names the file in errors.
    static Result<UnigramEncoder> create(const TokenizerSpec& spec, const std::string& where);

    // Appends the ids of one word, which is valid UTF-8, to `ids`.
    void encode(std::string_view word, std::vector<std::int32_t>& ids, Scratch& scratch) const;

private:
    struct Edge
    {
        std::uint64_t key = emptyKey; // node of the trie, byte
        std::uint32_t node = 0;
    };

    static constexpr std::uint64_t emptyKey = ~std::uint64_t(0);

    std::uint32_t child(std::uint32_t node, std::uint8_t byte) const; // 0: none
    void addToken(std::string_view text, std::int32_t id);

    std::vector<Edge> m_edges; // open addressing, a power of two; at most half of it is taken
    std::size_t m_edgeCount = 0;
    std::vector<std::int32_t> m_tokenOf{-1}; // by node
    std::vector<double> m_scores; // by id
    std::array<std::int32_t, 256> m_fallbackIds{};
    bool m_hasByteFallback = false; // for every byte that is asked for, else the unknown token
    double m_unknownScore = 0;
    std::int32_t m_unknownId = -1;
    std::string m_unknownText; // which is no unknown text itself; empty where it is looked for in none
    bool m_hasFloatScores = false;
};

} // namespace dankai
