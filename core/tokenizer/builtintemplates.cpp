// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/builtintemplates.h"

namespace dankai {

namespace {

struct BuiltIn
{
    std::string_view name;
    std::string_view source;
};

constexpr BuiltIn builtIns[] = {
    // Needs <|im_start|> and <|im_end|> in the vocabulary.
    {"chatml", R"({%- for message in messages %}
{{- '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
{{- '<|im_start|>assistant\n' }}
{%- endif %})"},
    // Plain text that any vocabulary can write; an answer ends with the tokenizer's EOS.
    {"plain", R"({%- for message in messages %}
{%- if message['role'] == 'system' %}
{{- message['content'] + '\n\n' }}
{%- elif message['role'] == 'user' %}
{{- '### Instruction:\n' + message['content'] + '\n\n' }}
{%- else %}
{{- '### Response:\n' + message['content'] + eos_token }}
{%- if not loop.last %}{{ '\n\n' }}{% endif %}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
{{- '### Response:\n' }}
{%- endif %})"},
};

} // namespace

std::optional<std::string_view> builtInTemplate(std::string_view name)
{
    for (const BuiltIn& known : builtIns)
        if (known.name == name)
            return known.source;
    return std::nullopt;
}

std::vector<std::string> builtInTemplateNames()
{
    std::vector<std::string> names;
    for (const BuiltIn& known : builtIns)
        names.emplace_back(known.name);
    return names;
}

} // namespace dankai
