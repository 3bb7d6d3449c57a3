// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/bytepairencoder.h"

#include "core/base/utf8.h"
#include "core/tokenizer/bytealphabet.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace dankai {

namespace {

constexpr std::size_t cacheEntries = std::size_t(1) << 15; // 2 MiB
// Up to here searching every pair again is faster than keeping a queue.
constexpr std::size_t maxShortWord = 40;

constexpr std::string_view spaceMark = "\u2581";

bool beginsCharacter(char byte)
{
    return (static_cast<std::uint8_t>(byte) & 0xc0U) != 0x80;
}

// Whether U+2581 stands in it behind another character.
bool hasInnerMark(std::string_view text)
{
    for (std::size_t at = text.find(spaceMark, 1); at != std::string_view::npos;
         at = text.find(spaceMark, at + spaceMark.size()))
        if (!text.substr(0, at).ends_with(spaceMark))
            return true;
    return false;
}

std::uint64_t pairOf(std::int32_t left, std::int32_t right)
{
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32
        | static_cast<std::uint32_t>(right);
}

std::size_t slotOf(std::uint64_t pair, std::size_t slotCount)
{
    return static_cast<std::size_t>((pair * 0x9e3779b97f4a7c15ULL) >> 20) & (slotCount - 1);
}

std::size_t entryOf(std::string_view word)
{
    std::uint64_t hash = word.size() * 0x9e3779b97f4a7c15ULL;
    while (word.size() >= 8) {
        std::uint64_t part = 0;
        std::memcpy(&part, word.data(), 8);
        hash = (hash ^ part) * 0xff51afd7ed558ccdULL;
        hash ^= hash >> 32;
        word.remove_prefix(8);
    }
    std::uint64_t part = 0;
    std::memcpy(&part, word.data(), word.size());
    hash = (hash ^ part) * 0xff51afd7ed558ccdULL;
    hash ^= hash >> 29;
    return static_cast<std::size_t>(hash) & (cacheEntries - 1);
}

} // namespace

BytePairEncoder::Scratch::Scratch()
    : m_entries(cacheEntries)
{ }

Result<BytePairEncoder> BytePairEncoder::create(const TokenizerSpec& spec, const std::string& where)
{
    BytePairEncoder made;
    made.m_isByteLevel = spec.isByteLevel;
    made.m_unknownId = spec.unknownId.value_or(-1);
    made.m_fusesUnknown = spec.fusesUnknown;
    made.prepareCharacters(spec);
    if (spec.model == TokenModel::ScoredBytePair)
        made.insertScoredPairs(spec);
    else if (auto done = made.insertMerges(spec, where); !done)
        return passOn(done);
    return made;
}

// Ids of single bytes or characters, and of whole words where merges are ignored for them.
void BytePairEncoder::prepareCharacters(const TokenizerSpec& spec)
{
    m_byteIds.fill(-1);
    m_fallbackIds.fill(-1);
    m_pages.emplace_back();
    m_pages[0].fill(-1);
    m_pageOf.assign(0x110000 / 256, 0);
    m_cutsAtMark = !spec.isByteLevel && !spec.ignoresMerges;
    const bool isScored = spec.model == TokenModel::ScoredBytePair;
    for (std::size_t index = 0; index < spec.vocabulary.size(); ++index) {
        const auto& text = spec.vocabulary[index];
        if (!text || text->empty())
            continue;
        const auto id = static_cast<std::int32_t>(index);
        // Of two tokens that spell the same the first one counts.
        if (spec.hasByteFallback)
            if (const auto byte = fallbackByte(*text); byte && m_fallbackIds[*byte] < 0)
                m_fallbackIds[*byte] = id;
        if (isScored && std::isnan(spec.scores[index]))
            continue;
        if (spec.isByteLevel) {
            if (text->size() <= 2)
                if (const auto bytes = fromByteAlphabet(*text); bytes && bytes->size() == 1)
                    if (auto& slot = m_byteIds[static_cast<std::uint8_t>(bytes->front())]; slot < 0)
                        slot = id;
            if (spec.ignoresMerges)
                if (auto bytes = fromByteAlphabet(*text))
                    m_words.emplace(std::move(*bytes), id);
            continue;
        }
        if (spec.ignoresMerges)
            m_words.emplace(*text, id);
        const CodePoint point = codePointAt(*text, 0);
        if (point.isValid && point.length == text->size()) {
            auto& page = m_pageOf[point.value / 256];
            if (page == 0) {
                page = static_cast<std::uint16_t>(m_pages.size());
                m_pages.emplace_back();
                m_pages.back().fill(-1);
            }
            if (auto& slot = m_pages[page][point.value % 256]; slot < 0)
                slot = id;
        } else if (m_cutsAtMark && hasInnerMark(*text)) {
            m_cutsAtMark = false;
        }
    }
    // A mark that is no token could be part of a run of unknown characters.
    m_cutsAtMark = m_cutsAtMark && characterId(U'\u2581') >= 0;
}

