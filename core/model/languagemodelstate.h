// SPDX-License-Identifier: Apache-2.0
// What a LanguageModel holds, and its passes through the decoder. For languagemodel.cpp alone.
#pragma once

#include "core/kernels/attention.h"
#include "core/model/activations.h"
#include "core/model/adapterweights.h"
#include "core/model/languagemodel.h"
#include "core/model/modelweights.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace dankai {

// The batch's indices on the device.
struct DeviceBatch
{
    at::Tensor tokens; // [T] int32, like all
    at::Tensor positions; // [T]
    at::Tensor paddingRows; // int64, positions of the padding token; undefined where there are none
    at::Tensor labelledRows; // [L] positions that have a label, ascending
    at::Tensor labels; // [L]
    PackedSequences sequences;
    std::vector<std::int32_t> hostRows; // labelledRows
};

at::Tensor toDevice(const std::vector<std::int32_t>& values, at::Device device); // int32
DeviceBatch toDevice(const TokenBatch& batch, std::optional<std::int32_t> padding, at::Device device);

struct LanguageModel::State
{
    ModelConfig config;
    LanguageModelParams params;
    ModelWeights weights;
    Activations activations;
    bool isOutOfMemory = false;

    // Of a layer by its number, from 0.
    AttentionShape shapeOf(std::size_t layer) const
    {
        return {.heads = static_cast<int>(config.headCount),
            .keyHeads = static_cast<int>(config.keyValueHeadCount),
            .headSize = static_cast<int>(config.headSize),
            .window = static_cast<int>(windowOf(config, static_cast<std::int64_t>(layer)))};
    }

    void setFixedRank(std::int64_t rank)
    {
        dankai::setFixedRank(config, params.adapter->config, rank, weights);
    }

    double dropout() const { return isTraining() && params.adapter ? params.adapter->config.dropout : 0; }

    bool isTraining() const { return params.purpose == Purpose::Training; }

    void reserve(std::int64_t tokens)
    {
        if (tokens <= activations.capacity())
            return;
        activations = {}; // before, not beside, the new ones
        activations = Activations({.config = config,
            .precision = params.precision,
            .isTraining = isTraining(),
            .hasDropout = dropout() > 0,
            .checkpointing = params.checkpointing,
            .device = params.device,
            .tokens = tokens});
    }

    // A layer from its normalised input in scratch.normed on, to gate and up of its MLP.
    void forwardLayer(std::size_t index, const LayerActivations& of, const DeviceBatch& batch,
        const UpdateDropout* dropout);
    // The residual stream [T, hidden] after so many layers, before the next one overwrites it.
    using StreamReader = std::function<void(std::size_t layer, const at::Tensor& stream)>;
    // Leaves the residual stream as last middle + scratch.delta. `dropout`: of a training step, or null.
    void forward(const DeviceBatch& batch, const StreamReader& readStream = {},
        const UpdateDropout* dropout = nullptr);
    // Of the labelled rows: the nll into scratch.nll; with a scale also the gradients of head and last norm,
    // and the gradient of the residual stream into scratch.gradient. `firsts`: [labels] bool, for whether
    // each label's logit is the greatest (the first of equal ones); undefined: not asked for.
    void labelledLoss(const DeviceBatch& batch, std::int64_t tokens, const double* gradientScale,
        const at::Tensor& firsts = {});
    void backward(const DeviceBatch& batch, const UpdateDropout* dropout);
    at::Tensor headLogits(const at::Tensor& last) const; // [rows, hidden] -> [rows, vocabulary] float32
};

} // namespace dankai
