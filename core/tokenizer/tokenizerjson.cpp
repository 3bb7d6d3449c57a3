// SPDX-License-Identifier: Apache-2.0
// Reading tokenizer.json and tokenizer_config.json.
#include "core/base/json.h"
#include "core/tokenizer/tokenizerspec.h"

#include <simdjson.h>

#include <algorithm>
#include <limits>

namespace dankai {

namespace {

using simdjson::dom::element;

// An id takes a row in the embedding; more rows than this are a damaged file, not a vocabulary.
constexpr std::int64_t maxVocabularySize = std::int64_t(1) << 24;

std::string textOf(element value, const char* key, std::string fallback = {})
{
    std::string_view text;
    return value[key].get(text) == simdjson::SUCCESS ? std::string(text) : fallback;
}

bool flagOf(element value, const char* key, bool fallback)
{
    bool flag = false;
    return value[key].get(flag) == simdjson::SUCCESS ? flag : fallback;
}

bool isAbsent(element value, const char* key)
{
    element found;
    return value[key].get(found) != simdjson::SUCCESS || found.is_null();
}

// Reads one tokenizer.json; every member returns the sentence of the first thing it cannot use.
class Reader final
{
public:
    Reader(const std::string& where, TokenizerSpec& spec)
        : m_where(where)
        , m_spec(spec)
    { }

    Result<> read(element root)
    {
        element model;
        if (root["model"].get(model) != simdjson::SUCCESS)
            return broken("has no \"model\"");
        if (auto done = readModel(model); !done)
            return done;
        if (auto done = readAddedTokens(root); !done)
            return done;
        if (auto done = readComponent(root, "normalizer", &Reader::readNormalizer); !done)
            return done;
        if (auto done = readComponent(root, "pre_tokenizer", &Reader::readPreTokenizer); !done)
            return done;
        if (std::none_of(m_spec.preTokenizer.begin(), m_spec.preTokenizer.end(),
                [](const auto& step) { return std::holds_alternative<ByteLevelSplit>(step); }))
            return unsupported("pre-tokenizer without ByteLevel");
        if (auto done = readComponent(root, "post_processor", &Reader::readPostProcessor); !done)
            return done;
        if (isAbsent(root, "decoder"))
            return unsupported("missing decoder");
        return readComponent(root, "decoder", &Reader::readDecoder);
    }

private:
    using Member = Result<> (Reader::*)(element, int);
    static constexpr int maxDepth = 16; // of nested sequences

    tl::unexpected<Error> broken(const std::string& what) const
    {
        return unusable(
            m_where + ": " + what + ", so it is no usable tokenizer.json; fetch the model again.");
    }

    tl::unexpected<Error> unsupported(const std::string& what) const
    {
        return unusable(m_where + ": the tokenizer's " + what
            + " is not supported; byte-level BPE is (ByteLevel, Digits, Split; NFC, NFD, NFKC, NFKD; "
              "TemplateProcessing). Use a model with such a tokenizer.");
    }

    Result<> readComponent(element root, const char* key, Member member)
    {
        return isAbsent(root, key) ? Result<>{} : (this->*member)(root[key].value_unsafe(), 0);
    }

    // The list of a component of type Sequence, each item read by `member`.
    Result<> readSequence(element value, const char* key, Member member, int depth)
    {
        simdjson::dom::array items;
        if (depth >= maxDepth || value[key].get(items) != simdjson::SUCCESS)
            return broken(std::string("has a Sequence without usable \"") + key + "\"");
        for (element item : items)
            if (auto done = (this->*member)(item, depth + 1); !done)
                return done;
        return {};
    }

    Result<> readModel(element model)
    {
        if (const std::string type = textOf(model, "type", "BPE"); type != "BPE")
            return unsupported("model type \"" + type + "\"");
        for (const char* key : {"continuing_subword_prefix", "end_of_word_suffix"})
            if (const std::string text = textOf(model, key); !text.empty())
                return unsupported(std::string(key) + " \"" + text + "\"");
        if (double dropout = 0; model["dropout"].get(dropout) == simdjson::SUCCESS && dropout != 0)
            return unsupported("dropout " + std::to_string(dropout));
        if (flagOf(model, "byte_fallback", false))
            return unsupported("byte_fallback (SentencePiece)");
        m_spec.ignoresMerges = flagOf(model, "ignore_merges", false);
        m_spec.fusesUnknown = flagOf(model, "fuse_unk", false);

        simdjson::dom::object vocabulary;
        if (model["vocab"].get(vocabulary) != simdjson::SUCCESS)
            return broken("has no \"vocab\" object in \"model\"");
        m_spec.vocabulary.reserve(vocabulary.size());
        const std::string unknown = textOf(model, "unk_token");
        for (const auto field : vocabulary) {
            std::int64_t id = -1;
            if (field.value.get(id) != simdjson::SUCCESS)
                id = -1;
            if (auto done = place(field.key, id); !done)
                return done;
            if (!unknown.empty() && field.key == unknown)
                m_spec.unknownId = static_cast<std::int32_t>(id);
        }
        return readMerges(model);
    }

