// SPDX-License-Identifier: Apache-2.0
// The forms that every piece of this room has: `cpu` (own loops over threads) and `generic` (ATen operators,
// for any device: what CUDA runs until it has kernels of its own, and the reference that tests hold the CPU
// form against). dispatch.cpp chooses; signatures and meaning are those of the public headers.
#pragma once

#include "core/kernels/adamw.h"
#include "core/kernels/attention.h"
#include "core/kernels/crossentropy.h"
#include "core/kernels/rotary.h"

namespace dankai {

#define DANKAI_FORMS                                                                                         \
    void addRmsNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double epsilon,  \
        at::Tensor& sum, at::Tensor& normed, at::Tensor& rstd);                                              \
    void rmsNormBackward(const at::Tensor& normedGradient, const at::Tensor& x, const at::Tensor& weight,    \
        const at::Tensor& rstd, at::Tensor& gradient, at::Tensor& weightGradient, at::Tensor& normed);       \
    void applyRotary(at::Tensor& qkv, const at::Tensor& positions, const at::Tensor& cosine,                 \
        const at::Tensor& sine, int heads, int headSize, RotaryDirection direction);                         \
    void swiglu(const at::Tensor& gateUp, at::Tensor& product);                                              \
    void swigluBackward(at::Tensor& gateUp, at::Tensor& product);                                            \
    void attention(const at::Tensor& qkv, const PackedSequences& sequences, const AttentionShape& shape,     \
        at::Tensor& out, at::Tensor& logSumExp);                                                             \
    void attentionBackward(const at::Tensor& outGradient, const at::Tensor& qkv, const at::Tensor& out,      \
        const at::Tensor& logSumExp, const PackedSequences& sequences, const AttentionShape& shape,          \
        at::Tensor& qkvGradient);                                                                            \
    void cachedAttention(const at::Tensor& qkv, const at::Tensor& keys, const at::Tensor& values,            \
        std::span<const std::int32_t> lengths, const AttentionShape& shape, at::Tensor& out);                \
    void crossEntropy(at::Tensor& logits, const at::Tensor& labels, double scale, at::Tensor& nll,           \
        CrossEntropyWants wants);                                                                            \
    void gatherRows(const at::Tensor& table, const at::Tensor& rows, at::Tensor& out);                       \
    void scatterRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table);                       \
    void scatterAddRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table);                    \
    void adamwStep(at::Tensor& master, const at::Tensor& gradient, at::Tensor& firstMoment,                  \
        at::Tensor& secondMoment, at::Tensor& computed, const AdamwParams& params);                          \
    double gradientNorm(const at::Tensor& gradient);                                                         \
    void roundToCompute(const at::Tensor& master, at::Tensor& computed);                                     \
    void matmul(const at::Tensor& x, const at::Tensor& weight, at::Tensor& out);                             \
    void matmulInputGradient(                                                                                \
        const at::Tensor& outGradient, const at::Tensor& weight, at::Tensor& inGradient);                    \
    void accumulateWeightGradient(                                                                           \
        const at::Tensor& outGradient, const at::Tensor& x, at::Tensor& weightGradient);

namespace cpu {
DANKAI_FORMS
} // namespace cpu

namespace generic {
DANKAI_FORMS
} // namespace generic

#undef DANKAI_FORMS

} // namespace dankai
