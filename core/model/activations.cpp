// SPDX-License-Identifier: Apache-2.0
#include "core/model/activations.h"

#include <ATen/ops/empty.h>

namespace dankai {

Activations::Activations(const Params& params)
    : m_capacity(params.tokens)
{
    const BufferWidths w = bufferWidths(params.config);
    const auto computeType = params.precision == ComputePrecision::Float32 ? at::kFloat : at::kBFloat16;
    const auto options = at::TensorOptions().device(params.device);
    const auto make = [&](std::vector<std::int64_t> shape, at::ScalarType type) {
        at::Tensor tensor = at::empty(shape, options.dtype(type));
        m_bytes += tensor.nbytes();
        return tensor;
    };
    const auto compute = [&](std::int64_t columns) { return make({params.tokens, columns}, computeType); };
    const auto statistic = [&] { return make({params.tokens}, at::kFloat); };

    const auto layers = params.isTraining ? static_cast<std::size_t>(params.config.layerCount) : 1;
    for (std::size_t i = 0; i < layers; ++i) {
        if (i > 0 && params.checkpointing == ActivationCheckpointing::Layer) {
            m_layers.push_back(m_layers.front());
            m_layers.back().input = compute(w.hidden);
            continue;
        }
        m_layers.push_back({.input = compute(w.hidden),
            .qkv = compute(w.qkv),
            .mixed = compute(w.query),
            .logSumExp = make({w.heads * params.tokens}, at::kFloat),
            .middle = compute(w.hidden),
            .gateUp = compute(2 * w.intermediate),
            .attentionRstd = statistic(),
            .mlpRstd = statistic()});
    }
    m_scratch.normed = compute(w.hidden);
    m_scratch.delta = compute(w.hidden);
    m_scratch.labelled = compute(w.hidden);
    m_scratch.product = compute(w.intermediate);
    if (params.isTraining) {
        m_scratch.gradient = compute(w.hidden);
        m_scratch.normedGradient = compute(w.hidden);
        m_scratch.mixedGradient = compute(w.query);
        m_scratch.qkvGradient = compute(w.qkv);
    }
    if (params.hasDropout)
        m_scratch.dropped = compute(w.dropped());
    m_scratch.finalRstd = statistic();
    m_scratch.nll = statistic();
    m_logits = make(
        {std::min(logitChunkRows(params.config.vocabularySize, params.device.is_cuda()), params.tokens),
            params.config.vocabularySize},
        computeType);
}

LayerActivations Activations::layer(std::size_t index, std::int64_t tokens) const
{
    const LayerActivations& whole = m_layers[m_layers.size() > 1 ? index : 0];
    const std::int64_t heads = whole.logSumExp.size(0) / m_capacity;
    return {.input = whole.input.narrow(0, 0, tokens),
        .qkv = whole.qkv.narrow(0, 0, tokens),
        .mixed = whole.mixed.narrow(0, 0, tokens),
        .logSumExp = whole.logSumExp.narrow(0, 0, heads * tokens).view({heads, tokens}),
        .middle = whole.middle.narrow(0, 0, tokens),
        .gateUp = whole.gateUp.narrow(0, 0, tokens),
        .attentionRstd = whole.attentionRstd.narrow(0, 0, tokens),
        .mlpRstd = whole.mlpRstd.narrow(0, 0, tokens)};
}

Activations::Scratch Activations::scratch(std::int64_t tokens) const
{
    const auto cut
        = [&](const at::Tensor& tensor) { return tensor.defined() ? tensor.narrow(0, 0, tokens) : tensor; };
    return {.normed = cut(m_scratch.normed),
        .delta = cut(m_scratch.delta),
        .labelled = cut(m_scratch.labelled),
        .product = cut(m_scratch.product),
        .gradient = cut(m_scratch.gradient),
        .normedGradient = cut(m_scratch.normedGradient),
        .mixedGradient = cut(m_scratch.mixedGradient),
        .qkvGradient = cut(m_scratch.qkvGradient),
        .finalRstd = cut(m_scratch.finalRstd),
        .nll = cut(m_scratch.nll),
        .dropped = cut(m_scratch.dropped)};
}

at::Tensor Activations::logits(std::int64_t rows) const
{
    return m_logits.narrow(0, 0, rows);
}

} // namespace dankai
