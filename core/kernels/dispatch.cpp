// SPDX-License-Identifier: Apache-2.0
// The one place where a piece meets its device. A form for another device is chosen here.
#include "core/base/random.h"
#include "core/kernels/bias.h"
#include "core/kernels/cudaprogram.h"
#include "core/kernels/embedding.h"
#include "core/kernels/forms.h"
#include "core/kernels/matmul.h"
#include "core/kernels/normalisation.h"
#include "core/kernels/swiglu.h"

namespace dankai {

namespace {

// Where they could not be compiled, ATen's operators do.
bool hasKernels(const at::Tensor& tensor)
{
    return tensor.is_cuda() && CudaProgram::of(tensor.get_device()) != nullptr;
}

} // namespace

DropoutMask DropoutMask::of(std::uint64_t stream) const
{
    return {Random(key + stream).next(), probability};
}

#define DANKAI_FUSED(tensor, call)                                                                           \
    if ((tensor).is_cpu())                                                                                   \
        return cpu::call;                                                                                    \
    if (hasKernels(tensor))                                                                                  \
        return cuda::call;                                                                                   \
    return generic::call

#define DANKAI_OTHER(tensor, call)                                                                           \
    if ((tensor).is_cpu())                                                                                   \
        return cpu::call;                                                                                    \
    return generic::call

void addRmsNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double epsilon,
    at::Tensor& sum, at::Tensor& normed, at::Tensor& rstd)
{
    DANKAI_FUSED(x, addRmsNorm(x, delta, weight, epsilon, sum, normed, rstd));
}

void rmsNormBackward(const at::Tensor& normedGradient, const at::Tensor& x, const at::Tensor& weight,
    const at::Tensor& rstd, at::Tensor& gradient, at::Tensor& weightGradient, at::Tensor& normed)
{
    DANKAI_FUSED(x, rmsNormBackward(normedGradient, x, weight, rstd, gradient, weightGradient, normed));
}

void applyRotary(at::Tensor& qkv, const at::Tensor& positions, const at::Tensor& cosine,
    const at::Tensor& sine, int heads, int headSize, RotaryDirection direction)
{
    DANKAI_FUSED(qkv, applyRotary(qkv, positions, cosine, sine, heads, headSize, direction));
}

void swiglu(const at::Tensor& gateUp, at::Tensor& product)
{
    DANKAI_FUSED(gateUp, swiglu(gateUp, product));
}

void swigluBackward(at::Tensor& gateUp, at::Tensor& product)
{
    DANKAI_FUSED(gateUp, swigluBackward(gateUp, product));
}

void attention(const at::Tensor& qkv, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& out, at::Tensor& logSumExp)
{
    DANKAI_OTHER(qkv, attention(qkv, sequences, shape, out, logSumExp));
}

void attentionBackward(const at::Tensor& outGradient, const at::Tensor& qkv, const at::Tensor& out,
    const at::Tensor& logSumExp, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& qkvGradient)
{
    DANKAI_OTHER(qkv, attentionBackward(outGradient, qkv, out, logSumExp, sequences, shape, qkvGradient));
}

void appendToCache(const at::Tensor& qkv, const CachedLengths& lengths, const AttentionShape& shape,
    at::Tensor& keys, at::Tensor& values)
{
    DANKAI_FUSED(qkv, appendToCache(qkv, lengths, shape, keys, values));
}

void cachedAttention(const at::Tensor& qkv, const at::Tensor& keys, const at::Tensor& values,
    const CachedLengths& lengths, const AttentionShape& shape, at::Tensor& out)
{
    DANKAI_FUSED(qkv, cachedAttention(qkv, keys, values, lengths, shape, out));
}

void crossEntropy(
    at::Tensor& logits, const at::Tensor& labels, double scale, at::Tensor& nll, CrossEntropyWants wants)
{
    DANKAI_FUSED(logits, crossEntropy(logits, labels, scale, nll, wants));
}

void gatherRows(const at::Tensor& table, const at::Tensor& rows, at::Tensor& out)
{
    DANKAI_OTHER(table, gatherRows(table, rows, out));
}

void scatterRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table)
{
    DANKAI_OTHER(table, scatterRows(in, rows, table));
}

void scatterAddRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table)
{
    DANKAI_OTHER(table, scatterAddRows(in, rows, table));
}

void adamwStep(at::Tensor& master, const at::Tensor& gradient, at::Tensor& firstMoment,
    at::Tensor& secondMoment, at::Tensor& computed, const AdamwParams& params)
{
    DANKAI_FUSED(master, adamwStep(master, gradient, firstMoment, secondMoment, computed, params));
}

void adamw8bitStep(at::Tensor& master, const at::Tensor& gradient, QuantizedMoments& moments,
    at::Tensor& computed, const AdamwParams& params)
{
    DANKAI_FUSED(master, adamw8bitStep(master, gradient, moments, computed, params));
}

double gradientNorm(const at::Tensor& gradient)
{
    DANKAI_FUSED(gradient, gradientNorm(gradient));
}

void dequantizeNf4(const Nf4Matrix& matrix, at::Tensor& out)
{
    DANKAI_FUSED(out, dequantizeNf4(matrix, out));
}

void dropout(const at::Tensor& x, const DropoutMask& mask, at::Tensor& out)
{
    DANKAI_FUSED(x, dropout(x, mask, out));
}

void roundToCompute(const at::Tensor& master, at::Tensor& computed)
{
    DANKAI_OTHER(master, roundToCompute(master, computed));
}

void matmul(const at::Tensor& x, const at::Tensor& weight, at::Tensor& out)
{
    DANKAI_OTHER(x, matmul(x, weight, out));
}

void matmulInputGradient(const at::Tensor& outGradient, const at::Tensor& weight, at::Tensor& inGradient)
{
    DANKAI_OTHER(weight, matmulInputGradient(outGradient, weight, inGradient));
}

void accumulateWeightGradient(const at::Tensor& outGradient, const at::Tensor& x, at::Tensor& weightGradient)
{
    DANKAI_OTHER(x, accumulateWeightGradient(outGradient, x, weightGradient));
}

void addBias(at::Tensor& out, const at::Tensor& bias)
{
    DANKAI_OTHER(out, addBias(out, bias));
}

void accumulateBiasGradient(const at::Tensor& outGradient, at::Tensor& biasGradient)
{
    DANKAI_OTHER(outGradient, accumulateBiasGradient(outGradient, biasGradient));
}

#undef DANKAI_FUSED
#undef DANKAI_OTHER

} // namespace dankai
