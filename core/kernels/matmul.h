// SPDX-License-Identifier: Apache-2.0
// The three products of a Linear without bias, y = x W^T. Matrices of few rows (decoding) take a path of
// their own on the CPU. Which library multiplies is openDevice's rule (device.h).
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>

namespace dankai {

// out [rows, n] = x [rows, k] * weight [n, k]^T
void matmul(const at::Tensor& x, const at::Tensor& weight, at::Tensor& out);

// Puts rows [first, last) of a weight [n, k] at `to` [last - first, k].
using RowWriter = std::function<void(std::int64_t first, std::int64_t last, float* to)>;
// matmul() of at most maxGemvRows rows (cpuloops.h) on a CPU with a weight [n, k] that nobody keeps: its rows
// are written where they are needed, by several threads at once, and rounded to the type of x. The result is
// that of the whole weight.
void matmulFewRows(const at::Tensor& x, std::int64_t n, const RowWriter& writeRows, at::Tensor& out);

// inGradient [rows, k] = outGradient [rows, n] * weight [n, k]
void matmulInputGradient(const at::Tensor& outGradient, const at::Tensor& weight, at::Tensor& inGradient);

// weightGradient [n, k] float32 += outGradient [rows, n]^T * x [rows, k]
void accumulateWeightGradient(const at::Tensor& outGradient, const at::Tensor& x, at::Tensor& weightGradient);

} // namespace dankai
