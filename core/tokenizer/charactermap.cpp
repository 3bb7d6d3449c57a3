// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/charactermap.h"

#include "core/base/utf8.h"

namespace dankai {

namespace {

// A unit of darts-clone's double array.
bool hasLeaf(std::uint32_t unit)
{
    return ((unit >> 8) & 1U) != 0;
}

std::uint32_t labelOf(std::uint32_t unit)
{
    return unit & ((1U << 31) | 0xffU);
}

std::uint32_t offsetOf(std::uint32_t unit)
{
    return (unit >> 10) << ((unit & (1U << 9)) >> 6);
}

std::uint32_t valueOf(std::uint32_t unit)
{
    return unit & 0x7fffffffU;
}

std::uint32_t littleEndian(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (std::size_t i = 4; i-- > 0;)
        number = number << 8 | static_cast<std::uint8_t>(bytes[i]);
    return number;
}

} // namespace

Result<CharacterMap> CharacterMap::parse(std::string_view bytes, const std::string& where)
{
    CharacterMap made;
    if (bytes.empty())
        return made;
    const std::size_t size = bytes.size() < 4 ? 0 : littleEndian(bytes);
    if (size == 0 || size % 4 != 0 || size > bytes.size() - 4)
        return unusable(where
            + ": its table of replaced characters (precompiled_charsmap) is damaged; fetch the model again.");
    bytes.remove_prefix(4);
    made.m_units.reserve(size / 4);
    for (std::size_t i = 0; i < size; i += 4)
        made.m_units.push_back(littleEndian(bytes.substr(i, 4)));
    made.m_replacements = std::string(bytes.substr(size));
    // What comes out of it is text.
    if (!isValidUtf8(made.m_replacements))
        return unusable(where
            + ": its table of replaced characters (precompiled_charsmap) holds text that is no UTF-8; fetch "
              "the "
              "model again.");
    return made;
}

template <typename Found>
void CharacterMap::search(std::string_view text, Found found) const
{
    if (m_units.empty())
        return;
    std::size_t node = offsetOf(m_units[0]);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        node ^= byte;
        if (byte == 0 || node >= m_units.size() || labelOf(m_units[node]) != byte)
            return;
        const std::uint32_t unit = m_units[node];
        node ^= offsetOf(unit);
        if (node >= m_units.size())
            return;
        // A damaged map may end inside a character.
        const bool isWhole = i + 1 == text.size() || (static_cast<std::uint8_t>(text[i + 1]) & 0xc0U) != 0x80;
        if (hasLeaf(unit) && isWhole && !found(i + 1, valueOf(m_units[node])))
            return;
    }
}

std::string_view CharacterMap::replacementAt(std::uint32_t offset) const
{
    if (offset >= m_replacements.size())
        return {};
    // A damaged offset may point into a character.
    if ((static_cast<std::uint8_t>(m_replacements[offset]) & 0xc0U) == 0x80)
        return {};
    const std::size_t end = m_replacements.find('\0', offset);
    return std::string_view(m_replacements).substr(offset, end == std::string::npos ? end : end - offset);
}

std::optional<CharacterMap::Replacement> CharacterMap::longest(std::string_view text) const
{
    std::optional<Replacement> best;
    search(text, [&](std::size_t length, std::uint32_t value) {
        best = Replacement{length, replacementAt(value)};
        return true;
    });
    return best;
}

std::optional<CharacterMap::Replacement> CharacterMap::shortest(std::string_view text) const
{
    std::optional<Replacement> first;
    search(text, [&](std::size_t length, std::uint32_t value) {
        first = Replacement{length, replacementAt(value)};
        return false;
    });
    return first;
}

} // namespace dankai
