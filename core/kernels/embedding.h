// SPDX-License-Identifier: Apache-2.0
// Rows by index: the embedding table and the choice of labelled positions. Sums in a fixed order.
#pragma once

#include <ATen/core/Tensor.h>

namespace dankai {

// out[i] = table[rows[i]]; rows [n] int32.
void gatherRows(const at::Tensor& table, const at::Tensor& rows, at::Tensor& out);

// table[rows[i]] = in[i] (rows all different).
void scatterRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table);

// table[rows[i]] += in[i] for i in ascending order; table float32.
void scatterAddRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table);

} // namespace dankai