    Result<> place(std::string_view text, std::int64_t id)
    {
        if (id < 0 || id >= maxVocabularySize)
            return broken("gives the token \"" + std::string(text) + "\" an impossible id");
        const auto index = static_cast<std::size_t>(id);
        if (index >= m_spec.vocabulary.size())
            m_spec.vocabulary.resize(index + 1);
        if (m_spec.vocabulary[index] && *m_spec.vocabulary[index] != text)
            return broken("gives the id " + std::to_string(id) + " to two tokens");
        m_spec.vocabulary[index] = std::string(text);
        return {};
    }

    Result<> readMerges(element model)
    {
        simdjson::dom::array merges;
        if (model["merges"].get(merges) != simdjson::SUCCESS)
            return broken("has no \"merges\" list in \"model\"");
        m_spec.merges.reserve(merges.size());
        for (element merge : merges) {
            std::string_view text;
            simdjson::dom::array pair;
            std::string_view left;
            std::string_view right;
            if (merge.get(text) == simdjson::SUCCESS) { // "a b", as written before tokenizers 0.20
                const std::size_t space = text.find(' ');
                if (space != std::string_view::npos && text.find(' ', space + 1) == std::string_view::npos) {
                    left = text.substr(0, space);
                    right = text.substr(space + 1);
                }
            } else if (merge.get(pair) == simdjson::SUCCESS && pair.size() == 2) {
                if (pair.at(0).get(left) != simdjson::SUCCESS || pair.at(1).get(right) != simdjson::SUCCESS)
                    left = {};
            }
            if (left.empty() || right.empty())
                return broken("has a merge that is no pair of tokens (entry "
                    + std::to_string(m_spec.merges.size() + 1) + " of \"merges\")");
            m_spec.merges.emplace_back(left, right);
        }
        return {};
    }

    Result<> readAddedTokens(element root)
    {
        simdjson::dom::array tokens;
        if (root["added_tokens"].get(tokens) != simdjson::SUCCESS)
            return {};
        for (element entry : tokens) {
            AddedToken token;
            std::int64_t id = -1;
            token.content = textOf(entry, "content");
            if (entry["id"].get(id) != simdjson::SUCCESS)
                id = -1;
            token.isSpecial = flagOf(entry, "special", false);
            token.isNormalized = flagOf(entry, "normalized", !token.isSpecial);
            token.stripsLeft = flagOf(entry, "lstrip", false);
            token.stripsRight = flagOf(entry, "rstrip", false);
            token.isSingleWord = flagOf(entry, "single_word", false);
            if (token.content.empty())
                continue;
            if (auto done = place(token.content, id); !done)
                return done;
            token.id = static_cast<std::int32_t>(id);
            m_spec.addedTokens.push_back(std::move(token));
        }
        return {};
    }

    Result<> readNormalizer(element value, int depth)
    {
        const std::string type = textOf(value, "type");
        if (type == "Sequence")
            return readSequence(value, "normalizers", &Reader::readNormalizer, depth);
        for (const auto& [name, step] : {std::pair{"NFC", NormalizerStep::Nfc}, {"NFD", NormalizerStep::Nfd},
                 {"NFKC", NormalizerStep::Nfkc}, {"NFKD", NormalizerStep::Nfkd}})
            if (type == name) {
                m_spec.normalizer.push_back(step);
                return {};
            }
        return unsupported("normalizer \"" + type + "\"");
    }

    Result<> readPreTokenizer(element value, int depth)
    {
        const std::string type = textOf(value, "type");
        if (type == "Sequence")
            return readSequence(value, "pretokenizers", &Reader::readPreTokenizer, depth);
        if (type == "ByteLevel") {
            m_spec.preTokenizer.push_back(
                ByteLevelSplit{flagOf(value, "add_prefix_space", true), flagOf(value, "use_regex", true)});
            return {};
        }
        if (type == "Digits") {
            m_spec.preTokenizer.push_back(DigitsSplit{flagOf(value, "individual_digits", false)});
            return {};
        }
        if (type == "Split")
            return readSplit(value);
        return unsupported("pre-tokenizer \"" + type + "\"");
    }

