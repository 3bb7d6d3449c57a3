// SPDX-License-Identifier: Apache-2.0
// Everything that decides token ids, as all sources (tokenizer.json, tokenizer.model, GGUF metadata) are read
// into it.
// Plain data; the tables that make it fast are built by Tokenizer.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dankai {

class GgufFile;

// An id takes a row in the embedding; more rows than this are a damaged file, not a vocabulary.
constexpr std::int64_t maxVocabularySize = std::int64_t(1) << 24;

struct AddedToken
{
    std::string content;
    std::int32_t id = 0;
    bool isSpecial = false;
    bool isNormalized = false; // matched in the normalised text
    bool stripsLeft = false; // takes the spaces before it along
    bool stripsRight = false;
    bool isSingleWord = false;

    bool operator==(const AddedToken&) const = default;
};

enum class UnicodeForm
{
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
};

// Names of Hugging Face's normalizers.
struct PrependText
{
    std::string text;

    bool operator==(const PrependText&) const = default;
};

struct ReplaceText
{
    std::string pattern;
    bool isRegex = false; // else the text itself
    std::string content;

    bool operator==(const ReplaceText&) const = default;
};

struct StripSpaces
{
    bool isLeft = true;
    bool isRight = true;

    bool operator==(const StripSpaces&) const = default;
};

// SentencePiece's table of characters to replace, applied as Hugging Face's "Precompiled" does.
struct PrecompiledMap
{
    std::string bytes;

    bool operator==(const PrecompiledMap&) const = default;
};

// Where SentencePiece's space before a text is put besides the beginning.
enum class PrefixAfter
{
    Nothing,
    SpecialTokens, // Hugging Face's "legacy"
    AddedTokens, // user-defined symbols too, as llama.cpp does
};

// All that SentencePiece itself does to a text: its character table, its spaces, which become U+2581.
struct SentencePieceText
{
    std::string characterMap; // empty: none
    bool addsPrefix = true;
    PrefixAfter prefixAfter = PrefixAfter::Nothing;
    bool removesExtraSpaces = false;

    bool operator==(const SentencePieceText&) const = default;
};

using NormalizerStep
    = std::variant<UnicodeForm, PrependText, ReplaceText, StripSpaces, PrecompiledMap, SentencePieceText>;

// Names of Hugging Face's pre_tokenizers.
struct ByteLevelSplit
{
    bool addsPrefixSpace = false;
    bool usesPattern = true; // GPT-2's

    bool operator==(const ByteLevelSplit&) const = default;
};

struct DigitsSplit
{
    bool isIndividual = false;

    bool operator==(const DigitsSplit&) const = default;
};

enum class SplitBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
};

struct PatternSplit
{
    std::string pattern;
    bool isRegex = true; // else the text itself
    bool isInverted = false;
    SplitBehavior behavior = SplitBehavior::Isolated;

    bool operator==(const PatternSplit&) const = default;
};

// Where a piece of text stands that is encoded by itself: what is put before a text is not put everywhere.
enum class SegmentPlace
{
    Beginning, // of the whole text
    AfterSpecial, // after a special token
    AfterAdded, // after another added token
    Middle, // the text before it was encoded already and ends in no added token
};

enum class PrefixPlace
{
    Always, // at the beginning and after an added token
    First, // at the beginning of the text only
    Never,
};

struct MetaspaceSplit
{
    std::string replacement = "\u2581"; // of a space
    PrefixPlace prefix = PrefixPlace::Always;
    bool splits = true; // before each replacement

    bool operator==(const MetaspaceSplit&) const = default;
};

using PreTokenizerStep = std::variant<ByteLevelSplit, DigitsSplit, PatternSplit, MetaspaceSplit>;

// What one word's characters become tokens by.
enum class TokenModel
{
    BytePair, // `merges`, Hugging Face's BPE
    ScoredBytePair, // the pair whose token scores highest, SentencePiece's BPE
    Unigram, // the best sum of scores
};

enum class LeadingSpace
{
    Keep,
    StripOne, // of the decoded text
    StripOfFirstToken, // all that the first token has, Hugging Face's Metaspace
};

