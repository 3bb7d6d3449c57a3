// SPDX-License-Identifier: Apache-2.0
// What a model is: its family, sizes and constants, from config.json (transformers 4 and 5) or GGUF metadata,
// and back to config.json. Refuses what the engine cannot compute yet; holds no weights.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/checkpoint/ropescaling.h"
#include "core/checkpoint/weightsource.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

class GgufFile;

// All of them RMSNorm, rotary positions, grouped-query attention and SwiGLU. What they differ in are fields
// of ModelConfig, so that one decoder computes them all; the family says under which name a checkpoint is
// written.
enum class ModelFamily
{
    Llama, // LlamaForCausalLM: Llama 2 to 3.2, SmolLM2 and others of that shape
    Mistral, // MistralForCausalLM: may see a window only
    Qwen2, // Qwen2ForCausalLM: Qwen2, Qwen2.5; queries, keys and values have biases
};

// Larger than any model by far, and small enough that no product of two sizes overflows.
constexpr std::int64_t largestModelSize = std::int64_t(1) << 28;
constexpr std::int64_t mostModelLayers = 10000;

struct ModelConfig
{
    ModelFamily family = ModelFamily::Llama;
    std::int64_t vocabularySize = 0;
    std::int64_t hiddenSize = 0;
    std::int64_t intermediateSize = 0;
    std::int64_t layerCount = 0;
    std::int64_t headCount = 0; // of queries
    std::int64_t keyValueHeadCount = 0; // divides headCount
    std::int64_t headSize = 0;
    std::int64_t maxPositions = 0; // longest sequence the model was made for
    double ropeTheta = 10000.0;
    RopeScaling ropeScaling;
    std::int64_t slidingWindow = 0; // positions that a token sees, its own included; 0: all before it
    std::int64_t firstWindowLayer = 0; // layers before it see everything
    bool hasQueryKeyValueBias = false;
    bool hasAttentionOutBias = false;
    bool hasFeedForwardBias = false;
    double rmsNormEpsilon = 1e-6;
    bool tiesEmbeddings = false; // the output projection is the embedding
    double initializerRange = 0.02;

    std::optional<std::int32_t> bosTokenId;
    std::optional<std::int32_t> padTokenId;
    std::vector<std::int32_t> eosTokenIds; // any of them ends an answer; may be empty

    WeightType storedType = WeightType::Float32; // of the file it came from; quantised counts as Float32
    Json original; // config.json as it was read, for the keys that we do not know; null from GGUF

    bool operator==(const ModelConfig&) const = default;
};

// `where` names the file in errors. `generationConfig` is generation_config.json or null; where it names an
// end of sequence that counts, since it is what generates.
Result<ModelConfig> parseModelConfig(
    const Json& object, const std::string& where, const Json& generationConfig = nullptr);
Result<ModelConfig> modelConfigFromGguf(const GgufFile& file); // in ggufconfig.cpp
// What both ways of reading must hold: heads that divide, special tokens inside the vocabulary.
Result<> checkModelConfig(const ModelConfig& config, const std::string& where);

// Loads in transformers 4 (rope_theta, torch_dtype) and 5 (rope_parameters, dtype). Keys of
// config.original that we do not know stay.
Json toConfigJson(const ModelConfig& config, WeightType weightType);
// The token ids; keys of `original` (may be null) stay.
Json toGenerationConfigJson(const ModelConfig& config, const Json& original = nullptr);

// What a token of that layer sees: slidingWindow, or 0 for everything.
std::int64_t windowOf(const ModelConfig& config, std::int64_t layer);

// Every weight of a model with this config, Hugging Face names and shapes, in the order of the computation.
// A tied output projection is not among them.
std::vector<WeightInfo> expectedWeights(const ModelConfig& config);
// Of these the matrices of the layers, which may stay in 4 bits or in a file's blocks: not the embedding and
// the output projection.
bool isLayerMatrix(const WeightInfo& weight);
std::int64_t parameterCount(const ModelConfig& config);

} // namespace dankai
