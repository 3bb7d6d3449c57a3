// SPDX-License-Identifier: Apache-2.0
// The CPU form of every fused piece as plain loops over pointers, compiled once per instruction set
// (cpuloops.inc) and chosen at run time. No threads and no tensors: the files beside this one split the work.
#pragma once

#include "core/checkpoint/blocktype.h"
#include "core/kernels/adamwfactors.h"
#include "core/kernels/dynamicmap.h"

#include <cstdint>

namespace dankai {

enum class BfloatBits : std::uint16_t
{
}; // the upper half of a float32

enum class LowBits : std::int16_t
{
}; // what a float32 has beside its upper half, as a signed number (splitmaster.h)

inline constexpr std::int64_t attentionTile = 32;

// out[r * outStride + j] = dot(x[r], row j of a weight in blocks) for j in [first, last): what gemv makes of
// the weight when its values are rounded to T.
template <class T>
using BlockGemv = void (*)(const float* x, const std::uint8_t* blocks, T* out, std::int64_t rows,
    std::int64_t k, std::int64_t first, std::int64_t last, std::int64_t outStride);

// T: float or BfloatBits. Counts are in elements; rows are contiguous unless a stride is named.
template <class T>
struct TypedLoops
{
    // delta may be null, then sum is not written. See normalisation.h.
    void (*addRmsNorm)(const T* x, const T* delta, const float* weight, float epsilon, T* sum, T* normed,
        float* rstd, std::int64_t rows, std::int64_t hidden);
    // weightGradient may be null; else it is added to.
    void (*rmsNormBackward)(const T* normedGradient, const T* x, const float* weight, const float* rstd,
        T* gradient, float* weightGradient, T* normed, std::int64_t rows, std::int64_t hidden);
    // sign 1: forward, -1: backward
    void (*rotate)(T* qkv, const std::int32_t* positions, const float* cosine, const float* sine, float sign,
        std::int64_t rows, std::int64_t stride, std::int64_t heads, std::int64_t headSize);
    void (*swiglu)(const T* gateUp, T* product, std::int64_t rows, std::int64_t width);
    void (*swigluBackward)(T* gateUp, T* product, std::int64_t rows, std::int64_t width);
    // One row. Writes the gradient over the logits where scaleOrNull is given. Returns the nll.
    double (*crossEntropy)(T* logits, std::int32_t label, const float* scaleOrNull, std::int64_t vocabulary);
    // out[r * outStride + j] = dot(x[r], weight[j]) for j in [first, last); x float32. Made for few rows,
    // where reading the weight is what takes time.
    void (*gemv)(const float* x, const T* weight, T* out, std::int64_t rows, std::int64_t k,
        std::int64_t first, std::int64_t last, std::int64_t outStride);
    // Null for what is no block, and in the baseline.
    BlockGemv<T> (*gemvInBlocks)(BlockType type);
    // One query [headSize] against `length` keys and values `stride` apart; scores [length] is scratch.
    void (*cachedHead)(const T* query, const T* keys, const T* values, std::int64_t stride,
        std::int64_t length, std::int64_t headSize, float scale, float* scores, T* out);
    // A tile of attention's backward, [attentionTile keys, attentionTile queries] throughout: weights =
    // exp(scale * scores - logSumExp), scoreGradients = scale * weights * (weightGradients - dots), both zero
    // where the query does not see the key; logSumExp and dots are the queries'. The first query stands
    // `distance` behind the first key; window 0: all before it is seen. pairs, where not null, gets
    // scoreGradients as [keys / 2, queries, 2].
    void (*attentionTile)(const float* scores, const float* weightGradients, const float* logSumExp,
        const float* dots, float scale, std::int64_t distance, std::int64_t window, T* weights,
        T* scoreGradients, T* pairs);
    void (*toFloat)(const T* from, float* to, std::int64_t count);
    void (*fromFloat)(const float* from, T* to, std::int64_t count); // rounded to nearest even
    void (*addTo)(const T* from, float* to, std::int64_t count); // to += from
    // One block of 64 values: to[i] = values[code i] * scale, two codes a byte, the upper one first.
    void (*nf4Block)(const std::uint8_t* codes, const float* values, float scale, T* to);
    // Elements `first`... of a tensor, an even one; dropout.h.
    void (*dropout)(const T* x, T* out, std::uint64_t key, std::uint32_t firstKept, float scale,
        std::int64_t first, std::int64_t count);
    // Every row of x += bias [width].
    void (*addBias)(T* x, const float* bias, std::int64_t rows, std::int64_t width);
    // With moments of this type. `computed` may be null with a float32 master. factors.firstElement is that
    // of these `count`.
    void (*adamw)(float* master, const float* gradient, T* first, T* second, BfloatBits* computed,
        const AdamwFactors& factors, std::int64_t count);
    void (*adamwSplit)(LowBits* master, const float* gradient, T* first, T* second, BfloatBits* computed,
        const AdamwFactors& factors, std::int64_t count);
};

struct CpuLoops
{
    const char* name; // of the instruction set
    TypedLoops<float> float32;
    TypedLoops<BfloatBits> bfloat16;
    // One block of values in 8 bits with their scale, and back; gives the scale, their largest magnitude.
    void (*fromDynamicCode)(
        const std::uint8_t* codes, float scale, const DynamicCode& code, float* to, std::int64_t count);
    float (*toDynamicCode)(
        const float* from, const DynamicCode& code, std::uint8_t* codes, std::int64_t count);
    double (*sumOfSquares)(const float* values, std::int64_t count);
};

inline constexpr std::int64_t maxGemvRows = 8;

const CpuLoops& baselineLoops();
#if defined(__x86_64__)
const CpuLoops& avx2Loops();
const CpuLoops& avx512Loops();
#endif

// The best of them that this processor runs.
const CpuLoops& cpuLoops();

template <class T>
const TypedLoops<T>& typedLoops();

template <>
inline const TypedLoops<float>& typedLoops<float>()
{
    return cpuLoops().float32;
}

template <>
inline const TypedLoops<BfloatBits>& typedLoops<BfloatBits>()
{
    return cpuLoops().bfloat16;
}

} // namespace dankai
