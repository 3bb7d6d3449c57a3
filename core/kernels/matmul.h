// SPDX-License-Identifier: Apache-2.0
// The three products of a Linear without bias, y = x W^T. Matrices of few rows (decoding) take a path of
// their own on the CPU. Which library multiplies is openDevice's rule (device.h).
#pragma once

#include <ATen/core/Tensor.h>

namespace dankai {

// out [rows, n] = x [rows, k] * weight [n, k]^T
void matmul(const at::Tensor& x, const at::Tensor& weight, at::Tensor& out);

// inGradient [rows, k] = outGradient [rows, n] * weight [n, k]
void matmulInputGradient(const at::Tensor& outGradient, const at::Tensor& weight, at::Tensor& inGradient);

// weightGradient [n, k] float32 += outGradient [rows, n]^T * x [rows, k]
void accumulateWeightGradient(const at::Tensor& outGradient, const at::Tensor& x, at::Tensor& weightGradient);

} // namespace dankai
