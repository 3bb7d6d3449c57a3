// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/quantize.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace dankai {

namespace {

constexpr std::size_t blockValues = 32;

// ggml-quants.c, quantize_row_q8_0_ref: the scale as a half, then 32 signed bytes, half-way cases away from
// zero.
void toQ8_0(std::span<const float> values, char* bytes)
{
    for (std::size_t first = 0; first < values.size(); first += blockValues, bytes += 34) {
        const auto block = values.subspan(first, blockValues);
        float largest = 0;
        for (const float value : block)
            largest = std::isfinite(value) ? std::max(largest, std::abs(value))
                                           : std::numeric_limits<float>::quiet_NaN();
        // A block with a value that is no number reads back as none at all: a broken model must not look
        // healthy.
        const float scale = largest / 127.0F;
        const float inverse = scale > 0.0F ? 1.0F / scale : 0.0F;
        narrow(WeightType::Float16, std::span(&scale, 1), std::span(bytes, 2));
        std::array<std::int8_t, blockValues> q;
        for (std::size_t i = 0; i < blockValues; ++i)
            q[i] = inverse > 0.0F
                ? static_cast<std::int8_t>(std::clamp(std::round(block[i] * inverse), -127.0F, 127.0F))
                : std::int8_t(0);
        std::memcpy(bytes + 2, q.data(), q.size());
    }
}

} // namespace

bool isWritable(BlockType type)
{
    return type == BlockType::Float32 || type == BlockType::Float16 || type == BlockType::BFloat16
        || type == BlockType::Q8_0;
}

void quantize(BlockType type, std::span<const float> values, std::span<char> bytes)
{
    assert(isWritable(type));
    assert(values.size() % layoutOf(type).values == 0
        && bytes.size() == values.size() / layoutOf(type).values * layoutOf(type).bytes);
    if (type == BlockType::Q8_0)
        return toQ8_0(values, bytes.data());
    for (const WeightType plain : {WeightType::Float32, WeightType::Float16, WeightType::BFloat16})
        if (blockTypeOf(plain) == type)
            return narrow(plain, values, bytes);
}

} // namespace dankai
