// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/unigramencoder.h"

#include "core/base/utf8.h"
#include "core/tokenizer/bytealphabet.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

// What an unknown character costs more than the worst token, in SentencePiece and in Hugging Face.
constexpr double unknownPenalty = 10;

std::size_t slotOf(std::uint64_t key, std::size_t slotCount)
{
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15ULL) >> 20) & (slotCount - 1);
}

} // namespace

Result<UnigramEncoder> UnigramEncoder::create(const TokenizerSpec& spec, const std::string& where)
{
    UnigramEncoder made;
    if (!spec.unknownId)
        return unusable(where
            + ": its unigram vocabulary names no token for unknown characters, so no text can be encoded; "
              "fetch "
              "the model again.");
    made.m_unknownId = *spec.unknownId;
    const auto unknown = static_cast<std::size_t>(made.m_unknownId);
    if (unknown < spec.scores.size() && !std::isnan(spec.scores[unknown]))
        made.m_unknownText = spec.vocabulary[unknown].value_or("");
    made.m_hasFloatScores = spec.hasFloatScores;
    made.m_hasByteFallback = spec.hasByteFallback;
    made.m_scores = spec.scores;
    made.m_edges.resize(1024);
    made.m_fallbackIds.fill(-1);
    double lowest = std::numeric_limits<double>::infinity();
    for (std::size_t id = 0; id < spec.scores.size() && id < spec.vocabulary.size(); ++id) {
        const auto& text = spec.vocabulary[id];
        if (!text || text->empty())
            continue;
        if (const auto byte = fallbackByte(*text))
            made.m_fallbackIds[*byte] = static_cast<std::int32_t>(id);
        if (std::isnan(spec.scores[id]))
            continue;
        lowest = std::min(lowest, spec.scores[id]);
        made.addToken(*text, static_cast<std::int32_t>(id));
    }
    made.m_unknownScore = (std::isfinite(lowest) ? lowest : 0) - unknownPenalty;
    if (spec.hasFloatScores)
        made.m_unknownScore = static_cast<double>(static_cast<float>(made.m_unknownScore));
    return made;
}

void UnigramEncoder::addToken(std::string_view text, std::int32_t id)
{
    std::uint32_t node = 0;
    for (const char character : text) {
        const auto byte = static_cast<std::uint8_t>(character);
        std::uint32_t next = child(node, byte);
        if (next == 0) {
            if ((m_edgeCount + 1) * 2 > m_edges.size()) {
                std::vector<Edge> old(m_edges.size() * 2);
                old.swap(m_edges);
                for (const Edge& edge : old) {
                    if (edge.key == emptyKey)
                        continue;
                    std::size_t slot = slotOf(edge.key, m_edges.size());
                    while (m_edges[slot].key != emptyKey)
                        slot = (slot + 1) & (m_edges.size() - 1);
                    m_edges[slot] = edge;
                }
            }
            next = static_cast<std::uint32_t>(m_tokenOf.size());
            m_tokenOf.push_back(-1);
            const std::uint64_t key = std::uint64_t(node) << 8 | byte;
            std::size_t slot = slotOf(key, m_edges.size());
            while (m_edges[slot].key != emptyKey)
                slot = (slot + 1) & (m_edges.size() - 1);
            m_edges[slot] = {key, next};
            ++m_edgeCount;
        }
        node = next;
    }
    m_tokenOf[node] = id; // of two tokens that spell the same the last one counts, as in Hugging Face
}

std::uint32_t UnigramEncoder::child(std::uint32_t node, std::uint8_t byte) const
{
    const std::uint64_t key = std::uint64_t(node) << 8 | byte;
    for (std::size_t slot = slotOf(key, m_edges.size());; slot = (slot + 1) & (m_edges.size() - 1)) {
        if (m_edges[slot].key == key)
            return m_edges[slot].node;
        if (m_edges[slot].key == emptyKey)
            return 0;
    }
}

void UnigramEncoder::encode(std::string_view word, std::vector<std::int32_t>& ids, Scratch& scratch) const
{
    auto& best = scratch.best;
    best.assign(word.size() + 1, {});
    const auto reach = [&](std::size_t begin, std::size_t end, double score, std::int32_t id) {
        Scratch::Node& target = best[end];
        // SentencePiece adds the scores of tokens in double precision, that of an unknown one in single, and
        // keeps sums in single precision.
        double sum = best[begin].score + score;
        if (m_hasFloatScores && id == m_unknownId)
            sum = static_cast<double>(static_cast<float>(sum));
        if (target.begin >= 0 && sum <= target.score)
            return;
        target.score = m_hasFloatScores ? static_cast<double>(static_cast<float>(sum)) : sum;
        target.begin = static_cast<std::int64_t>(begin);
        target.id = id;
    };
    for (std::size_t begin = 0; begin < word.size();) {
        const std::size_t length = codePointAt(word, begin).length;
        bool hasCharacter = false;
        std::uint32_t node = 0;
        for (std::size_t end = begin; end < word.size();) {
            node = child(node, static_cast<std::uint8_t>(word[end++]));
            if (node == 0)
                break;
            const std::int32_t id = m_tokenOf[node];
            if (id < 0)
                continue;
            reach(begin, end, m_scores[static_cast<std::size_t>(id)], id);
            hasCharacter = hasCharacter || end - begin == length;
        }
        if (!hasCharacter)
            reach(begin, begin + length, m_unknownScore, m_unknownId);
        begin += length;
    }
    // Backwards, so that ids come out in reverse.
    auto& found = scratch.ids;
    found.clear();
    for (std::size_t end = word.size(); end > 0;) {
        const auto& node = best[end];
        std::size_t begin = static_cast<std::size_t>(node.begin);
        if (node.id == m_unknownId) // a run of unknown characters is one unknown token
            while (begin > 0 && best[begin].id == m_unknownId)
                begin = static_cast<std::size_t>(best[begin].begin);
        const std::string_view text = word.substr(begin, end - begin);
        const auto isThere = [&](char c) { return m_fallbackIds[static_cast<std::uint8_t>(c)] >= 0; };
        if (node.id == m_unknownId && m_hasByteFallback && text != m_unknownText
            && std::all_of(text.begin(), text.end(), isThere))
            for (std::size_t i = text.size(); i-- > 0;)
                found.push_back(m_fallbackIds[static_cast<std::uint8_t>(text[i])]);
        else
            found.push_back(node.id);
        end = begin;
    }
    ids.insert(ids.end(), found.rbegin(), found.rend());
}

} // namespace dankai
