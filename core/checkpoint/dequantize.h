// SPDX-License-Identifier: Apache-2.0
// From the block formats of GGUF to float32, block by block, with the same rounding as ggml's reference
// code (one multiplication, one addition), and plain floats to and from their 16-bit forms.
// Does not quantise and does no arithmetic on blocks.
#pragma once

#include "core/checkpoint/blocktype.h"
#include "core/checkpoint/weightsource.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dankai {

// Nothing for a type that is not in BlockType.
std::optional<BlockType> blockTypeOf(std::uint32_t ggmlType);
BlockLayout layoutOf(BlockType type);
// For sentences: "Q4_K", also of types that we cannot read.
std::string nameOfGgmlType(std::uint32_t ggmlType);

BlockType blockTypeOf(WeightType type);
// values.size() is a whole number of blocks and blocks.size() fits it; anything else is our own mistake.
void dequantize(BlockType type, std::string_view blocks, std::span<float> values);

// Rounds to nearest, ties to even; bytes.size() = values.size() * bytesPerValue(type).
void narrow(WeightType type, std::span<const float> values, std::span<char> bytes);

} // namespace dankai
