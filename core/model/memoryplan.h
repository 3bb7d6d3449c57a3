// SPDX-License-Identifier: Apache-2.0
// How many bytes the engine takes, by the same arithmetic that lays out its buffers. No tensors: anybody
// may ask before anything is loaded. Does not know what the operating system and the libraries take.
#pragma once

#include "core/checkpoint/memorymodel.h"

#include <cstdint>

namespace dankai {

struct MemoryPlanParams
{
    std::int64_t microBatchTokens = 0;
    ComputePrecision precision = ComputePrecision::Float32;
    bool isTraining = true;
};

struct MemoryPlan
{
    std::uint64_t parameters = 0; // count, with the gaps of alignment
    std::uint64_t masterBytes = 0;
    std::uint64_t computeBytes = 0; // 0 in float32: the masters are what is computed with
    std::uint64_t gradientBytes = 0;
    std::uint64_t optimizerBytes = 0; // two float32 moments
    std::uint64_t activationBytes = 0; // kept from forward to backward
    std::uint64_t scratchBytes = 0; // reused by every layer
    std::uint64_t logitBytes = 0; // one chunk

    std::uint64_t total() const
    {
        return masterBytes + computeBytes + gradientBytes + optimizerBytes + activationBytes + scratchBytes
            + logitBytes;
    }
};

MemoryPlan memoryPlan(const ModelConfig& config, const MemoryPlanParams& params);

} // namespace dankai
