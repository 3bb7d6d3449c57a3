// SPDX-License-Identifier: Apache-2.0
#include "core/model/parameterlayout.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

namespace dankai {

namespace {

constexpr std::int64_t alignment = 16; // floats: one line of the cache

enum class Place
{
    Aligned, // at a new boundary
    Joined, // behind the one before it, with which it is multiplied as one
};

Place placeOf(std::string_view weight)
{
    constexpr std::array<std::string_view, 6> joined
        = {"k_proj.weight", "v_proj.weight", "up_proj.weight", "k_proj.bias", "v_proj.bias", "up_proj.bias"};
    const bool isJoined
        = std::ranges::any_of(joined, [&](std::string_view end) { return weight.ends_with(end); });
    return isJoined ? Place::Joined : Place::Aligned;
}

void append(ParameterLayout& layout, WeightInfo info, Place where)
{
    if (where == Place::Aligned)
        layout.size = (layout.size + alignment - 1) / alignment * alignment;
    ParameterPlace place{std::move(info), layout.size, 0};
    place.count = place.info.valueCount();
    layout.size += place.count;
    layout.places.push_back(std::move(place));
}

} // namespace

ParameterLayout parameterLayout(const ModelConfig& config)
{
    ParameterLayout layout;
    for (WeightInfo& weight : expectedWeights(config)) {
        const Place place = placeOf(weight.name);
        append(layout, std::move(weight), place);
    }
    return layout;
}

ParameterLayout layoutWithoutProducts(const ParameterLayout& layout)
{
    ParameterLayout rest;
    for (const ParameterPlace& place : layout.places)
        if (!isLayerMatrix(place.info))
            append(rest, place.info, placeOf(place.info.name));
    return rest;
}

ParameterLayout layoutOfVectors(const ParameterLayout& layout)
{
    ParameterLayout vectors;
    for (const ParameterPlace& place : layout.places)
        if (place.info.shape.size() == 1)
            append(vectors, place.info, placeOf(place.info.name));
    return vectors;
}

ParameterLayout adapterLayout(const ModelConfig& config, const AdapterConfig& adapter)
{
    std::map<std::string, WeightInfo, std::less<>> expected;
    for (WeightInfo& weight : expectedAdapterWeights(config, adapter)) {
        std::string name = weight.name;
        expected.emplace(std::move(name), std::move(weight));
    }
    ParameterLayout layout;
    const std::vector<Product> products = productsOfLayer(config);
    for (std::int64_t layer = 0; layer < config.layerCount; ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        for (const Product& product : products) {
            for (const AdapterMatrix matrix : {AdapterMatrix::A, AdapterMatrix::B}) {
                Place place = Place::Aligned;
                for (const std::string& projection : product.projections) {
                    const auto found = expected.find(adapterWeightName(prefix + projection, matrix));
                    if (found == expected.end())
                        continue; // no target
                    append(layout, std::move(found->second), place);
                    if (matrix == AdapterMatrix::A) // the As of a product are multiplied as one
                        place = Place::Joined;
                }
            }
        }
    }
    return layout;
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

} // namespace dankai
