// SPDX-License-Identifier: Apache-2.0
// Root mean square normalisation (Zhang and Sennrich 2019), fused with the residual addition before it.
// Statistics are float32 whatever the activations are.
#pragma once

#include <ATen/core/Tensor.h>

namespace dankai {

// sum = x + delta (where delta is defined; sum may be x), rstd = 1/sqrt(mean(sum^2) + epsilon),
// normed = sum * rstd * weight. x, delta, sum, normed [rows, hidden]; weight [hidden] float32;
// rstd [rows] float32. Without delta, `sum` is not written and may be undefined.
void addRmsNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double epsilon,
    at::Tensor& sum, at::Tensor& normed, at::Tensor& rstd);

// Adds the gradient through the normalisation to `gradient` [rows, hidden] (which holds the gradient of the
// residual stream), adds to weightGradient [hidden] float32 where it is defined, and writes the normalised
// rows again into `normed` (it may be the same tensor as normedGradient), since recomputing costs less than
// keeping them.
void rmsNormBackward(const at::Tensor& normedGradient, const at::Tensor& x, const at::Tensor& weight,
    const at::Tensor& rstd, at::Tensor& gradient, at::Tensor& weightGradient, at::Tensor& normed);

} // namespace dankai
