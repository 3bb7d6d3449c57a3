// SPDX-License-Identifier: Apache-2.0
// The gated unit silu(gate) * up (Shazeer 2020) over one merged buffer.
#pragma once

#include <ATen/core/Tensor.h>

namespace dankai {

// gateUp [tokens, 2 * width], gate in the first half of a row; product [tokens, width].
void swiglu(const at::Tensor& gateUp, at::Tensor& product);

// In place on both: `gateUp` becomes its own gradient; `product` comes in as the product's gradient and goes
// out as the product itself, which the weight gradient of the following Linear needs.
void swigluBackward(at::Tensor& gateUp, at::Tensor& product);

} // namespace dankai
