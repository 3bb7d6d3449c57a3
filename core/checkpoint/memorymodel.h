// SPDX-License-Identifier: Apache-2.0
// Predicts the peak memory of training and inference from a model's sizes, before anything is allocated.
// It says what the engine's tensors need; the process's own code and libraries are a named part.
#pragma once

#include "core/checkpoint/modelconfig.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dankai {

enum class ComputePrecision
{
    Float32,
    BFloat16WithFloat32Master, // weights and activations bf16; master weights, gradients and moments float32
};

struct MemoryPart
{
    std::string name; // snake_case: "weights", "gradients", "optimizer", "activations", "logits", "process"
    std::uint64_t bytes = 0;

    bool operator==(const MemoryPart&) const = default;
};

struct MemoryEstimate
{
    std::vector<MemoryPart> parts;

    std::uint64_t totalBytes() const;
};

struct TrainingMemoryParams
{
    ComputePrecision precision = ComputePrecision::Float32;
    std::int64_t tokensPerMicroBatch = 0; // the flat batch's budget
    std::int64_t maxSequenceLength = 0;
    std::int64_t logitsChunkTokens
        = 0; // labelled positions whose logits exist at once; 0: the engine's usual
};

MemoryEstimate estimateTrainingMemory(const ModelConfig& config, const TrainingMemoryParams& params);

struct InferenceMemoryParams
{
    ComputePrecision precision = ComputePrecision::Float32;
    std::int64_t sequences = 1; // at once
    std::int64_t maxSequenceLength = 0; // prompt and answer
    std::int64_t tokensPerStep = 0; // the longest prompt, or the batch of an evaluation
};

MemoryEstimate estimateInferenceMemory(const ModelConfig& config, const InferenceMemoryParams& params);

} // namespace dankai
