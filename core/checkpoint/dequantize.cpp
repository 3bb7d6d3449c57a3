// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/dequantize.h"

#include <array>
#include <bit>
#include <cassert>
#include <cstring>

namespace dankai {

static_assert(std::endian::native == std::endian::little, "both containers are little-endian");

// These loops are compiled twice and the processor's best form is chosen when the program starts. They hold
// no sums, so both forms give the same bits.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define DANKAI_BOTH_FORMS __attribute__((target_clones("avx2", "default")))
#else
#define DANKAI_BOTH_FORMS
#endif

namespace {

template <class T>
T load(const char* bytes)
{
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

// Branch-free, so that a loop over it becomes vector code, and exact for subnormals even where the processor
// flushes them in arithmetic.
inline float halfToFloat(std::uint16_t half)
{
    const std::uint32_t magnitude = half & 0x7fffu;
    const std::uint32_t sign = std::uint32_t(half & 0x8000u) << 16;
    const std::uint32_t normal = (magnitude << 13) + (112u << 23); // exponent bias 15 becomes 127
    const std::uint32_t special = (magnitude << 13) | 0x7f800000u; // infinity, not a number
    const auto subnormal
        = std::bit_cast<std::uint32_t>(static_cast<float>(static_cast<std::int32_t>(magnitude)) * 0x1p-24f);
    const std::uint32_t bits = magnitude < 0x0400u ? subnormal : magnitude >= 0x7c00u ? special : normal;
    return std::bit_cast<float>(bits | sign);
}

inline std::uint16_t floatToHalf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t magnitude = bits & 0x7fffffffu;
    const std::uint32_t sign = (bits >> 16) & 0x8000u;
    // Below 2^-14 the spacing of halves is 2^-24, which is that of floats in [0.5, 1): adding 0.5 rounds.
    const std::uint32_t subnormal
        = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) + 0.5f) - 0x3f000000u;
    const std::uint32_t normal = (magnitude + 0xfffu + ((magnitude >> 13) & 1u) - (112u << 23)) >> 13;
    const std::uint32_t special = magnitude > 0x7f800000u ? 0x7e00u : 0x7c00u;
    // 65520 is halfway between the largest half and the next power of two.
    const std::uint32_t half = magnitude < 0x38800000u ? subnormal
        : magnitude >= 0x477ff000u                     ? special
                                                       : normal;
    return static_cast<std::uint16_t>(half | sign);
}

inline std::uint16_t floatToBFloat16(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    const bool isNotANumber = (bits & 0x7fffffffu) > 0x7f800000u; // whose carry could reach the sign
    return static_cast<std::uint16_t>(isNotANumber ? 0x7fc0u | ((bits >> 16) & 0x8000u) : rounded);
}

DANKAI_BOTH_FORMS void fromHalf(const char* bytes, float* values, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] = halfToFloat(load<std::uint16_t>(bytes + 2 * i));
}

DANKAI_BOTH_FORMS void fromBFloat16(const char* bytes, float* values, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] = std::bit_cast<float>(std::uint32_t(load<std::uint16_t>(bytes + 2 * i)) << 16);
}

// Blocks of 32 values follow. d is the scale and m the minimum, both halves; qs holds the low four bits of
// value i in the low half of byte i and those of value i + 16 in its high half; bit i of qh is the fifth bit
// of value i. Source: ggml-quants.c, the reference dequantisers.
constexpr std::size_t blockValues = 32;

DANKAI_BOTH_FORMS void fromQ8_0(const char* blocks, float* values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 34, values += blockValues) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        std::array<std::int8_t, blockValues> q;
        std::memcpy(q.data(), blocks + 2, q.size());
        for (std::size_t i = 0; i < blockValues; ++i)
            values[i] = static_cast<float>(q[i]) * d;
    }
}

DANKAI_BOTH_FORMS void fromQ4_0(const char* blocks, float* values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 18, values += blockValues) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        std::array<std::uint8_t, 16> q;
        std::memcpy(q.data(), blocks + 2, q.size());
        for (std::size_t i = 0; i < 16; ++i) {
            values[i] = static_cast<float>((q[i] & 15) - 8) * d;
            values[i + 16] = static_cast<float>((q[i] >> 4) - 8) * d;
        }
    }
}

DANKAI_BOTH_FORMS void fromQ4_1(const char* blocks, float* values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 20, values += blockValues) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        const float m = halfToFloat(load<std::uint16_t>(blocks + 2));
        std::array<std::uint8_t, 16> q;
        std::memcpy(q.data(), blocks + 4, q.size());
        for (std::size_t i = 0; i < 16; ++i) {
            values[i] = static_cast<float>(q[i] & 15) * d + m;
            values[i + 16] = static_cast<float>(q[i] >> 4) * d + m;
        }
    }
}

DANKAI_BOTH_FORMS void fromQ5_0(const char* blocks, float* values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 22, values += blockValues) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        const auto high = load<std::uint32_t>(blocks + 2);
        std::array<std::uint8_t, 16> q;
        std::memcpy(q.data(), blocks + 6, q.size());
        for (std::uint32_t i = 0; i < 16; ++i) {
            const auto fifth = static_cast<int>(high >> i << 4 & 16u);
            const auto fifthAbove = static_cast<int>(high >> (i + 16) << 4 & 16u);
            values[i] = static_cast<float>(((q[i] & 15) | fifth) - 16) * d;
            values[i + 16] = static_cast<float>(((q[i] >> 4) | fifthAbove) - 16) * d;
        }
    }
}

