// SPDX-License-Identifier: Apache-2.0
// modelConfigFromGguf: the llama.* or qwen2.* keys of GGUF metadata as a ModelConfig.
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/modelfamily.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

class MetadataReader final
{
public:
    explicit MetadataReader(const GgufFile& file)
        : m_file(file)
    { }

    std::int64_t size(const std::string& key, std::optional<std::int64_t> otherwise = std::nullopt,
        std::int64_t largest = largestModelSize)
    {
        const GgufValue* value = m_file.find(key);
        const auto integer = m_file.integer(key);
        if (value == nullptr && otherwise)
            return *otherwise;
        if (value == nullptr)
            fail(" has no \"" + key + "\", which a model of this architecture needs.");
        else if (std::holds_alternative<GgufArray>(*value))
            refuse(key, "a value for each layer");
        else if (!integer || *integer < 1 || *integer > largest)
            fail(": \"" + key + "\" must be a whole number from 1 to " + std::to_string(largest) + ".");
        else
            return *integer;
        return 1;
    }

    double positive(const std::string& key, double otherwise)
    {
        if (m_file.find(key) == nullptr)
            return otherwise;
        const double value = m_file.real(key).value_or(0.0);
        if (!std::isfinite(value) || value <= 0)
            fail(": \"" + key + "\" must be a number above 0.");
        return value;
    }

    std::optional<std::int32_t> tokenId(const std::string& key)
    {
        const auto id = m_file.integer(key);
        if (!id)
            return std::nullopt;
        if (*id < 0 || *id > std::numeric_limits<std::int32_t>::max()) {
            // Some converters write -1 as an unsigned number for "none".
            if (*id != -1 && *id != std::numeric_limits<std::uint32_t>::max())
                fail(": \"" + key + "\" is no token id.");
            return std::nullopt;
        }
        return static_cast<std::int32_t>(*id);
    }

    void refuse(const std::string& key, const std::string& what)
    {
        fail(": \"" + key + "\" asks for " + what
            + ", which Dankai does not do yet. Choose a model without it.");
    }

    void fail(const std::string& what)
    {
        if (!m_error)
            m_error = Error{ErrorCode::Unusable, m_file.where() + what};
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    const GgufFile& m_file;
    std::optional<Error> m_error;
};

std::int64_t vocabularySize(const GgufFile& file)
{
    if (const GgufArray* tokens = file.array("tokenizer.ggml.tokens"))
        return static_cast<std::int64_t>(std::min<std::uint64_t>(tokens->size(), largestModelSize));
    for (const GgufTensor& tensor : file.tensors())
        if (tensor.name == "token_embd.weight" && tensor.shape.size() == 2)
            return std::clamp<std::int64_t>(tensor.shape.front(), 1, largestModelSize);
    return 1;
}

bool hasTensor(const GgufFile& file, std::string_view name)
{
    return std::any_of(file.tensors().begin(), file.tensors().end(),
        [&](const GgufTensor& tensor) { return tensor.name == name; });
}

// Llama 3's scaling stands there as a weight: what each frequency is divided by.
void readDivisors(MetadataReader& reader, const GgufFile& file, ModelConfig& config)
{
    const auto found = std::find_if(file.tensors().begin(), file.tensors().end(),
        [](const GgufTensor& tensor) { return tensor.name == "rope_freqs.weight"; });
    if (found == file.tensors().end())
        return;
    if (config.ropeScaling.kind != RopeScalingKind::None)
        return reader.fail(": there are two rotary scalings, the weight \"rope_freqs.weight\" and one in "
                           "the metadata. The file is damaged.");
    if (found->type != BlockType::Float32 || found->shape != std::vector{config.headSize / 2})
        return reader.fail(": the weight \"rope_freqs.weight\" must be " + std::to_string(config.headSize / 2)
            + " values in F32. The file is damaged.");
    std::vector<float> divisors(static_cast<std::size_t>(config.headSize / 2));
    dequantize(found->type, found->bytes, divisors);
    if (const auto scaling = llama3FromDivisors(divisors, config.ropeTheta))
        config.ropeScaling = *scaling;
    else
        reader.fail(
            ": the weight \"rope_freqs.weight\" asks for a rotary scaling other than that of Llama 3, "
            "which Dankai does not do yet. Choose a model without it.");
}

void readScaling(MetadataReader& reader, const GgufFile& file, const std::string& prefix, ModelConfig& config)
{
    const std::string key = prefix + "rope.scaling.type";
    const std::string oldKey = prefix + "rope.scale_linear";
    const std::string type(file.string(key).value_or("none"));
    if (type == "linear") {
        config.ropeScaling = {
            .kind = RopeScalingKind::Linear, .factor = reader.positive(prefix + "rope.scaling.factor", 1.0)};
    } else if (type != "none")
        reader.refuse(key, "the rotary scaling " + quotedName(type));
    else if (const double factor = reader.positive(oldKey, 1.0); factor != 1.0)
        config.ropeScaling = {.kind = RopeScalingKind::Linear, .factor = factor};
    readDivisors(reader, file, config);
}

void readBiases(const GgufFile& file, ModelConfig& config)
{
    config.hasQueryKeyValueBias = hasTensor(file, "blk.0.attn_q.bias");
    config.hasAttentionOutBias = hasTensor(file, "blk.0.attn_output.bias");
    config.hasFeedForwardBias = hasTensor(file, "blk.0.ffn_gate.bias");
    // Only Qwen2 is written with the first three and without the fourth.
    if (config.hasQueryKeyValueBias && !config.hasAttentionOutBias)
        config.family = ModelFamily::Qwen2;
}

void refuseWhatIsNotDone(
    MetadataReader& reader, const GgufFile& file, const std::string& prefix, const ModelConfig& config)
{
    if (file.integer(prefix + "expert_count").value_or(0) > 0)
        reader.refuse(prefix + "expert_count", "a mixture of experts");
    if (file.integer(prefix + "attention.sliding_window").value_or(0) > 0)
        reader.refuse(prefix + "attention.sliding_window", "attention over a sliding window");
    if (reader.size(prefix + "rope.dimension_count", config.headSize) != config.headSize)
        reader.refuse(prefix + "rope.dimension_count", "rotary positions on a part of each head");
    if (reader.size(prefix + "attention.value_length", config.headSize) != config.headSize)
        reader.refuse(prefix + "attention.value_length", "values of another size than the keys");
    for (const char* key : {"attention.scale", "embedding_scale", "residual_scale", "logit_scale"})
        if (reader.positive(prefix + key, 1.0) != 1.0)
            reader.refuse(prefix + key, "a scale of its own");
}

} // namespace