Result<> BytePairEncoder::insertMerges(const TokenizerSpec& spec, const std::string& where)
{
    std::unordered_map<std::string_view, std::int32_t> idOf;
    idOf.reserve(spec.vocabulary.size());
    for (std::size_t id = 0; id < spec.vocabulary.size(); ++id)
        if (spec.vocabulary[id])
            idOf.emplace(*spec.vocabulary[id], static_cast<std::int32_t>(id));
    std::size_t slots = 16;
    while (slots < spec.merges.size() * 2)
        slots *= 2;
    m_merges.resize(slots);
    std::string joined;
    for (std::size_t rank = 0; rank < spec.merges.size(); ++rank) {
        const auto& [left, right] = spec.merges[rank];
        joined = left + right;
        const auto leftId = idOf.find(left);
        const auto rightId = idOf.find(right);
        const auto mergedId = idOf.find(joined);
        if (leftId == idOf.end() || rightId == idOf.end() || mergedId == idOf.end())
            return unusable(where + ": merge " + std::to_string(rank + 1) + " (\"" + left + " " + right
                + "\") uses a token that is not in the vocabulary; the file is damaged, fetch it again.");
        insert({pairOf(leftId->second, rightId->second), static_cast<std::uint32_t>(rank), mergedId->second});
    }
    return {};
}

// Every way to make a token of two others, ranked by its score; equal scores are one rank, so that the
// leftmost pair comes first as in SentencePiece.
void BytePairEncoder::insertScoredPairs(const TokenizerSpec& spec)
{
    std::unordered_map<std::string_view, std::int32_t> idOf;
    idOf.reserve(spec.vocabulary.size());
    std::vector<double> scores;
    for (std::size_t id = 0; id < spec.vocabulary.size(); ++id)
        if (spec.vocabulary[id] && !std::isnan(spec.scores[id])) {
            idOf.emplace(*spec.vocabulary[id], static_cast<std::int32_t>(id));
            scores.push_back(spec.scores[id]);
        }
    std::sort(scores.begin(), scores.end(), std::greater<>());
    scores.erase(std::unique(scores.begin(), scores.end()), scores.end());
    std::vector<Merge> found;
    for (const auto& [text, id] : idOf) {
        const auto place = std::lower_bound(
            scores.begin(), scores.end(), spec.scores[static_cast<std::size_t>(id)], std::greater<>());
        const auto rank = static_cast<std::uint32_t>(place - scores.begin());
        for (std::size_t cut = 1; cut < text.size(); ++cut) {
            if (!beginsCharacter(text[cut]))
                continue;
            const auto left = idOf.find(text.substr(0, cut));
            const auto right = left == idOf.end() ? idOf.end() : idOf.find(text.substr(cut));
            if (right != idOf.end())
                found.push_back({pairOf(left->second, right->second), rank, id});
        }
    }
    std::size_t slots = 16;
    while (slots < found.size() * 2)
        slots *= 2;
    m_merges.resize(slots);
    for (const Merge& merge : found)
        insert(merge);
}

std::int32_t BytePairEncoder::characterId(char32_t character) const
{
    return m_pages[m_pageOf[character / 256]][character % 256];
}

