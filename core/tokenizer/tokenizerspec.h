// SPDX-License-Identifier: Apache-2.0
// Everything that decides token ids, as both sources (tokenizer.json, GGUF metadata) are read into it.
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

enum class NormalizerStep
{
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
};

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

using PreTokenizerStep = std::variant<ByteLevelSplit, DigitsSplit, PatternSplit>;

struct TokenizerSpec
{
    // By id, as written in the vocabulary; nothing where an id is not used.
    std::vector<std::optional<std::string>> vocabulary;
    std::vector<std::pair<std::string, std::string>> merges; // most important first
    bool ignoresMerges = false; // a word that is in the vocabulary is one token whatever the merges say
    std::optional<std::int32_t> unknownId;
    bool fusesUnknown = false;
    std::vector<AddedToken> addedTokens;
    std::vector<NormalizerStep> normalizer;
    std::vector<PreTokenizerStep> preTokenizer;
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

// A folder whose model is one GGUF file (locateModel), with no tokenizer.json beside it.
bool isGgufFolder(const std::filesystem::path& path);

// tokenizer.json, tokenizer_config.json (with the chat template where there is one), special_tokens_map.json:
// name and bytes.
std::map<std::string, std::string> writeTokenizerJson(
    const TokenizerSpec& spec, const std::optional<std::string>& chatTemplate);

} // namespace dankai
