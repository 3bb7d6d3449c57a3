// SPDX-License-Identifier: Apache-2.0
// Any text through byte-pair encoding: decoding gives it back, merging by queue equals merging by search, and
// the hand-written scanners cut where the regular expressions do. The first byte picks the pre-tokenizer.
#include "core/base/utf8.h"
#include "core/tokenizer/bytealphabet.h"
#include "core/tokenizer/bytepairencoder.h"
#include "core/tokenizer/pretokenizer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>

namespace {

using namespace dankai;

TokenizerSpec makeSpec()
{
    TokenizerSpec spec;
    for (int byte = 0; byte < 256; ++byte)
        spec.vocabulary.emplace_back(toByteAlphabet(std::string(1, static_cast<char>(byte))));
    // Merges that overlap and compete for the same bytes.
    for (const auto& [left, right] :
        {std::pair<const char*, const char*>{"a", "a"}, {"b", "a"}, {"aa", "a"}, {"a", "b"}, {"aa", "aa"},
            {"ab", "ab"}, {"Ġ", "a"}, {"Ġ", "Ġ"}, {"ĠĠ", "ĠĠ"}, {"1", "1"}, {"Ġa", "ab"}}) {
        spec.merges.emplace_back(left, right);
        spec.vocabulary.emplace_back(std::string(left) + right);
    }
    return spec;
}

// The definition of the merges, a step at a time.
std::vector<std::int32_t> mergedBySearch(const TokenizerSpec& spec, std::string_view word)
{
    static const std::map<std::string, std::int32_t> ids = [&spec] {
        std::map<std::string, std::int32_t> made;
        for (std::size_t id = 0; id < spec.vocabulary.size(); ++id)
            made[*spec.vocabulary[id]] = static_cast<std::int32_t>(id);
        return made;
    }();
    std::vector<std::string> symbols;
    for (const char byte : word)
        symbols.push_back(toByteAlphabet(std::string(1, byte)));
    while (true) {
        std::size_t best = spec.merges.size();
        std::size_t place = 0;
        for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
            for (std::size_t rank = 0; rank < best; ++rank)
                if (spec.merges[rank] == std::pair(symbols[i], symbols[i + 1])) {
                    best = rank;
                    place = i;
                }
        if (best == spec.merges.size())
            break;
        symbols[place] += symbols[place + 1];
        symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(place) + 1);
    }
    std::vector<std::int32_t> found;
    for (const std::string& symbol : symbols)
        found.push_back(ids.at(symbol));
    return found;
}

PreTokenizer preTokenizer(std::string_view pattern)
{
    const std::array<PreTokenizerStep, 1> steps{PatternSplit{std::string(pattern)}};
    return PreTokenizer::create(steps, "fuzz").value();
}

void check(bool isFine)
{
    if (!isFine)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    static const TokenizerSpec spec = makeSpec();
    static const BytePairEncoder encoder = BytePairEncoder::create(spec, "fuzz").value();

    struct Pair
    {
        PreTokenizer scanner;
        PreTokenizer pattern; // grouped, so that it is not recognised
    };

    static const auto makePair = [](std::string_view pattern) {
        return Pair{preTokenizer(pattern), preTokenizer("(?:" + std::string(pattern) + ")")};
    };
    static const std::array<Pair, 5> pairs{makePair(gpt2Pattern), makePair(llama3Pattern),
        makePair(qwen2Pattern), makePair(tekkenPattern), makePair(gpt4oPattern)};
    static BytePairEncoder::Scratch words;
    static PreTokenizer::Scratch scratch;
    static PreTokenizer::Scratch other;

    const std::string text
        = toValidUtf8(std::string_view(reinterpret_cast<const char*>(bytes) + 1, size - 1));
    const Pair& pair = pairs[bytes[0] % pairs.size()];
    pair.scanner.split(text, scratch);
    std::string decoded;
    for (const Word& word : scratch.words) {
        const std::string_view part = std::string_view(text).substr(word.begin, word.end - word.begin);
        check(!part.empty());
        std::vector<std::int32_t> ids;
        encoder.encode(part, ids, words);
        if (part.size() < 100) // the queue takes over at 40
            check(ids == mergedBySearch(spec, part));
        for (const std::int32_t id : ids)
            decoded += fromByteAlphabet(*spec.vocabulary[static_cast<std::size_t>(id)]).value();
    }
    check(decoded == text);
    // PCRE2 may follow an older edition of Unicode than the scanners.
    bool isOld = true;
    for (std::size_t i = 0; i < text.size(); i += codePointAt(text, i).length)
        isOld = isOld && (codePointAt(text, i).value < 0x370 || codePointAt(text, i).value == 0x8fd4);
    if (isOld) {
        pair.pattern.split(text, other);
        check(std::equal(scratch.words.begin(), scratch.words.end(), other.words.begin(), other.words.end(),
            [](const Word& a, const Word& b) { return a.begin == b.begin && a.end == b.end; }));
    }
    return 0;
}
