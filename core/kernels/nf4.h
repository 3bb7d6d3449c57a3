// SPDX-License-Identifier: Apache-2.0
// 4-bit NormalFloat with double quantization (QLoRA, Dettmers et al., arXiv 2305.14314), number for number
// that of bitsandbytes (quant_type nf4, block 64, nested block 256): a matrix takes 0.516 bytes a value.
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace dankai {

// Values row by row in blocks of 64, each with a scale (its largest magnitude); the scales less their mean in
// blocks of 256, one byte each.
struct Nf4Matrix
{
    at::Tensor codes; // uint8 [values / 2], the earlier value in the upper half
    at::Tensor scaleCodes; // uint8 [values / 64]
    at::Tensor scaleMaxima; // float32 [blocks of scales]
    at::Tensor table; // float32 [16 + 256]: what a code and a scale's code stand for
    float scaleMean = 0;
    std::int64_t rows = 0;
    std::int64_t columns = 0;

    std::uint64_t bytes() const;
};

inline constexpr std::int64_t nf4Block = 64;
inline constexpr std::int64_t nf4ScaleBlock = 256;

// weight [rows, columns] float32 on the CPU; the parts go to `device`. Unusable where the number of values is
// no multiple of 64.
Result<Nf4Matrix> quantizeNf4(const at::Tensor& weight, at::Device device);

// out [rows, columns] float32 or bfloat16, contiguous, on the matrix's device.
void dequantizeNf4(const Nf4Matrix& matrix, at::Tensor& out);

} // namespace dankai
