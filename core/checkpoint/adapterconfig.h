// SPDX-License-Identifier: Apache-2.0
// What a low-rank adapter is (LoRA, Hu et al., arXiv 2106.09685): W' = W + scale * B A beside chosen
// projections of every layer, in PEFT's words and file names. Holds no weights (mergedweights.h).
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/weightsource.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct AdapterConfig
{
    std::int64_t rank = 16;
    double alpha = 32;
    double dropout = 0; // of what A reads, in training only
    bool isRankStabilised = false; // rsLoRA (Kalajdzievski, arXiv 2312.03732)
    std::vector<std::string> targets; // "q_proj", ...: of adaptableProjections(), in that order

    // alpha / rank, or alpha / sqrt(rank) where it is rank-stabilised
    double scale() const;
    // The same scale at another rank.
    AdapterConfig withRank(std::int64_t other) const;
    bool operator==(const AdapterConfig&) const = default;
};

// An adapter that is trained beside a model that stands still.
struct AdapterTraining
{
    AdapterConfig config;
    bool isBaseQuantized = false; // the matrices of the model's layers in 4 bits, as QLoRA has them
    // Of the adapters of earlier phases that stand still beside it, the most there will be.
    std::int64_t fixedRank = 0;
    bool operator==(const AdapterTraining&) const = default;
};

// Every linear layer of a decoder layer: q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj.
std::span<const std::string_view> adaptableProjections();

// adapter_config.json as PEFT writes it.
struct AdapterFile
{
    AdapterConfig config;
    std::string baseModel; // base_model_name_or_path: a folder, a GGUF file or a name of the hub
};

// Unusable where the adapter is of a kind that is more than A and B beside linear layers (DoRA, trained
// biases or embeddings, per-layer alphas), with the key that says so.
Result<AdapterFile> parseAdapterConfig(const Json& config, const std::string& where);
Json toAdapterConfigJson(const AdapterConfig& config, const std::string& baseModel);

enum class AdapterMatrix
{
    A, // [rank, in]
    B, // [out, rank]
};

// Every matrix of an adapter of a model with this config, in the order of the model's weights.
std::vector<WeightInfo> expectedAdapterWeights(const ModelConfig& model, const AdapterConfig& adapter);
std::int64_t adapterParameterCount(const ModelConfig& model, const AdapterConfig& adapter);

// PEFT's name of a matrix: "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight" for the
// projection "model.layers.0.self_attn.q_proj".
std::string adapterWeightName(std::string_view projection, AdapterMatrix matrix);

// Which dimension of the matrix of this name is the rank: 0 of an A, 1 of a B.
std::int64_t rankDimension(std::string_view adapterWeight);

} // namespace dankai
