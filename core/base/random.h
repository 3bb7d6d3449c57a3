// SPDX-License-Identifier: Apache-2.0
// Random numbers whose sequence is fixed by the seed on every platform and standard library, since
// shuffles and samples are part of what a run's manifest promises to repeat.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace dankai {

// xoshiro256** by Blackman and Vigna, seeded through SplitMix64.
class Random final
{
public:
    explicit Random(std::uint64_t seed);

    std::uint64_t next();
    std::uint64_t below(std::uint64_t bound); // uniform in [0, bound), bound > 0, without modulo bias
    double uniform(); // [0, 1)
    double normal(); // mean 0, standard deviation 1

    template <class T>
    void shuffle(std::span<T> items)
    {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

    bool operator==(const Random&) const = default;

private:
    std::uint64_t m_state[4];
};

// A seed for one purpose, so that drawing more for one purpose never changes another.
std::uint64_t seedFor(std::uint64_t seed, std::string_view purpose);

} // namespace dankai