DANKAI_BOTH_FORMS void fromQ5_1(const char* blocks, float* values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 24, values += blockValues) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        const float m = halfToFloat(load<std::uint16_t>(blocks + 2));
        const auto high = load<std::uint32_t>(blocks + 4);
        std::array<std::uint8_t, 16> q;
        std::memcpy(q.data(), blocks + 8, q.size());
        for (std::uint32_t i = 0; i < 16; ++i) {
            const auto fifth = static_cast<int>(high >> i << 4 & 16u);
            const auto fifthAbove = static_cast<int>(high >> (i + 16) << 4 & 16u);
            values[i] = static_cast<float>((q[i] & 15) | fifth) * d + m;
            values[i + 16] = static_cast<float>((q[i] >> 4) | fifthAbove) * d + m;
        }
    }
}

struct NamedType
{
    std::uint32_t type;
    std::string_view name;
};

// Types that exist, so that a sentence can name what is not read. Source: ggml.h, enum ggml_type.
constexpr NamedType typeNames[] = {{0, "F32"}, {1, "F16"}, {2, "Q4_0"}, {3, "Q4_1"}, {6, "Q5_0"}, {7, "Q5_1"},
    {8, "Q8_0"}, {9, "Q8_1"}, {10, "Q2_K"}, {11, "Q3_K"}, {12, "Q4_K"}, {13, "Q5_K"}, {14, "Q6_K"},
    {15, "Q8_K"}, {16, "IQ2_XXS"}, {17, "IQ2_XS"}, {18, "IQ3_XXS"}, {19, "IQ1_S"}, {20, "IQ4_NL"},
    {21, "IQ3_S"}, {22, "IQ2_S"}, {23, "IQ4_XS"}, {24, "I8"}, {25, "I16"}, {26, "I32"}, {27, "I64"},
    {28, "F64"}, {29, "IQ1_M"}, {30, "BF16"}, {34, "TQ1_0"}, {35, "TQ2_0"}, {39, "MXFP4"}};

} // namespace

std::optional<BlockType> blockTypeOf(std::uint32_t ggmlType)
{
    switch (static_cast<BlockType>(ggmlType)) {
    case BlockType::Float32:
    case BlockType::Float16:
    case BlockType::Q4_0:
    case BlockType::Q4_1:
    case BlockType::Q5_0:
    case BlockType::Q5_1:
    case BlockType::Q8_0:
    case BlockType::BFloat16:
        return static_cast<BlockType>(ggmlType);
    }
    return std::nullopt;
}

BlockType blockTypeOf(WeightType type)
{
    switch (type) {
    case WeightType::Float32:
        return BlockType::Float32;
    case WeightType::Float16:
        return BlockType::Float16;
    case WeightType::BFloat16:
        return BlockType::BFloat16;
    }
    return BlockType::Float32;
}

BlockLayout layoutOf(BlockType type)
{
    switch (type) {
    case BlockType::Float32:
        return {1, 4};
    case BlockType::Float16:
    case BlockType::BFloat16:
        return {1, 2};
    case BlockType::Q4_0:
        return {32, 18};
    case BlockType::Q4_1:
        return {32, 20};
    case BlockType::Q5_0:
        return {32, 22};
    case BlockType::Q5_1:
        return {32, 24};
    case BlockType::Q8_0:
        return {32, 34};
    }
    return {};
}

std::string nameOfGgmlType(std::uint32_t ggmlType)
{
    for (const NamedType& named : typeNames)
        if (named.type == ggmlType)
            return std::string(named.name);
    return "type " + std::to_string(ggmlType);
}

void dequantize(BlockType type, std::string_view blocks, std::span<float> values)
{
    const BlockLayout layout = layoutOf(type);
    const std::size_t count = values.size() / layout.values;
    assert(values.size() % layout.values == 0 && blocks.size() == count * layout.bytes);
    if (values.empty())
        return;
    switch (type) {
    case BlockType::Float32:
        std::memcpy(values.data(), blocks.data(), blocks.size());
        return;
    case BlockType::Float16:
        return fromHalf(blocks.data(), values.data(), count);
    case BlockType::BFloat16:
        return fromBFloat16(blocks.data(), values.data(), count);
    case BlockType::Q4_0:
        return fromQ4_0(blocks.data(), values.data(), count);
    case BlockType::Q4_1:
        return fromQ4_1(blocks.data(), values.data(), count);
    case BlockType::Q5_0:
        return fromQ5_0(blocks.data(), values.data(), count);
    case BlockType::Q5_1:
        return fromQ5_1(blocks.data(), values.data(), count);
    case BlockType::Q8_0:
        return fromQ8_0(blocks.data(), values.data(), count);
    }
}

void narrow(WeightType type, std::span<const float> values, std::span<char> bytes)
{
    assert(bytes.size() == values.size() * bytesPerValue(type));
    if (values.empty())
        return;
    if (type == WeightType::Float32) {
        std::memcpy(bytes.data(), values.data(), bytes.size());
        return;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint16_t half
            = type == WeightType::Float16 ? floatToHalf(values[i]) : floatToBFloat16(values[i]);
        std::memcpy(bytes.data() + 2 * i, &half, 2);
    }
}

} // namespace dankai
