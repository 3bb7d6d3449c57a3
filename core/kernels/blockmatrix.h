// SPDX-License-Identifier: Apache-2.0
// A matrix in the blocks of a GGUF file, for inference on a CPU: in 4 bits a model of 7 billion values takes
// 4 GB instead of 14 or 28, and each token reads as much less. Its products are those of the dense matrix.
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/weightsource.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace dankai {

struct BlockMatrix
{
    BlockType type = BlockType::Float32;
    at::Tensor blocks; // uint8 [rows, bytes of a row] on the CPU
    std::int64_t rows = 0;
    std::int64_t columns = 0;

    std::uint64_t bytes() const { return blocks.nbytes(); }
};

// Of a weight [rows, columns] that storedAs() has a type for.
Result<BlockMatrix> readBlockMatrix(const WeightSource& source, std::string_view name);

// out [rows, columns] float32 or bfloat16, contiguous, on the CPU.
void dequantizeBlocks(const BlockMatrix& matrix, at::Tensor& out);

// matmul() (matmul.h) of at most maxGemvRows rows (cpuloops.h) with matrices one below the other, bit for bit
// that of the dense ones rounded to the type of x.
void matmulBlocks(const at::Tensor& x, std::span<const BlockMatrix* const> matrices, at::Tensor& out);

} // namespace dankai
