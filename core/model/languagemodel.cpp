// SPDX-License-Identifier: Apache-2.0
#include "core/model/languagemodel.h"

#include "core/kernels/attention.h"
#include "core/kernels/crossentropy.h"
#include "core/kernels/device.h"
#include "core/kernels/embedding.h"
#include "core/kernels/normalisation.h"
#include "core/kernels/rotary.h"
#include "core/kernels/swiglu.h"
#include "core/model/activations.h"
#include "core/model/modelweights.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <exception>
#include <functional>
#include <new>
#include <optional>
#include <utility>

namespace dankai {

namespace {

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

// Torch says by exception what we say by Result.
template <class Body>
auto guarded(const char* what, const Body& body, bool* isOutOfMemory = nullptr) -> decltype(body())
{
    const auto sayOutOfMemory = [&](bool is) {
        if (isOutOfMemory != nullptr)
            *isOutOfMemory = is;
    };
    sayOutOfMemory(false);
    try {
        const c10::AutoGradMode noGradients(false);
        return body();
    } catch (const std::bad_alloc&) {
        sayOutOfMemory(true);
        return failed(
            std::string(what) + " ran out of memory. Use a smaller micro-batch or shorter sequences.");
    } catch (const std::exception& error) {
        const std::string message = error.what();
        if (message.find("out of memory") != std::string::npos
            || message.find("can't allocate memory") != std::string::npos
            || message.find("CUBLAS_STATUS_ALLOC_FAILED") != std::string::npos) {
            sayOutOfMemory(true);
            return failed(std::string(what)
                + " ran out of memory. Use a smaller micro-batch or shorter sequences. ("
                + message.substr(0, message.find('\n')) + ")");
        }
        return failed(
            std::string(what) + " failed inside LibTorch: " + message.substr(0, message.find('\n')));
    }
}

} // namespace

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
    // and the gradient of the residual stream into scratch.gradient.
    void labelledLoss(const DeviceBatch& batch, std::int64_t tokens, const double* gradientScale);
    void backward(const DeviceBatch& batch, const UpdateDropout* dropout);
    at::Tensor headLogits(const at::Tensor& last) const; // [rows, hidden] -> [rows, vocabulary] float32
};

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
    const DeviceBatch& batch, std::int64_t tokens, const double* gradientScale)
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

LanguageModel::LanguageModel(std::unique_ptr<State> state)
    : m_state(std::move(state))
{ }

LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

Result<LanguageModel> LanguageModel::load(const OpenedModel& opened, const LanguageModelParams& params)
{
    return guarded("Loading the model", [&]() -> Result<LanguageModel> {
        auto weights = loadWeights(opened, params);
        if (!weights)
            return passOn(weights);
        auto state = std::make_unique<State>();
        state->config = opened.config;
        state->params = params;
        state->weights = std::move(*weights);
        return LanguageModel(std::move(state));
    });
}

Result<> LanguageModel::reload(const OpenedModel& opened)
{
    return guarded("Loading the model", [&]() -> Result<> {
        ModelWeights& weights = m_state->weights;
        if (!m_state->params.adapter)
            return readWeights(opened, weights);
        m_state->setFixedRank(0);
        beginAdapter(weights, m_state->params.adapterSeed); // the base has not changed
        return {};
    });
}

Result<> LanguageModel::readAdapter(const WeightSource& adapter)
{
    return guarded("Loading the adapter", [&]() -> Result<> {
        return dankai::readAdapter(
            m_state->config, m_state->params.adapter->config, adapter, m_state->weights);
    });
}

void LanguageModel::beginNextAdapter(std::uint64_t seed)
{
    fixAdapter(m_state->config, m_state->params.adapter->config, m_state->weights);
    beginAdapter(m_state->weights, seed);
}

std::int64_t LanguageModel::fixedRank() const
{
    return m_state->weights.fixedRank;
}

void LanguageModel::setFixedRank(std::int64_t rank)
{
    m_state->setFixedRank(rank);
}

at::Tensor& LanguageModel::fixedMasters()
{
    return m_state->weights.fixedMasters;
}

at::Tensor LanguageModel::stackedMatrix(std::size_t parameter) const
{
    const ModelWeights& weights = m_state->weights;
    const Parameter& trained = weights.parameters[parameter];
    if (weights.fixed.empty())
        return trained.master;
    return at::cat({weights.fixed[parameter].master, trained.master}, rankDimension(trained.name));
}

