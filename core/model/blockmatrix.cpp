// SPDX-License-Identifier: Apache-2.0
#include "core/model/blockmatrix.h"

#include "core/checkpoint/dequantize.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace dankai {

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

void writeRows(const BlockMatrix& matrix, std::int64_t first, std::int64_t last, float* to)
{
    const std::int64_t rowBytes = matrix.blocks.size(1);
    const char* const from = static_cast<const char*>(matrix.blocks.const_data_ptr()) + first * rowBytes;
    dequantize(matrix.type, {from, static_cast<std::size_t>((last - first) * rowBytes)},
        {to, static_cast<std::size_t>((last - first) * matrix.columns)});
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

} // namespace dankai
