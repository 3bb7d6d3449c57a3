// SPDX-License-Identifier: Apache-2.0
#include "core/train/optimizer.h"

#include "core/kernels/adamw.h"

#include <ATen/ops/zeros.h>

#include <utility>

namespace dankai {

static_assert(momentBlock == quantizedMomentBlock, "what the memory estimate counts with");

Optimizer::Optimizer(LanguageModel& model, const OptimizerSpec& spec)
    : Optimizer(model, spec, momentsOf(spec, model.params().precision))
{ }

Optimizer::Optimizer(LanguageModel& model, const OptimizerSpec& spec, MomentStorage storage)
    : m_model(model)
    , m_spec(spec)
{
    plan(storage);
    linkWeights();
    if (storage == MomentStorage::EightBit)
        makeQuantizedMoments();
    else
        makeMoments(storage == MomentStorage::BFloat16 ? at::kBFloat16 : at::kFloat);
}

void Optimizer::plan(MomentStorage storage)
{
    for (const Parameter& parameter : m_model.parameters()) {
        // Norms and biases stay as they are unless asked for, as with transformers' Trainer.
        const bool isVector = parameter.kind == ParameterKind::Norm || parameter.kind == ParameterKind::Bias;
        Slice slice;
        slice.offset = parameter.offset;
        slice.count = parameter.count;
        slice.weightDecay = isVector && !m_spec.isNormDecayed ? 0.0 : m_spec.weightDecay;
        slice.isQuantized = storage == MomentStorage::EightBit && parameter.count >= leastQuantizedMoments;
        if (m_model.lowBits().defined() && parameter.master.defined())
            slice.master = parameter.master.view({-1}); // beside the flat tensors
        if (!m_slices.empty()) {
            Slice& last = m_slices.back();
            const std::int64_t end = last.offset + last.count;
            // The gaps between parameters are zeros in every tensor and stay zeros; but blocks of 8 bits
            // begin anew with each parameter.
            const bool isNext = slice.isQuantized ? end == slice.offset && last.count % momentBlock == 0
                                                  : end <= slice.offset;
            if (isNext && last.weightDecay == slice.weightDecay && last.isQuantized == slice.isQuantized
                && !last.master.defined() && !slice.master.defined()) {
                last.count = slice.offset + slice.count - last.offset;
                continue;
            }
        }
        m_slices.push_back(std::move(slice));
    }
}

void Optimizer::linkWeights()
{
    const bool isSplit = m_model.lowBits().defined();
    const at::Tensor masters = isSplit ? m_model.lowBits() : m_model.masters();
    const bool isRounded = m_model.compute().data_ptr() != masters.data_ptr();
    for (Slice& slice : m_slices) {
        slice.gradient = m_model.gradients().narrow(0, slice.offset, slice.count);
        if (slice.master.defined())
            continue;
        slice.master = masters.narrow(0, slice.offset, slice.count);
        if (isRounded)
            slice.computed = m_model.compute().narrow(0, slice.offset, slice.count);
    }
}

void Optimizer::makeMoments(at::ScalarType type)
{
    const auto options = m_model.gradients().options().dtype(type);
    for (int i = 0; i < 2; ++i)
        m_moments.push_back(at::zeros(m_model.gradients().sizes(), options));
    for (Slice& slice : m_slices) {
        slice.firstMoment = m_moments[0].narrow(0, slice.offset, slice.count);
        slice.secondMoment = m_moments[1].narrow(0, slice.offset, slice.count);
    }
}

void Optimizer::makeQuantizedMoments()
{
    const auto blocksOf = [](const Slice& slice) { return (slice.count + momentBlock - 1) / momentBlock; };
    std::int64_t codes = 0, blocks = 0, floats = 0;
    for (const Slice& slice : m_slices) {
        codes += slice.isQuantized ? slice.count : 0;
        blocks += slice.isQuantized ? blocksOf(slice) : 0;
        floats += slice.isQuantized ? 0 : slice.count;
    }
    const auto options = m_model.gradients().options();
    for (const auto& [size, type] :
        {std::pair(codes, at::kByte), std::pair(blocks, at::kFloat), std::pair(floats, at::kFloat)})
        for (int i = 0; i < 2; ++i)
            m_moments.push_back(at::zeros({size}, options.dtype(type)));
    const at::Tensor tables = quantizedMomentTables(options.device());
    codes = blocks = floats = 0;
    for (Slice& slice : m_slices) {
        if (slice.isQuantized) {
            slice.quantized = {.firstCodes = m_moments[0].narrow(0, codes, slice.count),
                .secondCodes = m_moments[1].narrow(0, codes, slice.count),
                .firstScales = m_moments[2].narrow(0, blocks, blocksOf(slice)),
                .secondScales = m_moments[3].narrow(0, blocks, blocksOf(slice)),
                .tables = tables};
            codes += slice.count;
            blocks += blocksOf(slice);
        } else {
            slice.firstMoment = m_moments[4].narrow(0, floats, slice.count);
            slice.secondMoment = m_moments[5].narrow(0, floats, slice.count);
            floats += slice.count;
        }
    }
}

double Optimizer::gradNorm() const
{
    return gradientNorm(m_model.gradients());
}

void Optimizer::step(double learningRate, double gradNorm)
{
    ++m_steps;
    AdamwParams params;
    params.learningRate = learningRate;
    params.beta1 = m_spec.beta1;
    params.beta2 = m_spec.beta2;
    params.epsilon = m_spec.epsilon;
    params.step = m_steps;
    // As torch's clip_grad_norm_: the small constant keeps a zero norm from dividing.
    if (m_spec.maxGradNorm > 0 && gradNorm > m_spec.maxGradNorm)
        params.gradientScale = m_spec.maxGradNorm / (gradNorm + 1e-6);
    for (Slice& slice : m_slices) {
        params.weightDecay = slice.weightDecay;
        params.firstElement = slice.offset;
        if (slice.isQuantized)
            adamw8bitStep(slice.master, slice.gradient, slice.quantized, slice.computed, params);
        else
            adamwStep(
                slice.master, slice.gradient, slice.firstMoment, slice.secondMoment, slice.computed, params);
    }
}

void Optimizer::resetMoments()
{
    for (at::Tensor& tensor : m_moments)
        tensor.zero_();
    m_steps = 0;
}

} // namespace dankai
