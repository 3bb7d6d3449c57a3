// SPDX-License-Identifier: Apache-2.0
// Packed causal attention on the CPU: ATen's tiled kernel, one sequence after the other. A sequence that is
// longer than the window goes through it in pieces of rows, each against the keys that its rows see, so that
// neither a mask of the whole sequence nor work outside of the window exists. A prefix that sequences share
// is read by all of them at once, and what each finds there joins what it finds in itself.
#include "core/kernels/cpuloops.h"
#include "core/kernels/forms.h"

#include <ATen/Parallel.h>
#include <ATen/ops/_scaled_dot_product_flash_attention_for_cpu.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/full.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace dankai::cpu {

namespace {

// Queries of a piece. More of them compute more that the mask then hides, fewer make smaller products.
constexpr std::int64_t pieceRows = 256;

// One call of the kernel. Positions are those of the buffer.
struct Piece
{
    std::int64_t firstQuery = 0;
    std::int64_t queries = 0;
    std::int64_t firstKey = 0;
    std::int64_t keys = 0;
    std::optional<at::Tensor> mask = std::nullopt; // [queries, keys]
    bool isCausal = true; // where there is no mask, from the first key on
};

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

struct Heads
{
    Heads(const at::Tensor& qkv, const Piece& piece, const AttentionShape& shape)
        : group(shape.heads / shape.keyHeads)
        , query(heads(qkv, 0, group, piece.firstQuery, piece.queries, shape))
        , key(shared(qkv, shape.heads, piece, shape))
        , value(shared(qkv, shape.heads + shape.keyHeads, piece, shape))
    { }

    at::Tensor shared(
        const at::Tensor& qkv, std::int64_t firstHead, const Piece& piece, const AttentionShape& shape) const
    {
        return heads(qkv, firstHead, 1, piece.firstKey, piece.keys, shape)
            .expand({shape.keyHeads, group, piece.keys, shape.headSize});
    }

    std::int64_t group;
    at::Tensor query, key, value; // [keyHeads, group, length, headSize]
};

// Zero where row i of a piece sees column j of its keys, counted from the first one that its first row sees.
at::Tensor windowMask(std::int64_t window, at::ScalarType type)
{
    const at::Tensor nothing = at::full({pieceRows, pieceRows + window - 1},
        -std::numeric_limits<float>::infinity(), at::TensorOptions().dtype(type));
    return nothing.triu(window).add_(nothing.tril(-1));
}

// Of one sequence; `mask` is made when it is first needed.
std::vector<Piece> piecesOf(std::int64_t start, std::int64_t length, const AttentionShape& shape,
    at::ScalarType type, at::Tensor& mask)
{
    const std::int64_t window = shape.window;
    if (window == 0 || length <= window)
        return {{start, length, start, length}};
    if (!mask.defined())
        mask = windowMask(window, type);
    std::vector<Piece> pieces;
    for (std::int64_t first = 0; first < length; first += pieceRows) {
        const std::int64_t queries = std::min(pieceRows, length - first);
        const std::int64_t firstKey = std::max<std::int64_t>(0, first - (window - 1));
        const std::int64_t before = firstKey - (first - (window - 1)); // columns before the sequence
        const std::int64_t keys = first + queries - firstKey;
        pieces.push_back({start + first, queries, start + firstKey, keys,
            mask.narrow(0, 0, queries).narrow(1, before, keys)});
    }
    return pieces;
}

void attend(const at::Tensor& qkv, const Piece& piece, const AttentionShape& shape, at::Tensor& out,
    at::Tensor& logSumExp)
{
    const Heads h(qkv, piece, shape);
    const auto [mixed, sums] = at::_scaled_dot_product_flash_attention_for_cpu(
        h.query, h.key, h.value, 0.0, piece.isCausal && !piece.mask, piece.mask);
    heads(out, 0, h.group, piece.firstQuery, piece.queries, shape).copy_(mixed);
    logSumExp.narrow(1, piece.firstQuery, piece.queries)
        .view({shape.keyHeads, h.group, piece.queries})
        .copy_(sums);
}

// The attention over two disjoint sets of keys from that over each: of the rows from `first` on, `out`
// becomes that over both. With L the logarithm of a set's summed weights, a set counts exp(L) (Dao et al.
// 2022, section 3.1).
template <class T>
void join(const at::Tensor& otherOut, const at::Tensor& otherSums, std::int64_t first,
    const AttentionShape& shape, at::Tensor& out, at::Tensor& logSumExp)
{
    const std::int64_t tokens = out.size(0), size = shape.headSize;
    const auto* other = static_cast<const T*>(otherOut.const_data_ptr());
    auto* own = static_cast<T*>(out.mutable_data_ptr());
    const float* otherSum = otherSums.const_data_ptr<float>();
    float* ownSum = logSumExp.mutable_data_ptr<float>();
    at::parallel_for(first, tokens, 64, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> mixed(static_cast<std::size_t>(2 * size));
        for (std::int64_t token = begin; token < end; ++token)
            for (std::int64_t head = 0; head < shape.heads; ++head) {
                float& sum = ownSum[head * tokens + token];
                const float difference = otherSum[head * tokens + token] - sum;
                const float share = 1.0F / (1.0F + std::exp(-difference)); // of the other set
                sum += difference > 0 ? difference + std::log1p(std::exp(-difference))
                                      : std::log1p(std::exp(difference));
                const std::int64_t place = (token * shape.heads + head) * size;
                typedLoops<T>().toFloat(own + place, mixed.data(), size);
                typedLoops<T>().toFloat(other + place, mixed.data() + size, size);
                for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i)
                    mixed[i] += share * (mixed[i + static_cast<std::size_t>(size)] - mixed[i]);
                typedLoops<T>().fromFloat(mixed.data(), own + place, size);
            }
    });
}

} // namespace

void attention(const at::Tensor& qkv, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& out, at::Tensor& logSumExp)
{
    at::Tensor mask;
    const auto attendWithin = [&](std::int64_t start, std::int64_t length) {
        for (const Piece& piece : piecesOf(start, length, shape, qkv.scalar_type(), mask))
            attend(qkv, piece, shape, out, logSumExp);
    };
    for (std::size_t s = 0; s + 1 < sequences.starts.size(); ++s)
        attendWithin(sequences.starts[s], sequences.starts[s + 1] - sequences.starts[s]);
    const std::int64_t prefix = sequences.starts.front();
    if (prefix == 0)
        return;
    attendWithin(0, prefix);
    at::Tensor toPrefix = at::empty_like(out), sums = at::empty_like(logSumExp);
    attend(qkv, {prefix, qkv.size(0) - prefix, 0, prefix, std::nullopt, false}, shape, toPrefix, sums);
    if (out.scalar_type() == at::kBFloat16)
        join<BfloatBits>(toPrefix, sums, prefix, shape, out, logSumExp);
    else
        join<float>(toPrefix, sums, prefix, shape, out, logSumExp);
}

} // namespace dankai::cpu
