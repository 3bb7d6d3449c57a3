// SPDX-License-Identifier: Apache-2.0
// The decoder (Llama, Mistral, Qwen2: grouped queries, tied or own output matrix, by its config) with an
// explicit forward and backward over buffers planned once. Does not step (core/train) and does not generate
// (core/inference).
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/adapterconfig.h"
#include "core/checkpoint/memorymodel.h"
#include "core/checkpoint/openmodel.h"
#include "core/model/linear.h"
#include "core/model/pooledstates.h"
#include "core/model/tokenbatch.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

enum class Purpose
{
    Training, // masters, gradients, activations of every layer
    Inference, // weights of the compute type only; evaluate() and generation
};

enum class ParameterKind
{
    Embedding, // also the output matrix
    Matrix,
    Norm,
    Bias,
};

// One tensor of the Hugging Face naming. Its tensors are contiguous slices of the flat ones below, so that
// an optimizer may go by parameter or over everything at once.
struct Parameter
{
    std::string name; // "model.layers.0.self_attn.q_proj.weight"
    ParameterKind kind = ParameterKind::Matrix;
    std::vector<std::int64_t> shape;
    std::int64_t offset = 0; // in elements, into the flat tensors
    std::int64_t count = 0;
    // float32, `shape`; undefined for inference in bfloat16 and where masters are split, but for norms and
    // biases, which have one always
    at::Tensor master;
    at::Tensor gradient; // float32, `shape`; undefined for inference
    at::Tensor compute; // what the products read: bfloat16, or the same tensor as `master`
    at::Tensor lowBits; // int16, `shape`: with `compute` the master where it is split, else undefined
};

struct LanguageModelParams
{
    at::Device device = at::kCPU;
    ComputePrecision precision = ComputePrecision::Float32;
    Purpose purpose = Purpose::Training;
    // For training: the model stands still, in the compute type, and this is trained beside it.
    std::optional<AdapterTraining> adapter = std::nullopt;
    // For training. Changes no result: what is computed again is what was there.
    ActivationCheckpointing checkpointing = ActivationCheckpointing::None;
    std::uint64_t adapterSeed = 0; // of the As that a new adapter begins with; its Bs are zero
    // For inference on a CPU, where the model has blockBytes() (openmodel.h): the layers' matrices stay as
    // the file has them and are made dense where they are multiplied with. Changes no result.
    bool keepsBlocks = false;
};

struct SequenceLoss
{
    double nll = 0; // summed over the labelled positions, natural logarithm
    std::int64_t tokens = 0; // labelled positions
    std::int64_t firsts = 0; // of them, those whose label the model ranks first; 0 where nobody counts
};

enum class RankedFirst
{
    NotCounted,
    Counted, // one more pass over the logits
};

struct BatchLoss
{
    double nll = 0;
    std::int64_t tokens = 0;
};

class LanguageModel final
{
public:
    // Unusable where a tensor is missing, unexpected or of another shape than the config says.
    static Result<LanguageModel> load(const OpenedModel& opened, const LanguageModelParams& params);
    // The weights of `opened` once more into the tensors that are there, without memory for a second model; a
    // new adapter where there is one. For training; `opened` is the model that was loaded.
    Result<> reload(const OpenedModel& opened);
    // The values of another adapter beside the same projections: of its ranks the last are trained on, those
    // before stand still.
    Result<> readAdapter(const WeightSource& adapter);

    // What was trained so far stands still from now on, the model is as it was, and a new adapter begins
    // beside the two ("merge and start new"). The base is not touched: it may be in 4 bits, and in bfloat16 a
    // sum would lose most of a small update.
    void beginNextAdapter(std::uint64_t seed);
    // Of the adapters that stand still, all together; 0: none.
    std::int64_t fixedRank() const;
    // Room for this rank, to be filled through fixedMasters(), then refreshCompute().
    void setFixedRank(std::int64_t rank);
    at::Tensor& fixedMasters(); // [k] float32; undefined without
    // The matrix of an adapter as a checkpoint has it: what stands still and what is trained, stacked.
    at::Tensor stackedMatrix(std::size_t parameter) const;

    LanguageModel(LanguageModel&&) noexcept;
    LanguageModel& operator=(LanguageModel&&) noexcept;
    ~LanguageModel();

    const ModelConfig& config() const;
    const LanguageModelParams& params() const;
    // What is trained: of an adapter its matrices under PEFT's names, else the whole model.
    std::vector<Parameter>& parameters();
    const std::vector<Parameter>& parameters() const;

    // All of them at once, [n] with small gaps of zeros between parameters. Masters and gradients float32;
    // compute bfloat16, or the same as masters() in float32. Undefined masters: they are split
    // (core/kernels/splitmaster.h), but for norms and biases.
    at::Tensor& masters();
    at::Tensor& gradients();
    at::Tensor& compute();
    at::Tensor& lowBits(); // int16 beside compute(); undefined where masters are not split
    // Everything that training changes in whatever form it has here, the adapters that stand still included:
    // what a resume needs of the model. Followed by refreshCompute() where it was written into.
    std::vector<at::Tensor> trainedTensors();

    // After somebody other than adamwStep wrote into the masters (a resume, a restored best checkpoint).
    void refreshCompute();
    void zeroGradients();

    // Bytes that the tensors of the model take now: weights, gradients, buffers. Not the optimizer's.
    std::uint64_t bytes() const;

    // Makes the buffers for micro-batches of up to `tokens` now instead of at the first batch, so that
    // memory runs out before a run and not in it. Larger batches make them grow.
    Result<> reserve(std::int64_t tokens);

    // Adds to the gradients those of gradientScale * (summed nll over the labels). A window of several
    // batches is one batch: give 1 and let the optimizer scale, or 1 / (labels of the whole window).
    // Where the adapter has a dropout, its masks are those of `dropoutSeed`: give each batch its own.
    // After an error the gradients mean nothing.
    Result<BatchLoss> forwardBackward(
        const TokenBatch& batch, double gradientScale, std::uint64_t dropoutSeed = 0);
    // Whether the last forwardBackward() failed for want of memory: a smaller batch may fit.
    bool isOutOfMemory() const;
    // The buffers for micro-batches, which come back with reserve() or the next batch.
    void releaseBuffers();

    // Forward only; one entry per sequence. `states`: also the pools of the stream that it names; Unusable
    // where the model has no such layer.
    Result<std::vector<SequenceLoss>> evaluate(const TokenBatch& batch, PooledStates* states = nullptr,
        RankedFirst rankedFirst = RankedFirst::NotCounted);

    // Forward only: what may follow each sequence, as logits [sequences, vocabulary] float32 on the CPU.
    Result<at::Tensor> nextTokenLogits(const TokenBatch& batch);

    // For tests and scorers. Logits [T, vocabulary] float32; and the residual stream [T, hidden] before
    // layer 0, 1, ... and after the last one, before the final norm.
    Result<at::Tensor> logits(const TokenBatch& batch);
    Result<std::vector<at::Tensor>> residualStreams(const TokenBatch& batch);

    // For core/inference: the pieces, not the whole.
    const DecoderWeights& weights() const;

private:
    struct State;
    explicit LanguageModel(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace dankai
