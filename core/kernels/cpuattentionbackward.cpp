// SPDX-License-Identifier: Apache-2.0
// The backward of packed causal attention on the CPU, in square tiles of keys and queries. The tiles'
// products are small, and what ATen's attention does before each of its own (a primitive of oneDNN, described
// anew) takes longer than the product itself. Here every tile has the same shape, short ones are padded with
// zeros, and the products go to the kernels that oneDNN makes once for a shape (brgemm).
#include "core/kernels/cpuloops.h"
#include "core/kernels/forms.h"

#include <ATen/Parallel.h>
#include <ATen/native/CPUBlas.h>
#include <c10/util/BFloat16.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <vector>

namespace dankai::cpu {

namespace {

constexpr std::int64_t tile = attentionTile;
namespace blas = at::native::cpublas;

// Whether brgemm reads its right matrix in pairs of rows, [k / 2, n, 2], as the processor's own instructions
// do. Without them it takes plain rows.
template <class T>
bool takesPairs()
{
    return false;
}

template <>
bool takesPairs<BfloatBits>()
{
    static const bool takes = blas::could_pack(at::kBFloat16);
    return takes;
}

struct Product
{
    std::int64_t rows, columns, depth;
    std::int64_t leftStride, resultStride;
};

// result [rows, columns] (+)= left [rows, depth] right [depth, columns]; right lies as `takesPairs` says.
enum class Target
{
    Replaced,
    AddedTo
};

void multiply(const Product& p, Target target, const float* left, const float* right, float* result)
{
    blas::brgemm(p.rows, p.columns, p.depth, p.leftStride, p.columns, p.resultStride,
        target == Target::AddedTo, left, right, result);
}

void multiply(const Product& p, Target target, const BfloatBits* left, const BfloatBits* right, float* result)
{
    blas::brgemm(p.rows, p.columns, p.depth, p.leftStride, p.columns, p.resultStride,
        target == Target::AddedTo, reinterpret_cast<const at::BFloat16*>(left),
        reinterpret_cast<const at::BFloat16*>(right), result, takesPairs<BfloatBits>());
}

// One key/value head of one sequence with the query heads that share it: everything that a thread needs.
// L: the sequence's tokens up to a whole tile; D: the head's values up to 16.
template <class T>
class HeadBackward final
{
public:
    HeadBackward(const AttentionShape& shape, const at::Tensor& outGradient, const at::Tensor& qkv,
        const at::Tensor& out, const at::Tensor& logSumExp, at::Tensor& qkvGradient)
        : m_shape(shape)
        , m_group(shape.heads / shape.keyHeads)
        , m_size(shape.headSize)
        , m_paddedSize((m_size + 15) / 16 * 16)
        , m_block(m_paddedSize % 64 == 0   ? 64
                  : m_paddedSize % 32 == 0 ? 32
                                           : 16)
        , m_outGradient(static_cast<const T*>(outGradient.data_ptr()))
        , m_qkv(static_cast<const T*>(qkv.data_ptr()))
        , m_out(static_cast<const T*>(out.data_ptr()))
        , m_logSumExp(logSumExp.const_data_ptr<float>())
        , m_qkvGradient(static_cast<T*>(qkvGradient.data_ptr()))
        , m_qkvStride(qkv.stride(0))
        , m_outStride(out.stride(0))
        , m_outGradientStride(outGradient.stride(0))
        , m_sumStride(logSumExp.stride(0))
        , m_tileRow(static_cast<std::size_t>(tile * m_paddedSize))
    { }

    void run(std::int64_t start, std::int64_t length, std::int64_t keyHead)
    {
        m_start = start;
        m_length = length;
        m_tiles = (length + tile - 1) / tile;
        const std::int64_t padded = m_tiles * tile * m_paddedSize;
        const std::int64_t keyColumn = (m_shape.heads + keyHead) * m_size;
        const std::int64_t valueColumn = keyColumn + m_shape.keyHeads * m_size;
        copyRows(m_qkv + keyColumn, m_qkvStride, m_keys);
        copyRows(m_qkv + valueColumn, m_qkvStride, m_values);
        resize(m_keysTransposed, padded);
        for (std::int64_t j = 0; j < m_tiles; ++j)
            transposeTile(
                m_keys.data() + j * tile * m_paddedSize, m_keysTransposed.data() + j * tile * m_paddedSize);
        m_keyGradient.assign(static_cast<std::size_t>(padded), 0.0F);
        m_valueGradient.assign(static_cast<std::size_t>(padded), 0.0F);
        for (std::int64_t i = 0; i < m_group; ++i)
            runQueryHead(keyHead * m_group + i);
        for (std::int64_t row = 0; row < length; ++row) {
            T* to = m_qkvGradient + (start + row) * m_qkvStride;
            typedLoops<T>().fromFloat(m_keyGradient.data() + row * m_paddedSize, to + keyColumn, m_size);
            typedLoops<T>().fromFloat(m_valueGradient.data() + row * m_paddedSize, to + valueColumn, m_size);
        }
    }

private:
    template <class U>
    static void resize(std::vector<U>& buffer, std::int64_t count)
    {
        if (static_cast<std::int64_t>(buffer.size()) < count)
            buffer.resize(static_cast<std::size_t>(count));
    }

