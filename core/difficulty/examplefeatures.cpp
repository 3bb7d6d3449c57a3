// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/examplefeatures.h"

#include "core/base/utf8.h"
#include "core/dataset/minhash.h"
#include "core/dataset/ngrams.h"
#include "core/difficulty/textfeatures.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

namespace dankai {

namespace {

constexpr std::array<std::string_view, 17> names = {
    "prompt_length",
    "input_length",
    "response_length",
    "response_to_prompt",
    "response_words",
    "different_words",
    "share_of_different_words",
    "new_words",
    "word_length",
    "compressed_size",
    "compression",
    "lines",
    "sentences",
    "commas",
    "digits",
    "code_symbols",
    "question_marks",
};

bool isWithoutBlanks(char32_t point) // scripts whose words no blank parts
{
    return (point >= 0x0e00 && point < 0x0f00) || (point >= 0x3040 && point < 0x3100)
        || (point >= 0x3400 && point < 0xa000) || (point >= 0xf900 && point < 0xfb00)
        || (point >= 0x20000 && point < 0x32000);
}

// Words as hashes, in order; of scripts without blanks, and where they touch, each pair of neighbours.
std::vector<std::uint64_t> wordsOf(std::string_view text)
{
    std::vector<std::uint32_t> points;
    codePointsOf(normalisedText(text), points);
    std::vector<std::uint64_t> words;
    std::uint64_t word = 0;
    bool isInWord = false;
    const auto end = [&] {
        if (isInWord)
            words.push_back(mixedHash(word));
        isInWord = false;
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (isWithoutBlanks(points[i])) {
            end();
            if (i + 1 < points.size() && isWithoutBlanks(points[i + 1]))
                words.push_back(mixedHash(mixedHash(points[i]) + points[i + 1]));
        } else if (u_isalnum(static_cast<UChar32>(points[i])) != 0) {
            word = isInWord ? mixedHash(word + points[i]) : points[i];
            isInWord = true;
        } else {
            end();
        }
    }
    end();
    return words;
}

double logarithm(std::size_t count)
{
    return std::log1p(static_cast<double>(count));
}

struct Counts
{
    std::size_t digits = 0, codeSymbols = 0, commas = 0, sentences = 0, letters = 0;
};

Counts countsOf(std::string_view text)
{
    Counts counts;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        i += point.length;
        switch (point.value) {
        case U'{':
        case U'}':
        case U'(':
        case U')':
        case U';':
        case U'=':
        case U'<':
        case U'>':
        case U'[':
        case U']':
        case U'_':
        case U'\\':
            ++counts.codeSymbols;
            break;
        case U',':
        case U':':
        case U'、':
        case U'，':
            ++counts.commas;
            break;
        case U'.':
        case U'!':
        case U'?':
        case U'。':
        case U'！':
        case U'？':
            ++counts.sentences;
            break;
        default:
            if (point.value >= U'0' && point.value <= U'9')
                ++counts.digits;
            else if (u_isalnum(static_cast<UChar32>(point.value)) != 0)
                ++counts.letters;
        }
    }
    return counts;
}

} // namespace

std::span<const std::string_view> textFeatureNames()
{
    return names;
}

std::vector<double> textFeatures(const Example& example)
{
    std::string prompt = example.system;
    for (const Message& message : example.history)
        prompt += (prompt.empty() ? "" : "\n") + message.content;
    prompt += (prompt.empty() ? "" : "\n") + userTurn(example);
    const std::vector<std::uint64_t> said = wordsOf(example.response);
    const std::vector<std::uint64_t> asked = wordsOf(prompt);
    const std::set<std::uint64_t> different(said.begin(), said.end());
    const std::set<std::uint64_t> known(asked.begin(), asked.end());
    const auto fresh = static_cast<std::size_t>(
        std::ranges::count_if(different, [&](std::uint64_t word) { return !known.contains(word); }));
    const Counts counts = countsOf(example.response);
    const std::size_t length = codePointCount(example.response);
    const std::size_t promptLength = codePointCount(prompt);
    const std::size_t packed = compressedSize(example);
    const auto share = [](std::size_t part, std::size_t whole) {
        return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(1, whole));
    };
    std::vector<double> values = {
        logarithm(promptLength),
        logarithm(codePointCount(example.input)),
        logarithm(length),
        logarithm(length) - logarithm(promptLength),
        logarithm(said.size()),
        logarithm(different.size()),
        share(different.size(), said.size()),
        logarithm(fresh),
        share(counts.letters + counts.digits, said.size()),
        logarithm(packed),
        share(packed, prompt.size() + example.response.size()),
        logarithm(static_cast<std::size_t>(std::ranges::count(example.response, '\n'))),
        logarithm(counts.sentences),
        logarithm(counts.commas),
        logarithm(counts.digits),
        logarithm(counts.codeSymbols),
        logarithm(static_cast<std::size_t>(std::ranges::count(prompt, '?'))),
    };
    return values;
}

std::vector<double> hashedWords(const Example& example)
{
    std::vector<double> columns(hashedWordColumns);
    const auto add
        = [&columns](std::uint64_t word) { columns[word % hashedWordColumns] += (word >> 63) != 0 ? 1 : -1; };
    const std::vector<std::uint64_t> words
        = wordsOf(example.instruction.empty() ? userTurn(example) : example.instruction);
    for (std::size_t i = 0; i < words.size(); ++i) {
        add(words[i]);
        if (i < 2) // "write", "compare": what is to be done often stands first
            add(mixedHash(words[i] + i + 1));
    }
    double norm = 0;
    for (const double value : columns)
        norm += value * value;
    if (norm > 0)
        for (double& value : columns)
            value /= std::sqrt(norm);
    return columns;
}

} // namespace dankai
