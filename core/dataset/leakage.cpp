// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/leakage.h"

#include "core/dataset/minhash.h"
#include "core/dataset/ngrams.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <unordered_map>

namespace dankai {

namespace {

constexpr std::size_t fewestWords = 4;
constexpr std::size_t fewestCharacters = 6;

// The units that n-grams are made of: hashes of words, or code points without white space and punctuation.
struct Units
{
    std::vector<std::uint64_t> words;
    std::vector<std::uint64_t> characters;
    std::size_t unspaced = 0; // characters of scripts that are written without blanks
};

bool isOfUnspacedScript(UChar32 point)
{
    if (point < 0x0e00)
        return false;
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(point, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return true;
    default:
        return false;
    }
}

// Punctuation and symbols neither count nor join words, so that a changed comma hides nothing.
Units unitsOf(std::string_view text)
{
    const std::string normalised = normalisedText(text);
    Units units;
    std::uint64_t word = 0;
    const auto endWord = [&] {
        if (word != 0)
            units.words.push_back(mixedHash(word));
        word = 0;
    };
    for (std::size_t i = 0; i < normalised.size();) {
        const CodePoint point = codePointAt(normalised, i);
        i += point.length;
        const auto value = static_cast<UChar32>(point.value);
        const bool isWordCharacter = u_isalnum(value) != 0 || u_getCombiningClass(value) != 0;
        if (!isWordCharacter) {
            endWord();
            continue;
        }
        units.characters.push_back(point.value);
        units.unspaced += isOfUnspacedScript(value) ? 1 : 0;
        word = word * 0x9e3779b97f4a7c15ULL + point.value + 1;
    }
    endWord();
    return units;
}

enum class Unit
{
    Word,
    Character,
};

// Prompts whose n-grams are of one kind and length are looked up together.
struct Kind
{
    Unit unit;
    std::size_t length;

    bool operator==(const Kind&) const = default;
};

struct Table
{
    Kind kind;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> promptsOf; // n-gram -> prompts that hold it
};

std::vector<std::uint64_t> distinctGrams(const Units& units, const Kind& kind)
{
    const auto& items = kind.unit == Unit::Word ? units.words : units.characters;
    std::vector<std::uint64_t> grams;
    if (items.size() < kind.length)
        return grams;
    ngramHashes(items, kind.length, grams);
    std::sort(grams.begin(), grams.end());
    grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
    return grams;
}

} // namespace

struct LeakageIndex::Index
{
    LeakageParams params;
    std::vector<std::size_t> gramsOf; // per prompt
    std::vector<Table> tables;
    std::size_t notCompared = 0;
};

LeakageIndex::LeakageIndex(std::span<const std::string> prompts, const LeakageParams& params)
{
    auto index = std::make_unique<Index>();
    index->params = params;
    for (std::size_t prompt = 0; prompt < prompts.size(); ++prompt) {
        const Units units = unitsOf(prompts[prompt]);
        const bool isSpaced = units.unspaced * 2 < units.characters.size();
        const std::size_t length = isSpaced ? units.words.size() : units.characters.size();
        if (length < (isSpaced ? fewestWords : fewestCharacters)) {
            index->gramsOf.push_back(0);
            ++index->notCompared;
            continue;
        }
        const auto full
            = static_cast<std::size_t>(std::max(isSpaced ? params.wordNgram : params.characterNgram, 1));
        const Kind kind{isSpaced ? Unit::Word : Unit::Character, std::min(length, full)};
        auto table = std::find_if(
            index->tables.begin(), index->tables.end(), [&](const Table& one) { return one.kind == kind; });
        if (table == index->tables.end())
            table = index->tables.insert(table, {kind, {}});
        const auto grams = distinctGrams(units, kind);
        for (const std::uint64_t gram : grams)
            table->promptsOf[gram].push_back(static_cast<std::uint32_t>(prompt));
        index->gramsOf.push_back(grams.size());
    }
    m_index = std::move(index);
}

LeakageIndex::~LeakageIndex() = default;
LeakageIndex::LeakageIndex(LeakageIndex&&) noexcept = default;
LeakageIndex& LeakageIndex::operator=(LeakageIndex&&) noexcept = default;

std::vector<LeakageHit> LeakageIndex::check(std::string_view row) const
{
    const Units units = unitsOf(row);
    std::unordered_map<std::uint32_t, std::size_t> shared;
    for (const Table& table : m_index->tables) {
        for (const std::uint64_t gram : distinctGrams(units, table.kind)) {
            const auto found = table.promptsOf.find(gram);
            if (found == table.promptsOf.end())
                continue;
            for (const std::uint32_t prompt : found->second)
                ++shared[prompt];
        }
    }
    std::vector<LeakageHit> hits;
    hits.reserve(shared.size());
    for (const auto& [prompt, count] : shared)
        hits.push_back({prompt, static_cast<double>(count) / static_cast<double>(m_index->gramsOf[prompt])});
    std::sort(hits.begin(), hits.end(), [](const LeakageHit& a, const LeakageHit& b) {
        return a.share != b.share ? a.share > b.share : a.prompt < b.prompt;
    });
    return hits;
}

bool LeakageIndex::isFlagged(const LeakageHit& hit) const
{
    return hit.share >= m_index->params.flaggedShare;
}

std::size_t LeakageIndex::promptsNotCompared() const
{
    return m_index->notCompared;
}

} // namespace dankai
