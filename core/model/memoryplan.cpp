// SPDX-License-Identifier: Apache-2.0
#include "core/model/memoryplan.h"

#include "core/model/parameterlayout.h"

#include <algorithm>

namespace dankai {

namespace {

// nf4.h: half a byte a value, a byte for 64, a float32 for 64 x 256; every projection is a matrix of its own.
std::uint64_t quantizedBytes(const ModelConfig& config)
{
    std::uint64_t bytes = 0;
    for (const Product& product : productsOfLayer(config))
        for (const std::int64_t rows : product.rows) {
            const auto values = static_cast<std::uint64_t>(rows * product.columns);
            bytes += values / 2 + values / 64 + (values / 64 + 255) / 256 * 4;
        }
    return bytes * static_cast<std::uint64_t>(config.layerCount);
}

} // namespace

BufferWidths bufferWidths(const ModelConfig& config)
{
    BufferWidths widths;
    widths.hidden = config.hiddenSize;
    widths.query = config.headCount * config.headSize;
    widths.qkv = (config.headCount + 2 * config.keyValueHeadCount) * config.headSize;
    widths.intermediate = config.intermediateSize;
    widths.heads = config.headCount;
    return widths;
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

MemoryPlan memoryPlan(const ModelConfig& config, const MemoryPlanParams& params)
{
    const BufferWidths w = bufferWidths(config);
    const bool isFloat = params.precision == ComputePrecision::Float32;
    const std::uint64_t computeSize = isFloat ? 4 : 2;
    const auto tokens = static_cast<std::uint64_t>(params.microBatchTokens);
    const auto bytes = [&](std::int64_t computeColumns, std::int64_t floatColumns) {
        return tokens
            * (static_cast<std::uint64_t>(computeColumns) * computeSize
                + static_cast<std::uint64_t>(floatColumns) * 4);
    };

    MemoryPlan plan;
    plan.parameters = static_cast<std::uint64_t>(
        params.adapter ? adapterLayout(config, params.adapter->config).size : parameterLayout(config).size);
    if (params.adapter) {
        plan.frozenBytes = computeSize * static_cast<std::uint64_t>(largestProduct(config));
        if (params.adapter->fixedRank > 0)
            plan.frozenBytes += (isFloat ? 4 : 4 + computeSize)
                * static_cast<std::uint64_t>(
                    adapterLayout(config, params.adapter->config.withRank(params.adapter->fixedRank)).size);
        const ParameterLayout layout = parameterLayout(config);
        if (params.adapter->isBaseQuantized)
            plan.frozenBytes += computeSize * static_cast<std::uint64_t>(layoutWithoutProducts(layout).size)
                + quantizedBytes(config);
        else
            plan.frozenBytes += computeSize * static_cast<std::uint64_t>(layout.size);
    }
    if (params.isTraining || isFloat)
        plan.masterBytes = 4 * plan.parameters;
    if (!isFloat)
        plan.computeBytes = 2 * plan.parameters;
    if (params.isTraining) {
        plan.gradientBytes = 4 * plan.parameters;
        plan.optimizerBytes = 8 * plan.parameters;
    }
    const std::uint64_t ofLayer = bytes(w.keptCompute(), w.keptFloat());
    const auto others = static_cast<std::uint64_t>(params.isTraining ? config.layerCount - 1 : 0);
    plan.activationBytes = ofLayer
        + others * (params.checkpointing == ActivationCheckpointing::None ? ofLayer : bytes(w.hidden, 0));
    const bool hasDropout = params.isTraining && params.adapter && params.adapter->config.dropout > 0;
    plan.scratchBytes = bytes(
        w.forwardScratch() + (params.isTraining ? w.backwardScratch() : 0) + (hasDropout ? w.dropped() : 0),
        w.labelledFloat());
    plan.logitBytes
        = static_cast<std::uint64_t>(
              std::min(logitChunkRows(config.vocabularySize, params.isOnGpu), params.microBatchTokens)
              * config.vocabularySize)
        * computeSize;
    return plan;
}

} // namespace dankai
