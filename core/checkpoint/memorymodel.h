// SPDX-License-Identifier: Apache-2.0
// Predicts the peak memory of training and inference from a model's sizes, before anything is allocated, for
// whoever has no engine at hand. core/model lays its buffers out by the same widths (a test holds the two
// together); what the process takes besides is a constant that was measured.
#pragma once

#include "core/checkpoint/adapterconfig.h"
#include "core/checkpoint/modelconfig.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class ComputePrecision
{
    Float32,
    BFloat16WithFloat32Master, // weights and activations bf16; master weights, gradients and moments float32
};

// What a training step keeps from forward to backward (Chen et al., arXiv 1604.06174).
enum class ActivationCheckpointing
{
    None, // everything
    Layer, // what each layer begins with; the rest is computed again: a second forward pass
};

struct MemoryPart
{
    std::string name; // snake_case, see the functions below
    std::uint64_t bytes = 0;

    bool operator==(const MemoryPart&) const = default;
};

struct MemoryEstimate
{
    std::vector<MemoryPart> parts;

    std::uint64_t totalBytes() const;
    // 0 where there is no such part.
    std::uint64_t bytesOf(std::string_view name) const;
};

struct TrainingMemoryParams
{
    ComputePrecision precision = ComputePrecision::Float32;
    std::int64_t tokensPerMicroBatch = 0; // the flat batch's budget
    std::int64_t maxSequenceLength = 0; // a row longer than the budget makes a batch of its own
    bool isOnGpu = false;
    std::optional<AdapterTraining> adapter = std::nullopt; // what is trained instead of every weight
    ActivationCheckpointing checkpointing = ActivationCheckpointing::None;
};

// Fine-tuning with AdamW: weights, gradients, optimizer, activations (kept from forward to backward),
// scratch (used again by every layer), logits (of one chunk of labelled positions), products (on a
// CPU), operators (on a GPU: what LibTorch's take besides), process (on a GPU: the context and libraries).
MemoryEstimate estimateTrainingMemory(const ModelConfig& config, const TrainingMemoryParams& params);

struct InferenceMemoryParams
{
    ComputePrecision precision = ComputePrecision::Float32; // bf16: no masters are kept
    std::int64_t tokensPerBatch = 0; // of an evaluation, or the prompts that are read at one time
    std::int64_t cachedSequences = 0; // generated at one time; 0: evaluation only
    std::int64_t maxSequenceLength = 0; // prompt and answer, of each cached sequence
    bool isOnGpu = false;
};

// Evaluation and generation: weights, activations, scratch, logits, cache (keys and values), process.
MemoryEstimate estimateInferenceMemory(const ModelConfig& config, const InferenceMemoryParams& params);

} // namespace dankai
