// SPDX-License-Identifier: Apache-2.0
// Writing a Hugging Face tokenizer for a model that came as GGUF or with a tokenizer.model.
#include "core/base/json.h"
#include "core/tokenizer/base64.h"
#include "core/tokenizer/bytealphabet.h"
#include "core/tokenizer/tokenizerspec.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace dankai {

namespace {

constexpr std::string_view spaceMark = "\u2581";

const char* nameOf(UnicodeForm form)
{
    switch (form) {
    case UnicodeForm::Nfc:
        return "NFC";
    case UnicodeForm::Nfd:
        return "NFD";
    case UnicodeForm::Nfkc:
        return "NFKC";
    case UnicodeForm::Nfkd:
        return "NFKD";
    }
    return "";
}

const char* nameOf(PrefixPlace place)
{
    switch (place) {
    case PrefixPlace::Always:
        return "always";
    case PrefixPlace::First:
        return "first";
    case PrefixPlace::Never:
        return "never";
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

Json toJson(const ReplaceText& replace)
{
    return {{"type", "Replace"}, {"pattern", {{replace.isRegex ? "Regex" : "String", replace.pattern}}},
        {"content", replace.content}};
}

Json precompiled(const std::string& map)
{
    return {{"type", "Precompiled"}, {"precompiled_charsmap", toBase64(map)}};
}

// What SentencePiece does to a text in Hugging Face's steps. They know no prefix at the very beginning only;
// there Metaspace stands in, which gives none to a text that begins with a space.
void addSentencePiece(const SentencePieceText& text, Json& normalizers, Json& preTokenizers)
{
    if (!text.characterMap.empty())
        normalizers.push_back(precompiled(text.characterMap));
    if (text.removesExtraSpaces) {
        normalizers.push_back(toJson(ReplaceText{"\\A +| +\\z", true, ""}));
        normalizers.push_back(toJson(ReplaceText{" {2,}", true, " "}));
    }
    if (text.addsPrefix && text.prefixAfter != PrefixAfter::Nothing)
        normalizers.push_back({{"type", "Prepend"}, {"prepend", spaceMark}});
    if (!text.addsPrefix || text.prefixAfter != PrefixAfter::Nothing)
        normalizers.push_back(toJson(ReplaceText{" ", false, std::string(spaceMark)}));
    else
        preTokenizers.push_back({{"type", "Metaspace"}, {"replacement", spaceMark},
            {"prepend_scheme", nameOf(PrefixPlace::First)}, {"split", false}});
}

void add(const NormalizerStep& step, Json& normalizers, Json& preTokenizers)
{
    if (const auto* form = std::get_if<UnicodeForm>(&step))
        normalizers.push_back({{"type", nameOf(*form)}});
    else if (const auto* prepend = std::get_if<PrependText>(&step))
        normalizers.push_back({{"type", "Prepend"}, {"prepend", prepend->text}});
    else if (const auto* replace = std::get_if<ReplaceText>(&step))
        normalizers.push_back(toJson(*replace));
    else if (const auto* strip = std::get_if<StripSpaces>(&step))
        normalizers.push_back(
            {{"type", "Strip"}, {"strip_left", strip->isLeft}, {"strip_right", strip->isRight}});
    else if (const auto* map = std::get_if<PrecompiledMap>(&step))
        normalizers.push_back(precompiled(map->bytes));
    else if (const auto* text = std::get_if<SentencePieceText>(&step))
        addSentencePiece(*text, normalizers, preTokenizers);
}

Json decoderOf(const TokenizerSpec& spec)
{
    if (spec.isByteLevel)
        return byteLevel(true, true);
    Json steps = Json::array();
    for (const ReplaceText& replace : spec.decoding.replacements)
        steps.push_back(toJson(replace));
    if (spec.decoding.hasByteFallback)
        steps.push_back({{"type", "ByteFallback"}});
    steps.push_back({{"type", "Fuse"}});
    if (spec.decoding.leadingSpace != LeadingSpace::Keep)
        steps.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
    return {{"type", "Sequence"}, {"decoders", std::move(steps)}};
}

Json toJson(const PreTokenizerStep& step)
{
    if (const auto* bytes = std::get_if<ByteLevelSplit>(&step))
        return byteLevel(bytes->addsPrefixSpace, bytes->usesPattern);
    if (const auto* digits = std::get_if<DigitsSplit>(&step))
        return {{"type", "Digits"}, {"individual_digits", digits->isIndividual}};
    if (const auto* metaspace = std::get_if<MetaspaceSplit>(&step))
        return {{"type", "Metaspace"}, {"replacement", metaspace->replacement},
            {"prepend_scheme", nameOf(metaspace->prefix)}, {"split", metaspace->splits}};
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
        return spec.isByteLevel ? byteLevel(true, true) : Json(nullptr);
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

// [["▁the", -3.5], ...]: every id has its place, and a token that is in no text the lowest score.
std::string unigramText(const TokenizerSpec& spec)
{
    double lowest = 0;
    for (const double score : spec.scores)
        lowest = std::isnan(score) ? lowest : std::min(lowest, score);
    std::string text = R"({"type":"Unigram","unk_id":)" + std::to_string(spec.unknownId.value_or(0))
        + R"(,"byte_fallback":)" + (spec.hasByteFallback ? "true" : "false") + ",\"vocab\":[";
    for (std::size_t id = 0; id < spec.vocabulary.size(); ++id) {
        text += id == 0 ? "\n" : ",\n";
        const std::string token
            = spec.vocabulary[id] ? *spec.vocabulary[id] : "[unused" + std::to_string(id) + "]";
        text += toJsonLine(Json::array({token, std::isnan(spec.scores[id]) ? lowest : spec.scores[id]}));
    }
    return text + "\n]}";
}

// The vocabulary goes around the Json type: an ordered object looks a new key up among all the others.
std::string modelText(const TokenizerSpec& spec)
{
    if (spec.model == TokenModel::Unigram)
        return unigramText(spec);
    const auto flag = [](bool value) { return value ? "true" : "false"; };
    const std::string unknown = !spec.isByteLevel && spec.unknownId
        ? toJsonLine(Json(spec.vocabulary[static_cast<std::size_t>(*spec.unknownId)].value_or("")))
        : "null";
    std::string text = R"({"type":"BPE","dropout":null,"unk_token":)" + unknown
        + R"(,"continuing_subword_prefix":null,"end_of_word_suffix":null,"fuse_unk":)"
        + flag(!spec.isByteLevel && spec.fusesUnknown) + R"(,"byte_fallback":)" + flag(spec.hasByteFallback)
        + R"(,"ignore_merges":)" + flag(spec.ignoresMerges) + ",\"vocab\":{";
    bool isFirst = true;
    for (std::size_t id = 0; id < spec.vocabulary.size(); ++id) {
        if (!spec.vocabulary[id])
            continue;
        text += isFirst ? "\n" : ",\n";
        isFirst = false;
        text += toJsonLine(Json(*spec.vocabulary[id])) + ":" + std::to_string(id);
    }
    text += "\n},\"merges\":[";
    const auto derived = spec.model == TokenModel::ScoredBytePair
        ? mergesOfScores(spec)
        : std::vector<std::pair<std::string, std::string>>();
    const auto& merges = spec.model == TokenModel::ScoredBytePair ? derived : spec.merges;
    for (std::size_t i = 0; i < merges.size(); ++i) {
        text += i == 0 ? "\n" : ",\n";
        // "a b" is read by every release of tokenizers, pairs only since 0.20.
        text += toJsonLine(Json(merges[i].first + " " + merges[i].second));
    }
    return text + "\n]}";
}

std::string tokenizerText(const TokenizerSpec& spec)
{
    Json added = Json::array();
    for (const AddedToken& token : spec.addedTokens)
        added.push_back(toJson(token));
    Json normalizers = Json::array();
    Json preTokenizers = Json::array();
    for (const NormalizerStep& step : spec.normalizer)
        add(step, normalizers, preTokenizers);
    for (const PreTokenizerStep& step : spec.preTokenizer)
        preTokenizers.push_back(toJson(step));
    const auto field = [](const char* name, const Json& value) {
        return std::string(1, '"').append(name).append("\":").append(toJsonLine(value)).append(",\n");
    };
    return "{\n" + field("version", "1.0") + field("truncation", nullptr) + field("padding", nullptr)
        + field("added_tokens", added) + field("normalizer", sequence(std::move(normalizers), "normalizers"))
        + field("pre_tokenizer", sequence(std::move(preTokenizers), "pretokenizers"))
        + field("post_processor", postProcessor(spec)) + field("decoder", decoderOf(spec))
        + "\"model\":" + modelText(spec) + "\n}\n";
}

} // namespace

std::vector<std::pair<std::string, std::string>> mergesOfScores(const TokenizerSpec& spec)
{
    struct Merge
    {
        double score;
        std::string_view text;
        std::size_t cut;
    };

    std::unordered_map<std::string_view, double> scoreOf;
    for (std::size_t id = 0; id < spec.vocabulary.size(); ++id)
        if (spec.vocabulary[id] && !std::isnan(spec.scores[id]))
            scoreOf.emplace(*spec.vocabulary[id], spec.scores[id]);
    std::vector<Merge> merges;
    for (std::size_t id = 0; id < spec.vocabulary.size(); ++id) {
        const auto& text = spec.vocabulary[id];
        // The older release's "a b" cannot hold a space.
        if (!text || std::isnan(spec.scores[id]) || text->find(' ') != std::string::npos)
            continue;
        for (std::size_t cut = 1; cut < text->size(); ++cut)
            if ((static_cast<std::uint8_t>((*text)[cut]) & 0xc0U) != 0x80
                && scoreOf.contains(std::string_view(*text).substr(0, cut))
                && scoreOf.contains(std::string_view(*text).substr(cut)))
                merges.push_back({spec.scores[id], *text, cut});
    }
    std::stable_sort(
        merges.begin(), merges.end(), [](const Merge& a, const Merge& b) { return a.score > b.score; });
    std::vector<std::pair<std::string, std::string>> pairs;
    pairs.reserve(merges.size());
    for (const Merge& merge : merges)
        pairs.emplace_back(merge.text.substr(0, merge.cut), merge.text.substr(merge.cut));
    return pairs;
}

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