const ModelConfig& LanguageModel::config() const
{
    return m_state->config;
}

const LanguageModelParams& LanguageModel::params() const
{
    return m_state->params;
}

std::vector<Parameter>& LanguageModel::parameters()
{
    return m_state->weights.parameters;
}

const std::vector<Parameter>& LanguageModel::parameters() const
{
    return m_state->weights.parameters;
}

at::Tensor& LanguageModel::masters()
{
    return m_state->weights.masters;
}

at::Tensor& LanguageModel::gradients()
{
    return m_state->weights.gradients;
}

at::Tensor& LanguageModel::compute()
{
    return m_state->weights.compute;
}

at::Tensor& LanguageModel::lowBits()
{
    return m_state->weights.lowBits;
}

std::vector<at::Tensor> LanguageModel::trainedTensors()
{
    ModelWeights& w = m_state->weights;
    std::vector<at::Tensor> tensors;
    if (w.lowBits.defined())
        tensors = {w.compute, w.lowBits, w.vectors};
    else
        tensors = {w.masters};
    if (w.fixedMasters.defined())
        tensors.push_back(w.fixedMasters);
    return tensors;
}

const DecoderWeights& LanguageModel::weights() const
{
    return m_state->weights.decoder;
}

void LanguageModel::refreshCompute()
{
    dankai::refreshCompute(m_state->weights);
}

void LanguageModel::zeroGradients()
{
    m_state->weights.gradients.zero_();
}

std::uint64_t LanguageModel::bytes() const
{
    const ModelWeights& w = m_state->weights;
    std::uint64_t bytes = m_state->activations.bytes() + w.compute.nbytes();
    if (w.masters.defined() && w.masters.data_ptr() != w.compute.data_ptr())
        bytes += w.masters.nbytes();
    if (w.lowBits.defined())
        bytes += w.lowBits.nbytes() + w.vectors.nbytes();
    for (const at::Tensor& tensor :
        {w.gradients, w.frozen, w.room, w.fixedMasters, w.decoder.cosine, w.decoder.sine})
        if (tensor.defined())
            bytes += tensor.nbytes();
    if (w.fixedMasters.defined() && w.fixedMasters.data_ptr() != w.fixedCompute.data_ptr())
        bytes += w.fixedCompute.nbytes();
    for (const DecoderLayer& layer : w.decoder.layers)
        for (const Linear* linear : {&layer.qkv, &layer.attentionOut, &layer.gateUp, &layer.down})
            bytes += linear->quantizedBytes();
    return bytes;
}

Result<> LanguageModel::reserve(std::int64_t tokens)
{
    return guarded("Making room for a micro-batch", [&]() -> Result<> {
        m_state->reserve(tokens);
        return {};
    });
}

Result<BatchLoss> LanguageModel::forwardBackward(
    const TokenBatch& batch, double gradientScale, std::uint64_t dropoutSeed)
{
    State& state = *m_state;
    if (auto checked = checkBatch(batch, state.config.vocabularySize, state.config.maxPositions); !checked)
        return passOn(checked);
    if (!state.isTraining())
        return failed("This model was loaded for inference and has no gradients.");
    const auto step = [&]() -> Result<BatchLoss> {
        const auto tokens = static_cast<std::int64_t>(batch.tokenCount());
        state.reserve(tokens);
        const DeviceBatch onDevice = toDevice(batch, state.config.padTokenId, state.params.device);
        std::optional<UpdateDropout> dropout;
        if (state.dropout() > 0)
            dropout = UpdateDropout{
                {dropoutSeed, state.dropout()}, state.activations.scratch(tokens).dropped.view({-1})};
        state.forward(onDevice, {}, dropout ? &*dropout : nullptr);
        state.labelledLoss(onDevice, tokens, &gradientScale);
        BatchLoss loss;
        loss.tokens = static_cast<std::int64_t>(onDevice.hostRows.size());
        if (loss.tokens == 0)
            return loss; // all gradients are zero
        state.backward(onDevice, dropout ? &*dropout : nullptr);
        const at::Tensor nll = state.activations.scratch(loss.tokens).nll.cpu();
        const float* values = nll.const_data_ptr<float>();
        for (std::int64_t i = 0; i < loss.tokens; ++i)
            loss.nll += static_cast<double>(values[i]);
        return loss;
    };
    return guarded("A training step", step, &state.isOutOfMemory);
}

