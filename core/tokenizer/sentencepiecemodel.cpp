// SPDX-License-Identifier: Apache-2.0
// Reading SentencePiece's tokenizer.model, a ModelProto of protocol buffers, so far as it decides ids.
// Format: sentencepiece's sentencepiece_model.proto; protobuf.dev/programming-guides/encoding.
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/tokenizer/tokenizerspec.h"

#include <bit>
#include <limits>
#include <set>

namespace dankai {

namespace {

// The fields of one message, one after another. A message is broken where next() ends with isBroken().
class Fields final
{
public:
    explicit Fields(std::string_view bytes)
        : m_rest(bytes)
    { }

    // Moves to the next field; false at the end or at bytes that are none.
    bool next()
    {
        if (m_rest.empty() || m_isBroken)
            return false;
        const std::uint64_t key = readVarint();
        m_number = key >> 3;
        m_bytes = {};
        m_value = 0;
        switch (key & 7U) {
        case 0:
            m_value = readVarint();
            break;
        case 1:
            m_bytes = take(8);
            break;
        case 2:
            m_bytes = take(readVarint());
            break;
        case 5:
            m_bytes = take(4);
            break;
        default:
            m_isBroken = true;
        }
        return !m_isBroken;
    }

    bool isBroken() const { return m_isBroken; }

    std::uint64_t number() const { return m_number; }

    std::string_view bytes() const { return m_bytes; }

    bool flag() const { return m_value != 0; }

    std::int32_t integer() const { return static_cast<std::int32_t>(m_value); }

    float real() const
    {
        std::uint32_t bits = 0;
        for (std::size_t i = 4; m_bytes.size() == 4 && i-- > 0;)
            bits = bits << 8 | static_cast<std::uint8_t>(m_bytes[i]);
        return std::bit_cast<float>(bits);
    }

private:
    std::uint64_t readVarint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
            const auto byte = static_cast<std::uint8_t>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if ((byte & 0x80U) == 0)
                return value;
        }
        m_isBroken = true;
        return 0;
    }

    std::string_view take(std::uint64_t size)
    {
        if (m_isBroken || size > m_rest.size()) {
            m_isBroken = true;
            return {};
        }
        const std::string_view bytes = m_rest.substr(0, static_cast<std::size_t>(size));
        m_rest.remove_prefix(bytes.size());
        return bytes;
    }

    std::string_view m_rest;
    std::string_view m_bytes;
    std::uint64_t m_number = 0;
    std::uint64_t m_value = 0;
    bool m_isBroken = false;
};

// SentencePiece.Type; of its other values (unused, byte) no text is cut into.
constexpr std::int32_t normalPiece = 1;
constexpr std::int32_t unknownPiece = 2;
constexpr std::int32_t controlPiece = 3;
constexpr std::int32_t userDefinedPiece = 4;

// TrainerSpec.ModelType
constexpr std::int32_t unigramModel = 1;
constexpr std::int32_t bytePairModel = 2;

class Reader final
{
public:
    Reader(const std::string& where, TokenizerSpec& spec)
        : m_where(where)
        , m_spec(spec)
    {
        m_text.removesExtraSpaces = true; // where the file does not say
    }

    Result<> read(std::string_view bytes)
    {
        // The list of tiktoken, which Meta ships under the same name: "IQ== 0" and so on.
        const std::string_view line = bytes.substr(0, bytes.find('\n'));
        if (line.size() < 100 && line.find("= ") != std::string_view::npos)
            return unusable(m_where
                + ": is a token list of tiktoken and no SentencePiece model; use the model's Hugging Face "
                  "folder, "
                  "which has a tokenizer.json.");
        Fields fields(bytes);
        while (fields.next()) {
            Result<> done;
            if (fields.number() == 1)
                done = readPiece(fields.bytes());
            else if (fields.number() == 2)
                done = readTrainer(fields.bytes());
            else if (fields.number() == 3)
                done = readNormalizer(fields.bytes());
            if (!done)
                return done;
        }
        if (fields.isBroken() || m_spec.vocabulary.empty())
            return broken("ends in the middle or has no tokens");
        return finish();
    }

private:
    tl::unexpected<Error> broken(const std::string& what) const
    {
        return unusable(
            m_where + ": " + what + ", so it is no usable SentencePiece model; fetch the model again.");
    }

    tl::unexpected<Error> unsupported(const std::string& what) const
    {
        return unusable(m_where + ": is a SentencePiece model with " + what
            + ", which is not supported; BPE and unigram models are, with U+2581 for a space before a word. "
              "Use a "
              "model with such a tokenizer.");
    }

    Result<> readPiece(std::string_view bytes)
    {
        std::string_view text;
        float score = 0;
        std::int32_t type = normalPiece;
        Fields fields(bytes);
        while (fields.next()) {
            if (fields.number() == 1)
                text = fields.bytes();
            else if (fields.number() == 2)
                score = fields.real();
            else if (fields.number() == 3)
                type = fields.integer();
        }
        const std::string number = std::to_string(m_spec.vocabulary.size());
        if (fields.isBroken() || text.empty() || !isValidUtf8(text))
            return broken("token " + number + " is no text");
        if (static_cast<std::int64_t>(m_spec.vocabulary.size()) >= maxVocabularySize)
            return broken("has too many tokens");
        if (!m_texts.insert(text).second)
            return broken("has the token \"" + std::string(text) + "\" twice");
        const auto id = static_cast<std::int32_t>(m_spec.vocabulary.size());
        m_spec.vocabulary.emplace_back(text);
        m_spec.scores.push_back(type == normalPiece && score == score
                ? static_cast<double>(score)
                : std::numeric_limits<double>::quiet_NaN());
        if (type == unknownPiece) {
            if (m_spec.unknownId)
                return broken("has two tokens for unknown characters");
            m_spec.unknownId = id;
        }
        if (type == unknownPiece || type == controlPiece || type == userDefinedPiece) {
            AddedToken token;
            token.content = std::string(text);
            token.id = id;
            token.isSpecial = type != userDefinedPiece;
            m_spec.addedTokens.push_back(std::move(token));
        }
        return {};
    }

