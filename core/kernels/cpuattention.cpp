// SPDX-License-Identifier: Apache-2.0
// Packed causal attention on the CPU: ATen's tiled kernel, one sequence after the other.
#include "core/kernels/forms.h"

#include <ATen/ops/_scaled_dot_product_flash_attention_for_cpu.h>
#include <ATen/ops/_scaled_dot_product_flash_attention_for_cpu_backward.h>
#include <ATen/ops/sum.h>

namespace dankai::cpu {

namespace {

// [tokens, n * headSize] at column `first` -> [keyHeads, group, tokens, headSize]. The kernel has no grouped
// queries, so key heads stand as its batch, and the query heads that share one as its heads; keys and
// values get a group of stride 0.
at::Tensor heads(const at::Tensor& buffer, std::int64_t firstHead, std::int64_t group, std::int64_t start,
    std::int64_t length, const AttentionShape& shape)
{
    const std::int64_t row = buffer.stride(0);
    return buffer.as_strided({shape.keyHeads, group, length, shape.headSize},
        {group * shape.headSize, shape.headSize, row, 1},
        buffer.storage_offset() + start * row + firstHead * shape.headSize);
}

} // namespace

void attention(const at::Tensor& qkv, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& out, at::Tensor& logSumExp)
{
    const std::int64_t group = shape.heads / shape.keyHeads;
    for (std::size_t s = 0; s + 1 < sequences.starts.size(); ++s) {
        const std::int64_t start = sequences.starts[s];
        const std::int64_t length = sequences.starts[s + 1] - start;
        const at::Tensor query = heads(qkv, 0, group, start, length, shape);
        const at::Tensor key = heads(qkv, shape.heads, 1, start, length, shape)
                                   .expand({shape.keyHeads, group, length, shape.headSize});
        const at::Tensor value = heads(qkv, shape.heads + shape.keyHeads, 1, start, length, shape)
                                     .expand({shape.keyHeads, group, length, shape.headSize});
        const auto [mixed, sums]
            = at::_scaled_dot_product_flash_attention_for_cpu(query, key, value, 0.0, true);
        heads(out, 0, group, start, length, shape).copy_(mixed);
        logSumExp.narrow(1, start, length).view({shape.keyHeads, group, length}).copy_(sums);
    }
}

void attentionBackward(const at::Tensor& outGradient, const at::Tensor& qkv, const at::Tensor& out,
    const at::Tensor& logSumExp, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& qkvGradient)
{
    const std::int64_t group = shape.heads / shape.keyHeads;
    for (std::size_t s = 0; s + 1 < sequences.starts.size(); ++s) {
        const std::int64_t start = sequences.starts[s];
        const std::int64_t length = sequences.starts[s + 1] - start;
        const at::Tensor query = heads(qkv, 0, group, start, length, shape);
        const at::Tensor key = heads(qkv, shape.heads, 1, start, length, shape)
                                   .expand({shape.keyHeads, group, length, shape.headSize});
        const at::Tensor value = heads(qkv, shape.heads + shape.keyHeads, 1, start, length, shape)
                                     .expand({shape.keyHeads, group, length, shape.headSize});
        const auto [queryGradient, keyGradient, valueGradient]
            = at::_scaled_dot_product_flash_attention_for_cpu_backward(
                heads(outGradient, 0, group, start, length, shape), query, key, value,
                heads(out, 0, group, start, length, shape),
                logSumExp.narrow(1, start, length).view({shape.keyHeads, group, length}), 0.0, true);
        heads(qkvGradient, 0, group, start, length, shape).copy_(queryGradient);
        at::Tensor to = heads(qkvGradient, shape.heads, 1, start, length, shape);
        at::sum_out(to, keyGradient, {1}, true);
        to = heads(qkvGradient, shape.heads + shape.keyHeads, 1, start, length, shape);
        at::sum_out(to, valueGradient, {1}, true);
    }
}

} // namespace dankai::cpu
