// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/pretokenizer.h"

#include "core/tokenizer/patternscanner.h"

namespace dankai {

const std::string_view gpt2Pattern
    = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
const std::string_view llama3Pattern
    = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
const std::string_view qwen2Pattern
    = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
const std::string_view tekkenPattern
    = R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
const std::string_view gpt4oPattern
    = R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

struct PreTokenizer::Stage
{
    enum class Kind
    {
        PrefixSpace,
        Gpt2,
        Llama3,
        Cased,
        Digits,
        Pattern,
        Metaspace,
    };

    Kind kind = Kind::Gpt2;
    std::size_t maxDigits = 0;
    bool isIndividual = false;
    bool hasContractions = false;
    std::optional<dankai::Pattern> pattern;
    bool isInverted = false;
    SplitBehavior behavior = SplitBehavior::Isolated;
    MetaspaceSplit metaspace;

    void split(std::string_view text, const Word& word, Scratch& scratch) const;
    void splitByPattern(std::string_view text, const Word& word, Scratch& scratch) const;

    // Those that write the text anew, as Metaspace and the space before it do.
    bool changesText() const { return kind == Kind::PrefixSpace || kind == Kind::Metaspace; }

    std::string changedText(std::string_view text, SegmentPlace place, Scratch& scratch) const;
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
    std::vector<Piece> pieces;
    std::size_t previous = word.begin;
    pattern->find(text.substr(word.begin, word.end - word.begin), scratch.pattern,
        [&](std::size_t begin, std::size_t end) {
            if (word.begin + begin > previous)
                pieces.push_back({previous, word.begin + begin, isInverted});
            pieces.push_back({word.begin + begin, word.begin + end, !isInverted});
            previous = word.begin + end;
        });
    if (previous < word.end)
        pieces.push_back({previous, word.end, isInverted});
    combine(pieces, behavior, scratch.next);
}

// The words of scratch.words in a text of its own, with what this stage puts before them and in them; leaves
// the new words in scratch.next.
std::string PreTokenizer::Stage::changedText(
    std::string_view text, SegmentPlace place, Scratch& scratch) const
{
    const std::string_view space = kind == Kind::Metaspace ? std::string_view(metaspace.replacement) : " ";
    const PrefixPlace prefix = kind == Kind::Metaspace ? metaspace.prefix : PrefixPlace::Always;
    std::string changed;
    changed.reserve(text.size() + scratch.words.size() * space.size());
    for (const Word& word : scratch.words) {
        const bool isFirst = word.begin == 0;
        const bool takesPrefix = prefix == PrefixPlace::Always ? !isFirst || place != SegmentPlace::Middle
            : prefix == PrefixPlace::First                     ? isFirst && place == SegmentPlace::Beginning
                                                               : false;
        std::size_t begin = changed.size();
        const std::string_view part = text.substr(word.begin, word.end - word.begin);
        if (takesPrefix && !part.starts_with(' ') && !part.starts_with(space))
            changed += space;
        if (kind == Kind::PrefixSpace) {
            changed += part;
            scratch.next.push_back({begin, changed.size()});
            continue;
        }
        for (const char character : part)
            if (character == ' ')
                changed += space;
            else
                changed += character;
        if (!metaspace.splits) {
            scratch.next.push_back({begin, changed.size()});
            continue;
        }
        // MergedWithNext: each replacement begins a word, and one of several stands alone.
        std::size_t from = begin;
        while (true) {
            const std::size_t found = changed.find(space, from);
            if (found == std::string::npos)
                break;
            if (found > begin)
                scratch.next.push_back({begin, found});
            begin = found;
            from = found + space.size();
        }
        if (changed.size() > begin)
            scratch.next.push_back({begin, changed.size()});
    }
    return changed;
}

void PreTokenizer::Stage::split(std::string_view text, const Word& word, Scratch& scratch) const
{
    switch (kind) {
    case Kind::PrefixSpace:
    case Kind::Metaspace:
        return; // changedText()
    case Kind::Gpt2:
        scanGpt2(text, word.begin, word.end, scratch.next);
        return;
    case Kind::Llama3:
        scanLlama3(text, word.begin, word.end, maxDigits, scratch.next);
        return;
    case Kind::Cased:
        scanCased(text, word.begin, word.end, maxDigits, hasContractions, scratch.next);
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
        if (const auto* metaspace = std::get_if<MetaspaceSplit>(&step)) {
            stage.kind = Stage::Kind::Metaspace;
            stage.metaspace = *metaspace;
            addStage(std::move(stage));
            continue;
        }
        const auto& split = std::get<PatternSplit>(step);
        // Those match every character, so a gap that `behavior` could treat otherwise never occurs.
        const bool isPlain = split.isRegex && !split.isInverted && split.behavior == SplitBehavior::Isolated;
        if (isPlain && split.pattern == gpt2Pattern) {
            stage.kind = Stage::Kind::Gpt2;
        } else if (isPlain && (split.pattern == llama3Pattern || split.pattern == qwen2Pattern)) {
            stage.kind = Stage::Kind::Llama3;
            stage.maxDigits = split.pattern == llama3Pattern ? 3 : 1;
        } else if (isPlain && (split.pattern == tekkenPattern || split.pattern == gpt4oPattern)) {
            stage.kind = Stage::Kind::Cased;
            stage.hasContractions = split.pattern == gpt4oPattern;
            stage.maxDigits = stage.hasContractions ? 3 : 1;
        } else {
            stage.kind = Stage::Kind::Pattern;
            stage.isInverted = split.isInverted;
            stage.behavior = split.behavior;
            auto pattern = dankai::Pattern::compile(split.pattern,
                split.isRegex ? dankai::Pattern::Kind::Regex : dankai::Pattern::Kind::Text, "pre-tokenizer",
                where);
            if (!pattern)
                return passOn(pattern);
            stage.pattern = std::move(*pattern);
        }
        addStage(std::move(stage));
    }
    return made;
}

std::string_view PreTokenizer::split(std::string_view text, Scratch& scratch, SegmentPlace place) const
{
    scratch.words.clear();
    if (!text.empty())
        scratch.words.push_back({0, text.size()});
    for (const auto& stage : m_stages) {
        scratch.next.clear();
        if (stage->changesText()) {
            scratch.text = stage->changedText(text, place, scratch);
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
