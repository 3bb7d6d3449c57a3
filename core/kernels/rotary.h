// SPDX-License-Identifier: Apache-2.0
// Rotary position embedding (Su et al. 2021) in the half-split order of Hugging Face, in place.
#pragma once

#include <ATen/core/Tensor.h>

namespace dankai {

enum class RotaryDirection
{
    Forward,
    Backward, // the transpose of the rotation: sin negated
};

// Rotates the first `heads` heads of every row (queries and keys stand before values in the merged buffer).
// qkv [tokens, (all heads) * headSize]; positions [tokens] int32; cosine, sine [positions, headSize / 2]
// float32.
void applyRotary(at::Tensor& qkv, const at::Tensor& positions, const at::Tensor& cosine,
    const at::Tensor& sine, int heads, int headSize, RotaryDirection direction);

} // namespace dankai
