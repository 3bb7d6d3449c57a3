// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/dequantize.h"

#include <algorithm>
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
// What they share must be part of both: a function of its own would be of the lesser form.
#define DANKAI_IN_BOTH_FORMS __attribute__((always_inline)) inline

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
DANKAI_IN_BOTH_FORMS float halfToFloat(std::uint16_t half)
{
    const std::uint32_t magnitude = half & 0x7fffu;
    const std::uint32_t sign = std::uint32_t(half & 0x8000u) << 16;
    const std::uint32_t normal = (magnitude << 13) + (112u << 23); // exponent bias 15 becomes 127
    const std::uint32_t special = (magnitude << 13) | 0x7f800000u; // infinity, not a number
    const auto subnormal
        = std::bit_cast<std::uint32_t>(static_cast<float>(static_cast<std::int32_t>(magnitude)) * 0x1p-24f);
    // Masks, since a choice would be a branch: GCC does not compute what could trap before it is chosen.
    const std::uint32_t isSubnormal = 0u - (magnitude < 0x0400u);
    const std::uint32_t isSpecial = 0u - (magnitude >= 0x7c00u);
    const std::uint32_t bits
        = (isSubnormal & subnormal) | (isSpecial & special) | (~(isSubnormal | isSpecial) & normal);
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

DANKAI_BOTH_FORMS void fromHalf(const char* __restrict bytes, float* __restrict values, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] = halfToFloat(load<std::uint16_t>(bytes + 2 * i));
}

DANKAI_BOTH_FORMS void fromBFloat16(const char* __restrict bytes, float* __restrict values, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] = std::bit_cast<float>(std::uint32_t(load<std::uint16_t>(bytes + 2 * i)) << 16);
}

// What blocks of four bits are unpacked to: small whole numbers, and for every 32 of them a scale and what is
// added. Two steps, since GCC makes vector code of each, and of both at once takes one value after the other.
constexpr std::size_t unpackedValues = 256;

struct Unpacked
{
    std::array<std::uint8_t, unpackedValues> codes;
    std::array<float, unpackedValues / 32> scales;
    std::array<float, unpackedValues / 32> offsets;
};

template <int zero, bool hasOffsets>
DANKAI_IN_BOTH_FORMS void write(const Unpacked& unpacked, std::size_t runs, float* __restrict values)
{
    constexpr std::size_t run = 32;
    for (std::size_t r = 0; r < runs; ++r, values += run) {
        const std::uint8_t* codes = unpacked.codes.data() + r * run;
        const float scale = unpacked.scales[r];
        const float offset = unpacked.offsets[r];
        for (std::size_t i = 0; i < run; ++i) {
            const float product = static_cast<float>(codes[i] - zero) * scale;
            values[i] = hasOffsets ? product + offset : product;
        }
    }
}

// Blocks of 32 values follow. d is the scale and m the minimum, both halves; qs holds the low four bits of
// value i in the low half of byte i and those of value i + 16 in its high half; bit i of qh is the fifth bit
// of value i. Source: ggml-quants.c, the reference dequantisers.
constexpr std::size_t blockValues = 32;

DANKAI_BOTH_FORMS void fromQ8_0(const char* __restrict blocks, float* __restrict values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 34, values += blockValues) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        const auto* q = reinterpret_cast<const signed char*>(blocks + 2);
        for (std::size_t i = 0; i < blockValues; ++i)
            values[i] = static_cast<float>(q[i]) * d;
    }
}

