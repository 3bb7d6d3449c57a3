// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/blockmatrix.h"

#include "core/checkpoint/dequantize.h"
#include "core/kernels/cpuwork.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

namespace dankai {

namespace {

// Rows [first, last) as float32 at `to` [last - first, columns].
void writeRows(const BlockMatrix& matrix, std::int64_t first, std::int64_t last, float* to)
{
    const std::int64_t rowBytes = matrix.blocks.size(1);
    const char* const from = static_cast<const char*>(matrix.blocks.const_data_ptr()) + first * rowBytes;
    dequantize(matrix.type, {from, static_cast<std::size_t>((last - first) * rowBytes)},
        {to, static_cast<std::size_t>((last - first) * matrix.columns)});
}

// out[r * outStride + j] for the matrix's rows j in [first, last).
template <class T>
void multiplyRows(const float* x, std::int64_t inputs, const BlockMatrix& matrix, std::int64_t first,
    std::int64_t last, T* out, std::int64_t outStride)
{
    const std::int64_t k = matrix.columns;
    if (const auto gemv = typedLoops<T>().gemvInBlocks(matrix.type)) {
        gemv(x, matrix.blocks.const_data_ptr<std::uint8_t>(), out, inputs, k, first, last, outStride);
        return;
    }
    // Unpacked into memory, some rows at a time.
    constexpr std::int64_t tileValues = 8192; // stay in the first cache
    const std::int64_t tileRows = std::clamp<std::int64_t>(tileValues / k, 1, last - first);
    std::vector<float> tile(static_cast<std::size_t>(tileRows * k));
    std::vector<T> rounded(std::is_same_v<T, float> ? 0 : tile.size());
    for (std::int64_t row = first; row < last; row += tileRows) {
        const std::int64_t count = std::min(tileRows, last - row);
        writeRows(matrix, row, row + count, tile.data());
        const T* weight = nullptr;
        if constexpr (std::is_same_v<T, float>) {
            weight = tile.data();
        } else {
            typedLoops<T>().fromFloat(tile.data(), rounded.data(), count * k);
            weight = rounded.data();
        }
        typedLoops<T>().gemv(x, weight, out + row, inputs, k, 0, count, outStride);
    }
}

} // namespace

Result<BlockMatrix> readBlockMatrix(const WeightSource& source, std::string_view name)
{
    const WeightInfo* info = source.find(name);
    const auto type = source.storedAs(name);
    if (info == nullptr || !type)
        return failed("The weight " + quotedName(name) + " is not stored in blocks.");
    BlockMatrix matrix;
    matrix.type = *type;
    matrix.rows = info->shape.front();
    matrix.columns = info->shape.back();
    const BlockLayout layout = layoutOf(matrix.type);
    matrix.blocks = at::empty({matrix.rows, matrix.columns / layout.values * layout.bytes}, at::kByte);
    const std::span<char> bytes(static_cast<char*>(matrix.blocks.mutable_data_ptr()),
        static_cast<std::size_t>(matrix.blocks.numel()));
    if (auto read = source.readBlocks(name, bytes); !read)
        return tl::unexpected(read.error());
    return matrix;
}

void dequantizeBlocks(const BlockMatrix& matrix, at::Tensor& out)
{
    constexpr std::int64_t pieceValues = 16384; // worth a thread
    const std::int64_t pieceRows = std::max<std::int64_t>(1, pieceValues / matrix.columns);
    const bool isFloat = out.scalar_type() == at::kFloat;
    at::parallel_for(0, matrix.rows, pieceRows, [&](std::int64_t first, std::int64_t last) {
        if (isFloat) {
            writeRows(matrix, first, last, out.mutable_data_ptr<float>() + first * matrix.columns);
            return;
        }
        std::vector<float> values(static_cast<std::size_t>(pieceRows * matrix.columns));
        for (std::int64_t row = first; row < last; row += pieceRows) {
            const std::int64_t until = std::min(last, row + pieceRows);
            const auto count = static_cast<std::size_t>((until - row) * matrix.columns);
            writeRows(matrix, row, until, values.data());
            constexpr auto width = static_cast<std::int64_t>(sizeof(std::uint16_t));
            narrow(WeightType::BFloat16, std::span(values).first(count),
                {static_cast<char*>(out.mutable_data_ptr()) + row * matrix.columns * width,
                    count * sizeof(std::uint16_t)});
        }
    });
}

void matmulBlocks(const at::Tensor& x, std::span<const BlockMatrix* const> matrices, at::Tensor& out)
{
    std::vector<float> widened;
    const float* in = cpu::asFloat(x, widened);
    cpu::byType(x, [&]<class T>(T) {
        cpu::inPieces(out.size(1), cpu::productPiece(x.size(1)), [&](std::int64_t first, std::int64_t last) {
            std::int64_t before = 0; // rows of the matrices above
            for (const BlockMatrix* matrix : matrices) {
                const std::int64_t from = std::max(first - before, std::int64_t{0});
                const std::int64_t until = std::min(last - before, matrix->rows);
                if (from < until)
                    multiplyRows(
                        in, x.size(0), *matrix, from, until, cpu::data<T>(out) + before, out.size(1));
                before += matrix->rows;
            }
        });
    });
}

} // namespace dankai
