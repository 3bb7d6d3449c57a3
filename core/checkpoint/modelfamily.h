// SPDX-License-Identifier: Apache-2.0
// What each family is called in config.json and in GGUF. Private to this room.
#pragma once

#include "core/checkpoint/modelconfig.h"

#include <array>
#include <string_view>

namespace dankai {

struct FamilyNames
{
    ModelFamily family = ModelFamily::Llama;
    std::string_view architecture; // "architectures"
    std::string_view modelType; // "model_type"
    std::string_view gguf; // "general.architecture"; Mistral's files call themselves llama
};

inline constexpr std::array<FamilyNames, 3> familyNames = {{
    {ModelFamily::Llama, "LlamaForCausalLM", "llama", "llama"},
    {ModelFamily::Mistral, "MistralForCausalLM", "mistral", "llama"},
    {ModelFamily::Qwen2, "Qwen2ForCausalLM", "qwen2", "qwen2"},
}};

inline const FamilyNames& namesOf(ModelFamily family)
{
    return familyNames[static_cast<std::size_t>(family)];
}

} // namespace dankai