// [d][m][qs], some without m: there 8 stands for 0.
template <bool hasMinimum>
DANKAI_IN_BOTH_FORMS void fromFourBits(const char* blocks, float* values, std::size_t count)
{
    constexpr std::size_t scaleBytes = hasMinimum ? 4 : 2;
    constexpr int zero = hasMinimum ? 0 : 8;
    constexpr std::size_t most = unpackedValues / blockValues;
    Unpacked unpacked;
    for (std::size_t done = 0; done < count; done += most) {
        const std::size_t here = std::min(most, count - done);
        for (std::size_t block = 0; block < here; ++block, blocks += scaleBytes + blockValues / 2) {
            unpacked.scales[block] = halfToFloat(load<std::uint16_t>(blocks));
            unpacked.offsets[block] = hasMinimum ? halfToFloat(load<std::uint16_t>(blocks + 2)) : 0.0f;
            for (std::size_t i = 0; i < 16; i += 8) { // eight bytes at once
                constexpr std::uint64_t lowHalves = 0x0f0f0f0f0f0f0f0f;
                const auto q = load<std::uint64_t>(blocks + scaleBytes + i);
                const std::uint64_t low = q & lowHalves;
                const std::uint64_t high = q >> 4 & lowHalves;
                std::memcpy(unpacked.codes.data() + block * blockValues + i, &low, sizeof low);
                std::memcpy(unpacked.codes.data() + block * blockValues + 16 + i, &high, sizeof high);
            }
        }
        write<zero, hasMinimum>(unpacked, here, values);
        values += here * blockValues;
    }
}

DANKAI_BOTH_FORMS void fromQ4_0(const char* blocks, float* values, std::size_t count)
{
    fromFourBits<false>(blocks, values, count);
}

DANKAI_BOTH_FORMS void fromQ4_1(const char* blocks, float* values, std::size_t count)
{
    fromFourBits<true>(blocks, values, count);
}

DANKAI_BOTH_FORMS void fromQ5_0(const char* __restrict blocks, float* __restrict values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 22, values += blockValues) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        const auto high = load<std::uint32_t>(blocks + 2);
        const auto* q = reinterpret_cast<const unsigned char*>(blocks + 6);
        for (std::uint32_t i = 0; i < 16; ++i) {
            const auto fifth = static_cast<int>(high >> i << 4 & 16u);
            const auto fifthAbove = static_cast<int>(high >> (i + 16) << 4 & 16u);
            values[i] = static_cast<float>(((q[i] & 15) | fifth) - 16) * d;
            values[i + 16] = static_cast<float>(((q[i] >> 4) | fifthAbove) - 16) * d;
        }
    }
}

DANKAI_BOTH_FORMS void fromQ5_1(const char* __restrict blocks, float* __restrict values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 24, values += blockValues) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        const float m = halfToFloat(load<std::uint16_t>(blocks + 2));
        const auto high = load<std::uint32_t>(blocks + 4);
        const auto* q = reinterpret_cast<const unsigned char*>(blocks + 8);
        for (std::uint32_t i = 0; i < 16; ++i) {
            const auto fifth = static_cast<int>(high >> i << 4 & 16u);
            const auto fifthAbove = static_cast<int>(high >> (i + 16) << 4 & 16u);
            values[i] = static_cast<float>((q[i] & 15) | fifth) * d + m;
            values[i + 16] = static_cast<float>((q[i] >> 4) | fifthAbove) * d + m;
        }
    }
}

// Blocks of 256 values follow ("K"), parted into eight times 32 with a scale and a minimum of their own, six
// bits each: those of the first four parts stand in the low bits of bytes 0 to 3 and 4 to 7, those of the
// others half in bytes 8 to 11 and half in the high bits of the former. Source: ggml-quants.c,
// get_scale_min_k4.
constexpr std::size_t superValues = 256;
static_assert(superValues == unpackedValues);
using PartScales = std::array<std::uint8_t, 12>;

DANKAI_IN_BOTH_FORMS std::uint8_t scaleOf(const PartScales& packed, std::size_t part)
{
    return part < 4 ? packed[part] & 63 : (packed[part + 4] & 15) | (packed[part - 4] >> 6 << 4);
}

DANKAI_IN_BOTH_FORMS std::uint8_t minimumOf(const PartScales& packed, std::size_t part)
{
    return part < 4 ? packed[part + 4] & 63 : (packed[part + 4] >> 4) | (packed[part] >> 6 << 4);
}

