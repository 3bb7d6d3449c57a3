// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/ggufexport.h"

#include "core/checkpoint/ggufnames.h"
#include "core/checkpoint/modelfamily.h"

#include <algorithm>
#include <utility>

namespace dankai {

namespace {

constexpr const char* divisorsName = "rope_freqs.weight";

// llama_ftype of llama.h: what most of the weights are.
std::uint32_t fileType(BlockType type)
{
    switch (type) {
    case BlockType::Float32:
        return 0;
    case BlockType::Q8_0:
        return 7;
    case BlockType::BFloat16:
        return 32;
    default:
        return 1; // Float16
    }
}

std::string ggufName(const std::string& name)
{
    for (const GgufNamePair& pair : ggufNamesOutsideLayers)
        if (pair.huggingFace == name)
            return std::string(pair.gguf);
    const std::string_view rest = std::string_view(name).substr(std::string_view("model.layers.").size());
    const std::size_t dot = rest.find('.');
    const std::string_view inside = rest.substr(dot + 1);
    const std::size_t end = inside.rfind('.');
    for (const GgufNamePair& pair : ggufNamesInsideLayers)
        if (pair.huggingFace == inside.substr(0, end))
            return "blk." + std::string(rest.substr(0, dot)) + "." + std::string(pair.gguf)
                + std::string(inside.substr(end));
    return name; // cannot be: expectedWeights() knows no other names
}

std::vector<GgufEntry> modelEntries(const ModelConfig& config, const GgufExportOptions& options)
{
    const std::string architecture(namesOf(config.family).gguf);
    std::vector<GgufEntry> entries = {{"general.architecture", architecture}, {"general.type", "model"}};
    const auto add = [&](const std::string& key, GgufEntryValue value) {
        entries.push_back({architecture + "." + key, std::move(value)});
    };
    const auto count
        = [&](const std::string& key, std::int64_t value) { add(key, static_cast<std::uint32_t>(value)); };
    if (!options.name.empty())
        entries.push_back({"general.name", options.name});
    entries.push_back({"general.file_type", fileType(options.weightType)});
    if (options.weightType == BlockType::Q8_0)
        entries.push_back({"general.quantization_version", std::uint32_t(2)});
    count("block_count", config.layerCount);
    count("context_length", ggufContext(config));
    count("embedding_length", config.hiddenSize);
    count("feed_forward_length", config.intermediateSize);
    count("attention.head_count", config.headCount);
    count("attention.head_count_kv", config.keyValueHeadCount);
    count("attention.key_length", config.headSize);
    count("attention.value_length", config.headSize);
    add("attention.layer_norm_rms_epsilon", static_cast<float>(config.rmsNormEpsilon));
    count("rope.dimension_count", config.headSize);
    add("rope.freq_base", static_cast<float>(config.ropeTheta));
    if (config.ropeScaling.kind == RopeScalingKind::Linear) {
        add("rope.scaling.type", "linear");
        add("rope.scaling.factor", static_cast<float>(config.ropeScaling.factor));
    }
    count("vocab_size", config.vocabularySize);
    entries.insert(entries.end(), options.tokenizer.begin(), options.tokenizer.end());
    return entries;
}

BlockType typeOf(const WeightInfo& weight, BlockType wanted)
{
    if (weight.shape.size() < 2)
        return BlockType::Float32;
    return weight.shape.back() % layoutOf(wanted).values == 0 ? wanted : BlockType::Float16;
}

// Rows of whole heads from Hugging Face's order to the file's.
void permute(std::vector<float>& values, std::int64_t headSize, std::size_t rowValues)
{
    const std::vector<float> from = values;
    for (std::size_t row = 0; row * rowValues < from.size(); ++row)
        std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(row * rowValues), rowValues,
            values.begin() + static_cast<std::ptrdiff_t>(ggufRotaryRow(row, headSize) * rowValues));
}

Result<> writeWeight(GgufWriter& writer, const GgufTensorSpec& tensor, const WeightInfo& weight,
    const WeightSource& source, std::int64_t rotaryHeadSize)
{
    constexpr std::int64_t pieceValues = std::int64_t(1) << 20;
    const std::int64_t rows = weight.shape.front();
    const std::int64_t rowValues = weight.valueCount() / rows;
    // A vector is read whole, since its blocks may not end where a piece does; rotary rows by whole heads.
    std::int64_t pieceRows
        = weight.shape.size() == 1 ? rows : std::max<std::int64_t>(1, pieceValues / rowValues);
    if (rotaryHeadSize > 0)
        pieceRows = std::max(rotaryHeadSize, pieceRows / rotaryHeadSize * rotaryHeadSize);
    std::vector<float> values;
    for (std::int64_t row = 0; row < rows; row += pieceRows) {
        values.resize(static_cast<std::size_t>(std::min(pieceRows, rows - row) * rowValues));
        if (auto read = source.readFloatRows(weight.name, row, values); !read)
            return read;
        if (rotaryHeadSize > 0)
            permute(values, rotaryHeadSize, static_cast<std::size_t>(rowValues));
        if (auto written = writer.writeFloat(tensor.name, values); !written)
            return written;
    }
    return {};
}

} // namespace

std::int64_t ggufContext(const ModelConfig& config)
{
    return config.slidingWindow > 0 ? std::min(config.slidingWindow, config.maxPositions)
                                    : config.maxPositions;
}

Result<> writeGgufModel(const std::filesystem::path& target, const ModelConfig& config,
    const WeightSource& source, const GgufExportOptions& options)
{
    const std::vector<WeightInfo> weights = expectedWeights(config);
    const bool isScaled = config.ropeScaling.kind == RopeScalingKind::Llama3;
    std::vector<GgufTensorSpec> tensors;
    if (isScaled)
        tensors.push_back({divisorsName, {config.headSize / 2}, BlockType::Float32});
    for (const WeightInfo& weight : weights)
        tensors.push_back({ggufName(weight.name), weight.shape, typeOf(weight, options.weightType)});
    auto writer = GgufWriter::create(target, modelEntries(config, options), tensors);
    if (!writer)
        return passOn(writer);
    if (isScaled) {
        const auto divisors = llama3Divisors(config.ropeTheta, config.headSize, config.ropeScaling);
        if (auto written = writer->writeFloat(divisorsName, divisors); !written)
            return written;
    }
    const bool isPermuted = hasPermutedRotaryRows(namesOf(config.family).gguf);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const bool isRotary = isPermuted && isRotaryWeight(weights[i].name);
        if (auto written = writeWeight(
                *writer, tensors[i + (isScaled ? 1 : 0)], weights[i], source, isRotary ? config.headSize : 0);
            !written)
            return written;
    }
    return writer->commit();
}

} // namespace dankai
