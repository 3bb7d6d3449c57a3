// SPDX-License-Identifier: Apache-2.0
// Byte-pair merges inside one word: bytes or characters to token ids, the most important merge first, the
// leftmost of equals. Long words take n log n steps. Knows nothing of words' borders or special tokens.
#pragma once

#include "core/base/result.h"
#include "core/tokenizer/tokenizerspec.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dankai {

class BytePairEncoder final
{
public:
    // Words seen before, and buffers; one per thread.
    class Scratch final
    {
    public:
        Scratch();

    private:
        friend class BytePairEncoder;

        // Sized so that an entry is one cache line; longer words are merged anew each time.
        static constexpr std::size_t maxBytes = 28;
        static constexpr std::size_t maxIds = 8;

        struct Entry
        {
            std::uint8_t byteCount = 0; // 0: free
            std::uint8_t idCount = 0;
            std::array<char, maxBytes> bytes;
            std::array<std::int32_t, maxIds> ids;
        };

        struct Symbol
        {
            std::int32_t id;
            std::int32_t previous;
            std::int32_t next; // -1: the last one
            std::uint32_t length; // of merged bytes, 0: merged away
        };

        struct Candidate
        {
            std::uint32_t rank;
            std::int32_t left; // symbol
            std::int32_t leftId; // what it was when this was queued; otherwise it is out of date
            std::int32_t rightId;
        };

        std::vector<Entry> m_entries;
        std::vector<Symbol> m_symbols;
        std::vector<Candidate> m_candidates;
        std::vector<std::int32_t> m_ids;
    };

    // `where` names the file in errors.
    static Result<BytePairEncoder> create(const TokenizerSpec& spec, const std::string& where);

    // Appends the ids of one word, which is valid UTF-8 unless tokens are bytes, to `ids`.
    void encode(std::string_view word, std::vector<std::int32_t>& ids, Scratch& scratch) const;

private:
    struct Merge
    {
        std::uint64_t pair = emptyPair; // left id, right id
        std::uint32_t rank = 0;
        std::int32_t id = 0;
    };

    static constexpr std::uint64_t emptyPair = ~std::uint64_t(0);

    const Merge* find(std::int32_t left, std::int32_t right) const;
    void insert(const Merge& merge);
    Result<> insertMerges(const TokenizerSpec& spec, const std::string& where);
    void insertScoredPairs(const TokenizerSpec& spec);
    void prepareCharacters(const TokenizerSpec& spec);
    void encodeWord(std::string_view word, std::vector<std::int32_t>& ids, Scratch& scratch) const;
    void cutIntoSymbols(std::string_view word, std::vector<std::int32_t>& ids) const;
    std::int32_t characterId(char32_t character) const;
    void merge(std::string_view word, Scratch& scratch) const;
    void mergeShort(std::vector<std::int32_t>& ids) const;
    void mergeLong(Scratch& scratch) const;

    using Page = std::array<std::int32_t, 256>; // ids of code points, -1: the vocabulary lacks it

    std::vector<Merge> m_merges; // open addressing, a power of two
    bool m_isByteLevel = true;
    std::array<std::int32_t, 256> m_byteIds{}; // -1: the vocabulary lacks it
    std::vector<std::uint16_t> m_pageOf; // where tokens are characters, by code point / 256
    std::vector<Page> m_pages; // the first one is empty
    std::array<std::int32_t, 256> m_fallbackIds{}; // of a byte of a character that is no token; -1: none
    std::int32_t m_unknownId = -1;
    bool m_fusesUnknown = false;
    // No token goes on over U+2581 after another character, so words can be cut there without a difference.
    bool m_cutsAtMark = false;
    std::unordered_map<std::string, std::int32_t> m_words; // only where merges are ignored for them
};

} // namespace dankai
