// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/tensorboard.h"

#include <array>
#include <bit>
#include <cstring>

namespace dankai {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they stand in memory");

constexpr std::array<std::uint32_t, 256> makeTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t crc = i;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
        table[i] = crc;
    }
    return table;
}

// TensorFlow masks a crc so that data which hold crcs do not confuse it.
std::uint32_t maskedCrc(std::string_view bytes)
{
    const std::uint32_t crc = crc32c(bytes);
    return ((crc >> 15) | (crc << 17)) + 0xa282ead8u;
}

template <class T>
std::string raw(T value)
{
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

std::string varint(std::uint64_t value)
{
    std::string bytes;
    while (value >= 0x80) {
        bytes.push_back(static_cast<char>(value | 0x80));
        value >>= 7;
    }
    bytes.push_back(static_cast<char>(value));
    return bytes;
}

enum WireType : std::uint64_t
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
};

std::string tag(std::uint64_t field, WireType type)
{
    return varint(field << 3 | type);
}

std::string field(std::uint64_t number, std::string_view bytes)
{
    return tag(number, Bytes) + varint(bytes.size()) + std::string(bytes);
}

} // namespace

std::uint32_t crc32c(std::string_view bytes)
{
    static constexpr auto table = makeTable();
    std::uint32_t crc = 0xFFFFFFFFu;
    for (const char c : bytes)
        crc = table[(crc ^ static_cast<unsigned char>(c)) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

std::string toTfRecord(std::string_view data)
{
    const std::string length = raw(static_cast<std::uint64_t>(data.size()));
    return length + raw(maskedCrc(length)) + std::string(data) + raw(maskedCrc(data));
}

std::string tensorBoardVersion(double wallTime)
{
    return tag(1, Fixed64) + raw(wallTime) + field(3, "brain.Event:2");
}

std::string tensorBoardScalar(double wallTime, std::int64_t step, std::string_view name, float value)
{
    const std::string scalar = field(1, name) + tag(2, Fixed32) + raw(value);
    return tag(1, Fixed64) + raw(wallTime) + tag(2, Varint) + varint(static_cast<std::uint64_t>(step))
        + field(5, field(1, scalar));
}

} // namespace dankai
