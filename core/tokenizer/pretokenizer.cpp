// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/pretokenizer.h"

#include "core/tokenizer/patternscanner.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <cctype>

namespace dankai {

const std::string_view gpt2Pattern
    = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
const std::string_view llama3Pattern
    = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
const std::string_view qwen2Pattern
    = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

namespace {

struct CodeDeleter
{
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};

using Code = std::unique_ptr<pcre2_code, CodeDeleter>;

// Oniguruma, in which the patterns are written, and PCRE2 differ in \s (U+180E) and in what ^ and $ mean.
std::string toPcre2(std::string_view pattern)
{
    constexpr std::string_view space
        = R"(\t-\r\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})";
    // Oniguruma's word characters: PCRE2 10.42 leaves marks and connectors out, and both call a few symbols
    // words.
    constexpr std::string_view word
        = R"(\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\x{b2}\x{b3}\x{b9}\x{bc}-\x{be}\x{24b6}-\x{24e9})"
          R"(\x{1f130}-\x{1f149}\x{1f150}-\x{1f169}\x{1f170}-\x{1f189})";
    std::string translated;
    bool isInClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            const char next = pattern[++i];
            const std::string_view set = next == 's' || next == 'S' ? space : word;
            if (next == 's' || next == 'w')
                translated += isInClass ? std::string(set) : "[" + std::string(set) + "]";
            else if ((next == 'S' || next == 'W') && !isInClass)
                translated += "[^" + std::string(set) + "]";
            else
                translated += {c, next};
            continue;
        }
        if (c == '[')
            isInClass = true;
        else if (c == ']')
            isInClass = false;
        translated += c;
    }
    return translated;
}

// A literal text as a pattern.
std::string escapedPattern(std::string_view text)
{
    std::string pattern;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0)
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

} // namespace

struct PreTokenizer::Scratch::MatchData
{
    ~MatchData()
    {
        pcre2_match_data_free(data);
        pcre2_match_context_free(context);
    }

    MatchData() = default;
    MatchData(const MatchData&) = delete;
    MatchData& operator=(const MatchData&) = delete;

    // Only the place of the whole match is needed.
    pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
    pcre2_match_context* context = pcre2_match_context_create(nullptr);
};

PreTokenizer::Scratch::Scratch() = default;
PreTokenizer::Scratch::~Scratch() = default;
PreTokenizer::Scratch::Scratch(Scratch&&) noexcept = default;
PreTokenizer::Scratch& PreTokenizer::Scratch::operator=(Scratch&&) noexcept = default;

struct PreTokenizer::Stage
{
    enum class Kind
    {
        PrefixSpace,
        Gpt2,
        Llama3,
        Digits,
        Pattern,
    };

    Kind kind = Kind::Gpt2;
    std::size_t maxDigits = 0;
    bool isIndividual = false;
    Code code;
    bool isInverted = false;
    SplitBehavior behavior = SplitBehavior::Isolated;

    void split(std::string_view text, const Word& word, Scratch& scratch) const;
    void splitByPattern(std::string_view text, const Word& word, Scratch& scratch) const;
};

namespace {

struct Piece
{
    std::size_t begin;
    std::size_t end;
    bool isMatch;
};

// Hugging Face's SplitDelimiterBehavior: which matches and gaps become words.
void combine(const std::vector<Piece>& pieces, SplitBehavior behavior, std::vector<Word>& words)
{
    switch (behavior) {
    case SplitBehavior::Isolated:
        for (const Piece& piece : pieces)
            words.push_back({piece.begin, piece.end});
        return;
    case SplitBehavior::Removed:
        for (const Piece& piece : pieces)
            if (!piece.isMatch)
                words.push_back({piece.begin, piece.end});
        return;
    case SplitBehavior::Contiguous:
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (i > 0 && pieces[i].isMatch == pieces[i - 1].isMatch)
                words.back().end = pieces[i].end;
            else
                words.push_back({pieces[i].begin, pieces[i].end});
        }
        return;
    case SplitBehavior::MergedWithPrevious:
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (i > 0 && pieces[i].isMatch && !pieces[i - 1].isMatch)
                words.back().end = pieces[i].end;
            else
                words.push_back({pieces[i].begin, pieces[i].end});
        }
        return;
    case SplitBehavior::MergedWithNext:
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (i + 1 < pieces.size() && pieces[i].isMatch && !pieces[i + 1].isMatch) {
                words.push_back({pieces[i].begin, pieces[i + 1].end});
                ++i;
            } else {
                words.push_back({pieces[i].begin, pieces[i].end});
            }
        }
        return;
    }
}

} // namespace

