// SPDX-License-Identifier: Apache-2.0
// Rolling hashes of the character n-grams of a normalised text.
// Two different n-grams share a 64-bit hash with negligible chance; nobody's money depends on it.
#pragma once

#include "core/base/utf8.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dankai {

// splitmix64's last step: spreads every bit over the word.
inline std::uint64_t mixedHash(std::uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

inline void codePointsOf(std::string_view text, std::vector<std::uint32_t>& points)
{
    points.clear();
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            points.push_back(static_cast<unsigned char>(text[i++]));
            continue;
        }
        const CodePoint point = codePointAt(text, i);
        points.push_back(point.value);
        i += point.length;
    }
}

// The hash of every run of n items, in order; of all of them where there are fewer than n; none of none.
// Works for code points and for hashes of words alike.
template <class Item>
void ngramHashes(const std::vector<Item>& items, std::size_t n, std::vector<std::uint64_t>& hashes)
{
    hashes.clear();
    if (items.empty())
        return;
    // Rabin-Karp modulo 2^64 with an odd base, then mixed.
    constexpr std::uint64_t base = 0x9e3779b97f4a7c15ULL;
    std::uint64_t lead = 1; // base^(n-1)
    std::uint64_t rolling = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i >= n)
            rolling -= lead * (static_cast<std::uint64_t>(items[i - n]) + 1);
        else if (i > 0)
            lead *= base;
        rolling = rolling * base + static_cast<std::uint64_t>(items[i]) + 1;
        if (i + 1 >= n)
            hashes.push_back(mixedHash(rolling));
    }
    if (hashes.empty())
        hashes.push_back(mixedHash(rolling ^ items.size()));
}

} // namespace dankai
