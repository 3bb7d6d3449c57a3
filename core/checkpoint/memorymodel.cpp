// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/memorymodel.h"

#include <algorithm>

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

// Columns per token of the buffers in core/model/activations.h.
struct Columns
{
    explicit Columns(const ModelConfig& config)
        : hidden(config.hiddenSize)
        , query(config.headCount * config.headSize)
        , qkv((config.headCount + 2 * config.keyValueHeadCount) * config.headSize)
        , intermediate(config.intermediateSize)
        , heads(config.headCount)
    { }

    // One layer: input, qkv, attention's result, middle, gate and up; float32: log-sum-exp, two rstd.
    std::uint64_t layerBytes(std::uint64_t width) const
    {
        return size(2 * hidden + qkv + query + 2 * intermediate) * width + size(heads + 2) * 4;
    }

    // Of these what is kept where a layer is computed again.
    std::uint64_t inputBytes(std::uint64_t width) const { return size(hidden) * width; }

    // normed, delta, labelled, product; float32: rstd of the last norm, nll
    std::uint64_t forwardBytes(std::uint64_t width) const
    {
        return size(3 * hidden + intermediate) * width + 2 * 4;
    }

    // What an adapter reads with dropout.
    std::uint64_t droppedBytes(std::uint64_t width) const
    {
        return size(std::max({hidden, query, intermediate})) * width;
    }

    // gradient, normed gradient, mixed gradient, qkv gradient
    std::uint64_t backwardBytes(std::uint64_t width) const { return size(2 * hidden + query + qkv) * width; }

    std::int64_t hidden;
    std::int64_t query;
    std::int64_t qkv;
    std::int64_t intermediate;
    std::int64_t heads;
};

// logitChunkRows of core/model/memoryplan.h.
std::uint64_t logitBytes(const ModelConfig& config, std::uint64_t width, std::uint64_t tokens, bool isOnGpu)
{
    const std::int64_t values = std::int64_t(1) << (isOnGpu ? 27 : 24);
    const std::int64_t vocabulary = std::max<std::int64_t>(1, config.vocabularySize);
    const std::int64_t rows
        = std::clamp<std::int64_t>(values / vocabulary / 64 * 64, 64, isOnGpu ? 4096 : 1024);
    return std::min(size(rows), tokens) * size(vocabulary) * width;
}

// On a GPU a step of the backward pass makes what LibTorch's operators return or need inside, besides our
// buffers. In bfloat16: of the fused attention, the gradient of the queries as a float32 sum and again in
// bfloat16, those of keys and values once per query head and once per key head, and a number per head. In
// float32: the scores of one sequence, five times.
std::uint64_t attentionBytes(
    const Columns& c, ComputePrecision precision, std::uint64_t tokens, std::int64_t longestSequence)
{
    if (precision == ComputePrecision::Float32)
        return 5 * size(c.heads) * size(longestSequence) * size(longestSequence) * 4;
    const std::int64_t keyColumns = (c.qkv - c.query) / 2;
    return tokens * size(10 * c.query + 4 * keyColumns + 4 * c.heads);
}

// On CPUs, in bfloat16, the gradient of a weight is a product of its own before it is added to the float32
// sum; the largest weight is the output matrix.
std::uint64_t productBytes(const ModelConfig& config, ComputePrecision precision)
{
    return precision == ComputePrecision::Float32 ? 0 : size(config.vocabularySize * config.hiddenSize) * 2;
}

// The room in which an adapter is added to the matrix that is multiplied with (core/model/linear.h).
std::uint64_t largestProduct(const ModelConfig& config)
{
    const Columns c(config);
    return size(c.hidden) * std::max({size(c.qkv), size(c.query), size(2 * c.intermediate)});
}

// The model beside an adapter. In 4 bits (core/kernels/nf4.h) a value of a layer's matrix takes half a byte,
// a 64th for its scale and a little for the scale's.
std::uint64_t frozenBytes(const ModelConfig& config, std::uint64_t width, bool isQuantized)
{
    std::uint64_t bytes = largestProduct(config) * width;
    for (const WeightInfo& weight : expectedWeights(config)) {
        const std::uint64_t values = size(weight.valueCount());
        const bool isPacked = isQuantized && weight.name.ends_with("_proj.weight");
        bytes += isPacked ? values / 2 + values / 64 + values / 64 / 256 * 4 : values * width;
    }
    return bytes;
}

} // namespace

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
    const Columns columns(config);
    const std::uint64_t width = computeWidth(params.precision);
    const std::uint64_t parameters = size(parameterCount(config));
    // Without an adapter everything is trained.
    const std::uint64_t trained
        = params.adapter ? size(adapterParameterCount(config, params.adapter->config)) : parameters;
    const std::uint64_t fixed
        = params.adapter ? trained * size(params.adapter->fixedRank) / size(params.adapter->config.rank) : 0;
    const std::uint64_t tokens = size(std::max(params.tokensPerMicroBatch, params.maxSequenceLength));
    const bool hasMasters = params.precision != ComputePrecision::Float32;
    MemoryEstimate estimate{{
        {"weights",
            (trained + fixed) * (hasMasters ? 4 + width : width)
                + (params.adapter ? frozenBytes(config, width, params.adapter->isBaseQuantized) : 0)},
        {"gradients", 4 * trained},
        {"optimizer", 8 * trained}, // two float32 moments
        {"activations",
            tokens
                * (params.checkpointing == ActivationCheckpointing::None
                        ? size(config.layerCount) * columns.layerBytes(width)
                        : size(config.layerCount - 1) * columns.inputBytes(width)
                            + columns.layerBytes(width))},
        {"scratch",
            tokens
                * (columns.forwardBytes(width) + columns.backwardBytes(width)
                    + (params.adapter && params.adapter->config.dropout > 0 ? columns.droppedBytes(width)
                                                                            : 0))},
        {"logits", logitBytes(config, width, tokens, params.isOnGpu)},
    }};
    const auto add = [&](const char* name, std::uint64_t bytes) { estimate.parts.push_back({name, bytes}); };
    if (params.isOnGpu) {
        // The embedding's gradient is added up from a copy in float32 when attention needs nothing any more.
        const std::uint64_t embeddingBytes = params.adapter ? 0 : tokens * size(columns.hidden) * 4;
        add("operators",
            std::max(
                attentionBytes(columns, params.precision, tokens, params.maxSequenceLength), embeddingBytes));
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
    const Columns columns(config);
    const std::uint64_t width = computeWidth(params.precision);
    const std::uint64_t tokens = size(params.tokensPerBatch);
    const std::uint64_t keys = size(config.keyValueHeadCount * config.headSize) * width;
    return {{
        {"weights", size(parameterCount(config)) * width},
        {"activations", tokens * columns.layerBytes(width)}, // every layer uses the same
        {"scratch", tokens * columns.forwardBytes(width)},
        {"logits", logitBytes(config, width, std::max(tokens, size(params.cachedSequences)), params.isOnGpu)},
        {"cache",
            2 * size(config.layerCount) * size(params.cachedSequences) * size(params.maxSequenceLength)
                * keys},
        {"process", params.isOnGpu ? gpuProcessBytes : processBytes},
    }};
}

} // namespace dankai