    Result<> readTrainer(std::string_view bytes)
    {
        Fields fields(bytes);
        while (fields.next()) {
            if (fields.number() == 3)
                m_type = fields.integer();
            else if (fields.number() == 24)
                m_isSuffix = fields.flag();
            else if (fields.number() == 35)
                m_spec.hasByteFallback = fields.flag();
            else if (fields.number() == 41)
                m_bosId = fields.integer();
            else if (fields.number() == 42)
                m_eosId = fields.integer();
            else if (fields.number() == 43)
                m_padId = fields.integer();
        }
        return fields.isBroken() ? Result<>(broken("what it was trained with is damaged")) : Result<>();
    }

    Result<> readNormalizer(std::string_view bytes)
    {
        Fields fields(bytes);
        while (fields.next()) {
            if (fields.number() == 2)
                m_text.characterMap = std::string(fields.bytes());
            else if (fields.number() == 3)
                m_text.addsPrefix = fields.flag();
            else if (fields.number() == 4)
                m_text.removesExtraSpaces = fields.flag();
            else if (fields.number() == 5)
                m_escapesSpaces = fields.flag();
        }
        return fields.isBroken() ? Result<>(broken("what it does to spaces is damaged")) : Result<>();
    }

    Result<> finish()
    {
        if (m_type != unigramModel && m_type != bytePairModel)
            return unsupported("whole words or characters as tokens");
        if (m_isSuffix || !m_escapesSpaces)
            return unsupported("spaces behind words or as they are");
        if (!m_spec.unknownId)
            return broken("has no token for unknown characters");
        m_spec.model = m_type == unigramModel ? TokenModel::Unigram : TokenModel::ScoredBytePair;
        m_spec.isByteLevel = false;
        m_spec.hasFloatScores = true;
        m_spec.fusesUnknown = true;
        m_spec.normalizer = {m_text};
        m_spec.decoding.hasByteFallback = m_spec.hasByteFallback;
        m_spec.decoding.replacements = {ReplaceText{"\u2581", false, " "}};
        if (m_text.addsPrefix || m_text.removesExtraSpaces)
            m_spec.decoding.leadingSpace = LeadingSpace::StripOne;
        const auto name = [this](std::int32_t id, const char* key, std::optional<std::int32_t>& known) {
            if (id < 0 || static_cast<std::size_t>(id) >= m_spec.vocabulary.size())
                return;
            known = id;
            m_spec.specialTokenTexts[key] = *m_spec.vocabulary[static_cast<std::size_t>(id)];
        };
        name(m_bosId, "bos_token", m_spec.bosId);
        name(m_eosId, "eos_token", m_spec.eosId);
        name(m_padId, "pad_token", m_spec.padId);
        std::optional<std::int32_t> unknown;
        name(*m_spec.unknownId, "unk_token", unknown);
        return {};
    }

    const std::string& m_where;
    TokenizerSpec& m_spec;
    std::set<std::string_view> m_texts;
    SentencePieceText m_text;
    std::int32_t m_type = unigramModel;
    bool m_isSuffix = false;
    bool m_escapesSpaces = true;
    std::int32_t m_bosId = 1;
    std::int32_t m_eosId = 2;
    std::int32_t m_padId = -1;
};

// added_tokens.json of older folders: {"<|im_end|>": 32000, ...}
Result<> readAddedTokens(std::string_view json, const std::string& where, TokenizerSpec& spec)
{
    if (json.empty())
        return {};
    auto tokens = parseJson(json, where + " (added_tokens.json)");
    if (!tokens)
        return passOn(tokens);
    if (!tokens->is_object())
        return unusable(where + ": added_tokens.json holds no JSON object; fetch the model again.");
    const auto refuse = [&where](const std::string& text) {
        return unusable(where + ": added_tokens.json gives the token \"" + text
            + "\" an impossible id; fetch the model again.");
    };
    for (const auto& [text, id] : tokens->items()) {
        if (text.empty() || !id.is_number_integer() || id < 0 || id >= maxVocabularySize)
            return refuse(text);
        AddedToken token;
        token.content = text;
        token.id = id.get<std::int32_t>();
        token.isSpecial = true;
        if (auto done = addToken(std::move(token), where, spec); !done)
            return done;
    }
    return {};
}

} // namespace

Result<TokenizerSpec> parseSentencePieceModel(std::string_view model, std::string_view tokenizerConfigJson,
    std::string_view addedTokensJson, const std::string& where)
{
    TokenizerSpec spec;
    if (auto done = Reader(where, spec).read(model); !done)
        return passOn(done);
    if (auto done = readAddedTokens(addedTokensJson, where, spec); !done)
        return passOn(done);
    if (auto done = readTokenizerConfig(tokenizerConfigJson, where, spec); !done)
        return passOn(done);
    if (tokenizerConfigJson.empty())
        return spec;
    const auto config = parseJson(tokenizerConfigJson, where);
    const auto isSaid = [&config](const char* key, bool value) {
        const auto found = config->find(key);
        return found != config->end() && found->is_boolean() && found->get<bool>() == value;
    };
    auto& text = std::get<SentencePieceText>(spec.normalizer.front());
    if (isSaid("legacy", true))
        text.prefixAfter = PrefixAfter::SpecialTokens;
    if (isSaid("add_prefix_space", false))
        text.addsPrefix = false;
    return spec;
}

} // namespace dankai