// How a token's spelling becomes text where it is not spelt in the byte alphabet.
struct TokenDecoding
{
    bool hasByteFallback = false; // "<0xE3>" is a byte
    std::vector<ReplaceText> replacements; // in each token
    LeadingSpace leadingSpace = LeadingSpace::Keep;

    bool operator==(const TokenDecoding&) const = default;
};

struct TokenizerSpec
{
    TokenModel model = TokenModel::BytePair;
    bool isByteLevel = true; // tokens are bytes, spelt in the byte alphabet; else characters
    // By id, as written in the vocabulary; nothing where an id is not used.
    std::vector<std::optional<std::string>> vocabulary;
    std::vector<std::pair<std::string, std::string>> merges; // most important first
    bool ignoresMerges = false; // a word that is in the vocabulary is one token whatever the merges say
    // By id, of the models that use scores; no number marks a token that no text is cut into.
    std::vector<double> scores;
    bool hasFloatScores = false; // sums are rounded as SentencePiece rounds them
    bool hasByteFallback = false; // an unknown character is its bytes, "<0xE3>" and so on
    std::optional<std::int32_t> unknownId;
    bool fusesUnknown = false;
    std::vector<AddedToken> addedTokens;
    std::vector<NormalizerStep> normalizer;
    std::vector<PreTokenizerStep> preTokenizer;
    TokenDecoding decoding;
    std::vector<std::int32_t> prefixIds; // of the post-processor
    std::vector<std::int32_t> suffixIds;

    std::optional<std::int32_t> bosId;
    std::optional<std::int32_t> eosId;
    std::optional<std::int32_t> padId;
    std::map<std::string, std::string> specialTokenTexts; // "bos_token" -> "<s>"
    std::optional<std::int64_t> maxPositions; // model_max_length, only to be written again
};

Result<TokenizerSpec> parseTokenizerJson(
    std::string_view tokenizerJson, std::string_view tokenizerConfigJson, const std::string& where);
// "bos_token" -> "<s>" and so on: of tokenizer_config.json or special_tokens_map.json, and of a GGUF file.
std::map<std::string, std::string> specialTokenTextsOf(const Json& config);
// The chat templates of tokenizer_config.json by name; the one without a name is "default".
std::map<std::string, std::string> chatTemplatesOf(const Json& config);
std::map<std::string, std::string> specialTokenTextsOfGguf(const GgufFile& file);
Result<TokenizerSpec> tokenizerSpecFromGguf(const GgufFile& file, const std::string& where);
// SentencePiece's tokenizer.model, with what tokenizer_config.json and added_tokens.json beside it say
// (either may be empty).
Result<TokenizerSpec> parseSentencePieceModel(std::string_view model, std::string_view tokenizerConfigJson,
    std::string_view addedTokensJson, const std::string& where);
// What tokenizer_config.json says beyond the vocabulary: special tokens, further added tokens, BOS and EOS.
Result<> readTokenizerConfig(
    std::string_view tokenizerConfigJson, const std::string& where, TokenizerSpec& spec);
// Adds a token, or gives the one of this id its properties. Unusable where the id is impossible.
Result<> addToken(AddedToken token, const std::string& where, TokenizerSpec& spec);

// The merges of a vocabulary with scores in the order of their importance, as Hugging Face derives them.
std::vector<std::pair<std::string, std::string>> mergesOfScores(const TokenizerSpec& spec);
// Over everything that decides ids, SHA-256 in hex.
std::string tokenizerHash(const TokenizerSpec& spec);
// The name (tokenizer.ggml.pre) under which GGUF knows this way of cutting text; nothing where there is
// none.
std::optional<std::string_view> ggufPreTokenizerName(const TokenizerSpec& spec);

// Where the tokenizer and the chat template of a model stand: with the model itself; but of a folder without
// a tokenizer in its GGUF file where its model is one, and with the base model where it is an adapter, since
// PEFT need not save one. Fails where `modelPath` does not exist or the base model is not found.
Result<std::filesystem::path> tokenizerHome(const std::filesystem::path& modelPath);

// tokenizer.json, tokenizer_config.json (with the chat template where there is one), special_tokens_map.json:
// name and bytes.
std::map<std::string, std::string> writeTokenizerJson(
    const TokenizerSpec& spec, const std::optional<std::string>& chatTemplate);

} // namespace dankai