    // Of the sequence's rows, [L, D] with zeros around.
    void copyRows(const T* from, std::int64_t stride, std::vector<T>& to)
    {
        to.assign(static_cast<std::size_t>(m_tiles * tile * m_paddedSize), T{});
        for (std::int64_t row = 0; row < m_length; ++row)
            std::copy_n(from + (m_start + row) * stride, m_size, to.data() + row * m_paddedSize);
    }

    // [tile, D] -> [D, tile]
    void transposeTile(const T* from, T* to) const
    {
        for (std::int64_t row = 0; row < tile; ++row)
            for (std::int64_t i = 0; i < m_paddedSize; ++i)
                to[i * tile + row] = from[row * m_paddedSize + i];
    }

    // A tile as the right matrix of a product over the head's values: transposed, [D, tile].
    void packTransposed(const T* from, T* to) const
    {
        if (!takesPairs<T>())
            return transposeTile(from, to);
        for (std::int64_t row = 0; row < tile; ++row)
            for (std::int64_t i = 0; i < m_paddedSize; ++i)
                to[i / 2 * 2 * tile + row * 2 + i % 2] = from[row * m_paddedSize + i];
    }

    // A tile as the right matrix of a product over its rows, in blocks of columns: [D / block, tile, block].
    void packRows(const T* from, T* to) const
    {
        for (std::int64_t first = 0; first < m_paddedSize; first += m_block, to += tile * m_block)
            for (std::int64_t row = 0; row < tile; ++row) {
                const T* in = from + row * m_paddedSize + first;
                if (!takesPairs<T>())
                    std::copy_n(in, m_block, to + row * m_block);
                else
                    for (std::int64_t i = 0; i < m_block; ++i)
                        to[row / 2 * 2 * m_block + i * 2 + row % 2] = in[i];
            }
    }

    void runQueryHead(std::int64_t head)
    {
        const std::int64_t column = head * m_size;
        copyRows(m_qkv + column, m_qkvStride, m_queries);
        copyRows(m_outGradient + column, m_outGradientStride, m_outGradients);
        findDots(column);
        m_sums.assign(static_cast<std::size_t>(m_tiles * tile), 0.0F);
        std::copy_n(m_logSumExp + head * m_sumStride + m_start, m_length, m_sums.data());
        m_queryPack.resize(m_tileRow);
        m_queryRows.resize(m_tileRow);
        m_outPack.resize(m_tileRow);
        m_outRows.resize(m_tileRow);
        m_queryGradient.resize(m_tileRow);
        for (std::int64_t i = 0; i < m_tiles; ++i) {
            const T* queries = m_queries.data() + i * tile * m_paddedSize;
            const T* outGradients = m_outGradients.data() + i * tile * m_paddedSize;
            packTransposed(queries, m_queryPack.data());
            packTransposed(outGradients, m_outPack.data());
            packRows(queries, m_queryRows.data());
            packRows(outGradients, m_outRows.data());
            // The first tile with a key that the tile's first query sees.
            const std::int64_t firstKey
                = m_shape.window > 0 ? std::max<std::int64_t>(0, i * tile - (m_shape.window - 1)) : 0;
            for (std::int64_t j = firstKey / tile; j <= i; ++j)
                runTile(i, j, j == firstKey / tile ? Target::Replaced : Target::AddedTo);
            storeQueryGradient(i, column);
        }
    }

    // rowsum(dO * O) of every query (Dao et al. 2022, appendix B).
    void findDots(std::int64_t column)
    {
        m_dots.assign(static_cast<std::size_t>(m_tiles * tile), 0.0F);
        m_wide.resize(static_cast<std::size_t>(2 * m_size));
        for (std::int64_t row = 0; row < m_length; ++row) {
            const T* gradient = m_outGradient + (m_start + row) * m_outGradientStride + column;
            const T* out = m_out + (m_start + row) * m_outStride + column;
            typedLoops<T>().toFloat(gradient, m_wide.data(), m_size);
            typedLoops<T>().toFloat(out, m_wide.data() + m_size, m_size);
            m_dots[static_cast<std::size_t>(row)]
                = std::inner_product(m_wide.begin(), m_wide.begin() + m_size, m_wide.begin() + m_size, 0.0F);
        }
    }

