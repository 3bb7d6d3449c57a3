// SPDX-License-Identifier: Apache-2.0
#include "core/model/parameterlayout.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>

namespace dankai {

namespace {

constexpr std::int64_t alignment = 16; // floats: one line of the cache

// Those that follow their neighbour in one product; the others start at a new boundary.
bool joinsTheOneBefore(std::string_view name)
{
    constexpr std::array<std::string_view, 6> joined
        = {"k_proj.weight", "v_proj.weight", "up_proj.weight", "k_proj.bias", "v_proj.bias", "up_proj.bias"};
    for (const std::string_view end : joined)
        if (name.ends_with(end))
            return true;
    return false;
}

} // namespace

ParameterLayout layoutWithoutProducts(const ParameterLayout& layout)
{
    ParameterLayout rest;
    for (const ParameterPlace& place : layout.places) {
        if (place.info.name.ends_with("_proj.weight"))
            continue;
        if (!joinsTheOneBefore(place.info.name))
            rest.size = (rest.size + alignment - 1) / alignment * alignment;
        rest.places.push_back({place.info, rest.size, place.count});
        rest.size += place.count;
    }
    return rest;
}

std::int64_t Product::rowCount() const
{
    return std::accumulate(rows.begin(), rows.end(), std::int64_t{0});
}

std::vector<Product> productsOfLayer(const ModelConfig& config)
{
    const std::int64_t queryWidth = config.headCount * config.headSize;
    const std::int64_t keyWidth = config.keyValueHeadCount * config.headSize;
    return {
        {{"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"}, {queryWidth, keyWidth, keyWidth},
            config.hiddenSize},
        {{"self_attn.o_proj"}, {config.hiddenSize}, queryWidth},
        {{"mlp.gate_proj", "mlp.up_proj"}, {config.intermediateSize, config.intermediateSize},
            config.hiddenSize},
        {{"mlp.down_proj"}, {config.hiddenSize}, config.intermediateSize},
    };
}

ParameterLayout adapterLayout(const ModelConfig& config, const AdapterConfig& adapter)
{
    ParameterLayout layout;
    const auto add = [&](std::string name, std::vector<std::int64_t> shape, bool joins) {
        if (!joins)
            layout.size = (layout.size + alignment - 1) / alignment * alignment;
        ParameterPlace place{{std::move(name), std::move(shape)}, layout.size, 0};
        place.count = place.info.valueCount();
        layout.size += place.count;
        layout.places.push_back(std::move(place));
    };
    const auto isTarget = [&](const std::string& projection) {
        return std::any_of(adapter.targets.begin(), adapter.targets.end(),
            [&](const std::string& target) { return projection.ends_with(target); });
    };
    for (std::int64_t layer = 0; layer < config.layerCount; ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        for (const Product& product : productsOfLayer(config)) {
            bool joins = false;
            for (const std::string& projection : product.projections) {
                if (!isTarget(projection))
                    continue;
                add(adapterWeightName(prefix + projection, AdapterMatrix::A), {adapter.rank, product.columns},
                    joins);
                joins = true;
            }
            for (std::size_t i = 0; i < product.projections.size(); ++i)
                if (isTarget(product.projections[i]))
                    add(adapterWeightName(prefix + product.projections[i], AdapterMatrix::B),
                        {product.rows[i], adapter.rank}, false);
        }
    }
    return layout;
}

ParameterLayout parameterLayout(const ModelConfig& config)
{
    ParameterLayout layout;
    for (WeightInfo& weight : expectedWeights(config)) {
        if (!joinsTheOneBefore(weight.name))
            layout.size = (layout.size + alignment - 1) / alignment * alignment;
        ParameterPlace place{std::move(weight), layout.size, 0};
        place.count = place.info.valueCount();
        layout.size += place.count;
        layout.places.push_back(std::move(place));
    }
    return layout;
}

} // namespace dankai
