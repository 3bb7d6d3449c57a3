// SPDX-License-Identifier: Apache-2.0
#include "core/model/languagemodelstate.h"

#include "core/kernels/crossentropy.h"
#include "core/kernels/embedding.h"
#include "core/kernels/normalisation.h"
#include "core/kernels/rotary.h"
#include "core/kernels/swiglu.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>

#include <algorithm>

namespace dankai {

at::Tensor toDevice(const std::vector<std::int32_t>& values, at::Device device)
{
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(values.size())}, at::kInt);
    std::copy(values.begin(), values.end(), tensor.mutable_data_ptr<std::int32_t>());
    return tensor.to(device);
}

DeviceBatch toDevice(const TokenBatch& batch, std::optional<std::int32_t> padding, at::Device device)
{
    DeviceBatch result;
    std::vector<std::int32_t> paddingRows;
    for (std::size_t i = 0; i < batch.tokens.size(); ++i)
        if (batch.tokens[i] == padding)
            paddingRows.push_back(static_cast<std::int32_t>(i));
    if (!paddingRows.empty())
        result.paddingRows = toDevice(paddingRows, device).to(at::kLong);
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < batch.labels.size(); ++i)
        if (batch.labels[i] != TokenBatch::noLabel) {
            result.hostRows.push_back(static_cast<std::int32_t>(i));
            labels.push_back(batch.labels[i]);
        }
    result.tokens = toDevice(batch.tokens, device);
    result.positions = toDevice(batch.positions, device);
    result.labelledRows = toDevice(result.hostRows, device);
    result.labels = toDevice(labels, device);
    result.sequences = {.starts = batch.cuSeqlens,
        .deviceStarts = toDevice(batch.cuSeqlens, device),
        .longest = batch.maxSeqlen};
    return result;
}

void LanguageModel::State::forwardLayer(
    std::size_t index, const LayerActivations& of, const DeviceBatch& batch, const UpdateDropout* dropout)
{
    const DecoderLayer& layer = weights.decoder.layers[index];
    LayerActivations a = of;
    Activations::Scratch scratch = activations.scratch(batch.tokens.size(0));
    layer.qkv.forward(scratch.normed, a.qkv, dropout);
    const AttentionShape shape = shapeOf(index);
    applyRotary(a.qkv, batch.positions, weights.decoder.cosine, weights.decoder.sine,
        shape.heads + shape.keyHeads, shape.headSize, RotaryDirection::Forward);
    attention(a.qkv, batch.sequences, shape, a.mixed, a.logSumExp);
    layer.attentionOut.forward(a.mixed, scratch.delta, dropout);
    addRmsNorm(a.input, scratch.delta, layer.mlpNorm.weight, config.rmsNormEpsilon, a.middle, scratch.normed,
        a.mlpRstd);
    layer.gateUp.forward(scratch.normed, a.gateUp, dropout);
}

void LanguageModel::State::forward(
    const DeviceBatch& batch, const StreamReader& readStream, const UpdateDropout* dropout)
{
    const std::int64_t tokens = batch.tokens.size(0);
    Activations::Scratch scratch = activations.scratch(tokens);
    const double epsilon = config.rmsNormEpsilon;
    const at::Tensor nothing;
    at::Tensor unused;
    LayerActivations previous;
    for (std::size_t i = 0; i < weights.decoder.layers.size(); ++i) {
        const DecoderLayer& layer = weights.decoder.layers[i];
        LayerActivations a = activations.layer(i, tokens);
        if (i == 0) {
            gatherRows(weights.decoder.embedding, batch.tokens, a.input);
            addRmsNorm(a.input, nothing, layer.attentionNorm.weight, epsilon, unused, scratch.normed,
                a.attentionRstd);
        } else {
            addRmsNorm(previous.middle, scratch.delta, layer.attentionNorm.weight, epsilon, a.input,
                scratch.normed, a.attentionRstd);
        }
        if (readStream)
            readStream(i, a.input);
        forwardLayer(i, a, batch, dropout);
        swiglu(a.gateUp, scratch.product);
        layer.down.forward(scratch.product, scratch.delta, dropout);
        previous = a;
    }
    if (readStream)
        readStream(weights.decoder.layers.size(), previous.middle + scratch.delta);
}

