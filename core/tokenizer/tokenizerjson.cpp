// SPDX-License-Identifier: Apache-2.0
// Reading tokenizer.json.
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/tokenizer/base64.h"
#include "core/tokenizer/tokenizerspec.h"

#include <simdjson.h>

#include <algorithm>
#include <limits>

namespace dankai {

namespace {

using simdjson::dom::element;

std::string textOf(element value, const char* key, std::string_view fallback = {})
{
    std::string_view text;
    return std::string(value[key].get(text) == simdjson::SUCCESS ? text : fallback);
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
        m_spec.isByteLevel = std::any_of(m_spec.preTokenizer.begin(), m_spec.preTokenizer.end(),
            [](const auto& step) { return std::holds_alternative<ByteLevelSplit>(step); });
        if (m_spec.isByteLevel && m_spec.model == TokenModel::Unigram)
            return unsupported("pre-tokenizer ByteLevel of a unigram model");
        if (auto done = readComponent(root, "post_processor", &Reader::readPostProcessor); !done)
            return done;
        if (isAbsent(root, "decoder"))
            return unsupported("missing decoder");
        if (auto done = readComponent(root, "decoder", &Reader::readDecoder); !done)
            return done;
        if (m_spec.isByteLevel != m_hasByteLevelDecoder)
            return unsupported(m_spec.isByteLevel ? "decoder without ByteLevel, which its pre-tokenizer has"
                                                  : "decoder ByteLevel, which its pre-tokenizer lacks");
        if (m_spec.model == TokenModel::Unigram)
            m_spec.scores.resize(m_spec.vocabulary.size(), std::numeric_limits<double>::quiet_NaN());
        return {};
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
            + " is not supported; BPE and unigram vocabularies are, with ByteLevel, Digits, Split and "
              "Metaspace; "
              "NFC, NFD, NFKC, NFKD, Prepend, Replace, Strip and Precompiled; TemplateProcessing. Use a "
              "model with "
              "such a tokenizer.");
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
        const std::string type = textOf(model, "type", isAbsent(model, "unk_id") ? "BPE" : "Unigram");
        m_spec.hasByteFallback = flagOf(model, "byte_fallback", false);
        if (type == "Unigram")
            return readUnigram(model);
        if (type != "BPE")
            return unsupported("model type \"" + type + "\"");
        for (const char* key : {"continuing_subword_prefix", "end_of_word_suffix"})
            if (const std::string text = textOf(model, key); !text.empty())
                return unsupported(std::string(key) + " \"" + text + "\"");
        if (double dropout = 0; model["dropout"].get(dropout) == simdjson::SUCCESS && dropout != 0)
            return unsupported("dropout " + std::to_string(dropout));
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

    Result<> readUnigram(element model)
    {
        m_spec.model = TokenModel::Unigram;
        m_spec.fusesUnknown = true;
        simdjson::dom::array vocabulary;
        if (model["vocab"].get(vocabulary) != simdjson::SUCCESS)
            return broken("has no \"vocab\" list in its unigram \"model\"");
        for (element entry : vocabulary) {
            simdjson::dom::array pair;
            std::string_view text;
            double score = 0;
            if (entry.get(pair) != simdjson::SUCCESS || pair.size() != 2
                || pair.at(0).get(text) != simdjson::SUCCESS || pair.at(1).get(score) != simdjson::SUCCESS)
                return broken("has an entry that is no token with its score (entry "
                    + std::to_string(m_spec.scores.size() + 1) + " of \"vocab\")");
            if (auto done = place(text, static_cast<std::int64_t>(m_spec.scores.size())); !done)
                return done;
            m_spec.scores.push_back(score);
        }
        std::int64_t unknown = -1;
        if (isAbsent(model, "unk_id"))
            return {};
        if (model["unk_id"].get(unknown) != simdjson::SUCCESS || unknown < 0
            || unknown >= static_cast<std::int64_t>(m_spec.scores.size()))
            return broken("names a token for unknown characters (\"unk_id\") that it does not have");
        m_spec.unknownId = static_cast<std::int32_t>(unknown);
        return {};
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
        for (const auto& [name, form] : {std::pair{"NFC", UnicodeForm::Nfc}, {"NFD", UnicodeForm::Nfd},
                 {"NFKC", UnicodeForm::Nfkc}, {"NFKD", UnicodeForm::Nfkd}})
            if (type == name) {
                m_spec.normalizer.emplace_back(form);
                return {};
            }
        if (type == "Prepend") {
            m_spec.normalizer.emplace_back(PrependText{textOf(value, "prepend")});
            return {};
        }
        if (type == "Strip") {
            m_spec.normalizer.emplace_back(
                StripSpaces{flagOf(value, "strip_left", true), flagOf(value, "strip_right", true)});
            return {};
        }
        if (type == "Precompiled") {
            auto map = fromBase64(textOf(value, "precompiled_charsmap"));
            if (!map)
                return broken("has a table of replaced characters (precompiled_charsmap) that is no base64");
            m_spec.normalizer.emplace_back(PrecompiledMap{std::move(*map)});
            return {};
        }
        if (type != "Replace")
            return unsupported("normalizer \"" + type + "\"");
        ReplaceText replace;
        if (auto done = readPattern(value, "normalizer Replace", replace.pattern, replace.isRegex); !done)
            return done;
        replace.content = textOf(value, "content");
        m_spec.normalizer.emplace_back(std::move(replace));
        return {};
    }

