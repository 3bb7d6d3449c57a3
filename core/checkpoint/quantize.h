// SPDX-License-Identifier: Apache-2.0
// From float32 to the forms that Dankai writes into GGUF: plain floats and Q8_0, with the rounding of ggml's
// reference code. The way back is dequantize.h.
#pragma once

#include "core/checkpoint/dequantize.h"

#include <span>

namespace dankai {

// Float32, Float16, BFloat16 and Q8_0.
bool isWritable(BlockType type);

// values.size() is a whole number of blocks and bytes.size() fits it; anything else is our own mistake.
void quantize(BlockType type, std::span<const float> values, std::span<char> bytes);

} // namespace dankai
