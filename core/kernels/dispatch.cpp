// SPDX-License-Identifier: Apache-2.0
// The one place where a piece meets its device. A form for another device is chosen here.
#include "core/kernels/embedding.h"
#include "core/kernels/forms.h"
#include "core/kernels/matmul.h"
#include "core/kernels/normalisation.h"
#include "core/kernels/swiglu.h"

namespace dankai {

void addRmsNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double epsilon,
    at::Tensor& sum, at::Tensor& normed, at::Tensor& rstd)
{
    return x.is_cpu() ? cpu::addRmsNorm(x, delta, weight, epsilon, sum, normed, rstd)
                      : generic::addRmsNorm(x, delta, weight, epsilon, sum, normed, rstd);
}

void rmsNormBackward(const at::Tensor& normedGradient, const at::Tensor& x, const at::Tensor& weight,
    const at::Tensor& rstd, at::Tensor& gradient, at::Tensor& weightGradient, at::Tensor& normed)
{
    return x.is_cpu()
        ? cpu::rmsNormBackward(normedGradient, x, weight, rstd, gradient, weightGradient, normed)
        : generic::rmsNormBackward(normedGradient, x, weight, rstd, gradient, weightGradient, normed);
}

void applyRotary(at::Tensor& qkv, const at::Tensor& positions, const at::Tensor& cosine,
    const at::Tensor& sine, int heads, int headSize, RotaryDirection direction)
{
    return qkv.is_cpu() ? cpu::applyRotary(qkv, positions, cosine, sine, heads, headSize, direction)
                        : generic::applyRotary(qkv, positions, cosine, sine, heads, headSize, direction);
}

void swiglu(const at::Tensor& gateUp, at::Tensor& product)
{
    return gateUp.is_cpu() ? cpu::swiglu(gateUp, product) : generic::swiglu(gateUp, product);
}

void swigluBackward(at::Tensor& gateUp, at::Tensor& product)
{
    return gateUp.is_cpu() ? cpu::swigluBackward(gateUp, product) : generic::swigluBackward(gateUp, product);
}

void attention(const at::Tensor& qkv, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& out, at::Tensor& logSumExp)
{
    return qkv.is_cpu() ? cpu::attention(qkv, sequences, shape, out, logSumExp)
                        : generic::attention(qkv, sequences, shape, out, logSumExp);
}

void attentionBackward(const at::Tensor& outGradient, const at::Tensor& qkv, const at::Tensor& out,
    const at::Tensor& logSumExp, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& qkvGradient)
{
    return qkv.is_cpu()
        ? cpu::attentionBackward(outGradient, qkv, out, logSumExp, sequences, shape, qkvGradient)
        : generic::attentionBackward(outGradient, qkv, out, logSumExp, sequences, shape, qkvGradient);
}

void cachedAttention(const at::Tensor& qkv, const at::Tensor& keys, const at::Tensor& values,
    std::span<const std::int32_t> lengths, const AttentionShape& shape, at::Tensor& out)
{
    return qkv.is_cpu() ? cpu::cachedAttention(qkv, keys, values, lengths, shape, out)
                        : generic::cachedAttention(qkv, keys, values, lengths, shape, out);
}

void crossEntropy(
    at::Tensor& logits, const at::Tensor& labels, double scale, at::Tensor& nll, CrossEntropyWants wants)
{
    return logits.is_cpu() ? cpu::crossEntropy(logits, labels, scale, nll, wants)
                           : generic::crossEntropy(logits, labels, scale, nll, wants);
}

void gatherRows(const at::Tensor& table, const at::Tensor& rows, at::Tensor& out)
{
    return table.is_cpu() ? cpu::gatherRows(table, rows, out) : generic::gatherRows(table, rows, out);
}

void scatterRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table)
{
    return table.is_cpu() ? cpu::scatterRows(in, rows, table) : generic::scatterRows(in, rows, table);
}

void scatterAddRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table)
{
    return table.is_cpu() ? cpu::scatterAddRows(in, rows, table) : generic::scatterAddRows(in, rows, table);
}

void adamwStep(at::Tensor& master, const at::Tensor& gradient, at::Tensor& firstMoment,
    at::Tensor& secondMoment, at::Tensor& computed, const AdamwParams& params)
{
    return master.is_cpu()
        ? cpu::adamwStep(master, gradient, firstMoment, secondMoment, computed, params)
        : generic::adamwStep(master, gradient, firstMoment, secondMoment, computed, params);
}

double gradientNorm(const at::Tensor& gradient)
{
    return gradient.is_cpu() ? cpu::gradientNorm(gradient) : generic::gradientNorm(gradient);
}

void roundToCompute(const at::Tensor& master, at::Tensor& computed)
{
    return master.is_cpu() ? cpu::roundToCompute(master, computed)
                           : generic::roundToCompute(master, computed);
}

void matmul(const at::Tensor& x, const at::Tensor& weight, at::Tensor& out)
{
    return x.is_cpu() ? cpu::matmul(x, weight, out) : generic::matmul(x, weight, out);
}

void matmulInputGradient(const at::Tensor& outGradient, const at::Tensor& weight, at::Tensor& inGradient)
{
    return weight.is_cpu() ? cpu::matmulInputGradient(outGradient, weight, inGradient)
                           : generic::matmulInputGradient(outGradient, weight, inGradient);
}

void accumulateWeightGradient(const at::Tensor& outGradient, const at::Tensor& x, at::Tensor& weightGradient)
{
    return x.is_cpu() ? cpu::accumulateWeightGradient(outGradient, x, weightGradient)
                      : generic::accumulateWeightGradient(outGradient, x, weightGradient);
}

} // namespace dankai
