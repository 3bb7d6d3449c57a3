// SPDX-License-Identifier: Apache-2.0
// modelConfigFromGguf: the llama.* keys of GGUF metadata as a ModelConfig.
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/modelconfig.h"

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

void refuseWhatIsNotDone(MetadataReader& reader, const GgufFile& file, const ModelConfig& config)
{
    if (const auto scaling = file.string("llama.rope.scaling.type"); scaling && *scaling != "none")
        reader.refuse("llama.rope.scaling.type", "the rotary scaling " + quotedName(*scaling));
    if (reader.positive("llama.rope.scale_linear", 1.0) != 1.0)
        reader.refuse("llama.rope.scale_linear", "a linear rotary scaling");
    if (file.integer("llama.expert_count").value_or(0) > 0)
        reader.refuse("llama.expert_count", "a mixture of experts");
    if (file.integer("llama.attention.sliding_window").value_or(0) > 0)
        reader.refuse("llama.attention.sliding_window", "attention over a sliding window");
    if (reader.size("llama.rope.dimension_count", config.headSize) != config.headSize)
        reader.refuse("llama.rope.dimension_count", "rotary positions on a part of each head");
    if (reader.size("llama.attention.value_length", config.headSize) != config.headSize)
        reader.refuse("llama.attention.value_length", "values of another size than the keys");
    for (const char* key :
        {"llama.attention.scale", "llama.embedding_scale", "llama.residual_scale", "llama.logit_scale"})
        if (reader.positive(key, 1.0) != 1.0)
            reader.refuse(key, "a scale of its own");
    for (const GgufTensor& tensor : file.tensors())
        if (tensor.name == "rope_freqs.weight")
            reader.fail(
                ": the weight \"rope_freqs.weight\" asks for a rotary scaling, which Dankai does not do "
                "yet. Choose a model without it.");
}

} // namespace

Result<ModelConfig> modelConfigFromGguf(const GgufFile& file)
{
    const auto architecture = file.string("general.architecture");
    if (!architecture)
        return unusable(
            file.where() + " names no architecture (\"general.architecture\"). Is it a language model?");
    if (*architecture != "llama")
        return unusable(file.where() + ": \"general.architecture\" is " + quotedName(*architecture)
            + ", but Dankai reads only \"llama\" yet. Choose a model of the Llama architecture.");
    MetadataReader reader(file);
    ModelConfig config;
    config.hiddenSize = reader.size("llama.embedding_length");
    config.intermediateSize = reader.size("llama.feed_forward_length");
    config.layerCount = reader.size("llama.block_count", std::nullopt, mostModelLayers);
    config.headCount = reader.size("llama.attention.head_count");
    config.keyValueHeadCount = reader.size("llama.attention.head_count_kv", config.headCount);
    config.headSize = reader.size(
        "llama.attention.key_length", std::max<std::int64_t>(1, config.hiddenSize / config.headCount));
    config.maxPositions = reader.size("llama.context_length");
    config.vocabularySize = reader.size("llama.vocab_size", vocabularySize(file));
    config.ropeTheta = reader.positive("llama.rope.freq_base", 10000.0);
    config.rmsNormEpsilon = reader.positive("llama.attention.layer_norm_rms_epsilon", 1e-5);
    config.tiesEmbeddings = std::none_of(file.tensors().begin(), file.tensors().end(),
        [](const GgufTensor& tensor) { return tensor.name == "output.weight"; });
    config.bosTokenId = reader.tokenId("tokenizer.ggml.bos_token_id");
    config.padTokenId = reader.tokenId("tokenizer.ggml.padding_token_id");
    for (const char* key : {"tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id"})
        if (const auto id = reader.tokenId(key); id
            && std::find(config.eosTokenIds.begin(), config.eosTokenIds.end(), *id)
                == config.eosTokenIds.end())
            config.eosTokenIds.push_back(*id);
    refuseWhatIsNotDone(reader, file, config);
    if (reader.error())
        return tl::unexpected(*reader.error());
    if (auto checked = checkModelConfig(config, file.where()); !checked)
        return passOn(checked);
    return config;
}

} // namespace dankai
