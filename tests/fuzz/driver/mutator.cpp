// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/driver/mutator.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dankai::fuzz {

namespace {

// Sizes, counts and offsets where arithmetic wraps or a sign changes.
constexpr std::array<std::uint64_t, 14> interestingIntegers = {0, 1, 2, 8, 0x7f, 0x80, 0xff, 0xffff,
    0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff};

// What the text formats that Dankai reads give a meaning to.
constexpr std::array<std::string_view, 26> interestingTexts = {"\"", "\\", "{", "}", "[", "]", "{{", "}}",
    "{%", "%}", "\n", "\r\n", "\t", ",", ":", "\\u", "\\ud800", "null", "-1", "1e999", "NaN",
    "99999999999999999999", "\xef\xbb\xbf", "\xff\xfe", "\xe3\x81\x82", "<|im_end|>"};

} // namespace

Mutator::Mutator(std::uint64_t seed)
    : m_random(seed)
{ }

Bytes Mutator::next(std::span<const Bytes> seeds, std::size_t maxSize)
{
    Bytes bytes;
    if (!seeds.empty())
        bytes = seeds[m_random.below(seeds.size())];
    const std::uint64_t changes = 1 + m_random.below(8);
    for (std::uint64_t i = 0; i < changes; ++i)
        change(bytes, seeds);
    if (bytes.size() > maxSize)
        bytes.resize(maxSize);
    return bytes;
}

void Mutator::change(Bytes& bytes, std::span<const Bytes> seeds)
{
    if (bytes.empty()) {
        for (std::uint64_t i = 1 + m_random.below(64); i > 0; --i)
            bytes.push_back(static_cast<std::uint8_t>(m_random.below(256)));
        return;
    }
    const std::size_t at = m_random.below(bytes.size());
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (m_random.below(9)) {
    case 0:
        bytes[at] ^= static_cast<std::uint8_t>(1U << m_random.below(8));
        break;
    case 1:
        bytes[at] = static_cast<std::uint8_t>(m_random.below(256));
        break;
    case 2: {
        const Bytes inserted(1 + m_random.below(16), static_cast<std::uint8_t>(m_random.below(256)));
        bytes.insert(place, inserted.begin(), inserted.end());
        break;
    }
    case 3: {
        const std::size_t count = 1 + m_random.below(std::min<std::size_t>(bytes.size() - at, 64));
        bytes.erase(place, place + static_cast<std::ptrdiff_t>(count));
        break;
    }
    case 4:
        bytes.resize(at);
        break;
    case 5:
        copyPart(bytes, seeds.empty() ? Bytes(bytes) : seeds[m_random.below(seeds.size())]);
        break;
    case 6: {
        const std::string_view text = interestingTexts[m_random.below(interestingTexts.size())];
        bytes.insert(place, text.begin(), text.end());
        break;
    }
    case 7:
        copyPart(bytes, Bytes(bytes));
        break;
    default:
        overwriteInteger(bytes);
        break;
    }
}

void Mutator::overwriteInteger(Bytes& bytes)
{
    const std::size_t width = std::size_t(1) << m_random.below(4);
    if (bytes.size() < width)
        return;
    // Headers hold the sizes, so every second integer goes near the beginning.
    std::size_t range = bytes.size() - width + 1;
    if (m_random.below(2) == 0)
        range = std::min<std::size_t>(range, 64);
    const std::size_t at = m_random.below(range);
    const std::uint64_t value = interestingIntegers[m_random.below(interestingIntegers.size())];
    for (std::size_t i = 0; i < width; ++i)
        bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

void Mutator::copyPart(Bytes& bytes, const Bytes& from)
{
    if (from.empty())
        return;
    const std::size_t begin = m_random.below(from.size());
    const std::size_t count = 1 + m_random.below(std::min<std::size_t>(from.size() - begin, 1024));
    const std::size_t at = m_random.below(bytes.size() + 1);
    const auto first = from.begin() + static_cast<std::ptrdiff_t>(begin);
    bytes.insert(
        bytes.begin() + static_cast<std::ptrdiff_t>(at), first, first + static_cast<std::ptrdiff_t>(count));
}

} // namespace dankai::fuzz
