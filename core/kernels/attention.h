// SPDX-License-Identifier: Apache-2.0
// Causal attention over packed sequences: tokens of one sequence never see another's, and no mask exists.
// Grouped queries: query head h reads key/value head h / (heads / keyHeads).
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
};

struct PackedSequences
{
    std::span<const std::int32_t> starts; // [sequences + 1], on the host; starts[0] = 0
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

// One new query per row against that row's cache: keys, values [rows, capacity, keyHeads * headSize];
// qkv [rows, ...] as above; lengths[row] = cached positions to read, the new one included.
void cachedAttention(const at::Tensor& qkv, const at::Tensor& keys, const at::Tensor& values,
    std::span<const std::int32_t> lengths, const AttentionShape& shape, at::Tensor& out);

} // namespace dankai
