// SPDX-License-Identifier: Apache-2.0
// toConfigJson, toGenerationConfigJson: a ModelConfig as transformers reads it.
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/modelfamily.h"

#include <utility>

namespace dankai {

namespace {

Json idsAsJson(const std::vector<std::int32_t>& ids)
{
    if (ids.empty())
        return nullptr;
    return ids.size() == 1 ? Json(ids.front()) : Json(ids);
}

Json idAsJson(const std::optional<std::int32_t>& id)
{
    return id ? Json(*id) : Json(nullptr);
}

Json ropeParameters(const ModelConfig& config)
{
    const RopeScaling& scaling = config.ropeScaling;
    Json rope{{"rope_theta", config.ropeTheta}};
    switch (scaling.kind) {
    case RopeScalingKind::None:
        rope["rope_type"] = "default";
        break;
    case RopeScalingKind::Linear:
        rope["rope_type"] = "linear";
        rope["factor"] = scaling.factor;
        break;
    case RopeScalingKind::Llama3:
        rope["rope_type"] = "llama3";
        rope["factor"] = scaling.factor;
        rope["low_freq_factor"] = scaling.lowFrequencyFactor;
        rope["high_freq_factor"] = scaling.highFrequencyFactor;
        rope["original_max_position_embeddings"] = scaling.originalPositions;
        break;
    }
    return rope;
}

// Both spellings of transformers 4 and 5; each version ignores the other's or lets its own win.
void putRope(const ModelConfig& config, Json& object)
{
    object["rope_theta"] = config.ropeTheta;
    object["rope_parameters"] = ropeParameters(config);
    if (config.ropeScaling.kind == RopeScalingKind::None) {
        object.erase("rope_scaling"); // transformers 5 would take it for everything there is
        return;
    }
    object["rope_scaling"] = ropeParameters(config);
    object["rope_scaling"]["type"] = object["rope_scaling"]["rope_type"]; // before transformers 4.43
}

void putWindow(const ModelConfig& config, Json& object)
{
    const Json window = config.slidingWindow > 0 ? Json(config.slidingWindow) : Json(nullptr);
    if (config.family == ModelFamily::Mistral)
        object["sliding_window"] = window;
    if (config.family != ModelFamily::Qwen2)
        return;
    object["use_sliding_window"] = config.slidingWindow > 0;
    object["sliding_window"] = window;
    object["max_window_layers"] = config.slidingWindow > 0 ? config.firstWindowLayer : config.layerCount;
    object.erase("layer_types"); // follows from the three
}

} // namespace

Json toConfigJson(const ModelConfig& config, WeightType weightType)
{
    Json object = config.original.is_object() ? config.original : Json::object();
    object["architectures"] = Json::array({namesOf(config.family).architecture});
    object["model_type"] = namesOf(config.family).modelType;
    object["vocab_size"] = config.vocabularySize;
    object["hidden_size"] = config.hiddenSize;
    object["intermediate_size"] = config.intermediateSize;
    object["num_hidden_layers"] = config.layerCount;
    object["num_attention_heads"] = config.headCount;
    object["num_key_value_heads"] = config.keyValueHeadCount;
    object["head_dim"] = config.headSize;
    object["hidden_act"] = "silu";
    object["max_position_embeddings"] = config.maxPositions;
    object["rms_norm_eps"] = config.rmsNormEpsilon;
    object["initializer_range"] = config.initializerRange;
    if (config.family == ModelFamily::Llama) {
        object["attention_bias"] = config.hasQueryKeyValueBias;
        object["mlp_bias"] = config.hasFeedForwardBias;
    }
    object["tie_word_embeddings"] = config.tiesEmbeddings;
    putRope(config, object);
    putWindow(config, object);
    object["dtype"] = nameOf(weightType);
    object["torch_dtype"] = nameOf(weightType);
    // The model's own list stays as it was read; config.eosTokenIds may come from generation_config.json.
    if (!object.contains("bos_token_id"))
        object["bos_token_id"] = idAsJson(config.bosTokenId);
    if (!object.contains("eos_token_id"))
        object["eos_token_id"] = idsAsJson(config.eosTokenIds);
    if (!object.contains("pad_token_id"))
        object["pad_token_id"] = idAsJson(config.padTokenId);
    return object;
}

Json toGenerationConfigJson(const ModelConfig& config, const Json& original)
{
    Json object = original.is_object() ? original : Json::object();
    const auto put = [&](const char* key, Json value) {
        if (!value.is_null())
            object[key] = std::move(value);
    };
    put("bos_token_id", idAsJson(config.bosTokenId));
    put("eos_token_id", idsAsJson(config.eosTokenIds));
    put("pad_token_id", idAsJson(config.padTokenId));
    return object;
}

} // namespace dankai
