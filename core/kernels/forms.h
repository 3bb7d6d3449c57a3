// SPDX-License-Identifier: Apache-2.0
// The forms of every piece of this room: `cpu` (own loops over threads), `cuda` (own kernels, for the pieces
// that ATen has no fused operator for) and `generic` (ATen operators on any device: the reference that tests
// hold the others against, and what a GPU runs where the kernels cannot be compiled). dispatch.cpp chooses;
// signatures and meaning are those of the public headers.
#pragma once

#include "core/kernels/adamw.h"
#include "core/kernels/attention.h"
#include "core/kernels/crossentropy.h"
#include "core/kernels/dropout.h"
#include "core/kernels/nf4.h"
#include "core/kernels/quantizedmoments.h"
#include "core/kernels/rotary.h"

namespace dankai {

#define DANKAI_FUSED_FORMS                                                                                   \
    void addRmsNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double epsilon,  \
        at::Tensor& sum, at::Tensor& normed, at::Tensor& rstd);                                              \
    void rmsNormBackward(const at::Tensor& normedGradient, const at::Tensor& x, const at::Tensor& weight,    \
        const at::Tensor& rstd, at::Tensor& gradient, at::Tensor& weightGradient, at::Tensor& normed);       \
    void applyRotary(at::Tensor& qkv, const at::Tensor& positions, const at::Tensor& cosine,                 \
        const at::Tensor& sine, int heads, int headSize, RotaryDirection direction);                         \
    void swiglu(const at::Tensor& gateUp, at::Tensor& product);                                              \
    void swigluBackward(at::Tensor& gateUp, at::Tensor& product);                                            \
    void appendToCache(const at::Tensor& qkv, const CachedLengths& lengths, const AttentionShape& shape,     \
        at::Tensor& keys, at::Tensor& values);                                                               \
    void cachedAttention(const at::Tensor& qkv, const at::Tensor& keys, const at::Tensor& values,            \
        const CachedLengths& lengths, const AttentionShape& shape, at::Tensor& out);                         \
    void crossEntropy(at::Tensor& logits, const at::Tensor& labels, double scale, at::Tensor& nll,           \
        CrossEntropyWants wants);                                                                            \
    void adamwStep(at::Tensor& master, const at::Tensor& gradient, at::Tensor& firstMoment,                  \
        at::Tensor& secondMoment, at::Tensor& computed, const AdamwParams& params);                          \
    void adamw8bitStep(at::Tensor& master, const at::Tensor& gradient, QuantizedMoments& moments,            \
        at::Tensor& computed, const AdamwParams& params);                                                    \
    double gradientNorm(const at::Tensor& gradient);                                                         \
    void dequantizeNf4(const Nf4Matrix& matrix, at::Tensor& out);                                            \
    void dropout(const at::Tensor& x, const DropoutMask& mask, at::Tensor& out);

#define DANKAI_OTHER_FORMS                                                                                   \
    void attention(const at::Tensor& qkv, const PackedSequences& sequences, const AttentionShape& shape,     \
        at::Tensor& out, at::Tensor& logSumExp);                                                             \
    void attentionBackward(const at::Tensor& outGradient, const at::Tensor& qkv, const at::Tensor& out,      \
        const at::Tensor& logSumExp, const PackedSequences& sequences, const AttentionShape& shape,          \
        at::Tensor& qkvGradient);                                                                            \
    void gatherRows(const at::Tensor& table, const at::Tensor& rows, at::Tensor& out);                       \
    void scatterRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table);                       \
    void scatterAddRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table);                    \
    void roundToCompute(const at::Tensor& master, at::Tensor& computed);                                     \
    void matmul(const at::Tensor& x, const at::Tensor& weight, at::Tensor& out);                             \
    void matmulInputGradient(                                                                                \
        const at::Tensor& outGradient, const at::Tensor& weight, at::Tensor& inGradient);                    \
    void accumulateWeightGradient(                                                                           \
        const at::Tensor& outGradient, const at::Tensor& x, at::Tensor& weightGradient);                     \
    void addBias(at::Tensor& out, const at::Tensor& bias);                                                   \
    void accumulateBiasGradient(const at::Tensor& outGradient, at::Tensor& biasGradient);

namespace cpu {
DANKAI_FUSED_FORMS
DANKAI_OTHER_FORMS
} // namespace cpu

namespace cuda {
DANKAI_FUSED_FORMS
} // namespace cuda

namespace generic {
DANKAI_FUSED_FORMS
DANKAI_OTHER_FORMS
} // namespace generic

#undef DANKAI_FUSED_FORMS
#undef DANKAI_OTHER_FORMS

} // namespace dankai
