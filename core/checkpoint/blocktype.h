// SPDX-License-Identifier: Apache-2.0
// The forms in which a GGUF file stores values, plain and in blocks; dequantize.h reads them.
#pragma once

#include <cstdint>

namespace dankai {

// Values are those of ggml_type.
enum class BlockType : std::uint32_t
{
    Float32 = 0,
    Float16 = 1,
    Q4_0 = 2,
    Q4_1 = 3,
    Q5_0 = 6,
    Q5_1 = 7,
    Q8_0 = 8,
    Q4_K = 12,
    Q5_K = 13,
    Q6_K = 14,
    BFloat16 = 30,
};

struct BlockLayout
{
    std::uint32_t values = 1; // per block
    std::uint32_t bytes = 4; // per block
};

} // namespace dankai
