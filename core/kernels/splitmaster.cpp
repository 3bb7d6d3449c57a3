// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/splitmaster.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/bitwise_right_shift.h>
#include <ATen/ops/isnan.h>

namespace dankai {

void splitMaster(const at::Tensor& master, at::Tensor& upper, at::Tensor& low)
{
    const at::Tensor bits = master.contiguous().view(at::kInt);
    const at::Tensor isNan = at::isnan(master);
    low.copy_(bits.to(at::kShort)).masked_fill_(isNan, 0); // the conversion keeps the low bits
    const at::Tensor rounded = at::bitwise_right_shift(bits - low.to(at::kInt), 16).to(at::kShort);
    upper.view(at::kShort).copy_(rounded.masked_fill_(isNan, 0x7fc0));
}

at::Tensor joinedMaster(const at::Tensor& upper, const at::Tensor& low)
{
    return upper.contiguous().view(at::kShort).to(at::kInt).mul_(65536).add_(low).view(at::kFloat);
}

} // namespace dankai
