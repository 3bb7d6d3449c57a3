// SPDX-License-Identifier: Apache-2.0
#include "core/model/parameterlayout.h"

#include <array>
#include <string_view>

namespace dankai {

namespace {

// Those that follow their neighbour in one product; the others start at a new boundary.
bool joinsTheOneBefore(std::string_view name)
{
    constexpr std::array<std::string_view, 3> joined = {"k_proj.weight", "v_proj.weight", "up_proj.weight"};
    for (const std::string_view end : joined)
        if (name.ends_with(end))
            return true;
    return false;
}

} // namespace

ParameterLayout parameterLayout(const ModelConfig& config)
{
    constexpr std::int64_t alignment = 16; // floats: one line of the cache
    const std::int64_t queryWidth = config.headCount * config.headSize;
    const std::int64_t keyWidth = config.keyValueHeadCount * config.headSize;
    ParameterLayout layout;
    const auto add = [&](std::string name, std::vector<std::int64_t> shape) {
        if (!joinsTheOneBefore(name))
            layout.size = (layout.size + alignment - 1) / alignment * alignment;
        ParameterPlace place{{std::move(name), std::move(shape)}, layout.size, 0};
        place.count = place.info.valueCount();
        layout.size += place.count;
        layout.places.push_back(std::move(place));
    };
    add("model.embed_tokens.weight", {config.vocabularySize, config.hiddenSize});
    for (std::int64_t layer = 0; layer < config.layerCount; ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        add(prefix + "input_layernorm.weight", {config.hiddenSize});
        add(prefix + "self_attn.q_proj.weight", {queryWidth, config.hiddenSize});
        add(prefix + "self_attn.k_proj.weight", {keyWidth, config.hiddenSize});
        add(prefix + "self_attn.v_proj.weight", {keyWidth, config.hiddenSize});
        add(prefix + "self_attn.o_proj.weight", {config.hiddenSize, queryWidth});
        add(prefix + "post_attention_layernorm.weight", {config.hiddenSize});
        add(prefix + "mlp.gate_proj.weight", {config.intermediateSize, config.hiddenSize});
        add(prefix + "mlp.up_proj.weight", {config.intermediateSize, config.hiddenSize});
        add(prefix + "mlp.down_proj.weight", {config.hiddenSize, config.intermediateSize});
    }
    add("model.norm.weight", {config.hiddenSize});
    if (!config.tiesEmbeddings)
        add("lm_head.weight", {config.vocabularySize, config.hiddenSize});
    return layout;
}

} // namespace dankai
