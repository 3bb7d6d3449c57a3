// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/modelconfig.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace dankai {

namespace {

// Reads keys of one JSON object; the first thing that is wrong stays as the error.
class ConfigReader final
{
public:
    ConfigReader(const Json& object, const std::string& where)
        : m_object(object)
        , m_where(where)
    { }

    // Nothing where the key is absent or null: transformers writes null for "as usual".
    const Json* find(const char* key) const
    {
        const auto found = m_object.find(key);
        return found == m_object.end() || found->is_null() ? nullptr : &*found;
    }

    bool has(const char* key) const { return m_object.contains(key); }

    std::int64_t size(const char* key, std::optional<std::int64_t> otherwise = std::nullopt,
        std::int64_t largest = largestModelSize)
    {
        const Json* value = find(key);
        if (value == nullptr && otherwise)
            return *otherwise;
        if (value == nullptr)
            fail(m_where + " has no " + quotedName(key) + ", which a model of this architecture needs.");
        else if (!value->is_number_integer() || value->get<double>() < 1
            || value->get<double>() > static_cast<double>(largest))
            fail(m_where + ": " + quotedName(key) + " is " + shown(*value)
                + ", but must be a whole number from 1 to " + std::to_string(largest) + ".");
        else
            return value->get<std::int64_t>();
        return 1; // lets the checks that follow go on; the error stands
    }

    double positive(const char* key, double otherwise)
    {
        const Json* value = find(key);
        if (value == nullptr)
            return otherwise;
        if (value->is_number()) {
            const double number = value->get<double>();
            if (std::isfinite(number) && number > 0)
                return number;
        }
        fail(m_where + ": " + quotedName(key) + " is " + shown(*value) + ", but must be a number above 0.");
        return otherwise;
    }

    bool boolean(const char* key, bool otherwise)
    {
        const Json* value = find(key);
        if (value == nullptr)
            return otherwise;
        if (!value->is_boolean())
            fail(m_where + ": " + quotedName(key) + " is " + shown(*value) + ", but must be true or false.");
        return value->is_boolean() ? value->get<bool>() : otherwise;
    }

    // A token id, a list of them, or nothing. Older files write -1 for "none".
    std::vector<std::int32_t> tokenIds(const char* key)
    {
        std::vector<std::int32_t> ids;
        const Json* value = find(key);
        if (value == nullptr)
            return ids;
        const auto add = [&](const Json& id) {
            if (!id.is_number_integer() || id.get<double>() < -1
                || id.get<double>() > std::numeric_limits<std::int32_t>::max())
                fail(m_where + ": " + quotedName(key) + " holds " + shown(id) + ", which is no token id.");
            else if (id.get<std::int32_t>() >= 0)
                ids.push_back(id.get<std::int32_t>());
        };
        if (value->is_array())
            std::for_each(value->begin(), value->end(), add);
        else
            add(*value);
        return ids;
    }

    // What the engine cannot compute must not be computed wrongly.
    void refuse(const char* key, const std::string& what)
    {
        fail(m_where + ": " + quotedName(key) + " asks for " + what
            + ", which Dankai does not do yet. Choose a model without it.");
    }

    void refuseWhereTrue(const char* key, const std::string& what)
    {
        if (boolean(key, false))
            refuse(key, what);
    }

    void fail(std::string message)
    {
        if (!m_error)
            m_error = Error{ErrorCode::Unusable, std::move(message)};
    }