    // {"Regex": "\\s+"} or {"String": " "}
    Result<> readPattern(element value, const std::string& of, std::string& text, bool& isRegex)
    {
        element pattern;
        std::string_view found;
        if (value["pattern"].get(pattern) != simdjson::SUCCESS)
            return broken("has a " + of + " without \"pattern\"");
        isRegex = pattern["Regex"].get(found) == simdjson::SUCCESS;
        if (!isRegex && pattern["String"].get(found) != simdjson::SUCCESS)
            return broken("has a " + of + " whose pattern is neither Regex nor String");
        text = std::string(found);
        return {};
    }

    Result<> readPreTokenizer(element value, int depth)
    {
        const std::string type = textOf(value, "type");
        if (type == "Sequence")
            return readSequence(value, "pretokenizers", &Reader::readPreTokenizer, depth);
        if (type == "ByteLevel") {
            m_spec.preTokenizer.emplace_back(
                ByteLevelSplit{flagOf(value, "add_prefix_space", true), flagOf(value, "use_regex", true)});
            return {};
        }
        if (type == "Digits") {
            m_spec.preTokenizer.emplace_back(DigitsSplit{flagOf(value, "individual_digits", false)});
            return {};
        }
        if (type == "Split")
            return readSplit(value);
        if (type == "Metaspace") {
            MetaspaceSplit split;
            if (auto done = readMetaspace(value, split); !done)
                return done;
            split.splits = flagOf(value, "split", true);
            m_spec.preTokenizer.emplace_back(std::move(split));
            return {};
        }
        return unsupported("pre-tokenizer \"" + type + "\"");
    }

    Result<> readSplit(element value)
    {
        PatternSplit split;
        if (auto done = readPattern(value, "Split pre-tokenizer", split.pattern, split.isRegex); !done)
            return done;
        split.isInverted = flagOf(value, "invert", false);
        const std::string behavior = textOf(value, "behavior");
        for (const auto& [name, known] :
            {std::pair{"Removed", SplitBehavior::Removed}, {"Isolated", SplitBehavior::Isolated},
                {"MergedWithPrevious", SplitBehavior::MergedWithPrevious},
                {"MergedWithNext", SplitBehavior::MergedWithNext}, {"Contiguous", SplitBehavior::Contiguous}})
            if (behavior == name) {
                split.behavior = known;
                m_spec.preTokenizer.emplace_back(std::move(split));
                return {};
            }
        return unsupported("Split behavior \"" + behavior + "\"");
    }

    // Of a pre-tokenizer or a decoder.
    Result<> readMetaspace(element value, MetaspaceSplit& split)
    {
        split.replacement = textOf(value, "replacement", split.replacement);
        if (codePointCount(split.replacement) != 1)
            return broken("has a Metaspace whose \"replacement\" is no single character");
        // "add_prefix_space" is what it was called before tokenizers 0.15.
        const bool hasPrefix = flagOf(value, "add_prefix_space", true);
        const std::string scheme = textOf(value, "prepend_scheme", hasPrefix ? "always" : "never");
        if (scheme == "always")
            split.prefix = PrefixPlace::Always;
        else if (scheme == "first")
            split.prefix = PrefixPlace::First;
        else if (scheme == "never")
            split.prefix = PrefixPlace::Never;
        else
            return unsupported("Metaspace prepend_scheme \"" + scheme + "\"");
        return {};
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
        TokenDecoding& decoding = m_spec.decoding;
        if (type == "ByteLevel") {
            m_hasByteLevelDecoder = true;
        } else if (type == "ByteFallback") {
            decoding.hasByteFallback = true;
        } else if (type == "Fuse") {
            m_isFused = true;
        } else if (type == "Metaspace") {
            MetaspaceSplit split;
            if (auto done = readMetaspace(value, split); !done)
                return done;
            decoding.replacements.insert(
                decoding.replacements.begin(), ReplaceText{split.replacement, false, " "});
            if (split.prefix != PrefixPlace::Never)
                decoding.leadingSpace = LeadingSpace::StripOfFirstToken;
        } else if (type == "Replace") {
            ReplaceText replace;
            if (auto done = readPattern(value, "decoder Replace", replace.pattern, replace.isRegex); !done)
                return done;
            replace.content = textOf(value, "content");
            if (replace.isRegex || replace.pattern.empty() || m_isFused)
                return unsupported("decoder Replace of a regular expression or of text that is put together");
            decoding.replacements.push_back(std::move(replace));
        } else if (type == "Strip") {
            std::int64_t start = 0;
            std::int64_t stop = 0;
            if (value["start"].get(start) != simdjson::SUCCESS || value["stop"].get(stop) != simdjson::SUCCESS
                || !m_isFused || textOf(value, "content") != " " || start < 0 || start > 1 || stop != 0)
                return unsupported("decoder Strip of anything but one space before the text");
            if (start == 1)
                decoding.leadingSpace = LeadingSpace::StripOne;
        } else {
            return unsupported("decoder \"" + type + "\"");
        }
        return {};
    }

    bool m_hasByteLevelDecoder = false;
    bool m_isFused = false;
    const std::string& m_where;
    TokenizerSpec& m_spec;
};

} // namespace

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
    if (auto done = readTokenizerConfig(tokenizerConfigJson, where, spec); !done)
        return passOn(done);
    return spec;
}

} // namespace dankai
