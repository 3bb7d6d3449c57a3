// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"
#include "core/tokenizer/tokenizerspec.h"

#include <algorithm>
#include <bit>

namespace dankai {

namespace {

// Lengths keep neighbours apart: ("a", "bc") differs from ("ab", "c").
class Sum final
{
public:
    void addText(std::string_view text)
    {
        m_sum.add(std::to_string(text.size()) + ":");
        m_sum.add(text);
    }

    void addNumber(std::int64_t number) { m_sum.add(std::to_string(number) + ";"); }

    std::string finish() { return toHex(m_sum.finish()); }

private:
    Sha256 m_sum;
};

void addNormalizer(const TokenizerSpec& spec, Sum& sum)
{
    sum.addText("normalizer");
    for (const NormalizerStep& step : spec.normalizer) {
        if (const auto* form = std::get_if<UnicodeForm>(&step)) {
            sum.addNumber(static_cast<std::int64_t>(*form));
            continue;
        }
        sum.addNumber(static_cast<std::int64_t>(step.index()) + 100); // apart from the forms
        if (const auto* prepend = std::get_if<PrependText>(&step)) {
            sum.addText(prepend->text);
        } else if (const auto* replace = std::get_if<ReplaceText>(&step)) {
            sum.addText(replace->pattern);
            sum.addNumber(std::int64_t(replace->isRegex));
            sum.addText(replace->content);
        } else if (const auto* strip = std::get_if<StripSpaces>(&step)) {
            sum.addNumber(std::int64_t(strip->isLeft));
            sum.addNumber(std::int64_t(strip->isRight));
        } else if (const auto* map = std::get_if<PrecompiledMap>(&step)) {
            sum.addText(map->bytes);
        } else if (const auto* text = std::get_if<SentencePieceText>(&step)) {
            sum.addText(text->characterMap);
            sum.addNumber(static_cast<std::int64_t>(text->prefixAfter));
            for (const bool flag : {text->addsPrefix, text->removesExtraSpaces})
                sum.addNumber(std::int64_t(flag));
        }
    }
}

void addPreTokenizer(const TokenizerSpec& spec, Sum& sum)
{
    sum.addText("pre-tokenizer");
    for (const PreTokenizerStep& step : spec.preTokenizer) {
        sum.addNumber(static_cast<std::int64_t>(step.index()));
        if (const auto* bytes = std::get_if<ByteLevelSplit>(&step)) {
            sum.addNumber(std::int64_t(bytes->addsPrefixSpace));
            sum.addNumber(std::int64_t(bytes->usesPattern));
        } else if (const auto* digits = std::get_if<DigitsSplit>(&step)) {
            sum.addNumber(std::int64_t(digits->isIndividual));
        } else if (const auto* split = std::get_if<PatternSplit>(&step)) {
            sum.addText(split->pattern);
            sum.addNumber(std::int64_t(split->isRegex));
            sum.addNumber(std::int64_t(split->isInverted));
            sum.addNumber(static_cast<std::int64_t>(split->behavior));
        } else if (const auto* metaspace = std::get_if<MetaspaceSplit>(&step)) {
            sum.addText(metaspace->replacement);
            sum.addNumber(static_cast<std::int64_t>(metaspace->prefix));
            sum.addNumber(std::int64_t(metaspace->splits));
        }
    }
}

// What byte-level vocabularies do not have, so that their hash stays what it was before there were others.
void addCharacterModel(const TokenizerSpec& spec, Sum& sum)
{
    if (spec.isByteLevel && !spec.hasByteFallback && spec.model == TokenModel::BytePair)
        return;
    sum.addText("model");
    sum.addNumber(static_cast<std::int64_t>(spec.model));
    sum.addNumber(std::int64_t(spec.isByteLevel));
    sum.addNumber(std::int64_t(spec.hasByteFallback));
    sum.addNumber(std::int64_t(spec.hasFloatScores));
    for (const double score : spec.scores)
        sum.addNumber(std::bit_cast<std::int64_t>(score));
    sum.addText("decoding");
    sum.addNumber(std::int64_t(spec.decoding.hasByteFallback));
    sum.addNumber(static_cast<std::int64_t>(spec.decoding.leadingSpace));
    for (const ReplaceText& replace : spec.decoding.replacements) {
        sum.addText(replace.pattern);
        sum.addText(replace.content);
    }
}

} // namespace

std::string tokenizerHash(const TokenizerSpec& spec)
{
    Sum sum;
    sum.addText("dankai tokenizer 1");
    sum.addNumber(static_cast<std::int64_t>(spec.vocabulary.size()));
    for (const auto& text : spec.vocabulary)
        sum.addText(text ? std::string_view(*text) : std::string_view());
    sum.addNumber(static_cast<std::int64_t>(spec.merges.size()));
    for (const auto& [left, right] : spec.merges) {
        sum.addText(left);
        sum.addText(right);
    }
    sum.addNumber(std::int64_t(spec.ignoresMerges));
    sum.addNumber(std::int64_t(spec.unknownId.value_or(-1)));
    sum.addNumber(std::int64_t(spec.fusesUnknown));
    std::vector<AddedToken> added = spec.addedTokens;
    std::sort(added.begin(), added.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    for (const AddedToken& token : added) {
        sum.addText(token.content);
        for (const std::int64_t number : {std::int64_t(token.id), std::int64_t(token.isSpecial),
                 std::int64_t(token.isNormalized), std::int64_t(token.stripsLeft),
                 std::int64_t(token.stripsRight), std::int64_t(token.isSingleWord)})
            sum.addNumber(number);
    }
    addNormalizer(spec, sum);
    addPreTokenizer(spec, sum);
    addCharacterModel(spec, sum);
    sum.addText("affixes");
    for (const auto* ids : {&spec.prefixIds, &spec.suffixIds}) {
        sum.addNumber(static_cast<std::int64_t>(ids->size()));
        for (const std::int32_t id : *ids)
            sum.addNumber(std::int64_t(id));
    }
    for (const auto& id : {spec.bosId, spec.eosId, spec.padId})
        sum.addNumber(std::int64_t(id.value_or(-1)));
    return sum.finish();
}

} // namespace dankai
