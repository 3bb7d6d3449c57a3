// SPDX-License-Identifier: Apache-2.0
// A float32 master in two halves: the bfloat16 weight that is computed with, and 16 low bits beside it. The
// two are the master bit for bit, so that nothing of a step is lost and the weight takes 4 bytes, not 6.
//
// master bits = (upper << 16) + low, low as a signed number: upper is the master rounded to nearest, away
// from zero where it lies half way. To nearest even, as everywhere else, could not be undone: both neighbours
// of an even weight that lie half way round to it with the same low bits. A NaN stays one without its
// payload.
#pragma once

#include <ATen/core/Tensor.h>

namespace dankai {

// master float32, upper bfloat16, low int16, of one shape and device; the two may be views.
void splitMaster(const at::Tensor& master, at::Tensor& upper, at::Tensor& low);
// float32 of their shape.
at::Tensor joinedMaster(const at::Tensor& upper, const at::Tensor& low);

} // namespace dankai
