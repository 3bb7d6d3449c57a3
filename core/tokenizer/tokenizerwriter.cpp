// SPDX-License-Identifier: Apache-2.0
// Writing a Hugging Face tokenizer for a model that came as GGUF.
#include "core/base/json.h"
#include "core/tokenizer/tokenizerspec.h"

#include <algorithm>

namespace dankai {

namespace {

const char* nameOf(NormalizerStep step)
{
    switch (step) {
    case NormalizerStep::Nfc:
        return "NFC";
    case NormalizerStep::Nfd:
        return "NFD";
    case NormalizerStep::Nfkc:
        return "NFKC";
    case NormalizerStep::Nfkd:
        return "NFKD";
    }
    return "";
}

const char* nameOf(SplitBehavior behavior)
{
    switch (behavior) {
    case SplitBehavior::Removed:
        return "Removed";
    case SplitBehavior::Isolated:
        return "Isolated";
    case SplitBehavior::MergedWithPrevious:
        return "MergedWithPrevious";
    case SplitBehavior::MergedWithNext:
        return "MergedWithNext";
    case SplitBehavior::Contiguous:
        return "Contiguous";
    }
    return "";
}

Json toJson(const AddedToken& token)
{
    return {{"id", token.id}, {"content", token.content}, {"single_word", token.isSingleWord},
        {"lstrip", token.stripsLeft}, {"rstrip", token.stripsRight}, {"normalized", token.isNormalized},
        {"special", token.isSpecial}};
}

Json byteLevel(bool addsPrefixSpace, bool usesPattern)
{
    return {{"type", "ByteLevel"}, {"add_prefix_space", addsPrefixSpace}, {"trim_offsets", true},
        {"use_regex", usesPattern}};
}

Json toJson(const PreTokenizerStep& step)
{
    if (const auto* bytes = std::get_if<ByteLevelSplit>(&step))
        return byteLevel(bytes->addsPrefixSpace, bytes->usesPattern);
    if (const auto* digits = std::get_if<DigitsSplit>(&step))
        return {{"type", "Digits"}, {"individual_digits", digits->isIndividual}};
    const auto& split = std::get<PatternSplit>(step);
    return {{"type", "Split"}, {"pattern", {{split.isRegex ? "Regex" : "String", split.pattern}}},
        {"behavior", nameOf(split.behavior)}, {"invert", split.isInverted}};
}

// One item as it is, several as a Sequence.
Json sequence(Json items, const char* key)
{
    if (items.empty())
        return nullptr;
    if (items.size() == 1)
        return items[0];
    return {{"type", "Sequence"}, {key, std::move(items)}};
}

Json postProcessor(const TokenizerSpec& spec)
{
    if (spec.prefixIds.empty() && spec.suffixIds.empty())
        return byteLevel(true, true);
    Json single = Json::array();
    Json table = Json::object();
    const auto add = [&](std::int32_t id) {
        const std::string text = spec.vocabulary[static_cast<std::size_t>(id)].value_or("");
        single.push_back({{"SpecialToken", {{"id", text}, {"type_id", 0}}}});
        table[text] = {{"id", text}, {"ids", Json::array({id})}, {"tokens", Json::array({text})}};
    };
    std::for_each(spec.prefixIds.begin(), spec.prefixIds.end(), add);
    single.push_back({{"Sequence", {{"id", "A"}, {"type_id", 0}}}});
    std::for_each(spec.suffixIds.begin(), spec.suffixIds.end(), add);
    Json pair = single;
    pair.push_back({{"Sequence", {{"id", "B"}, {"type_id", 1}}}});
    return {{"type", "TemplateProcessing"}, {"single", std::move(single)}, {"pair", std::move(pair)},
        {"special_tokens", std::move(table)}};
}

// The vocabulary goes around the Json type: an ordered object looks a new key up among all the others.
std::string modelText(const TokenizerSpec& spec)
{
    std::string text = R"({"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,)"
                       R"("end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,"ignore_merges":)";
    text += spec.ignoresMerges ? "true" : "false";
    text += ",\"vocab\":{";
    bool isFirst = true;
    for (std::size_t id = 0; id < spec.vocabulary.size(); ++id) {
        if (!spec.vocabulary[id])
            continue;
        text += isFirst ? "\n" : ",\n";
        isFirst = false;
        text += toJsonLine(Json(*spec.vocabulary[id])) + ":" + std::to_string(id);
    }
    text += "\n},\"merges\":[";
    for (std::size_t i = 0; i < spec.merges.size(); ++i) {
        text += i == 0 ? "\n" : ",\n";
        // "a b" is read by every release of tokenizers, pairs only since 0.20.
        text += toJsonLine(Json(spec.merges[i].first + " " + spec.merges[i].second));
    }
    return text + "\n]}";
}

std::string tokenizerText(const TokenizerSpec& spec)
{
    Json added = Json::array();
    for (const AddedToken& token : spec.addedTokens)
        added.push_back(toJson(token));
    Json normalizers = Json::array();
    for (const NormalizerStep step : spec.normalizer)
        normalizers.push_back({{"type", nameOf(step)}});
    Json preTokenizers = Json::array();
    for (const PreTokenizerStep& step : spec.preTokenizer)
        preTokenizers.push_back(toJson(step));
    const auto field = [](const char* name, const Json& value) {
        return std::string(1, '"').append(name).append("\":").append(toJsonLine(value)).append(",\n");
    };
    return "{\n" + field("version", "1.0") + field("truncation", nullptr) + field("padding", nullptr)
        + field("added_tokens", added) + field("normalizer", sequence(std::move(normalizers), "normalizers"))
        + field("pre_tokenizer", sequence(std::move(preTokenizers), "pretokenizers"))
        + field("post_processor", postProcessor(spec)) + field("decoder", byteLevel(true, true))
        + "\"model\":" + modelText(spec) + "\n}\n";
}

} // namespace

std::map<std::string, std::string> writeTokenizerJson(
    const TokenizerSpec& spec, const std::optional<std::string>& chatTemplate)
{
    Json config = Json::object();
    Json specialTokens = Json::object();
    Json decoder = Json::object();
    for (const AddedToken& token : spec.addedTokens) {
        Json entry = toJson(token);
        entry.erase("id");
        decoder[std::to_string(token.id)] = std::move(entry);
    }
    config["added_tokens_decoder"] = std::move(decoder);
    for (const auto& [name, text] : spec.specialTokenTexts) {
        config[name] = text;
        specialTokens[name] = text;
    }
    config["clean_up_tokenization_spaces"] = false;
    if (spec.maxPositions)
        config["model_max_length"] = *spec.maxPositions;
    config["tokenizer_class"] = "PreTrainedTokenizerFast";
    std::map<std::string, std::string> files;
    if (chatTemplate) {
        config["chat_template"] = *chatTemplate;
        files["chat_template.jinja"] = *chatTemplate;
    }
    files["tokenizer.json"] = tokenizerText(spec);
    files["tokenizer_config.json"] = toPrettyJson(config);
    files["special_tokens_map.json"] = toPrettyJson(specialTokens);
    return files;
}

} // namespace dankai