void BytePairEncoder::insert(const Merge& merge)
{
    std::size_t slot = slotOf(merge.pair, m_merges.size());
    while (m_merges[slot].pair != emptyPair && m_merges[slot].pair != merge.pair)
        slot = (slot + 1) & (m_merges.size() - 1);
    m_merges[slot] = merge; // of a merge that is listed twice the last one counts
}

const BytePairEncoder::Merge* BytePairEncoder::find(std::int32_t left, std::int32_t right) const
{
    const std::uint64_t pair = pairOf(left, right);
    for (std::size_t slot = slotOf(pair, m_merges.size());; slot = (slot + 1) & (m_merges.size() - 1)) {
        if (m_merges[slot].pair == pair)
            return &m_merges[slot];
        if (m_merges[slot].pair == emptyPair)
            return nullptr;
    }
}

void BytePairEncoder::mergeShort(std::vector<std::int32_t>& ids) const
{
    constexpr std::uint32_t none = ~std::uint32_t(0);
    std::array<std::uint32_t, maxShortWord> ranks; // [i]: of the merge of symbols i and i + 1
    std::array<std::int32_t, maxShortWord> merged;
    std::size_t count = ids.size();
    const auto look = [&](std::size_t i) {
        const Merge* found = i + 1 < count ? find(ids[i], ids[i + 1]) : nullptr;
        ranks[i] = found != nullptr ? found->rank : none;
        merged[i] = found != nullptr ? found->id : -1;
    };
    for (std::size_t i = 0; i < count; ++i)
        look(i);
    while (count > 1) {
        const auto best = static_cast<std::size_t>(
            std::min_element(ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(count))
            - ranks.begin());
        if (ranks[best] == none)
            break;
        ids[best] = merged[best];
        for (std::size_t i = best + 1; i + 1 < count; ++i) {
            ids[i] = ids[i + 1];
            ranks[i] = ranks[i + 1];
            merged[i] = merged[i + 1];
        }
        --count;
        look(best);
        if (best > 0)
            look(best - 1);
    }
    ids.resize(count);
}

void BytePairEncoder::mergeLong(Scratch& scratch) const
{
    auto& symbols = scratch.m_symbols;
    auto& queue = scratch.m_candidates;
    const auto& ids = scratch.m_ids;
    const auto at
        = [&symbols](std::int32_t i) -> Scratch::Symbol& { return symbols[static_cast<std::size_t>(i)]; };
    // The top of the heap is the smallest rank, then the leftmost place.
    const auto isAfter = [](const Scratch::Candidate& a, const Scratch::Candidate& b) {
        return a.rank != b.rank ? a.rank > b.rank : a.left > b.left;
    };
    const auto count = static_cast<std::int32_t>(ids.size());
    symbols.resize(ids.size());
    for (std::int32_t i = 0; i < count; ++i)
        at(i) = {ids[static_cast<std::size_t>(i)], i - 1, i + 1 < count ? i + 1 : -1, 1};
    queue.clear();
    const auto candidate = [&](std::int32_t left) {
        const std::int32_t right = at(left).next;
        const Merge* found = right >= 0 ? find(at(left).id, at(right).id) : nullptr;
        return found != nullptr ? Scratch::Candidate{found->rank, left, at(left).id, at(right).id}
                                : Scratch::Candidate{0, -1, 0, 0};
    };
    for (std::int32_t i = 0; i + 1 < count; ++i)
        if (const auto made = candidate(i); made.left >= 0)
            queue.push_back(made);
    std::make_heap(queue.begin(), queue.end(), isAfter);
    const auto enqueue = [&](std::int32_t left) {
        if (const auto made = candidate(left); made.left >= 0) {
            queue.push_back(made);
            std::push_heap(queue.begin(), queue.end(), isAfter);
        }
    };
    while (!queue.empty()) {
        std::pop_heap(queue.begin(), queue.end(), isAfter);
        const Scratch::Candidate best = queue.back();
        queue.pop_back();
        Scratch::Symbol& left = at(best.left);
        if (left.length == 0 || left.id != best.leftId || left.next < 0 || at(left.next).id != best.rightId)
            continue;
        Scratch::Symbol& right = at(left.next);
        left.id = find(best.leftId, best.rightId)->id;
        left.length += right.length;
        right.length = 0;
        left.next = right.next;
        if (left.next >= 0)
            at(left.next).previous = best.left;
        if (left.previous >= 0)
            enqueue(left.previous);
        enqueue(best.left);
    }
    scratch.m_ids.clear();
    for (std::int32_t i = 0; i >= 0; i = at(i).next)
        scratch.m_ids.push_back(at(i).id);
}

