// SPDX-License-Identifier: Apache-2.0
// How many bytes the engine takes, by the same arithmetic that lays out its buffers. No tensors: anybody
// may ask before anything is loaded. Does not know what the operating system and the libraries take.
#pragma once

#include "core/checkpoint/memorymodel.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace dankai {

struct MemoryPlanParams
{
    std::int64_t microBatchTokens = 0;
    ComputePrecision precision = ComputePrecision::Float32;
    bool isTraining = true;
    bool isOnGpu = false;
    std::optional<AdapterTraining> adapter = std::nullopt;
    ActivationCheckpointing checkpointing = ActivationCheckpointing::None;
};

struct MemoryPlan
{
    std::uint64_t parameters = 0; // trained ones: count, with the gaps of alignment
    std::uint64_t masterBytes = 0;
    std::uint64_t computeBytes = 0; // 0 in float32: the masters are what is computed with
    // The model beside an adapter, earlier adapters, and the room to add them up in.
    std::uint64_t frozenBytes = 0;
    std::uint64_t gradientBytes = 0;
    std::uint64_t optimizerBytes = 0; // two float32 moments
    std::uint64_t activationBytes = 0; // kept from forward to backward
    std::uint64_t scratchBytes = 0; // reused by every layer
    std::uint64_t logitBytes = 0; // one chunk

    std::uint64_t total() const
    {
        return masterBytes + computeBytes + frozenBytes + gradientBytes + optimizerBytes + activationBytes
            + scratchBytes + logitBytes;
    }
};

// Columns of the buffers, per token; Activations (activations.h) allocates exactly these.
struct BufferWidths
{
    std::int64_t hidden = 0;
    std::int64_t query = 0; // heads * headSize
    std::int64_t qkv = 0;
    std::int64_t intermediate = 0;
    std::int64_t heads = 0;

    // Kept per layer: input, qkv, attention's result, middle, gate and up; logSumExp and two rstd in float32.
    std::int64_t keptCompute() const { return 2 * hidden + qkv + query + 2 * intermediate; }

    std::int64_t keptFloat() const { return heads + 2; }

    // normed, delta, labelled; product
    std::int64_t forwardScratch() const { return 3 * hidden + intermediate; }

    // gradient, normedGradient; mixedGradient; qkvGradient
    std::int64_t backwardScratch() const { return 2 * hidden + query + qkv; }

    // What an adapter reads with dropout: the input of any product.
    std::int64_t dropped() const { return std::max({hidden, query, intermediate}); }

    // rstd of the last norm, nll
    static std::int64_t labelledFloat() { return 2; }
};

BufferWidths bufferWidths(const ModelConfig& config);

// Labelled positions whose logits exist at one time, at most.
std::int64_t logitChunkRows(std::int64_t vocabularySize, bool isOnGpu = false);

MemoryPlan memoryPlan(const ModelConfig& config, const MemoryPlanParams& params);

} // namespace dankai