    Result<> readSplit(element value)
    {
        PatternSplit split;
        element pattern;
        std::string_view text;
        if (value["pattern"].get(pattern) != simdjson::SUCCESS)
            return broken("has a Split pre-tokenizer without \"pattern\"");
        if (pattern["Regex"].get(text) == simdjson::SUCCESS)
            split.isRegex = true;
        else if (pattern["String"].get(text) == simdjson::SUCCESS)
            split.isRegex = false;
        else
            return broken("has a Split pre-tokenizer whose pattern is neither Regex nor String");
        split.pattern = std::string(text);
        split.isInverted = flagOf(value, "invert", false);
        const std::string behavior = textOf(value, "behavior");
        for (const auto& [name, known] :
            {std::pair{"Removed", SplitBehavior::Removed}, {"Isolated", SplitBehavior::Isolated},
                {"MergedWithPrevious", SplitBehavior::MergedWithPrevious},
                {"MergedWithNext", SplitBehavior::MergedWithNext}, {"Contiguous", SplitBehavior::Contiguous}})
            if (behavior == name) {
                split.behavior = known;
                m_spec.preTokenizer.push_back(std::move(split));
                return {};
            }
        return unsupported("Split behavior \"" + behavior + "\"");
    }

    Result<> readPostProcessor(element value, int depth)
    {
        const std::string type = textOf(value, "type");
        if (type == "Sequence")
            return readSequence(value, "processors", &Reader::readPostProcessor, depth);
        if (type == "ByteLevel")
            return {}; // moves offsets, never ids
        if (type == "TemplateProcessing")
            return readTemplateProcessing(value);
        return unsupported("post-processor \"" + type + "\"");
    }

    Result<> readTemplateProcessing(element value)
    {
        simdjson::dom::array single;
        if (value["single"].get(single) != simdjson::SUCCESS)
            return broken("has a TemplateProcessing without the list \"single\"");
        bool isBeforeText = true;
        for (element item : single) {
            element special;
            if (item["SpecialToken"].get(special) != simdjson::SUCCESS) {
                isBeforeText = false;
                continue;
            }
            const std::string name = textOf(special, "id");
            simdjson::dom::array ids;
            element table;
            if (value["special_tokens"].get(table) != simdjson::SUCCESS
                || table[name]["ids"].get(ids) != simdjson::SUCCESS)
                return broken("has a TemplateProcessing that uses \"" + name + "\" without its ids");
            for (element entry : ids) {
                std::int64_t id = -1;
                if (entry.get(id) != simdjson::SUCCESS || id < 0 || id >= maxVocabularySize)
                    return broken("has a TemplateProcessing with an impossible id for \"" + name + "\"");
                (isBeforeText ? m_spec.prefixIds : m_spec.suffixIds).push_back(static_cast<std::int32_t>(id));
            }
        }
        return {};
    }

    Result<> readDecoder(element value, int depth)
    {
        const std::string type = textOf(value, "type");
        if (type == "Sequence")
            return readSequence(value, "decoders", &Reader::readDecoder, depth);
        return type == "ByteLevel" ? Result<>{} : unsupported("decoder \"" + type + "\"");
    }

    const std::string& m_where;
    TokenizerSpec& m_spec;
};

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

void readSpecialTokens(const Json& config, TokenizerSpec& spec)
{
    spec.specialTokenTexts = specialTokenTextsOf(config);
    const auto idOfText = [&spec](const char* key) -> std::optional<std::int32_t> {
        const auto found = spec.specialTokenTexts.find(key);
        return found == spec.specialTokenTexts.end() ? std::nullopt : idOf(spec, found->second);
    };
    spec.bosId = idOfText("bos_token");
    spec.eosId = idOfText("eos_token");
    spec.padId = idOfText("pad_token");
    if (const auto found = config.find("model_max_length");
        found != config.end() && found->is_number_integer())
        spec.maxPositions = found->get<std::int64_t>();
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

Result<TokenizerSpec> parseTokenizerJson(
    std::string_view tokenizerJson, std::string_view tokenizerConfigJson, const std::string& where)
{
    TokenizerSpec spec;
    simdjson::dom::parser parser;
    const simdjson::padded_string padded(tokenizerJson);
    element root;
    if (const auto error = parser.parse(padded).get(root); error != simdjson::SUCCESS)
        return unusable(
            where + ": is no JSON (" + simdjson::error_message(error) + "); fetch the model again.");
    if (!root.is_object())
        return unusable(where + ": holds no JSON object, so it is no tokenizer.json; fetch the model again.");
    if (auto done = Reader(where, spec).read(root); !done)
        return passOn(done);
    if (!tokenizerConfigJson.empty()) {
        auto config = parseJson(tokenizerConfigJson, where + " (tokenizer_config.json)");
        if (!config)
            return passOn(config);
        if (!config->is_object())
            return unusable(where + ": tokenizer_config.json holds no JSON object; fetch the model again.");
        readSpecialTokens(*config, spec);
    }
    return spec;
}

} // namespace dankai