    static std::string shown(const Json& value)
    {
        const std::string text = toJsonLine(value);
        return text.size() <= 60 ? text : text.substr(0, completeUtf8(text, 57)) + "...";
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    static std::size_t completeUtf8(std::string_view text, std::size_t size)
    {
        while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
            --size;
        return size;
    }

    const Json& m_object;
    const std::string& m_where;
    std::optional<Error> m_error;
};

std::optional<std::string> textOf(const Json* value)
{
    if (value == nullptr || !value->is_string())
        return std::nullopt;
    return value->get<std::string>();
}

void readArchitecture(ConfigReader& reader, const std::string& where)
{
    std::string name;
    if (const Json* list = reader.find("architectures");
        list != nullptr && list->is_array() && !list->empty())
        name = textOf(&list->front()).value_or("");
    else if (textOf(reader.find("model_type")) == "llama")
        name = "LlamaForCausalLM";
    if (name.empty())
        reader.fail(
            where + " names no architecture (\"architectures\"). Is this the config of a language model?");
    else if (name != "LlamaForCausalLM")
        reader.fail(where + ": \"architectures\" is " + quotedName(name)
            + ", but Dankai reads only LlamaForCausalLM yet. Choose a model of the Llama architecture.");
}

// transformers 4: rope_theta, rope_scaling {type or rope_type}; transformers 5: rope_parameters with both.
void readRope(ConfigReader& reader, const std::string& where, ModelConfig& config)
{
    config.ropeTheta = reader.positive("rope_theta", config.ropeTheta);
    for (const char* key : {"rope_scaling", "rope_parameters"}) {
        const Json* value = reader.find(key);
        if (value == nullptr)
            continue;
        if (!value->is_object()) {
            reader.fail(where + ": " + quotedName(key) + " must be an object.");
            continue;
        }
        const std::string inside = where + ", " + key;
        ConfigReader rope(*value, inside);
        const Json* type = rope.find("rope_type");
        if (type == nullptr)
            type = rope.find("type");
        if (type != nullptr && textOf(type) != "default")
            reader.refuse(key, "the rotary scaling " + ConfigReader::shown(*type));
        config.ropeTheta = rope.positive("rope_theta", config.ropeTheta);
        if (rope.positive("partial_rotary_factor", 1.0) != 1.0)
            reader.refuse(key, "rotary positions on a part of each head");
        if (rope.error())
            reader.fail(rope.error()->message);
    }
    if (reader.positive("partial_rotary_factor", 1.0) != 1.0)
        reader.refuse("partial_rotary_factor", "rotary positions on a part of each head");
}

void refuseWhatIsNotDone(ConfigReader& reader)
{
    reader.refuseWhereTrue("attention_bias", "biases in the attention");
    reader.refuseWhereTrue("mlp_bias", "biases in the feed-forward layers");
    if (const auto activation = textOf(reader.find("hidden_act")).value_or("silu");
        activation != "silu" && activation != "swish")
        reader.refuse("hidden_act", "the activation " + quotedName(activation));
    if (reader.find("sliding_window") != nullptr && reader.boolean("use_sliding_window", true))
        reader.refuse("sliding_window", "attention over a sliding window");
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
        std::string name = textOf(reader.find(key)).value_or("");
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
    return Json{{"rope_theta", config.ropeTheta}, {"rope_type", "default"}};
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
    readArchitecture(reader, where);
    refuseWhatIsNotDone(reader);
    readRope(reader, where, config);
    config.vocabularySize = reader.size("vocab_size");
    config.hiddenSize = reader.size("hidden_size");
    config.intermediateSize = reader.size("intermediate_size");
    config.layerCount = reader.size("num_hidden_layers", std::nullopt, mostModelLayers);
    config.headCount = reader.size("num_attention_heads");
    // What follows may be absent: these are LlamaConfig's own defaults.
    config.keyValueHeadCount = reader.size("num_key_value_heads", config.headCount);
    config.headSize
        = reader.size("head_dim", std::max<std::int64_t>(1, config.hiddenSize / config.headCount));
    config.maxPositions = reader.size("max_position_embeddings", 2048);
    config.rmsNormEpsilon = reader.positive("rms_norm_eps", 1e-6);
    config.initializerRange = reader.positive("initializer_range", 0.02);
    config.tiesEmbeddings = reader.boolean("tie_word_embeddings", false);
    config.bosTokenId = reader.has("bos_token_id") ? firstOf(reader.tokenIds("bos_token_id")) : 1;
    config.padTokenId = firstOf(reader.tokenIds("pad_token_id"));
    config.eosTokenIds = reader.has("eos_token_id") ? reader.tokenIds("eos_token_id") : std::vector{2};
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

Json toConfigJson(const ModelConfig& config, WeightType weightType)
{
    Json object = config.original.is_object() ? config.original : Json::object();
    object["architectures"] = Json::array({"LlamaForCausalLM"});
    object["model_type"] = "llama";
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
    object["attention_bias"] = false;
    object["mlp_bias"] = false;
    object["tie_word_embeddings"] = config.tiesEmbeddings;
    // Both spellings of transformers 4 and 5; each version ignores the other's or lets its own win.
    object["rope_theta"] = config.ropeTheta;
    object["rope_parameters"] = ropeParameters(config);
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

std::vector<WeightInfo> expectedWeights(const ModelConfig& config)
{
    const std::int64_t hidden = config.hiddenSize;
    const std::int64_t queries = config.headCount * config.headSize;
    const std::int64_t keys = config.keyValueHeadCount * config.headSize;
    std::vector<WeightInfo> weights;
    weights.reserve(static_cast<std::size_t>(9 * config.layerCount + 3));
    weights.push_back({"model.embed_tokens.weight", {config.vocabularySize, hidden}});
    for (std::int64_t layer = 0; layer < config.layerCount; ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        weights.push_back({prefix + "input_layernorm.weight", {hidden}});
        weights.push_back({prefix + "self_attn.q_proj.weight", {queries, hidden}});
        weights.push_back({prefix + "self_attn.k_proj.weight", {keys, hidden}});
        weights.push_back({prefix + "self_attn.v_proj.weight", {keys, hidden}});
        weights.push_back({prefix + "self_attn.o_proj.weight", {hidden, queries}});
        weights.push_back({prefix + "post_attention_layernorm.weight", {hidden}});
        weights.push_back({prefix + "mlp.gate_proj.weight", {config.intermediateSize, hidden}});
        weights.push_back({prefix + "mlp.up_proj.weight", {config.intermediateSize, hidden}});
        weights.push_back({prefix + "mlp.down_proj.weight", {hidden, config.intermediateSize}});
    }
    weights.push_back({"model.norm.weight", {hidden}});
    if (!config.tiesEmbeddings)
        weights.push_back({"lm_head.weight", {config.vocabularySize, hidden}});
    return weights;
}

std::int64_t parameterCount(const ModelConfig& config)
{
    std::int64_t count = 0;
    for (const WeightInfo& weight : expectedWeights(config))
        count += weight.valueCount();
    return count;
}

} // namespace dankai
