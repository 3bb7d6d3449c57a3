// SPDX-License-Identifier: Apache-2.0
// The vocabulary that stands in a GGUF file's metadata. The pre-tokenizer is only named there; what the names
// mean is fixed by llama.cpp and by the models' own tokenizer.json.
#include "core/base/utf8.h"
#include "core/checkpoint/gguf.h"
#include "core/tokenizer/pretokenizer.h"
#include "core/tokenizer/tokenizerspec.h"

#include <cmath>
#include <limits>
#include <span>

namespace dankai {

namespace {

enum class Splitter
{
    Gpt2,
    DigitsThenGpt2,
    Llama3,
    Qwen2,
    Tekken,
    Gpt4o,
};

struct NamedPreTokenizer
{
    std::string_view name;
    Splitter splitter;
    bool ignoresMerges = false;
    bool isNfc = false;
    bool addsBos = false; // where tokenizer.ggml.add_bos_token does not say
};

constexpr NamedPreTokenizer namedPreTokenizers[] = {
    {"gpt-2", Splitter::Gpt2},
    {"default", Splitter::Gpt2},
    {"phi-2", Splitter::Gpt2},
    {"smollm", Splitter::DigitsThenGpt2},
    {"starcoder", Splitter::DigitsThenGpt2},
    {"refact", Splitter::DigitsThenGpt2},
    {"codeshell", Splitter::DigitsThenGpt2},
    {"llama3", Splitter::Llama3, true, false, true},
    {"llama-v3", Splitter::Llama3, true, false, true},
    {"llama-bpe", Splitter::Llama3, true, false, true},
    {"falcon3", Splitter::Llama3, true, false, true},
    {"pixtral", Splitter::Llama3, true, false, true},
    {"lfm2", Splitter::Llama3, true, false, true},
    {"qwen2", Splitter::Qwen2, false, true},
    {"deepseek-r1-qwen", Splitter::Qwen2, false, true},
    {"megrez", Splitter::Qwen2, false, true},
    {"tekken", Splitter::Tekken, true, false, true},
    {"gpt-4o", Splitter::Gpt4o},
};

// tokenizer.ggml.token_type
constexpr std::int64_t unknownType = 2;
constexpr std::int64_t controlType = 3;
constexpr std::int64_t userDefinedType = 4;
constexpr std::int64_t normalType = 1;

std::vector<PreTokenizerStep> stepsOf(Splitter splitter)
{
    switch (splitter) {
    case Splitter::Gpt2:
        return {ByteLevelSplit{}};
    case Splitter::DigitsThenGpt2:
        return {DigitsSplit{true}, ByteLevelSplit{}};
    case Splitter::Llama3:
        return {PatternSplit{std::string(llama3Pattern)}, ByteLevelSplit{false, false}};
    case Splitter::Qwen2:
        return {PatternSplit{std::string(qwen2Pattern)}, ByteLevelSplit{false, false}};
    case Splitter::Tekken:
        return {PatternSplit{std::string(tekkenPattern)}, ByteLevelSplit{false, false}};
    case Splitter::Gpt4o:
        return {PatternSplit{std::string(gpt4oPattern)}, ByteLevelSplit{false, false}};
    }
    return {};
}

void take(const NamedPreTokenizer& known, TokenizerSpec& spec)
{
    spec.preTokenizer = stepsOf(known.splitter);
    spec.ignoresMerges = known.ignoresMerges;
    if (known.isNfc)
        spec.normalizer = {UnicodeForm::Nfc};
}

Result<> readPreTokenizer(const GgufFile& file, const std::string& where, TokenizerSpec& spec, bool& addsBos)
{
    const std::string_view name = file.string("tokenizer.ggml.pre").value_or("default");
    for (const NamedPreTokenizer& known : namedPreTokenizers) {
        if (known.name != name)
            continue;
        take(known, spec);
        addsBos = known.addsBos;
        return {};
    }
    return unusable(where + ": the pre-tokenizer \"" + std::string(name)
        + "\" (tokenizer.ggml.pre) is not supported; use the model's Hugging Face folder, whose "
          "tokenizer.json "
          "says what it is.");
}

tl::unexpected<Error> broken(const std::string& where, const std::string& what)
{
    return unusable(where + ": " + what + ", so its tokenizer cannot be used; fetch the model again.");
}

Result<> readTokens(const GgufFile& file, const std::string& where, TokenizerSpec& spec)
{
    const GgufArray* tokens = file.array("tokenizer.ggml.tokens");
    const GgufArray* types = file.array("tokenizer.ggml.token_type");
    if (tokens == nullptr || tokens->kind() != GgufArray::Kind::Strings || tokens->size() == 0)
        return broken(where, "has no list of tokens (tokenizer.ggml.tokens)");
    if (types != nullptr && types->size() != tokens->size())
        return broken(where,
            "has " + std::to_string(tokens->size()) + " tokens but " + std::to_string(types->size())
                + " token types");
    for (const std::string_view token : tokens->strings())
        spec.vocabulary.emplace_back(std::string(token));
    if (types == nullptr)
        return {};
    const std::vector<std::int64_t> kinds = types->integers();
    for (std::size_t id = 0; id < kinds.size(); ++id) {
        const bool isSpecial = kinds[id] == controlType || kinds[id] == unknownType;
        if (!isSpecial && kinds[id] != userDefinedType)
            continue;
        AddedToken token;
        token.content = *spec.vocabulary[id];
        // It is looked for in text, which is UTF-8; tokenizer.json could not hold it either.
        if (!isValidUtf8(token.content))
            return broken(where, "special token " + std::to_string(id) + " is no UTF-8");
        token.id = static_cast<std::int32_t>(id);
        token.isSpecial = isSpecial;
        if (!token.content.empty())
            spec.addedTokens.push_back(std::move(token));
    }
    return {};
}

Result<> readMerges(const GgufFile& file, const std::string& where, TokenizerSpec& spec)
{
    const GgufArray* merges = file.array("tokenizer.ggml.merges");
    if (merges == nullptr || merges->kind() != GgufArray::Kind::Strings)
        return broken(where, "has no list of merges (tokenizer.ggml.merges)");
    std::size_t number = 0;
    for (const std::string_view merge : merges->strings()) {
        ++number;
        const std::size_t space = merge.find(' ', 1);
        if (space == std::string_view::npos || space + 1 == merge.size())
            return broken(where, "merge " + std::to_string(number) + " is no pair of tokens");
        spec.merges.emplace_back(merge.substr(0, space), merge.substr(space + 1));
    }
    return {};
}

// SentencePiece's BPE: scores in place of merges, and a space before the text and after each added token.
Result<> readScores(const GgufFile& file, const std::string& where, TokenizerSpec& spec)
{
    const GgufArray* scores = file.array("tokenizer.ggml.scores");
    if (scores == nullptr || scores->kind() != GgufArray::Kind::Reals
        || scores->size() != spec.vocabulary.size())
        return broken(where, "has no score for each of its tokens (tokenizer.ggml.scores)");
    spec.model = TokenModel::ScoredBytePair;
    spec.isByteLevel = false;
    spec.hasByteFallback = true;
    spec.fusesUnknown = true;
    spec.scores = scores->reals();
    spec.hasFloatScores = true;
    const GgufArray* types = file.array("tokenizer.ggml.token_type");
    const std::vector<std::int64_t> kinds
        = types != nullptr ? types->integers() : std::vector<std::int64_t>();
    for (std::size_t id = 0; id < kinds.size(); ++id) {
        if (kinds[id] != normalType)
            spec.scores[id] = std::numeric_limits<double>::quiet_NaN();
        if (kinds[id] == unknownType && !spec.unknownId)
            spec.unknownId = static_cast<std::int32_t>(id);
    }
    if (const auto id = file.integer("tokenizer.ggml.unknown_token_id");
        id && *id >= 0 && *id < static_cast<std::int64_t>(spec.vocabulary.size()))
        spec.unknownId = static_cast<std::int32_t>(*id);
    SentencePieceText text;
    text.addsPrefix = file.boolean("tokenizer.ggml.add_space_prefix").value_or(true);
    text.prefixAfter = PrefixAfter::AddedTokens;
    text.removesExtraSpaces = file.boolean("tokenizer.ggml.remove_extra_whitespaces").value_or(false);
    spec.normalizer = {text};
    spec.decoding.hasByteFallback = true;
    spec.decoding.replacements = {ReplaceText{"\u2581", false, " "}};
    if (text.addsPrefix)
        spec.decoding.leadingSpace = LeadingSpace::StripOne;
    return {};
}

struct SpecialKey
{
    const char* gguf;
    const char* huggingFace;
};

constexpr SpecialKey specialKeys[]
    = {{"tokenizer.ggml.bos_token_id", "bos_token"}, {"tokenizer.ggml.eos_token_id", "eos_token"},
        {"tokenizer.ggml.padding_token_id", "pad_token"}, {"tokenizer.ggml.unknown_token_id", "unk_token"}};

Result<> readSpecialIds(const GgufFile& file, const std::string& where, TokenizerSpec& spec, bool addsBos)
{
    const auto size = static_cast<std::int64_t>(spec.vocabulary.size());
    for (const SpecialKey& key : specialKeys)
        if (const auto id = file.integer(key.gguf); id && (*id < 0 || *id >= size))
            return unusable(where + ": " + key.gguf + " is " + std::to_string(*id)
                + ", which is no token of its vocabulary; fetch the model again.");
    const auto idOf = [&file](const char* key) -> std::optional<std::int32_t> {
        const auto id = file.integer(key);
        return id ? std::optional(static_cast<std::int32_t>(*id)) : std::nullopt;
    };
    spec.bosId = idOf(specialKeys[0].gguf);
    spec.eosId = idOf(specialKeys[1].gguf);
    spec.padId = idOf(specialKeys[2].gguf);
    spec.specialTokenTexts = specialTokenTextsOfGguf(file);
    if (spec.bosId && file.boolean("tokenizer.ggml.add_bos_token").value_or(addsBos))
        spec.prefixIds.push_back(*spec.bosId);
    if (spec.eosId && file.boolean("tokenizer.ggml.add_eos_token").value_or(false))
        spec.suffixIds.push_back(*spec.eosId);
    return {};
}

} // namespace

std::optional<std::string_view> ggufPreTokenizerName(const TokenizerSpec& spec)
{
    if (spec.model != TokenModel::BytePair || !spec.isByteLevel) // the names are of byte-level BPE alone
        return std::nullopt;
    for (const NamedPreTokenizer& known : namedPreTokenizers) {
        TokenizerSpec meant;
        take(known, meant);
        if (spec.preTokenizer == meant.preTokenizer && spec.normalizer == meant.normalizer
            && spec.ignoresMerges == meant.ignoresMerges)
            return known.name;
    }
    return std::nullopt;
}

std::map<std::string, std::string> specialTokenTextsOfGguf(const GgufFile& file)
{
    std::map<std::string, std::string> texts;
    const GgufArray* tokens = file.array("tokenizer.ggml.tokens");
    if (tokens == nullptr)
        return texts;
    const std::vector<std::string_view> spellings = tokens->strings();
    for (const SpecialKey& key : specialKeys) {
        const auto id = file.integer(key.gguf);
        if (id && *id >= 0 && *id < static_cast<std::int64_t>(spellings.size()))
            texts[key.huggingFace] = std::string(spellings[static_cast<std::size_t>(*id)]);
    }
    return texts;
}

Result<TokenizerSpec> tokenizerSpecFromGguf(const GgufFile& file, const std::string& where)
{
    TokenizerSpec spec;
    const std::string_view model = file.string("tokenizer.ggml.model").value_or("");
    const bool hasScores = model == "llama";
    if (model != "gpt2" && !hasScores)
        return unusable(where + ": the tokenizer \"" + std::string(model)
            + "\" (tokenizer.ggml.model) is not supported; byte-level BPE (\"gpt2\") and SentencePiece's BPE "
              "(\"llama\") are. Use another model.");
    if (auto done = readTokens(file, where, spec); !done)
        return passOn(done);
    bool addsBos = hasScores;
    if (auto done = hasScores ? readScores(file, where, spec) : readMerges(file, where, spec); !done)
        return passOn(done);
    if (!hasScores)
        if (auto done = readPreTokenizer(file, where, spec, addsBos); !done)
            return passOn(done);
    if (auto done = readSpecialIds(file, where, spec, addsBos); !done)
        return passOn(done);
    const std::string_view architecture = file.string("general.architecture").value_or("");
    spec.maxPositions = file.integer(std::string(architecture) + ".context_length");
    return spec;
}

} // namespace dankai
