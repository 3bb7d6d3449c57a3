// SPDX-License-Identifier: Apache-2.0
#include "core/train/optimizer.h"

#include "core/kernels/adamw.h"

#include <ATen/ops/zeros_like.h>

namespace dankai {

Optimizer::Optimizer(LanguageModel& model, const OptimizerSpec& spec)
    : m_model(model)
    , m_spec(spec)
    , m_firstMoment(at::zeros_like(model.masters()))
    , m_secondMoment(at::zeros_like(model.masters()))
{
    for (const Parameter& parameter : model.parameters()) {
        // Norms and biases stay as they are unless asked for, as with transformers' Trainer.
        const bool isVector = parameter.kind == ParameterKind::Norm || parameter.kind == ParameterKind::Bias;
        const double decay = isVector && !spec.isNormDecayed ? 0.0 : spec.weightDecay;
        // The gaps between parameters are zeros in every tensor and stay zeros.
        if (!m_slices.empty() && m_slices.back().weightDecay == decay
            && m_slices.back().offset <= parameter.offset)
            m_slices.back().count = parameter.offset + parameter.count - m_slices.back().offset;
        else
            m_slices.push_back({parameter.offset, parameter.count, decay});
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
    const bool isRounded = m_model.compute().data_ptr() != m_model.masters().data_ptr();
    for (const Slice& slice : m_slices) {
        params.weightDecay = slice.weightDecay;
        at::Tensor master = m_model.masters().narrow(0, slice.offset, slice.count);
        at::Tensor first = m_firstMoment.narrow(0, slice.offset, slice.count);
        at::Tensor second = m_secondMoment.narrow(0, slice.offset, slice.count);
        at::Tensor computed
            = isRounded ? m_model.compute().narrow(0, slice.offset, slice.count) : at::Tensor();
        adamwStep(master, m_model.gradients().narrow(0, slice.offset, slice.count), first, second, computed,
            params);
    }
}

void Optimizer::resetMoments()
{
    m_firstMoment.zero_();
    m_secondMoment.zero_();
    m_steps = 0;
}

} // namespace dankai
