// SPDX-License-Identifier: Apache-2.0
// What a Tokenizer holds. Only for the sources of Tokenizer itself.
#pragma once

#include "core/tokenizer/addedtokenmatcher.h"
#include "core/tokenizer/bytepairencoder.h"
#include "core/tokenizer/normalizer.h"
#include "core/tokenizer/pretokenizer.h"
#include "core/tokenizer/tokenizer.h"
#include "core/tokenizer/tokenizerspec.h"
#include "core/tokenizer/unigramencoder.h"

#include <mutex>
#include <unordered_map>
#include <variant>

namespace dankai {

struct Tokenizer::Data
{
    // What one encoding needs and the next can use again.
    struct Scratch
    {
        BytePairEncoder::Scratch words;
        UnigramEncoder::Scratch unigram;
        PreTokenizer::Scratch split;
        Normalizer::Scratch normalized;
        std::vector<AddedTokenMatcher::Match> matches;
        std::vector<AddedTokenMatcher::Match> normalizedMatches;
    };

    // Hands a scratch to each call at a time; as many are made as calls ever ran at once.
    class ScratchPool final
    {
    public:
        std::unique_ptr<Scratch> take()
        {
            {
                const std::lock_guard lock(m_mutex);
                if (!m_free.empty()) {
                    auto scratch = std::move(m_free.back());
                    m_free.pop_back();
                    return scratch;
                }
            }
            return std::make_unique<Scratch>();
        }

        void giveBack(std::unique_ptr<Scratch> scratch)
        {
            const std::lock_guard lock(m_mutex);
            m_free.push_back(std::move(scratch));
        }

    private:
        std::mutex m_mutex;
        std::vector<std::unique_ptr<Scratch>> m_free;
    };

    std::string where;
    TokenizerSpec spec;
    std::optional<std::string> chatTemplate; // of a GGUF
    std::map<std::string, std::string> files; // name -> bytes, where opened from a folder
    std::variant<BytePairEncoder, UnigramEncoder> encoder;
    Normalizer normalizer;
    PreTokenizer preTokenizer;
    AddedTokenMatcher rawMatcher; // on the text as it comes
    AddedTokenMatcher normalizedMatcher; // on the normalised text
    AddedTokenMatcher specialMatcher;
    // [id, id + 1) of tokenBytes is what a token decodes to.
    std::string bytes;
    std::vector<std::uint32_t> byteOffsets;
    std::vector<bool> isSpecial;
    std::vector<bool> isAdded;
    std::vector<bool> isFallbackByte; // whose byte is part of a character
    std::unordered_map<std::string_view, std::int32_t> idOf;
    std::string hash;
    mutable ScratchPool pool; // holds only what makes the next call faster

    static Result<std::shared_ptr<Data>> make(TokenizerSpec given, const std::string& where);
    std::string decoded(std::string_view tokenText) const; // of a token that is spelt in characters
    void prepareTokens();
    // What follows a token.
    SegmentPlace placeAfter(std::int32_t id) const;
    void encodePlain(
        std::string_view text, SegmentPlace place, std::vector<std::int32_t>& ids, Scratch& scratch) const;
    void encodeNormalized(std::string_view text, SegmentPlace place, bool isEnd,
        AddedTokenMatcher::Special special, std::vector<std::int32_t>& ids, Scratch& scratch) const;
};

} // namespace dankai