void LanguageModel::State::labelledLoss(
    const DeviceBatch& batch, std::int64_t tokens, const double* gradientScale, const at::Tensor& firsts)
{
    const std::int64_t count = batch.labelledRows.size(0);
    Activations::Scratch all = activations.scratch(tokens);
    if (gradientScale != nullptr)
        all.gradient.zero_();
    if (count == 0)
        return;

    Activations::Scratch scratch = activations.scratch(count);
    const std::size_t last = weights.decoder.layers.size() - 1;
    // The last layer's own input is not needed again before its backward reads it, so `normed` and `product`
    // are free here. The labelled rows of the last residual stream go into `labelled`.
    gatherRows(activations.layer(last, tokens).middle, batch.labelledRows, scratch.normed);
    gatherRows(all.delta, batch.labelledRows, scratch.labelled);
    addRmsNorm(scratch.normed, scratch.labelled, weights.decoder.finalNorm.weight, config.rmsNormEpsilon,
        scratch.labelled, scratch.normed, scratch.finalRstd);

    const std::int64_t chunk = activations.logitRows();
    for (std::int64_t first = 0; first < count; first += chunk) {
        const std::int64_t rows = std::min(chunk, count - first);
        const at::Tensor normed = scratch.normed.narrow(0, first, rows);
        at::Tensor logits = activations.logits(rows);
        at::Tensor nll = scratch.nll.narrow(0, first, rows);
        weights.decoder.head.forward(normed, logits);
        if (firsts.defined()) // before the logits may turn into their gradients
            firsts.narrow(0, first, rows).copy_(logits.argmax(-1) == batch.labels.narrow(0, first, rows));
        crossEntropy(logits, batch.labels.narrow(0, first, rows),
            gradientScale != nullptr ? *gradientScale : 0.0, nll,
            gradientScale != nullptr ? CrossEntropyWants::LossAndGradient : CrossEntropyWants::Loss);
        if (gradientScale != nullptr) {
            at::Tensor normedGradient = scratch.normedGradient.narrow(0, first, rows);
            weights.decoder.head.inputGradient(logits, normedGradient);
            weights.decoder.head.accumulateGradient(logits, normed);
        }
    }
    if (gradientScale == nullptr)
        return;
    at::Tensor labelledGradient = scratch.delta;
    labelledGradient.zero_();
    rmsNormBackward(scratch.normedGradient, scratch.labelled, weights.decoder.finalNorm.weight,
        scratch.finalRstd, labelledGradient, weights.decoder.finalNorm.gradient, scratch.normed);
    scatterRows(labelledGradient, batch.labelledRows, all.gradient);
}

void LanguageModel::State::backward(const DeviceBatch& batch, const UpdateDropout* dropout)
{
    const std::int64_t tokens = batch.tokens.size(0);
    Activations::Scratch scratch = activations.scratch(tokens);
    const at::Tensor nothing;
    at::Tensor unused;
    for (std::size_t i = weights.decoder.layers.size(); i-- > 0;) {
        DecoderLayer& layer = weights.decoder.layers[i];
        LayerActivations a = activations.layer(i, tokens);
        // The last layer's are there still. The same operations on the same values: the residual stream was
        // normalised as it is stored.
        if (params.checkpointing == ActivationCheckpointing::Layer && i + 1 < weights.decoder.layers.size()) {
            addRmsNorm(a.input, nothing, layer.attentionNorm.weight, config.rmsNormEpsilon, unused,
                scratch.normed, a.attentionRstd);
            forwardLayer(i, a, batch, dropout);
        }

        layer.down.inputGradient(scratch.gradient, scratch.product, dropout);
        swigluBackward(a.gateUp, scratch.product);
        layer.down.accumulateGradient(scratch.gradient, scratch.product, dropout);
        layer.gateUp.inputGradient(a.gateUp, scratch.normedGradient, dropout);
        rmsNormBackward(scratch.normedGradient, a.middle, layer.mlpNorm.weight, a.mlpRstd, scratch.gradient,
            layer.mlpNorm.gradient, scratch.normed);
        layer.gateUp.accumulateGradient(a.gateUp, scratch.normed, dropout);

        layer.attentionOut.inputGradient(scratch.gradient, scratch.mixedGradient, dropout);
        layer.attentionOut.accumulateGradient(scratch.gradient, a.mixed, dropout);
        const AttentionShape shape = shapeOf(i);
        attentionBackward(
            scratch.mixedGradient, a.qkv, a.mixed, a.logSumExp, batch.sequences, shape, scratch.qkvGradient);
        applyRotary(scratch.qkvGradient, batch.positions, weights.decoder.cosine, weights.decoder.sine,
            shape.heads + shape.keyHeads, shape.headSize, RotaryDirection::Backward);
        layer.qkv.inputGradient(scratch.qkvGradient, scratch.normedGradient, dropout);
        rmsNormBackward(scratch.normedGradient, a.input, layer.attentionNorm.weight, a.attentionRstd,
            scratch.gradient, layer.attentionNorm.gradient, scratch.normed);
        layer.qkv.accumulateGradient(scratch.qkvGradient, scratch.normed, dropout);
    }
    // transformers gives the padding token's row no gradient as an input (padding_idx), though it may be a
    // token like others, the end of turn for instance. The same here, so that the same training has the same
    // losses.
    if (!weights.decoder.embeddingGradient.defined())
        return;
    if (batch.paddingRows.defined())
        scratch.gradient.index_fill_(0, batch.paddingRows, 0);
    scatterAddRows(scratch.gradient, batch.tokens, weights.decoder.embeddingGradient);
}

// Of rows of the residual stream behind the last layer.
at::Tensor LanguageModel::State::headLogits(const at::Tensor& last) const
{
    const at::Tensor stream = last.to(weights.decoder.embedding.scalar_type());
    at::Tensor normed = at::empty_like(stream);
    at::Tensor rstd = at::empty({stream.size(0)}, stream.options().dtype(at::kFloat));
    at::Tensor unused;
    addRmsNorm(stream, {}, weights.decoder.finalNorm.weight, config.rmsNormEpsilon, unused, normed, rstd);
    at::Tensor logits = at::empty({stream.size(0), config.vocabularySize}, stream.options());
    weights.decoder.head.forward(normed, logits);
    return logits.to(at::kFloat);
}

} // namespace dankai
