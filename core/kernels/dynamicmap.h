// SPDX-License-Identifier: Apache-2.0
// The values that 8 bits stand for in dynamic quantisation (Dettmers, arXiv 1511.04561, and Dettmers et al.,
// arXiv 2110.02861), number for number those of bitsandbytes' create_dynamic_map: seven decades, each cut
// into the more steps the larger it is, with 0 and 1.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace dankai {

enum class DynamicMapKind
{
    Signed, // -0.993 to 1
    Unsigned, // 0 to 1, in half as large steps
};

// Ascending.
const std::array<float, 256>& dynamicMap(DynamicMapKind kind);

// A map with what finds a value's code. Plain arrays, for cpuloops.inc.
struct DynamicCode
{
    // Values whose magnitudes have the same upper 16 bits are so close that no more than one border lies
    // between them. Below 2^-23 none does but that of the sign; above 1 are no values.
    static constexpr std::uint32_t leastKey = 0x3400;
    static constexpr std::uint32_t mostKey = 0x3f80;
    static constexpr std::size_t keys = mostKey - leastKey + 1;

    float values[256];
    float borders[256]; // half way between neighbours: a code is the number of them below; the last: infinite
    std::uint8_t least[2][keys]; // [is negative][upper 16 bits of the magnitude - leastKey]: the least code
};

// Of AdamW's first moment: signed, but that a negative one keeps its sign (bitsandbytes' CUDA kernels correct
// it after rounding): the border below zero is as good as zero.
const DynamicCode& firstMomentCode();
// Of its second moment: unsigned, but that only zero is zero: the border above it is as good as zero. A
// second moment that was rounded away would have the next step divide by epsilon alone, and a weight whose
// gradient is zero by then (a token that a batch has not) jump.
const DynamicCode& secondMomentCode();

} // namespace dankai
