// SPDX-License-Identifier: Apache-2.0
// Text to token ids and back, identical to Hugging Face's tokenizers library for BPE and unigram models, and
// to SentencePiece for its own model files. Knows nothing of conversations: chattemplate.h renders them,
// conversationencoder.h masks them.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

class GgufFile;
struct ModelConfig;
struct TokenizerSpec;

// What a special token's spelling in a text means, for instance "<|im_end|>".
enum class SpecialTokens
{
    Recognise, // the token, as Hugging Face's tokenizers do
    AsText, // ordinary characters; added tokens that are not special are recognised nevertheless
};

enum class DecodeSpecialTokens
{
    Keep,
    Skip,
};

class StreamingDecoder;

// An immutable value that is cheap to copy; every function may be called from several threads at once.
class Tokenizer final
{
public:
    // A Hugging Face folder, its tokenizer.json or tokenizer.model, or a GGUF file.
    static Result<Tokenizer> open(const std::filesystem::path& modelPath);
    static Result<Tokenizer> fromGguf(const GgufFile& file, const std::string& where);
    // The text of tokenizer.json and of tokenizer_config.json (may be empty). `where` names them in errors.
    static Result<Tokenizer> parse(
        std::string_view tokenizerJson, std::string_view tokenizerConfigJson, const std::string& where);

    // Unusable where a pattern or a character map of the spec is.
    static Result<Tokenizer> fromSpec(TokenizerSpec spec, const std::string& where);

    // Invalid UTF-8 counts as U+FFFD. Adds no token that does not stand in the text.
    std::vector<std::int32_t> encode(std::string_view text, SpecialTokens special) const;
    // Appends the ids of a text that goes on where `ids` end: the ids that it has in the whole text, as far
    // as no token goes over the border. What is put before a text is put only where it begins.
    void append(std::string_view text, SpecialTokens special, std::vector<std::int32_t>& ids) const;
    // The same as encode() with the tokens that the model's own tokenizer puts around every text (its
    // post-processor, for instance BOS). Never for a rendered chat template, which brings its own.
    std::vector<std::int32_t> encodeWithAffixes(
        std::string_view text, SpecialTokens special = SpecialTokens::Recognise) const;

    // Ids that the vocabulary does not have are left out. Always valid UTF-8. Bytes of a byte fallback that
    // make no character are one U+FFFD each; Hugging Face gives up the characters beside them too.
    std::string decode(
        std::span<const std::int32_t> ids, DecodeSpecialTokens special = DecodeSpecialTokens::Keep) const;
    // The token's bytes, which may be part of a character. Empty for unknown ids.
    std::string_view tokenBytes(std::int32_t id) const;
    // The token as it stands in the vocabulary, for instance "Ġthe".
    std::optional<std::string> tokenText(std::int32_t id) const;
    std::optional<std::int32_t> tokenId(std::string_view vocabularyText) const;
    bool isSpecial(std::int32_t id) const;
    // Whether recognising special tokens would find one in this text.
    bool containsSpecialToken(std::string_view text) const;

    std::optional<std::int32_t> bosId() const;
    std::optional<std::int32_t> eosId() const;
    std::optional<std::int32_t> padId() const;
    // Highest id + 1; the model's embedding may have more rows, never fewer.
    std::size_t vocabularySize() const;
    // "bos_token" -> "<s>" and so on: the variables that chat templates are given.
    const std::map<std::string, std::string>& specialTokenTexts() const;
    const TokenizerSpec& spec() const;
    // Over everything that decides ids. Two files that always give the same ids may differ in it.
    const std::string& hash() const;

    // Unusable where a token id has no row in the model's embedding.
    Result<> checkTokenizerFits(const ModelConfig& config) const;

    // tokenizer.json, tokenizer_config.json, special_tokens_map.json, chat_template.jinja: copied where this
    // was opened from a folder, generated where from a GGUF. From tokenizer.model both. A given
    // `chatTemplate` replaces the model's own.
    Result<> writeFiles(const std::filesystem::path& folder,
        const std::optional<std::string>& chatTemplate = std::nullopt) const;

    struct Data;
    explicit Tokenizer(std::shared_ptr<const Data> data);

private:
    friend class StreamingDecoder;

    std::shared_ptr<const Data> m_data;
};

// Text of ids that arrive one by one. Holds bytes back until their character is complete, so that the pieces
// joined with flush() equal Tokenizer::decode of all ids.
class StreamingDecoder final
{
public:
    explicit StreamingDecoder(Tokenizer tokenizer, DecodeSpecialTokens special = DecodeSpecialTokens::Skip);

    // Text that is certain now; often empty.
    std::string add(std::int32_t id);
    // What is left at the end, U+FFFD for a character that never became complete.
    std::string flush();

private:
    std::string addCharacters(std::int32_t id);
    std::string takeBytes(std::size_t count);
    std::string withoutLeadingSpace(std::string text);

    Tokenizer m_tokenizer;
    DecodeSpecialTokens m_special;
    std::string m_pending; // bytes of a character that is not complete
    bool m_isAtStart = true;
};

} // namespace dankai