// Byte i of 32 holds the low four bits of value i of one part and those of value i of the next one.
DANKAI_BOTH_FORMS void fromQ4_K(const char* blocks, float* values, std::size_t count)
{
    Unpacked unpacked;
    for (std::size_t block = 0; block < count; ++block, blocks += 144, values += superValues) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        const float minimum = halfToFloat(load<std::uint16_t>(blocks + 2));
        const auto packed = load<PartScales>(blocks + 4);
        for (std::size_t part = 0; part < 8; ++part) {
            unpacked.scales[part] = d * static_cast<float>(scaleOf(packed, part));
            unpacked.offsets[part] = -(minimum * static_cast<float>(minimumOf(packed, part)));
        }
        for (std::size_t part = 0; part < 8; part += 2) {
            const auto pair = load<std::array<std::uint8_t, 32>>(blocks + 16 + part / 2 * 32);
            std::uint8_t* codes = unpacked.codes.data() + part * 32;
            for (std::size_t i = 0; i < 32; ++i) {
                codes[i] = pair[i] & 15;
                codes[i + 32] = pair[i] >> 4;
            }
        }
        write<0, true>(unpacked, 8, values);
    }
}

// The same, and bit `part` of byte i of 32 others is the fifth bit of value i of that part.
DANKAI_BOTH_FORMS void fromQ5_K(const char* __restrict blocks, float* __restrict values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 176) {
        const float d = halfToFloat(load<std::uint16_t>(blocks));
        const float minimum = halfToFloat(load<std::uint16_t>(blocks + 2));
        const auto packed = load<PartScales>(blocks + 4);
        const auto high = load<std::array<std::uint8_t, 32>>(blocks + 16);
        const auto q = load<std::array<std::uint8_t, 128>>(blocks + 48);
        for (std::size_t part = 0; part < 8; ++part, values += 32) {
            const float partScale = d * static_cast<float>(scaleOf(packed, part));
            const float partMinimum = minimum * static_cast<float>(minimumOf(packed, part));
            const std::uint8_t* from = q.data() + part / 2 * 32;
            const std::size_t shift = part % 2 * 4;
            for (std::size_t i = 0; i < 32; ++i) {
                const int low = from[i] >> shift & 15;
                const int fifth = (high[i] >> part & 1) << 4;
                values[i] = partScale * static_cast<float>(low | fifth) - partMinimum;
            }
        }
    }
}

// Sixteen signed scales, one for every 16 values. In each half of 128 values, byte i of 32 high ones holds
// two bits of values i, i + 32, i + 64 and i + 96; the low four bits of the first two stand in the low halves
// of 64 bytes, those of the last two in the high halves.
DANKAI_BOTH_FORMS void fromQ6_K(const char* __restrict blocks, float* __restrict values, std::size_t count)
{
    for (std::size_t block = 0; block < count; ++block, blocks += 210, values += superValues) {
        const auto low = load<std::array<std::uint8_t, 128>>(blocks);
        const auto high = load<std::array<std::uint8_t, 64>>(blocks + 128);
        const auto scales = load<std::array<std::int8_t, 16>>(blocks + 192);
        const float d = halfToFloat(load<std::uint16_t>(blocks + 208));
        for (std::size_t run = 0; run < 16; ++run) {
            const float scale = d * static_cast<float>(scales[run]);
            const std::size_t quarter = run % 8 / 2; // of its half
            const std::uint8_t* lowBits = low.data() + run / 8 * 64 + quarter % 2 * 32 + run % 2 * 16;
            const std::uint8_t* highBits = high.data() + run / 8 * 32 + run % 2 * 16;
            for (std::size_t i = 0; i < 16; ++i) {
                const int four = lowBits[i] >> (quarter / 2 * 4) & 15;
                const int two = (highBits[i] >> (2 * quarter) & 3) << 4;
                values[16 * run + i] = scale * static_cast<float>((four | two) - 32);
            }
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
    case BlockType::Q4_K:
    case BlockType::Q5_K:
    case BlockType::Q6_K:
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
    case BlockType::Q4_K:
        return {256, 144};
    case BlockType::Q5_K:
        return {256, 176};
    case BlockType::Q6_K:
        return {256, 210};
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
    case BlockType::Q4_K:
        return fromQ4_K(blocks.data(), values.data(), count);
    case BlockType::Q5_K:
        return fromQ5_K(blocks.data(), values.data(), count);
    case BlockType::Q6_K:
        return fromQ6_K(blocks.data(), values.data(), count);
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
