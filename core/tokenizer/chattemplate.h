// SPDX-License-Identifier: Apache-2.0
// Renders conversations with the Jinja template that came with the model, as transformers'
// apply_chat_template does. Does not tokenize and does not know what is trained.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/tokenizer/message.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class GenerationPrompt
{
    Omit,
    Add, // the opening of the assistant's turn
};

// The clock that strftime_now shows. Frozen in the manifest: two renderings of one run never differ by date.
struct TemplateDate
{
    int year = 1970;
    int month = 1; // 1..12
    int day = 1; // 1..31
    int hour = 0;
    int minute = 0;
    int second = 0;

    bool operator==(const TemplateDate&) const = default;
};

TemplateDate currentTemplateDate(); // local time
// "2026-11-23T22:54:06" or "2026-11-23".
std::string toText(const TemplateDate& date);
Result<TemplateDate> parseTemplateDate(std::string_view text);

struct RenderOptions
{
    GenerationPrompt generationPrompt = GenerationPrompt::Omit;
    // Without a date a template that asks for it is an error.
    std::optional<TemplateDate> date;
    // Further variables of the template, for instance {"enable_thinking": false, "tools": [...]}.
    Json variables = Json::object();
};

// An immutable value that is cheap to copy; render may be called from several threads at once.
class ChatTemplate final
{
public:
    // The template of a Hugging Face folder (chat_template.jinja, else tokenizer_config.json) or a GGUF file.
    // `choice` may name one of the model's named templates, a built-in one (builtInNames) or a file;
    // empty: the model's default. A model without a template is an error that asks for a choice.
    static Result<ChatTemplate> open(const std::filesystem::path& modelPath, const std::string& choice = {});
    // `specialTokens`: "bos_token" -> "<s>" and so on (Tokenizer::specialTokenTexts). `where` names the
    // template in errors.
    static Result<ChatTemplate> parse(
        std::string_view source, std::map<std::string, std::string> specialTokens, const std::string& where);
    static std::vector<std::string> builtInNames();

    Result<std::string> render(std::span<const Message> messages, const RenderOptions& options = {}) const;
    // Messages with any fields, as in JSONL of the "messages" kind. Keys whose value is null count as
    // missing.
    Result<std::string> render(const Json& messages, const RenderOptions& options) const;

    const std::string& source() const;
    // SHA-256 of the source, in hex.
    const std::string& hash() const;
    // Whether the template asks for a date: then RenderOptions::date belongs into the manifest.
    bool usesDate() const;

    struct Data;
    explicit ChatTemplate(std::shared_ptr<const Data> data);

private:
    std::shared_ptr<const Data> m_data;
};

} // namespace dankai
