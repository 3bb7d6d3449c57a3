// SPDX-License-Identifier: Apache-2.0
// The buffers of a forward and backward, planned once for a number of tokens and used by every step.
// Contents mean nothing between two calls of the model.
#pragma once

#include "core/checkpoint/memorymodel.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace dankai {

// All [tokens, columns]; statistics float32, the rest of the compute type.
struct LayerActivations
{
    at::Tensor input; // residual stream before the layer
    at::Tensor qkv; // after rotation; becomes nothing's gradient, that has a buffer of its own
    at::Tensor mixed; // attention's result
    at::Tensor logSumExp; // [heads, tokens]
    at::Tensor middle; // residual stream between attention and MLP
    at::Tensor gateUp; // becomes its own gradient in the backward
    at::Tensor attentionRstd; // [tokens]
    at::Tensor mlpRstd; // [tokens]
};

class Activations final
{
public:
    struct Params
    {
        ModelConfig config;
        ComputePrecision precision = ComputePrecision::Float32;
        bool isTraining = true;
        bool hasDropout = false; // of what an adapter reads
        ActivationCheckpointing checkpointing = ActivationCheckpointing::None;
        at::Device device = at::kCPU;
        std::int64_t tokens = 0;
    };

    Activations() = default;
    explicit Activations(const Params& params);

    std::int64_t capacity() const { return m_capacity; }

    std::uint64_t bytes() const { return m_bytes; }

    // The first `tokens` rows of every buffer. Without training every layer gets the same ones; with
    // checkpointing all but `input` are the same.
    LayerActivations layer(std::size_t index, std::int64_t tokens) const;

    struct Scratch
    {
        at::Tensor normed, delta, labelled, product; // forward
        at::Tensor gradient, normedGradient, mixedGradient, qkvGradient; // backward, undefined without it
        at::Tensor finalRstd, nll; // [tokens]
        at::Tensor dropped; // [tokens, widest input of a product], undefined without dropout
    };

    Scratch scratch(std::int64_t tokens) const;

    // Labelled positions whose logits fit at one time.
    std::int64_t logitRows() const { return m_logits.size(0); }

    // [rows, vocabulary], at most logitRows() rows
    at::Tensor logits(std::int64_t rows) const;

private:
    std::vector<LayerActivations> m_layers;
    Scratch m_scratch;
    at::Tensor m_logits;
    std::int64_t m_capacity = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace dankai
