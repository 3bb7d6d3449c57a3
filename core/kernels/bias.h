// SPDX-License-Identifier: Apache-2.0
// The bias of a Linear (Qwen2's queries, keys and values), added after the product in float32.
#pragma once

#include <ATen/core/Tensor.h>

namespace dankai {

// Every row of out [rows, n] += bias [n] float32.
void addBias(at::Tensor& out, const at::Tensor& bias);

// biasGradient [n] float32 += the sum of the rows of outGradient [rows, n], in an order that is always the
// same.
void accumulateBiasGradient(const at::Tensor& outGradient, at::Tensor& biasGradient);

} // namespace dankai
