// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/tokenizerggufwriter.h"

#include <algorithm>
#include <utility>

namespace dankai {

namespace {

// tokenizer.ggml.token_type
enum class TokenType : std::int32_t
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
};

struct Vocabulary
{
    std::vector<std::string> tokens;
    std::vector<std::int32_t> types;
};

// llama.cpp takes the number of tokens for the number of rows, so rows that no token has get a name of their
// own.
Vocabulary vocabularyOf(const TokenizerSpec& spec, std::int64_t rows)
{
    Vocabulary made;
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto id = static_cast<std::size_t>(row);
        const bool isUsed = id < spec.vocabulary.size() && spec.vocabulary[id].has_value();
        made.tokens.push_back(isUsed ? *spec.vocabulary[id] : "[PAD" + std::to_string(row) + "]");
        made.types.push_back(static_cast<std::int32_t>(isUsed ? TokenType::Normal : TokenType::Unused));
    }
    for (const AddedToken& token : spec.addedTokens) {
        if (token.id < 0 || token.id >= rows)
            continue;
        const auto id = static_cast<std::size_t>(token.id);
        made.tokens[id] = token.content;
        made.types[id]
            = static_cast<std::int32_t>(token.isSpecial ? TokenType::Control : TokenType::UserDefined);
    }
    // A text's unknown parts; special tokens that also serve for them, as <|endoftext|> does, stay special.
    if (spec.unknownId && *spec.unknownId >= 0 && *spec.unknownId < rows) {
        std::int32_t& type = made.types[static_cast<std::size_t>(*spec.unknownId)];
        if (type == static_cast<std::int32_t>(TokenType::Normal))
            type = static_cast<std::int32_t>(TokenType::Unknown);
    }
    return made;
}

std::optional<std::int32_t> idOf(const TokenizerSpec& spec, const char* name)
{
    const auto text = spec.specialTokenTexts.find(name);
    if (text == spec.specialTokenTexts.end())
        return std::nullopt;
    for (const AddedToken& token : spec.addedTokens)
        if (token.content == text->second)
            return token.id;
    const auto found = std::find(spec.vocabulary.begin(), spec.vocabulary.end(), text->second);
    return found == spec.vocabulary.end()
        ? std::nullopt
        : std::optional(static_cast<std::int32_t>(found - spec.vocabulary.begin()));
}

} // namespace

Result<std::vector<GgufEntry>> ggufTokenizer(const TokenizerSpec& spec, const ModelConfig& config,
    const std::optional<std::string>& chatTemplate, const std::string& where)
{
    const auto preTokenizer = ggufPreTokenizerName(spec);
    if (!preTokenizer)
        return unusable(where
            + ": GGUF has no name for the way in which this tokenizer cuts text, so llama.cpp could not read "
              "it as "
              "it was trained. Export a Hugging Face folder (--as hf).");
    std::vector<GgufEntry> entries
        = {{"tokenizer.ggml.model", "gpt2"}, {"tokenizer.ggml.pre", std::string(*preTokenizer)}};
    Vocabulary vocabulary = vocabularyOf(spec, config.vocabularySize);
    entries.push_back({"tokenizer.ggml.tokens", std::move(vocabulary.tokens)});
    entries.push_back({"tokenizer.ggml.token_type", std::move(vocabulary.types)});
    std::vector<std::string> merges;
    for (const auto& [left, right] : spec.merges)
        merges.push_back(left + " " + right);
    entries.push_back({"tokenizer.ggml.merges", std::move(merges)});

    const auto put = [&](const char* key, const std::optional<std::int32_t>& id) {
        if (id && *id >= 0 && *id < config.vocabularySize)
            entries.push_back({key, static_cast<std::uint32_t>(*id)});
    };
    // The tokenizer's own end of text where the model ends with it, since that is what its template writes;
    // of the others one more has a place.
    const std::vector<std::int32_t>& ends = config.eosTokenIds;
    std::optional<std::int32_t> end = spec.eosId;
    if (!ends.empty() && (!end || std::find(ends.begin(), ends.end(), *end) == ends.end()))
        end = ends.front();
    const auto other
        = std::find_if(ends.begin(), ends.end(), [&](std::int32_t id) { return end && id != *end; });
    put("tokenizer.ggml.bos_token_id", spec.bosId ? spec.bosId : config.bosTokenId);
    put("tokenizer.ggml.eos_token_id", end);
    if (other != ends.end())
        put("tokenizer.ggml.eot_token_id", *other);
    put("tokenizer.ggml.padding_token_id", spec.padId ? spec.padId : config.padTokenId);
    put("tokenizer.ggml.unknown_token_id", spec.unknownId ? spec.unknownId : idOf(spec, "unk_token"));
    const auto holds = [](const std::vector<std::int32_t>& ids, const std::optional<std::int32_t>& id) {
        return id && std::find(ids.begin(), ids.end(), *id) != ids.end();
    };
    entries.push_back({"tokenizer.ggml.add_bos_token", holds(spec.prefixIds, spec.bosId)});
    entries.push_back({"tokenizer.ggml.add_eos_token", holds(spec.suffixIds, spec.eosId)});
    if (chatTemplate)
        entries.push_back({"tokenizer.chat_template", *chatTemplate});
    return entries;
}

} // namespace dankai
