// SPDX-License-Identifier: Apache-2.0
#include "core/inference/cacheddecoder.h"

#include "core/kernels/attention.h"
#include "core/kernels/embedding.h"
#include "core/kernels/normalisation.h"
#include "core/kernels/rotary.h"
#include "core/kernels/swiglu.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace dankai {

namespace {

at::Tensor toDevice(std::span<const std::int32_t> values, at::Device device)
{
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(values.size())}, at::kInt);
    std::copy(values.begin(), values.end(), tensor.mutable_data_ptr<std::int32_t>());
    return tensor.to(device);
}

AttentionShape attentionShape(const ModelConfig& config, std::size_t layer)
{
    return {.heads = static_cast<int>(config.headCount),
        .keyHeads = static_cast<int>(config.keyValueHeadCount),
        .headSize = static_cast<int>(config.headSize),
        .window = static_cast<int>(windowOf(config, static_cast<std::int64_t>(layer)))};
}

} // namespace

CachedDecoder::CachedDecoder(const LanguageModel& model, std::int64_t rows, std::int64_t capacity)
    : m_model(model)
{
    const ModelConfig& config = model.config();
    const auto options = model.weights().embedding.options();
    for (std::int64_t layer = 0; layer < config.layerCount; ++layer)
        for (auto* cache : {&m_keys, &m_values})
            cache->push_back(
                at::empty({rows, capacity, config.keyValueHeadCount * config.headSize}, options));
}

CachedDecoder::Buffers CachedDecoder::makeBuffers(std::int64_t rows) const
{
    const ModelConfig& config = m_model.config();
    const auto options = m_model.weights().embedding.options();
    const auto make = [&](std::int64_t columns) { return at::empty({rows, columns}, options); };
    return {.input = make(config.hiddenSize),
        .middle = make(config.hiddenSize),
        .delta = make(config.hiddenSize),
        .normed = make(config.hiddenSize),
        .qkv = make((config.headCount + 2 * config.keyValueHeadCount) * config.headSize),
        .mixed = make(config.headCount * config.headSize),
        .gateUp = make(2 * config.intermediateSize),
        .product = make(config.intermediateSize),
        .rstd = at::empty({rows}, options.dtype(at::kFloat)),
        .logSumExp = at::empty({config.headCount, rows}, options.dtype(at::kFloat))};
}

template <class Attend>
at::Tensor CachedDecoder::forward(std::span<const std::int32_t> tokens,
    std::span<const std::int32_t> positions, LogitRows logitRows, const Attend& attend)
{
    const ModelConfig& config = m_model.config();
    const DecoderWeights& weights = m_model.weights();
    const auto rows = static_cast<std::int64_t>(tokens.size());
    const at::Device device = weights.embedding.device();
    if (!m_stepBuffers.input.defined() || m_stepBuffers.input.size(0) != rows)
        m_stepBuffers = makeBuffers(rows);
    Buffers& b = m_stepBuffers;

    const at::Tensor onDevice = toDevice(positions, device);
    gatherRows(weights.embedding, toDevice(tokens, device), b.input);
    at::Tensor unused;
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        const DecoderLayer& layer = weights.layers[i];
        if (i == 0)
            addRmsNorm(
                b.input, {}, layer.attentionNorm.weight, config.rmsNormEpsilon, unused, b.normed, b.rstd);
        else
            addRmsNorm(b.middle, b.delta, layer.attentionNorm.weight, config.rmsNormEpsilon, b.input,
                b.normed, b.rstd);
        const AttentionShape shape = attentionShape(config, i);
        layer.qkv.forward(b.normed, b.qkv);
        applyRotary(b.qkv, onDevice, weights.cosine, weights.sine, shape.heads + shape.keyHeads,
            shape.headSize, RotaryDirection::Forward);
        attend(i, b, shape);
        layer.attentionOut.forward(b.mixed, b.delta);
        addRmsNorm(b.input, b.delta, layer.mlpNorm.weight, config.rmsNormEpsilon, b.middle, b.normed, b.rstd);
        layer.gateUp.forward(b.normed, b.gateUp);
        swiglu(b.gateUp, b.product);
        layer.down.forward(b.product, b.delta);
    }

    const std::int64_t wanted = logitRows == LogitRows::Last ? 1 : rows;
    const auto last = [&](const at::Tensor& tensor) { return tensor.narrow(0, rows - wanted, wanted); };
    at::Tensor normed = last(b.normed);
    at::Tensor stream = last(b.input);
    at::Tensor rstd = last(b.rstd);
    addRmsNorm(
        last(b.middle), last(b.delta), weights.finalNorm.weight, config.rmsNormEpsilon, stream, normed, rstd);
    if (!m_logits.defined() || m_logits.size(0) != wanted)
        m_logits = at::empty({wanted, config.vocabularySize}, weights.embedding.options());
    weights.head.forward(normed, m_logits);
    return m_logits.to(at::kCPU, at::kFloat);
}

at::Tensor CachedDecoder::readPrompt(std::int64_t row, std::span<const std::int32_t> tokens)
{
    const auto length = static_cast<std::int64_t>(tokens.size());
    std::vector<std::int32_t> positions(tokens.size());
    std::iota(positions.begin(), positions.end(), 0);
    const std::array<std::int32_t, 2> starts = {0, static_cast<std::int32_t>(length)};
    const PackedSequences sequences = {.starts = starts,
        .deviceStarts = toDevice(starts, m_model.weights().embedding.device()),
        .longest = static_cast<int>(length)};
    return forward(
        tokens, positions, LogitRows::Last, [&](std::size_t layer, Buffers& b, const AttentionShape& shape) {
            const std::int64_t query = std::int64_t{shape.heads} * shape.headSize;
            const std::int64_t key = std::int64_t{shape.keyHeads} * shape.headSize;
            m_keys[layer].select(0, row).narrow(0, 0, length).copy_(b.qkv.narrow(1, query, key));
            m_values[layer].select(0, row).narrow(0, 0, length).copy_(b.qkv.narrow(1, query + key, key));
            attention(b.qkv, sequences, shape, b.mixed, b.logSumExp);
        });
}

at::Tensor CachedDecoder::step(std::span<const std::int32_t> tokens, std::span<const std::int32_t> lengths)
{
    std::vector<std::int32_t> withThis(lengths.begin(), lengths.end());
    for (std::int32_t& length : withThis)
        ++length;
    const auto rows = static_cast<std::int64_t>(tokens.size());
    const CachedLengths filled
        = {.host = withThis, .device = toDevice(withThis, m_model.weights().embedding.device())};
    return forward(
        tokens, lengths, LogitRows::All, [&](std::size_t layer, Buffers& b, const AttentionShape& shape) {
            at::Tensor keys = m_keys[layer].narrow(0, 0, rows);
            at::Tensor values = m_values[layer].narrow(0, 0, rows);
            appendToCache(b.qkv, filled, shape, keys, values);
            cachedAttention(b.qkv, keys, values, filled, shape, b.mixed);
        });
}

void CachedDecoder::moveRow(std::int64_t from, std::int64_t to, std::int64_t length)
{
    for (auto* cache : {&m_keys, &m_values})
        for (at::Tensor& layer : *cache)
            layer.select(0, to).narrow(0, 0, length).copy_(layer.select(0, from).narrow(0, 0, length));
}

} // namespace dankai