bool LanguageModel::isOutOfMemory() const
{
    return m_state->isOutOfMemory;
}

void LanguageModel::releaseBuffers()
{
    m_state->activations = {};
    releaseFreedMemory(m_state->params.device);
}

Result<std::vector<SequenceLoss>> LanguageModel::evaluate(const TokenBatch& batch, PooledStates* states)
{
    State& state = *m_state;
    if (auto checked = checkBatch(batch, state.config.vocabularySize, state.config.maxPositions); !checked)
        return passOn(checked);
    if (states != nullptr && (states->layer < 0 || states->layer > state.config.layerCount))
        return unusable("The model has " + std::to_string(state.config.layerCount)
            + " layers; there are no hidden states after layer " + std::to_string(states->layer) + ".");
    return guarded("An evaluation", [&]() -> Result<std::vector<SequenceLoss>> {
        const auto tokens = static_cast<std::int64_t>(batch.tokenCount());
        state.reserve(tokens);
        const DeviceBatch onDevice = toDevice(batch, state.config.padTokenId, state.params.device);
        std::vector<SequenceLoss> losses(batch.sequenceCount());
        const auto labelled = static_cast<std::int64_t>(onDevice.hostRows.size());
        if (labelled == 0 && states == nullptr)
            return losses;
        State::StreamReader pool;
        if (states != nullptr)
            pool = [&](std::size_t layer, const at::Tensor& stream) {
                if (static_cast<std::int64_t>(layer) == states->layer)
                    states->pooled = pooledStates(stream, batch);
            };
        state.forward(onDevice, pool);
        if (labelled == 0)
            return losses;
        state.labelledLoss(onDevice, tokens, nullptr);
        const at::Tensor nll = state.activations.scratch(labelled).nll.cpu();
        const float* values = nll.const_data_ptr<float>();
        std::size_t sequence = 0;
        for (std::size_t i = 0; i < onDevice.hostRows.size(); ++i) {
            while (onDevice.hostRows[i] >= batch.cuSeqlens[sequence + 1])
                ++sequence;
            losses[sequence].nll += static_cast<double>(values[i]);
            ++losses[sequence].tokens;
        }
        return losses;
    });
}

Result<std::vector<at::Tensor>> LanguageModel::residualStreams(const TokenBatch& batch)
{
    State& state = *m_state;
    if (auto checked = checkBatch(batch, state.config.vocabularySize, state.config.maxPositions); !checked)
        return passOn(checked);
    return guarded("A forward pass", [&]() -> Result<std::vector<at::Tensor>> {
        state.reserve(static_cast<std::int64_t>(batch.tokenCount()));
        std::vector<at::Tensor> streams;
        state.forward(toDevice(batch, state.config.padTokenId, state.params.device),
            [&streams](std::size_t, const at::Tensor& stream) {
                streams.push_back(stream.to(at::kFloat, false, true));
            });
        return streams;
    });
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

Result<at::Tensor> LanguageModel::nextTokenLogits(const TokenBatch& batch)
{
    State& state = *m_state;
    if (auto checked = checkBatch(batch, state.config.vocabularySize, state.config.maxPositions); !checked)
        return passOn(checked);
    return guarded("A forward pass", [&]() -> Result<at::Tensor> {
        state.reserve(static_cast<std::int64_t>(batch.tokenCount()));
        std::vector<std::int32_t> ends;
        for (std::size_t sequence = 0; sequence < batch.sequenceCount(); ++sequence)
            ends.push_back(batch.cuSeqlens[sequence + 1] - 1);
        at::Tensor last;
        state.forward(toDevice(batch, state.config.padTokenId, state.params.device),
            [&](std::size_t layer, const at::Tensor& stream) {
                if (layer == state.weights.decoder.layers.size())
                    last = stream.index_select(0, toDevice(ends, state.params.device));
            });
        return state.headLogits(last).cpu();
    });
}

Result<at::Tensor> LanguageModel::logits(const TokenBatch& batch)
{
    auto streams = residualStreams(batch);
    if (!streams)
        return passOn(streams);
    return guarded(
        "A forward pass", [&]() -> Result<at::Tensor> { return m_state->headLogits(streams->back()); });
}

} // namespace dankai
