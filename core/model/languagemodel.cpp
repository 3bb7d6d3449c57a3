// SPDX-License-Identifier: Apache-2.0
#include "core/model/languagemodel.h"

#include "core/kernels/device.h"
#include "core/model/adapterweights.h"
#include "core/model/languagemodelstate.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

#include <exception>
#include <new>
#include <optional>
#include <utility>

namespace dankai {

namespace {

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
            bytes += linear->packedBytes();
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
    if (batch.prefixLength() > 0)
        return failed("A batch whose sequences share a prefix has no gradients.");
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

Result<std::vector<SequenceLoss>> LanguageModel::evaluate(
    const TokenBatch& batch, PooledStates* states, RankedFirst rankedFirst)
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
        at::Tensor firsts;
        if (rankedFirst == RankedFirst::Counted)
            firsts = at::empty({labelled}, onDevice.labels.options().dtype(at::kBool));
        state.labelledLoss(onDevice, tokens, nullptr, firsts);
        const at::Tensor nll = state.activations.scratch(labelled).nll.cpu();
        const float* values = nll.const_data_ptr<float>();
        if (firsts.defined())
            firsts = firsts.cpu();
        std::size_t sequence = 0;
        for (std::size_t i = 0; i < onDevice.hostRows.size(); ++i) {
            while (onDevice.hostRows[i] >= batch.cuSeqlens[sequence + 1])
                ++sequence;
            losses[sequence].nll += static_cast<double>(values[i]);
            if (firsts.defined() && firsts.const_data_ptr<bool>()[i])
                ++losses[sequence].firsts;
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
