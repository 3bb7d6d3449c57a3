// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/memorymodel.h"

#include <algorithm>
#include <span>

namespace dankai {

namespace {

// Code and data of the process and its libraries, LibTorch above all, with its thread pool, its allocator and
// the programs that oneDNN compiles for the shapes it meets. Measured with SmolLM2-135M on two threads: 112
// MiB at the start, 155 after one step, 300 to 450 after all stages of a whole run, of which answering keeps
// some.
constexpr std::uint64_t processBytes = std::uint64_t(256) << 20;

// Of a GPU's memory: the context and the loaded code of LibTorch, cuBLAS and our kernels, and cuBLAS's
// workspace. Measured on an H200: 720 to 780 MiB.
constexpr std::uint64_t gpuProcessBytes = std::uint64_t(768) << 20;

std::uint64_t size(std::int64_t value)
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, value));
}

std::uint64_t computeWidth(ComputePrecision precision)
{
    return precision == ComputePrecision::Float32 ? 4 : 2;
}

// Of buffers with so many columns.
std::uint64_t bytesPerToken(std::int64_t computeColumns, std::int64_t floatColumns, std::uint64_t width)
{
    return size(computeColumns) * width + size(floatColumns) * 4;
}

std::uint64_t layerBytes(const BufferWidths& widths, std::uint64_t width)
{
    return bytesPerToken(widths.keptCompute(), widths.keptFloat(), width);
}

std::uint64_t logitBytes(const ModelConfig& config, std::uint64_t width, std::uint64_t tokens, bool isOnGpu)
{
    return std::min(size(logitChunkRows(config.vocabularySize, isOnGpu)), tokens)
        * size(config.vocabularySize) * width;
}

// cos and sin of every position and every other value of a head, float32
std::uint64_t rotaryBytes(const ModelConfig& config)
{
    return size(config.maxPositions * config.headSize) * 4;
}

// On a GPU a step of the backward pass makes what LibTorch's operators return or need inside, besides our
// buffers. In bfloat16: of the fused attention, the gradient of the queries as a float32 sum and again in
// bfloat16, those of keys and values once per query head and once per key head, and a number per head. In
// float32: the scores of one sequence, five times.
std::uint64_t attentionBytes(
    const BufferWidths& w, ComputePrecision precision, std::uint64_t tokens, std::int64_t longestSequence)
{
    if (precision == ComputePrecision::Float32)
        return 5 * size(w.heads) * size(longestSequence) * size(longestSequence) * 4;
    const std::int64_t keyColumns = (w.qkv - w.query) / 2;
    return tokens * size(10 * w.query + 4 * keyColumns + 4 * w.heads);
}

// On CPUs, in bfloat16, the gradient of a weight is a product of its own before it is added to the float32
// sum; the largest weight is the output matrix.
std::uint64_t productBytes(const ModelConfig& config, ComputePrecision precision)
{
    return precision == ComputePrecision::Float32 ? 0 : size(config.vocabularySize * config.hiddenSize) * 2;
}

// Keys and values of every layer.
std::uint64_t cacheBytes(const ModelConfig& config, const AnswerCache& answers, std::uint64_t width)
{
    return 2 * size(config.layerCount) * size(answers.sequences)
        * size(std::min(answers.tokens, config.maxPositions))
        * size(config.keyValueHeadCount * config.headSize) * width;
}

// Of both moments of weights that are trained.
std::uint64_t momentBytes(std::span<const WeightInfo> trained, MomentStorage storage)
{
    std::uint64_t bytes = 0;
    for (const WeightInfo& weight : trained) {
        const std::int64_t values = weight.valueCount();
        if (storage == MomentStorage::EightBit && values >= leastQuantizedMoments)
            bytes += 2 * size(values + (values + momentBlock - 1) / momentBlock * 4);
        else
            bytes += size(values) * (storage == MomentStorage::BFloat16 ? 4 : 8);
    }
    return bytes;
}

// The model where its layers' matrices stay in blocks.
std::uint64_t blockedBytes(const ModelConfig& config, std::uint64_t width, std::uint64_t blockBytes)
{
    std::uint64_t bytes = blockBytes + size(largestProduct(config)) * width; // the room
    for (const WeightInfo& weight : expectedWeights(config))
        bytes += isLayerMatrix(weight) ? 0 : size(weight.valueCount()) * width;
    return bytes;
}

// The norms and biases, which are computed with in float32.
std::uint64_t vectorValues(const ModelConfig& config)
{
    std::uint64_t values = 0;
    for (const WeightInfo& weight : expectedWeights(config))
        values += weight.shape.size() == 1 ? size(weight.valueCount()) : 0;
    return values;
}

// The model beside an adapter. In 4 bits (core/kernels/nf4.h) a value of a layer's matrix takes half a byte,
// a 64th for its scale and a little for the scale's.
std::uint64_t frozenBytes(const ModelConfig& config, std::uint64_t width, bool isQuantized)
{
    std::uint64_t bytes = size(largestProduct(config)) * width; // the room

    for (const WeightInfo& weight : expectedWeights(config)) {
        const std::uint64_t values = size(weight.valueCount());
        const bool isPacked = isQuantized && isLayerMatrix(weight);
        bytes += isPacked ? values / 2 + values / 64 + values / 64 / 256 * 4 : values * width;
    }
    return bytes;
}

} // namespace