Result<ModelConfig> modelConfigFromGguf(const GgufFile& file)
{
    const auto architecture = file.string("general.architecture");
    if (!architecture)
        return unusable(
            file.where() + " names no architecture (\"general.architecture\"). Is it a language model?");
    const auto family = std::find_if(familyNames.begin(), familyNames.end(),
        [&](const FamilyNames& names) { return names.gguf == *architecture; });
    if (family == familyNames.end())
        return unusable(file.where() + ": \"general.architecture\" is " + quotedName(*architecture)
            + ", but Dankai reads only \"llama\" and \"qwen2\". Choose a model of one of these "
              "architectures.");
    const std::string prefix = std::string(*architecture) + ".";
    MetadataReader reader(file);
    ModelConfig config;
    config.family = family->family;
    config.hiddenSize = reader.size(prefix + "embedding_length");
    config.intermediateSize = reader.size(prefix + "feed_forward_length");
    config.layerCount = reader.size(prefix + "block_count", std::nullopt, mostModelLayers);
    config.headCount = reader.size(prefix + "attention.head_count");
    config.keyValueHeadCount = reader.size(prefix + "attention.head_count_kv", config.headCount);
    config.headSize = reader.size(
        prefix + "attention.key_length", std::max<std::int64_t>(1, config.hiddenSize / config.headCount));
    config.maxPositions = reader.size(prefix + "context_length");
    config.vocabularySize = reader.size(prefix + "vocab_size", vocabularySize(file));
    config.ropeTheta = reader.positive(prefix + "rope.freq_base", 10000.0);
    config.rmsNormEpsilon = reader.positive(prefix + "attention.layer_norm_rms_epsilon", 1e-5);
    readScaling(reader, file, prefix, config);
    readBiases(file, config);
    config.tiesEmbeddings = !hasTensor(file, "output.weight");
    config.bosTokenId = reader.tokenId("tokenizer.ggml.bos_token_id");
    config.padTokenId = reader.tokenId("tokenizer.ggml.padding_token_id");
    for (const char* key : {"tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id"})
        if (const auto id = reader.tokenId(key); id
            && std::find(config.eosTokenIds.begin(), config.eosTokenIds.end(), *id)
                == config.eosTokenIds.end())
            config.eosTokenIds.push_back(*id);
    refuseWhatIsNotDone(reader, file, prefix, config);
    if (reader.error())
        return tl::unexpected(*reader.error());
    if (auto checked = checkModelConfig(config, file.where()); !checked)
        return passOn(checked);
    return config;
}

} // namespace dankai
