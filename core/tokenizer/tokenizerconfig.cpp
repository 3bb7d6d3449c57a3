// SPDX-License-Identifier: Apache-2.0
// Reading tokenizer_config.json, as far as it decides ids.
#include "core/base/json.h"
#include "core/tokenizer/tokenizerspec.h"

#include <algorithm>
#include <limits>

namespace dankai {

namespace {

std::optional<std::int32_t> idOf(const TokenizerSpec& spec, const std::string& text)
{
    for (const AddedToken& token : spec.addedTokens)
        if (token.content == text)
            return token.id;
    for (std::size_t id = 0; id < spec.vocabulary.size(); ++id)
        if (spec.vocabulary[id] && *spec.vocabulary[id] == text)
            return static_cast<std::int32_t>(id);
    return std::nullopt;
}

bool flagOf(const Json& value, const char* key)
{
    const auto found = value.find(key);
    return found != value.end() && found->is_boolean() && found->get<bool>();
}

std::string contentOf(const Json& token)
{
    const auto found = token.find("content");
    return found != token.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// {"32000": {"content": "<|im_end|>", "special": true, ...}, ...}
Result<> readAddedTokens(const Json& config, const std::string& where, TokenizerSpec& spec)
{
    const auto found = config.find("added_tokens_decoder");
    if (found == config.end() || !found->is_object())
        return {};
    for (const auto& [key, value] : found->items()) {
        AddedToken token;
        if (!value.is_object() || key.empty() || key.size() > 9
            || !std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; }))
            continue;
        token.content = contentOf(value);
        if (token.content.empty())
            continue;
        token.id = static_cast<std::int32_t>(std::stol(key));
        token.isSpecial = flagOf(value, "special");
        token.isNormalized = value.contains("normalized") ? flagOf(value, "normalized") : !token.isSpecial;
        token.stripsLeft = flagOf(value, "lstrip");
        token.stripsRight = flagOf(value, "rstrip");
        token.isSingleWord = flagOf(value, "single_word");
        if (auto done = addToken(std::move(token), where, spec); !done)
            return done;
    }
    return {};
}

void readSpecialTokens(const Json& config, TokenizerSpec& spec)
{
    for (auto& [key, text] : specialTokenTextsOf(config))
        spec.specialTokenTexts[key] = text;
    const auto readId = [&](const char* key, std::optional<std::int32_t>& id) {
        if (const auto found = spec.specialTokenTexts.find(key); found != spec.specialTokenTexts.end())
            id = idOf(spec, found->second);
    };
    readId("bos_token", spec.bosId);
    readId("eos_token", spec.eosId);
    readId("pad_token", spec.padId);
    if (const auto found = config.find("model_max_length");
        found != config.end() && found->is_number_integer())
        spec.maxPositions = found->get<std::int64_t>();
}

// Where one of the two is said, it counts more than the post-processor of tokenizer.json, as in transformers.
void readAffixes(const Json& config, TokenizerSpec& spec)
{
    const auto isSaid = [&config](const char* key) {
        const auto found = config.find(key);
        return found != config.end() && found->is_boolean();
    };
    if (!isSaid("add_bos_token") && !isSaid("add_eos_token"))
        return;
    spec.prefixIds.clear();
    spec.suffixIds.clear();
    if (flagOf(config, "add_bos_token") && spec.bosId)
        spec.prefixIds.push_back(*spec.bosId);
    if (flagOf(config, "add_eos_token") && spec.eosId)
        spec.suffixIds.push_back(*spec.eosId);
}

} // namespace

std::map<std::string, std::string> specialTokenTextsOf(const Json& config)
{
    std::map<std::string, std::string> texts;
    for (const char* key :
        {"bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token"}) {
        const auto found = config.find(key); // "<s>" or {"content": "<s>", ...}
        if (found == config.end())
            continue;
        if (found->is_string())
            texts[key] = found->get<std::string>();
        else if (found->is_object() && found->contains("content") && found->at("content").is_string())
            texts[key] = found->at("content").get<std::string>();
    }
    return texts;
}

Result<> addToken(AddedToken token, const std::string& where, TokenizerSpec& spec)
{
    const auto same = std::find_if(spec.addedTokens.begin(), spec.addedTokens.end(),
        [&token](const AddedToken& known) { return known.content == token.content; });
    if (same != spec.addedTokens.end()) {
        token.id = same->id; // its properties may be said anew, its id stays
        *same = std::move(token);
        return {};
    }
    if (const auto id = idOf(spec, token.content))
        token.id = *id;
    // A gap is left by models whose embedding is padded; a wide one is a damaged file.
    constexpr std::size_t maxGap = 65536;
    if (token.id < 0 || static_cast<std::size_t>(token.id) >= spec.vocabulary.size() + maxGap)
        return unusable(where + ": gives the token \"" + token.content
            + "\" an impossible id, so it is no usable tokenizer; fetch the model again.");
    const auto index = static_cast<std::size_t>(token.id);
    if (index >= spec.vocabulary.size())
        spec.vocabulary.resize(index + 1);
    // A placeholder that the configuration renames.
    if (spec.vocabulary[index] && *spec.vocabulary[index] != token.content)
        std::erase_if(spec.addedTokens, [&token](const AddedToken& known) { return known.id == token.id; });
    spec.vocabulary[index] = token.content;
    if (spec.model != TokenModel::BytePair)
        spec.scores.resize(spec.vocabulary.size(), std::numeric_limits<double>::quiet_NaN());
    spec.addedTokens.push_back(std::move(token));
    return {};
}

Result<> readTokenizerConfig(
    std::string_view tokenizerConfigJson, const std::string& where, TokenizerSpec& spec)
{
    if (tokenizerConfigJson.empty())
        return {};
    auto config = parseJson(tokenizerConfigJson, where + " (tokenizer_config.json)");
    if (!config)
        return passOn(config);
    if (!config->is_object())
        return unusable(where + ": tokenizer_config.json holds no JSON object; fetch the model again.");
    if (auto done = readAddedTokens(*config, where, spec); !done)
        return done;
    readSpecialTokens(*config, spec);
    readAffixes(*config, spec);
    return {};
}

} // namespace dankai