void BytePairEncoder::cutIntoSymbols(std::string_view word, std::vector<std::int32_t>& ids) const
{
    // An unknown token waits for what follows it, as it does in Hugging Face's BPE: bytes go before it.
    bool isUnknownPending = false;
    const auto flush = [&] {
        if (isUnknownPending)
            ids.push_back(m_unknownId);
        isUnknownPending = false;
    };
    const auto addUnknown = [&](std::string_view spelling) {
        const std::size_t before = ids.size();
        for (const char character : spelling) {
            const std::int32_t id = m_fallbackIds[static_cast<std::uint8_t>(character)];
            if (id < 0) {
                ids.resize(before);
                break;
            }
            ids.push_back(id);
        }
        if (ids.size() > before || m_unknownId < 0)
            return;
        if (!m_fusesUnknown)
            flush();
        isUnknownPending = true;
    };
    for (std::size_t i = 0; i < word.size();) {
        std::int32_t id = -1;
        std::size_t length = 1;
        if (m_isByteLevel) {
            id = m_byteIds[static_cast<std::uint8_t>(word[i])];
        } else {
            const CodePoint point = codePointAt(word, i);
            id = characterId(point.value);
            length = point.length;
        }
        const std::string_view part = word.substr(i, length);
        i += length;
        if (id < 0) {
            m_isByteLevel ? addUnknown(toByteAlphabet(part)) : addUnknown(part);
            continue;
        }
        flush();
        ids.push_back(id);
    }
    flush();
}

void BytePairEncoder::merge(std::string_view word, Scratch& scratch) const
{
    auto& ids = scratch.m_ids;
    ids.clear();
    cutIntoSymbols(word, ids);
    if (ids.size() < 2)
        return;
    if (ids.size() <= maxShortWord)
        mergeShort(ids);
    else
        mergeLong(scratch);
}

void BytePairEncoder::encode(std::string_view word, std::vector<std::int32_t>& ids, Scratch& scratch) const
{
    while (m_cutsAtMark && !word.empty()) {
        std::size_t end = 0;
        while (word.substr(end).starts_with(spaceMark))
            end += spaceMark.size();
        end = word.find(spaceMark, end);
        if (end == std::string_view::npos)
            break;
        encodeWord(word.substr(0, end), ids, scratch);
        word.remove_prefix(end);
    }
    encodeWord(word, ids, scratch);
}

void BytePairEncoder::encodeWord(
    std::string_view word, std::vector<std::int32_t>& ids, Scratch& scratch) const
{
    if (word.empty())
        return;
    Scratch::Entry* entry = nullptr;
    if (word.size() <= Scratch::maxBytes) {
        entry = &scratch.m_entries[entryOf(word)];
        if (entry->byteCount == word.size()
            && std::memcmp(entry->bytes.data(), word.data(), word.size()) == 0) {
            ids.insert(ids.end(), entry->ids.begin(), entry->ids.begin() + entry->idCount);
            return;
        }
    }
    const auto whole = m_words.empty() ? m_words.end() : m_words.find(std::string(word));
    if (whole != m_words.end())
        scratch.m_ids.assign(1, whole->second);
    else
        merge(word, scratch);
    const auto& found = scratch.m_ids;
    ids.insert(ids.end(), found.begin(), found.end());
    if (entry != nullptr && found.size() <= Scratch::maxIds) {
        entry->byteCount = static_cast<std::uint8_t>(word.size());
        entry->idCount = static_cast<std::uint8_t>(found.size());
        std::copy(word.begin(), word.end(), entry->bytes.begin());
        std::copy(found.begin(), found.end(), entry->ids.begin());
    }
}

} // namespace dankai
