// SPDX-License-Identifier: Apache-2.0
// Columns of examples to be placed.
#pragma once

#include "core/base/random.h"
#include "core/phase/placement.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace dankai::test {

inline ContentHash randomHash(Random& random)
{
    ContentHash hash;
    for (auto& byte : hash.bytes)
        byte = static_cast<std::uint8_t>(random.below(256));
    return hash;
}

// Of these scores, with ids from 1 and hashes in no order; nothing else.
inline ExampleColumns columnsOf(const std::vector<double>& scores)
{
    Random random(5);
    ExampleColumns columns;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        columns.ids.push_back(ExampleId(static_cast<std::int64_t>(i) + 1));
        columns.hashes.push_back(randomHash(random));
    }
    columns.scores = scores;
    return columns;
}

// Ties (every half from 0 to 4.5 has many), zeros of both signs, unscored, excluded from the project, without
// tokens.
inline ExampleColumns randomColumns(Random& random, std::size_t count)
{
    ExampleColumns columns;
    for (std::size_t i = 0; i < count; ++i) {
        columns.ids.push_back(ExampleId(static_cast<std::int64_t>(3 * i) + 1));
        columns.hashes.push_back(randomHash(random));
        columns.tokens.push_back(static_cast<std::uint32_t>(random.below(200)));
        columns.responseLengths.push_back(static_cast<std::uint32_t>(random.below(900)));
        columns.isExcluded.push_back(random.below(12) == 0 ? 1 : 0);
        const auto kind = random.below(10);
        columns.scores.push_back(kind == 0 ? std::numeric_limits<double>::quiet_NaN()
                : kind == 1                ? -0.0
                : kind < 6                 ? 0.5 * static_cast<double>(random.below(10))
                                           : 5 * random.uniform());
    }
    return columns;
}

} // namespace dankai::test
