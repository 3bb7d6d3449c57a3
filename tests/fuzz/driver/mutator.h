// SPDX-License-Identifier: Apache-2.0
// Changes bytes at random, as a fuzzer does: flips, insertions, deletions, splices, cuts, integers that
// parsers get wrong. The same seed gives the same changes everywhere. It knows nothing about coverage.
#pragma once

#include "core/base/random.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dankai::fuzz {

using Bytes = std::vector<std::uint8_t>;

class Mutator final
{
public:
    explicit Mutator(std::uint64_t seed);

    // One of the seeds (or nothing, if there are none) with one to eight changes, no longer than maxSize.
    Bytes next(std::span<const Bytes> seeds, std::size_t maxSize);

private:
    void change(Bytes& bytes, std::span<const Bytes> seeds);
    void overwriteInteger(Bytes& bytes);
    void copyPart(Bytes& bytes, const Bytes& from);

    Random m_random;
};

} // namespace dankai::fuzz
