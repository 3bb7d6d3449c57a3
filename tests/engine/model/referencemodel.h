// SPDX-License-Identifier: Apache-2.0
// The same decoder written for autograd, one sequence at a time with a mask: slow, plain, and derived from
// nothing but the formulas. The explicit backward is held against it.
#pragma once

#include "core/model/languagemodel.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/outer.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

namespace dankai::test {

class ReferenceModel final
{
public:
    explicit ReferenceModel(const LanguageModel& model)
        : m_config(model.config())
    {
        for (const Parameter& parameter : model.parameters())
            m_weights[parameter.name] = parameter.master.detach().clone().set_requires_grad(true);
    }

    // Sum of the nll at the labelled positions of one sequence; labels shifted.
    at::Tensor loss(std::span<const std::int32_t> ids, std::span<const std::int32_t> labels)
    {
        const auto length = static_cast<std::int64_t>(ids.size());
        at::Tensor tokens = at::zeros({length}, at::kLong);
        for (std::int64_t i = 0; i < length; ++i)
            tokens[i] = ids[static_cast<std::size_t>(i)];
        const at::Tensor angles = at::outer(at::arange(length, at::kFloat), frequencies());

        at::Tensor x = at::embedding(weight("model.embed_tokens"), tokens, m_config.padTokenId.value_or(-1));
        for (std::int64_t layer = 0; layer < m_config.layerCount; ++layer) {
            const std::string prefix = "model.layers." + std::to_string(layer) + ".";
            const at::Tensor all = at::ones({length, length}, at::kBool);
            at::Tensor hidden = all.triu(1);
            if (m_config.slidingWindow > 0 && layer >= m_config.firstWindowLayer)
                hidden = hidden.logical_or(all.tril(-m_config.slidingWindow));
            at::Tensor h = norm(x, prefix + "input_layernorm");
            const at::Tensor query
                = rotate(heads(h, prefix + "self_attn.q_proj", m_config.headCount), angles);
            const std::int64_t group = m_config.headCount / m_config.keyValueHeadCount;
            const at::Tensor key
                = rotate(heads(h, prefix + "self_attn.k_proj", m_config.keyValueHeadCount), angles)
                      .repeat_interleave(group, 0);
            const at::Tensor value = heads(h, prefix + "self_attn.v_proj", m_config.keyValueHeadCount)
                                         .repeat_interleave(group, 0);
            const at::Tensor scores
                = (at::matmul(query, key.transpose(1, 2)) / std::sqrt(static_cast<double>(m_config.headSize)))
                      .masked_fill(hidden, -std::numeric_limits<float>::infinity());
            const at::Tensor mixed
                = at::matmul(at::softmax(scores, 2), value).transpose(0, 1).reshape({length, -1});
            x = x + linear(mixed, prefix + "self_attn.o_proj");
            h = norm(x, prefix + "post_attention_layernorm");
            x = x
                + linear(at::silu(linear(h, prefix + "mlp.gate_proj")) * linear(h, prefix + "mlp.up_proj"),
                    prefix + "mlp.down_proj");
        }
        const at::Tensor logits = at::linear(
            norm(x, "model.norm"), weight(m_config.tiesEmbeddings ? "model.embed_tokens" : "lm_head"));
        const at::Tensor sums = at::logsumexp(logits, 1);
        at::Tensor loss = at::zeros({});
        for (std::int64_t i = 0; i < length; ++i)
            if (const std::int32_t label = labels[static_cast<std::size_t>(i)]; label != TokenBatch::noLabel)
                loss = loss + sums[i] - logits[i][label];
        return loss;
    }

    at::Tensor gradient(const std::string& name) const { return m_weights.at(name).grad(); }

private:
    const at::Tensor& weight(const std::string& name) const { return m_weights.at(name + ".weight"); }

    at::Tensor linear(const at::Tensor& x, const std::string& name) const
    {
        const auto bias = m_weights.find(name + ".bias");
        return at::linear(x, weight(name), bias == m_weights.end() ? at::Tensor() : bias->second);
    }

    // The definitions, in double. Llama 3: Meta's apply_scaling.
    at::Tensor frequencies() const
    {
        const RopeScaling& scaling = m_config.ropeScaling;
        at::Tensor result = at::zeros({m_config.headSize / 2});
        for (std::int64_t i = 0; i < m_config.headSize / 2; ++i) {
            double frequency = std::pow(
                m_config.ropeTheta, -2.0 * static_cast<double>(i) / static_cast<double>(m_config.headSize));
            if (scaling.kind == RopeScalingKind::Linear)
                frequency /= scaling.factor;
            if (scaling.kind == RopeScalingKind::Llama3) {
                const double turns // of this pair in the original context
                    = static_cast<double>(scaling.originalPositions) * frequency / (2 * std::acos(-1.0));
                const double kept = std::clamp((turns - scaling.lowFrequencyFactor)
                        / (scaling.highFrequencyFactor - scaling.lowFrequencyFactor),
                    0.0, 1.0);
                frequency *= kept + (1 - kept) / scaling.factor;
            }
            result[i] = frequency;
        }
        return result;
    }

    at::Tensor norm(const at::Tensor& x, const std::string& name) const
    {
        return x * ((x * x).mean(1, true) + m_config.rmsNormEpsilon).rsqrt() * weight(name);
    }

    at::Tensor heads(const at::Tensor& x, const std::string& name, std::int64_t count) const
    {
        return linear(x, name).view({x.size(0), count, m_config.headSize}).transpose(0, 1);
    }

    static at::Tensor rotate(const at::Tensor& x, const at::Tensor& angles)
    {
        const std::int64_t half = x.size(2) / 2;
        const at::Tensor low = x.narrow(2, 0, half), high = x.narrow(2, half, half);
        return at::cat(
            {low * angles.cos() - high * angles.sin(), high * angles.cos() + low * angles.sin()}, 2);
    }

    ModelConfig m_config;
    std::map<std::string, at::Tensor> m_weights;
};

} // namespace dankai::test
