// SPDX-License-Identifier: Apache-2.0
// Predicts the peak memory of training and inference from a model's sizes, before anything is allocated, for
// whoever has no engine at hand. core/model lays its buffers out by the same widths, and its tests hold what
// it takes against this; what the process takes besides is a constant that was measured.
#pragma once

#include "core/checkpoint/adapterconfig.h"
#include "core/checkpoint/modelconfig.h"

#include <algorithm>
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
    // The same with 16 low bits beside each weight instead of a master: the two are the master, and what a
    // step needs besides the gradients is 8 bytes a value instead of 14 (core/kernels/splitmaster.h). For
    // training a whole model; an adapter has few values.
    BFloat16SplitMaster,
};

// How AdamW's two moments of a value are kept between steps; every step computes in float32.
enum class MomentStorage
{
    Float32,
    BFloat16, // rounded up or down by chance, so that small changes count in the mean
    EightBit, // core/kernels/quantizedmoments.h
};

// Weights with fewer values keep float32 moments where the others' have 8 bits (bitsandbytes' min_8bit_size).
inline constexpr std::int64_t leastQuantizedMoments = 4096;
// Values of a weight that share the scale of their 8 bits.
inline constexpr std::int64_t momentBlock = 256;

// What a training step keeps from forward to backward (Chen et al., arXiv 1604.06174).
enum class ActivationCheckpointing
{
    None, // everything
    Layer, // what each layer begins with; the rest is computed again: a second forward pass
};

// Columns of the buffers, per token; core/model/activations.h allocates exactly these.
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

// Values of the largest matrix that a layer multiplies with: the room in which an adapter is added to it
// (core/model/linear.h).
std::int64_t largestProduct(const ModelConfig& config);

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

// Answers that are generated at one time, each with its keys and values.
struct AnswerCache
{
    std::int64_t sequences = 0; // 0: nothing is generated
    std::int64_t tokens = 0; // room of each: the longest prompt with its answer
};

struct TrainingMemoryParams
{
    ComputePrecision precision = ComputePrecision::Float32;
    std::int64_t tokensPerMicroBatch = 0; // the flat batch's budget
    std::int64_t maxSequenceLength = 0; // a row longer than the budget makes a batch of its own
    bool isOnGpu = false;
    std::optional<AdapterTraining> adapter = std::nullopt; // what is trained instead of every weight
    ActivationCheckpointing checkpointing = ActivationCheckpointing::None;
    MomentStorage moments = MomentStorage::Float32;
    AnswerCache answers = {}; // after each phase, beside what training keeps
};

// Fine-tuning with AdamW: weights, gradients, optimizer, activations (kept from forward to backward),
// scratch (used again by every layer), logits (of one chunk of labelled positions), cache (of the answers),
// products (on a CPU), operators (on a GPU: what LibTorch's take besides), process (on a GPU: the context and
// libraries).
MemoryEstimate estimateTrainingMemory(const ModelConfig& config, const TrainingMemoryParams& params);

struct InferenceMemoryParams
{
    ComputePrecision precision = ComputePrecision::Float32; // bf16: no masters are kept
    std::int64_t tokensPerBatch = 0; // of an evaluation, or the prompts that are read at one time
    AnswerCache answers = {};
    bool isOnGpu = false;
    std::uint64_t blockBytes = 0; // what the layers' matrices take where they stay as the file has them
};

// Evaluation and generation: weights, activations, scratch, logits, cache (keys and values), process.
MemoryEstimate estimateInferenceMemory(const ModelConfig& config, const InferenceMemoryParams& params);

} // namespace dankai