    // Queries of tile i against keys of tile j. Everything stands with keys along the rows, so that only
    // the gradient of the scores is needed in a second layout.
    void runTile(std::int64_t i, std::int64_t j, Target queryGradient)
    {
        const T* keys = m_keys.data() + j * tile * m_paddedSize;
        const T* values = m_values.data() + j * tile * m_paddedSize;
        const Product ofHead{tile, tile, m_paddedSize, m_paddedSize, tile};
        multiply(ofHead, Target::Replaced, keys, m_queryPack.data(), m_scores);
        multiply(ofHead, Target::Replaced, values, m_outPack.data(), m_weightGradients);
        T* pairs = takesPairs<T>() ? m_scorePairs : nullptr;
        typedLoops<T>().attentionTile(m_scores, m_weightGradients, m_sums.data() + i * tile,
            m_dots.data() + i * tile, scale(), (i - j) * tile, m_shape.window, m_weights, m_scoreGradients,
            pairs);
        const Product ofRows{tile, m_block, tile, tile, m_paddedSize};
        for (std::int64_t first = 0; first < m_paddedSize; first += m_block) {
            const std::int64_t to = j * tile * m_paddedSize + first;
            multiply(ofRows, Target::AddedTo, m_weights, m_outRows.data() + first * tile,
                m_valueGradient.data() + to);
            multiply(ofRows, Target::AddedTo, m_scoreGradients, m_queryRows.data() + first * tile,
                m_keyGradient.data() + to);
        }
        multiply({m_paddedSize, tile, tile, tile, tile}, queryGradient,
            m_keysTransposed.data() + j * tile * m_paddedSize, pairs != nullptr ? pairs : m_scoreGradients,
            m_queryGradient.data());
    }

    // m_queryGradient is [D, tile].
    void storeQueryGradient(std::int64_t i, std::int64_t column)
    {
        m_wide.resize(static_cast<std::size_t>(std::max(m_size, m_paddedSize)));
        for (std::int64_t row = 0; row < std::min(tile, m_length - i * tile); ++row) {
            for (std::int64_t k = 0; k < m_size; ++k)
                m_wide[static_cast<std::size_t>(k)]
                    = m_queryGradient[static_cast<std::size_t>(k * tile + row)];
            typedLoops<T>().fromFloat(
                m_wide.data(), m_qkvGradient + (m_start + i * tile + row) * m_qkvStride + column, m_size);
        }
    }

    float scale() const { return static_cast<float>(1.0 / std::sqrt(static_cast<double>(m_size))); }

    AttentionShape m_shape;
    std::int64_t m_group, m_size, m_paddedSize, m_block;
    const T *m_outGradient, *m_qkv, *m_out;
    const float* m_logSumExp;
    T* m_qkvGradient;
    std::int64_t m_qkvStride, m_outStride, m_outGradientStride, m_sumStride;
    std::size_t m_tileRow;

    std::int64_t m_start = 0, m_length = 0, m_tiles = 0;
    std::vector<T> m_keys, m_values, m_keysTransposed, m_queries, m_outGradients; // [L, D]
    std::vector<T> m_queryPack, m_outPack, m_queryRows, m_outRows; // of a tile of queries
    std::vector<float> m_keyGradient, m_valueGradient; // [L, D]
    std::vector<float> m_queryGradient, m_sums, m_dots, m_wide;
    alignas(64) float m_scores[tile * tile];
    alignas(64) float m_weightGradients[tile * tile];
    alignas(64) T m_weights[tile * tile];
    alignas(64) T m_scoreGradients[tile * tile];
    alignas(64) T m_scorePairs[tile * tile];
};

template <class T>
void runAll(const at::Tensor& outGradient, const at::Tensor& qkv, const at::Tensor& out,
    const at::Tensor& logSumExp, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& qkvGradient)
{
    // The longest first, and to whichever thread is free: what a head's gradient is does not depend on it.
    std::vector<std::size_t> order(sequences.starts.size() - 1);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto lengthOf = [&](std::size_t s) { return sequences.starts[s + 1] - sequences.starts[s]; };
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lengthOf(a) > lengthOf(b); });
    const std::int64_t tasks = static_cast<std::int64_t>(order.size()) * shape.keyHeads;
    std::atomic<std::int64_t> next = 0;
    at::parallel_for(
        0, std::min<std::int64_t>(at::get_num_threads(), tasks), 1, [&](std::int64_t, std::int64_t) {
            HeadBackward<T> head(shape, outGradient, qkv, out, logSumExp, qkvGradient);
            for (std::int64_t task = next++; task < tasks; task = next++) {
                const std::size_t s = order[static_cast<std::size_t>(task / shape.keyHeads)];
                head.run(sequences.starts[s], lengthOf(s), task % shape.keyHeads);
            }
            blas::brgemm_release(takesPairs<T>());
        });
}

} // namespace

void attentionBackward(const at::Tensor& outGradient, const at::Tensor& qkv, const at::Tensor& out,
    const at::Tensor& logSumExp, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& qkvGradient)
{
    if (qkv.scalar_type() == at::kBFloat16)
        runAll<BfloatBits>(outGradient, qkv, out, logSumExp, sequences, shape, qkvGradient);
    else
        runAll<float>(outGradient, qkv, out, logSumExp, sequences, shape, qkvGradient);
}

} // namespace dankai::cpu
