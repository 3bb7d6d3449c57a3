// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/modelconfig.h"

#include "core/checkpoint/configreader.h"
#include "core/checkpoint/modelfamily.h"

#include <algorithm>
#include <utility>

namespace dankai {

namespace {

ModelFamily readFamily(ConfigReader& reader, const std::string& where)
{
    std::string name;
    if (const Json* list = reader.find("architectures");
        list != nullptr && list->is_array() && !list->empty() && list->front().is_string())
        name = list->front().get<std::string>();
    else if (const auto type = reader.text("model_type"))
        for (const FamilyNames& family : familyNames)
            if (family.modelType == *type)
                return family.family;
    for (const FamilyNames& family : familyNames)
        if (family.architecture == name)
            return family.family;
    if (name.empty())
        reader.fail(
            where + " names no architecture (\"architectures\"). Is this the config of a language model?");
    else
        reader.fail(where + ": \"architectures\" is " + quotedName(name)
            + ", but Dankai reads only LlamaForCausalLM, MistralForCausalLM and Qwen2ForCausalLM. Choose a "
              "model of one of these architectures.");
    return ModelFamily::Llama;
}

// What transformers takes where a key is absent.
void setDefaults(ModelConfig& config)
{
    config.rmsNormEpsilon = 1e-6;
    switch (config.family) {
    case ModelFamily::Llama:
        config.maxPositions = 2048;
        config.keyValueHeadCount = config.headCount;
        break;
    case ModelFamily::Mistral:
        config.maxPositions = 131072;
        config.keyValueHeadCount = 8;
        break;
    case ModelFamily::Qwen2:
        config.maxPositions = 32768;
        config.keyValueHeadCount = 32;
        break;
    }
    if (config.family != ModelFamily::Qwen2) {
        config.bosTokenId = 1;
        config.eosTokenIds = {2};
    }
}

void readScaling(
    ConfigReader& reader, ConfigReader& rope, const std::string& inside, const char* key, ModelConfig& config)
{
    std::string type = rope.text("rope_type").value_or("");
    if (type.empty())
        type = rope.text("type").value_or("default");
    RopeScaling& scaling = config.ropeScaling;
    if (type == "linear") {
        scaling.kind = RopeScalingKind::Linear;
        scaling.factor = rope.positive("factor");
    } else if (type == "llama3") {
        scaling.kind = RopeScalingKind::Llama3;
        scaling.factor = rope.positive("factor");
        scaling.lowFrequencyFactor = rope.positive("low_freq_factor");
        scaling.highFrequencyFactor = rope.positive("high_freq_factor");
        scaling.originalPositions = rope.size("original_max_position_embeddings", config.maxPositions);
        if (!rope.error() && scaling.highFrequencyFactor <= scaling.lowFrequencyFactor)
            reader.fail(inside + ": \"high_freq_factor\" must be larger than \"low_freq_factor\".");
    } else if (type != "default")
        reader.refuse(key, "the rotary scaling " + quotedName(type));
}

// transformers 4: rope_theta, rope_scaling {type or rope_type}; transformers 5: rope_parameters with both.
// Where both stand, the older one wins, as in transformers 5.
void readRope(ConfigReader& reader, const std::string& where, ModelConfig& config)
{
    config.ropeTheta = reader.positive("rope_theta", config.ropeTheta);
    for (const char* key : {"rope_scaling", "rope_parameters"}) {
        const Json* value = reader.find(key);
        if (value == nullptr)
            continue;
        if (!value->is_object()) {
            reader.fail(where + ": " + quotedName(key) + " must be an object.");
            return;
        }
        if (value->empty())
            continue;
        const std::string inside = where + ", " + key;
        ConfigReader rope(*value, inside);
        readScaling(reader, rope, inside, key, config);
        config.ropeTheta = rope.positive("rope_theta", config.ropeTheta);
        if (rope.positive("partial_rotary_factor", 1.0) != 1.0)
            reader.refuse(key, "rotary positions on a part of each head");
        if (rope.error())
            reader.fail(rope.error()->message);
        break;
    }
    if (reader.positive("partial_rotary_factor", 1.0) != 1.0)
        reader.refuse("partial_rotary_factor", "rotary positions on a part of each head");
}

// Qwen2's list says of each layer what it sees; the engine does "all, then windows".
void readLayerTypes(ConfigReader& reader, const Json& types, const std::string& where, ModelConfig& config)
{
    const auto isWindow = [](const Json& type) { return type == "sliding_attention"; };
    const auto isKnown = [&](const Json& type) { return isWindow(type) || type == "full_attention"; };
    if (!types.is_array() || types.size() != static_cast<std::size_t>(config.layerCount)
        || !std::all_of(types.begin(), types.end(), isKnown)) {
        reader.fail(
            where + ": \"layer_types\" must say \"full_attention\" or \"sliding_attention\" for each layer.");
        return;
    }
    const auto first = std::find_if(types.begin(), types.end(), isWindow);
    if (!std::all_of(first, types.end(), isWindow))
        reader.refuse("layer_types", "windows in some layers and again none in later ones");
    config.firstWindowLayer = first - types.begin();
}

// transformers' Llama has no window whatever its config says.
void readWindow(ConfigReader& reader, const std::string& where, ModelConfig& config)
{
    const bool isUsed = config.family == ModelFamily::Mistral
        || (config.family == ModelFamily::Qwen2 && reader.boolean("use_sliding_window", false));
    if (!isUsed || (reader.has("sliding_window") && reader.find("sliding_window") == nullptr))
        return;
    config.slidingWindow = reader.size("sliding_window", 4096);
    if (config.family != ModelFamily::Qwen2)
        return;
    config.firstWindowLayer
        = std::min(reader.count("max_window_layers", 28, mostModelLayers), config.layerCount);
    if (const Json* types = reader.find("layer_types"))
        readLayerTypes(reader, *types, where, config);
    if (config.firstWindowLayer == config.layerCount)
        config.firstWindowLayer = config.slidingWindow = 0;
}

void readBiases(ConfigReader& reader, ModelConfig& config)
{
    // Mistral has none; Qwen2 has those of queries, keys and values without being asked.
    const bool isLlama = config.family == ModelFamily::Llama;
    const bool isAsked = isLlama && reader.boolean("attention_bias", false);
    config.hasQueryKeyValueBias = isAsked || config.family == ModelFamily::Qwen2;
    config.hasAttentionOutBias = isAsked;
    config.hasFeedForwardBias = isLlama && reader.boolean("mlp_bias", false);
}

void refuseWhatIsNotDone(ConfigReader& reader)
{
    if (const auto activation = reader.text("hidden_act").value_or("silu");
        activation != "silu" && activation != "swish")
        reader.refuse("hidden_act", "the activation " + quotedName(activation));
    if (const Json* dropout = reader.find("attention_dropout");
        dropout != nullptr && !(dropout->is_number() && dropout->get<double>() == 0.0))
        reader.refuse("attention_dropout", "dropout in the attention");
    if (reader.find("quantization_config") != nullptr)
        reader.refuse("quantization_config", "quantised weights");
}

WeightType readStoredType(const ConfigReader& reader)
{
    // "float16" or, in some hand-made files, "torch.float16". The weight files decide in the end (openModel).
    for (const char* key : {"dtype", "torch_dtype"}) {
        std::string name = reader.text(key).value_or("");
        if (name.starts_with("torch."))
            name.erase(0, 6);
        for (const WeightType type : {WeightType::Float16, WeightType::BFloat16})
            if (name == nameOf(type))
                return type;
    }
    return WeightType::Float32;
}

std::optional<std::int32_t> firstOf(const std::vector<std::int32_t>& ids)
{
    return ids.empty() ? std::nullopt : std::optional(ids.front());
}

constexpr double mostParameters = 1e14; // a hundred times the largest model there is

} // namespace

Result<> checkModelConfig(const ModelConfig& config, const std::string& where)
{
    if (config.headCount % config.keyValueHeadCount != 0)
        return unusable(where + ": " + std::to_string(config.headCount) + " attention heads cannot share "
            + std::to_string(config.keyValueHeadCount)
            + " heads of keys and values evenly. The file is damaged or of another architecture.");
    // Each size is fine alone, but their products must be counted without overflow.
    const auto real = [](std::int64_t value) { return static_cast<double>(value); };
    const double heads = real(config.headCount + config.keyValueHeadCount) * real(config.headSize);
    const double layer = real(config.hiddenSize) * (2 * heads + 3 * real(config.intermediateSize));
    const double parameters
        = real(config.layerCount) * layer + 2 * real(config.vocabularySize) * real(config.hiddenSize);
    if (parameters > mostParameters)
        return unusable(where + ": its sizes together make a model of more than "
            + std::to_string(static_cast<std::int64_t>(mostParameters))
            + " parameters. The file is damaged.");
    if (config.headSize % 2 != 0)
        return unusable(where + ": the head size " + std::to_string(config.headSize)
            + " is odd, but rotary positions turn pairs of values.");
    const auto tooLarge
        = [&](const std::optional<std::int32_t>& id) { return id && *id >= config.vocabularySize; };
    std::vector<std::optional<std::int32_t>> ids(config.eosTokenIds.begin(), config.eosTokenIds.end());
    ids.insert(ids.end(), {config.bosTokenId, config.padTokenId});
    if (const auto found = std::find_if(ids.begin(), ids.end(), tooLarge); found != ids.end())
        return unusable(where + ": the special token " + std::to_string(**found)
            + " does not exist in a vocabulary of " + std::to_string(config.vocabularySize) + " tokens.");
    return {};
}

Result<ModelConfig> parseModelConfig(
    const Json& object, const std::string& where, const Json& generationConfig)
{
    if (!object.is_object())
        return unusable(where + " is no model config: a JSON object is needed.");
    ConfigReader reader(object, where);
    ModelConfig config;
    config.family = readFamily(reader, where);
    config.headCount = reader.size("num_attention_heads");
    setDefaults(config);
    refuseWhatIsNotDone(reader);
    config.vocabularySize = reader.size("vocab_size");
    config.hiddenSize = reader.size("hidden_size");
    config.intermediateSize = reader.size("intermediate_size");
    config.layerCount = reader.size("num_hidden_layers", std::nullopt, mostModelLayers);
    config.keyValueHeadCount = reader.has("num_key_value_heads") && !reader.find("num_key_value_heads")
        ? config.headCount
        : reader.size("num_key_value_heads", config.keyValueHeadCount);
    config.headSize
        = reader.size("head_dim", std::max<std::int64_t>(1, config.hiddenSize / config.headCount));
    config.maxPositions = reader.size("max_position_embeddings", config.maxPositions);
    readRope(reader, where, config);
    readWindow(reader, where, config);
    readBiases(reader, config);
    config.rmsNormEpsilon = reader.positive("rms_norm_eps", config.rmsNormEpsilon);
    config.initializerRange = reader.positive("initializer_range", 0.02);
    config.tiesEmbeddings = reader.boolean("tie_word_embeddings", false);
    if (reader.has("bos_token_id"))
        config.bosTokenId = firstOf(reader.tokenIds("bos_token_id"));
    config.padTokenId = firstOf(reader.tokenIds("pad_token_id"));
    if (reader.has("eos_token_id"))
        config.eosTokenIds = reader.tokenIds("eos_token_id");
    config.storedType = readStoredType(reader);
    config.original = object;
    if (reader.error())
        return tl::unexpected(*reader.error());
    if (generationConfig.is_object()) {
        const std::string beside = "generation_config.json beside " + where;
        ConfigReader generation(generationConfig, beside);
        if (auto ids = generation.tokenIds("eos_token_id"); !ids.empty())
            config.eosTokenIds = std::move(ids);
        if (generation.error())
            return tl::unexpected(*generation.error());
    }
    if (auto checked = checkModelConfig(config, where); !checked)
        return passOn(checked);
    return config;
}

std::int64_t windowOf(const ModelConfig& config, std::int64_t layer)
{
    return layer >= config.firstWindowLayer ? config.slidingWindow : 0;
}

std::vector<WeightInfo> expectedWeights(const ModelConfig& config)
{
    const std::int64_t hidden = config.hiddenSize;
    const std::int64_t queries = config.headCount * config.headSize;
    const std::int64_t keys = config.keyValueHeadCount * config.headSize;
    const std::int64_t inner = config.intermediateSize;
    std::vector<WeightInfo> weights;
    weights.reserve(static_cast<std::size_t>(16 * config.layerCount + 3));
    weights.push_back({"model.embed_tokens.weight", {config.vocabularySize, hidden}});
    for (std::int64_t layer = 0; layer < config.layerCount; ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        const std::string attention = prefix + "self_attn.";
        const std::string feedForward = prefix + "mlp.";
        const auto add = [&](const std::string& name, std::vector<std::int64_t> shape) {
            weights.push_back({name, std::move(shape)});
        };
        // Matrices that are multiplied as one stand together, and so do their biases.
        add(prefix + "input_layernorm.weight", {hidden});
        add(attention + "q_proj.weight", {queries, hidden});
        add(attention + "k_proj.weight", {keys, hidden});
        add(attention + "v_proj.weight", {keys, hidden});
        if (config.hasQueryKeyValueBias) {
            add(attention + "q_proj.bias", {queries});
            add(attention + "k_proj.bias", {keys});
            add(attention + "v_proj.bias", {keys});
        }
        add(attention + "o_proj.weight", {hidden, queries});
        if (config.hasAttentionOutBias)
            add(attention + "o_proj.bias", {hidden});
        add(prefix + "post_attention_layernorm.weight", {hidden});
        add(feedForward + "gate_proj.weight", {inner, hidden});
        add(feedForward + "up_proj.weight", {inner, hidden});
        if (config.hasFeedForwardBias) {
            add(feedForward + "gate_proj.bias", {inner});
            add(feedForward + "up_proj.bias", {inner});
        }
        add(feedForward + "down_proj.weight", {hidden, inner});
        if (config.hasFeedForwardBias)
            add(feedForward + "down_proj.bias", {hidden});
    }
    weights.push_back({"model.norm.weight", {hidden}});
    if (!config.tiesEmbeddings)
        weights.push_back({"lm_head.weight", {config.vocabularySize, hidden}});
    return weights;
}

bool isLayerMatrix(const WeightInfo& weight)
{
    return weight.name.ends_with("_proj.weight");
}

std::int64_t parameterCount(const ModelConfig& config)
{
    std::int64_t count = 0;
    for (const WeightInfo& weight : expectedWeights(config))
        count += weight.valueCount();
    return count;
}

} // namespace dankai