BufferWidths bufferWidths(const ModelConfig& config)
{
    return {.hidden = config.hiddenSize,
        .query = config.headCount * config.headSize,
        .qkv = (config.headCount + 2 * config.keyValueHeadCount) * config.headSize,
        .intermediate = config.intermediateSize,
        .heads = config.headCount};
}

std::int64_t logitChunkRows(std::int64_t vocabularySize, bool isOnGpu)
{
    // About 64 MiB of float32: large enough for the product to run at full speed, small beside the rest. On a
    // GPU eight times that, since every chunk reads and writes the whole gradient of the output matrix, and
    // products of few rows leave the GPU idle.
    const std::int64_t elements = std::int64_t{1} << (isOnGpu ? 27 : 24);
    const std::int64_t most = isOnGpu ? 4096 : 1024;
    return std::clamp<std::int64_t>(elements / std::max<std::int64_t>(1, vocabularySize) / 64 * 64, 64, most);
}

std::int64_t largestProduct(const ModelConfig& config)
{
    const BufferWidths w = bufferWidths(config);
    return w.hidden * std::max({w.qkv, w.query, 2 * w.intermediate});
}

std::uint64_t MemoryEstimate::totalBytes() const
{
    std::uint64_t total = 0;
    for (const MemoryPart& part : parts)
        total += part.bytes;
    return total;
}

std::uint64_t MemoryEstimate::bytesOf(std::string_view name) const
{
    const auto found
        = std::find_if(parts.begin(), parts.end(), [&](const MemoryPart& part) { return part.name == name; });
    return found == parts.end() ? 0 : found->bytes;
}

MemoryEstimate estimateTrainingMemory(const ModelConfig& config, const TrainingMemoryParams& params)
{
    const BufferWidths w = bufferWidths(config);
    const std::uint64_t width = computeWidth(params.precision);
    const std::uint64_t parameters = size(parameterCount(config));
    // Without an adapter everything is trained.
    const std::uint64_t trained
        = params.adapter ? size(adapterParameterCount(config, params.adapter->config)) : parameters;
    const std::uint64_t fixed
        = params.adapter ? trained * size(params.adapter->fixedRank) / size(params.adapter->config.rank) : 0;
    const std::uint64_t tokens = size(std::max(params.tokensPerMicroBatch, params.maxSequenceLength));
    const bool hasDropout = params.adapter && params.adapter->config.dropout > 0;
    const bool hasMasters = params.precision == ComputePrecision::BFloat16WithFloat32Master;
    const bool isSplit = params.precision == ComputePrecision::BFloat16SplitMaster;
    const std::uint64_t weightWidth = hasMasters ? 4 + width : isSplit ? 2 * width : width;
    MemoryEstimate estimate{{
        {"weights",
            (trained + fixed) * weightWidth + (isSplit ? 4 * vectorValues(config) : 0)
                + (params.adapter ? frozenBytes(config, width, params.adapter->isBaseQuantized) : 0)
                + rotaryBytes(config)},
        {"gradients", 4 * trained},
        {"optimizer",
            momentBytes(params.adapter ? expectedAdapterWeights(config, params.adapter->config)
                                       : expectedWeights(config),
                params.moments)},
        {"activations",
            tokens
                * (params.checkpointing == ActivationCheckpointing::None
                        ? size(config.layerCount) * layerBytes(w, width)
                        : size(config.layerCount - 1) * bytesPerToken(w.hidden, 0, width)
                            + layerBytes(w, width))},
        {"scratch",
            tokens
                * bytesPerToken(w.forwardScratch() + w.backwardScratch() + (hasDropout ? w.dropped() : 0),
                    w.labelledFloat(), width)},
        {"logits", logitBytes(config, width, tokens, params.isOnGpu)},
        {"cache", cacheBytes(config, params.answers, width)},
    }};
    const auto add = [&](const char* name, std::uint64_t bytes) { estimate.parts.push_back({name, bytes}); };
    if (params.isOnGpu) {
        // The embedding's gradient is added up from a copy in float32 when attention needs nothing any more.
        const std::uint64_t embeddingBytes = params.adapter ? 0 : tokens * size(w.hidden) * 4;
        add("operators",
            std::max(attentionBytes(w, params.precision, tokens, params.maxSequenceLength), embeddingBytes));
        add("process", gpuProcessBytes);
    } else {
        if (!params.adapter)
            add("products", productBytes(config, params.precision));
        add("process", processBytes);
    }
    return estimate;
}

MemoryEstimate estimateInferenceMemory(const ModelConfig& config, const InferenceMemoryParams& params)
{
    const BufferWidths w = bufferWidths(config);
    const std::uint64_t width = computeWidth(params.precision);
    const std::uint64_t tokens = size(params.tokensPerBatch);
    const std::uint64_t weights = params.blockBytes > 0 ? blockedBytes(config, width, params.blockBytes)
                                                        : size(parameterCount(config)) * width;
    return {{
        {"weights", weights + rotaryBytes(config)},
        {"activations", tokens * layerBytes(w, width)}, // every layer uses the same
        {"scratch", tokens * bytesPerToken(w.forwardScratch(), w.labelledFloat(), width)},
        {"logits",
            logitBytes(config, width, std::max(tokens, size(params.answers.sequences)), params.isOnGpu)},
        {"cache", cacheBytes(config, params.answers, width)},
        {"process", params.isOnGpu ? gpuProcessBytes : processBytes},
    }};
}

} // namespace dankai
