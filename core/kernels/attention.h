// SPDX-License-Identifier: Apache-2.0
// Causal attention over packed sequences: tokens of one sequence never see another's, and where the shape has
// a window (Mistral) none that lies further back. Grouped queries: query head h reads key/value head h /
// (heads / keyHeads).
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

namespace dankai {

struct AttentionShape
{
    int heads = 0;
    int keyHeads = 0;
    int headSize = 0;
    int window = 0; // positions that a token sees, its own included; 0: all before it
};

// Tokens before starts[0] are a prefix that every sequence has before its own: they see one another, and all
// others see them. On a CPU, without a backward, and only where a window hides none of them.
struct PackedSequences
{
    std::span<const std::int32_t> starts; // [sequences + 1], on the host
    at::Tensor deviceStarts; // the same, int32, on the device
    int longest = 0;
};

// qkv [tokens, (heads + 2 * keyHeads) * headSize], already rotated; out [tokens, heads * headSize];
// logSumExp [heads, tokens] float32 (natural logarithm, of scaled scores).
void attention(const at::Tensor& qkv, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& out, at::Tensor& logSumExp);

// qkvGradient, like qkv, is written whole.
void attentionBackward(const at::Tensor& outGradient, const at::Tensor& qkv, const at::Tensor& out,
    const at::Tensor& logSumExp, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& qkvGradient);

// Of the rows of a cache: positions that are filled, the newest included.
struct CachedLengths
{
    std::span<const std::int32_t> host; // [rows]
    at::Tensor device; // the same, int32, on the device
};

// Writes key and value of every row's newest token: keys, values [rows, capacity, keyHeads * headSize];
// qkv [rows, ...] as above, rotated.
void appendToCache(const at::Tensor& qkv, const CachedLengths& lengths, const AttentionShape& shape,
    at::Tensor& keys, at::Tensor& values);

// The newest query of each row against that row's cache.
void cachedAttention(const at::Tensor& qkv, const at::Tensor& keys, const at::Tensor& values,
    const CachedLengths& lengths, const AttentionShape& shape, at::Tensor& out);

} // namespace dankai