void PreTokenizer::Stage::splitByPattern(std::string_view text, const Word& word, Scratch& scratch) const
{
    if (!scratch.matchData)
        scratch.matchData = std::make_unique<Scratch::MatchData>();
    pcre2_match_data* data = scratch.matchData->data;
    const auto* subject = reinterpret_cast<PCRE2_SPTR>(text.data()) + word.begin;
    const std::size_t size = word.end - word.begin;
    std::vector<Piece> pieces;
    std::size_t previous = 0;
    std::size_t from = 0;
    while (from < size) {
        const int found = pcre2_match(
            code.get(), subject, size, from, PCRE2_NO_UTF_CHECK, data, scratch.matchData->context);
        if (found < 0)
            break;
        const PCRE2_SIZE* place = pcre2_get_ovector_pointer(data);
        if (place[1] <= place[0]) { // an empty match cuts nothing
            ++from;
            while (from < size && (subject[from] & 0xc0U) == 0x80)
                ++from;
            continue;
        }
        if (place[0] > previous)
            pieces.push_back({word.begin + previous, word.begin + place[0], isInverted});
        pieces.push_back({word.begin + place[0], word.begin + place[1], !isInverted});
        previous = place[1];
        from = place[1];
    }
    if (previous < size)
        pieces.push_back({word.begin + previous, word.end, isInverted});
    combine(pieces, behavior, scratch.next);
}

void PreTokenizer::Stage::split(std::string_view text, const Word& word, Scratch& scratch) const
{
    switch (kind) {
    case Kind::PrefixSpace:
        return; // done by PreTokenizer::split, which owns the text
    case Kind::Gpt2:
        scanGpt2(text, word.begin, word.end, scratch.next);
        return;
    case Kind::Llama3:
        scanLlama3(text, word.begin, word.end, maxDigits, scratch.next);
        return;
    case Kind::Digits:
        scanDigits(text, word.begin, word.end, isIndividual, scratch.next);
        return;
    case Kind::Pattern:
        splitByPattern(text, word, scratch);
        return;
    }
}

Result<PreTokenizer> PreTokenizer::create(std::span<const PreTokenizerStep> steps, const std::string& where)
{
    PreTokenizer made;
    const auto addStage
        = [&made](Stage stage) { made.m_stages.push_back(std::make_shared<const Stage>(std::move(stage))); };
    for (const PreTokenizerStep& step : steps) {
        Stage stage;
        if (const auto* byteLevel = std::get_if<ByteLevelSplit>(&step)) {
            if (byteLevel->addsPrefixSpace) {
                stage.kind = Stage::Kind::PrefixSpace;
                addStage(std::move(stage));
                stage = {};
            }
            if (byteLevel->usesPattern)
                addStage(std::move(stage));
            continue;
        }
        if (const auto* digits = std::get_if<DigitsSplit>(&step)) {
            stage.kind = Stage::Kind::Digits;
            stage.isIndividual = digits->isIndividual;
            addStage(std::move(stage));
            continue;
        }
        const auto& split = std::get<PatternSplit>(step);
        // Those three match every character, so a gap that `behavior` could treat otherwise never occurs.
        const bool isPlain = split.isRegex && !split.isInverted && split.behavior == SplitBehavior::Isolated;
        if (isPlain && split.pattern == gpt2Pattern) {
            stage.kind = Stage::Kind::Gpt2;
        } else if (isPlain && (split.pattern == llama3Pattern || split.pattern == qwen2Pattern)) {
            stage.kind = Stage::Kind::Llama3;
            stage.maxDigits = split.pattern == llama3Pattern ? 3 : 1;
        } else {
            const std::string pattern
                = split.isRegex ? toPcre2(split.pattern) : escapedPattern(split.pattern);
            int errorNumber = 0;
            PCRE2_SIZE errorAt = 0;
            stage.kind = Stage::Kind::Pattern;
            stage.isInverted = split.isInverted;
            stage.behavior = split.behavior;
            stage.code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C, &errorNumber, &errorAt,
                nullptr));
            if (!stage.code) {
                PCRE2_UCHAR message[160] = {};
                pcre2_get_error_message(errorNumber, message, sizeof message);
                return unusable(where + ": the pre-tokenizer's pattern \"" + split.pattern
                    + "\" is no regular expression that this program understands ("
                    + reinterpret_cast<const char*>(message) + "). Use a model with another tokenizer.");
            }
            pcre2_jit_compile(stage.code.get(), PCRE2_JIT_COMPLETE); // without JIT it is only slower
        }
        addStage(std::move(stage));
    }
    return made;
}

std::string_view PreTokenizer::split(std::string_view text, Scratch& scratch) const
{
    scratch.words.clear();
    if (!text.empty())
        scratch.words.push_back({0, text.size()});
    for (const auto& stage : m_stages) {
        scratch.next.clear();
        if (stage->kind == Stage::Kind::PrefixSpace) {
            std::string changed;
            changed.reserve(text.size() + scratch.words.size());
            for (const Word& word : scratch.words) {
                const std::size_t begin = changed.size();
                if (text[word.begin] != ' ')
                    changed += ' ';
                changed += text.substr(word.begin, word.end - word.begin);
                scratch.next.push_back({begin, changed.size()});
            }
            scratch.text = std::move(changed);
            text = scratch.text;
        } else {
            for (const Word& word : scratch.words)
                stage->split(text, word, scratch);
        }
        scratch.words.swap(scratch.next);
    }
    return text;
}

} // namespace dankai
