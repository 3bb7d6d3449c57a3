// SPDX-License-Identifier: Apache-2.0
#include "core/phase/scoreorder.h"

#include "core/phase/placement.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace dankai {

namespace {

// What scored examples are ordered by. The score as an integer of the same order, then the first bytes of
// the content hash; the rest of the hash and the id follow only where these are equal, too.
struct Key
{
    std::uint64_t score = 0;
    std::uint64_t hash = 0;
    std::uint32_t row = 0;
};

std::uint64_t orderedBits(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value); // -0 equals 0
    constexpr std::uint64_t sign = std::uint64_t(1) << 63;
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

std::uint64_t hashPrefix(const ContentHash& hash)
{
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < sizeof prefix; ++i)
        prefix = prefix << 8 | hash.bytes[i];
    return prefix;
}

} // namespace

ScoreOrder::ScoreOrder(const ExampleColumns& columns)
{
    std::vector<Key> keys;
    keys.reserve(columns.size());
    for (std::size_t row = 0; row < columns.size(); ++row) {
        const bool isExcluded = !columns.isExcluded.empty() && columns.isExcluded[row] != 0;
        if (!isExcluded && std::isfinite(columns.scores[row]))
            keys.push_back({orderedBits(columns.scores[row]), hashPrefix(columns.hashes[row]),
                static_cast<std::uint32_t>(row)});
    }
    std::sort(keys.begin(), keys.end(), [&columns](const Key& left, const Key& right) {
        if (left.score != right.score)
            return left.score < right.score;
        if (left.hash != right.hash)
            return left.hash < right.hash;
        if (columns.hashes[left.row] != columns.hashes[right.row])
            return columns.hashes[left.row] < columns.hashes[right.row];
        return columns.ids[left.row] < columns.ids[right.row];
    });
    m_rows.reserve(keys.size());
    m_scores.reserve(keys.size());
    for (auto* sums : {&m_tokenSums, &m_lengthSums}) {
        sums->reserve(keys.size() + 1);
        sums->push_back(0);
    }
    m_scoreSums.reserve(keys.size() + 1);
    m_scoreSums.push_back(0);
    for (const Key& key : keys) {
        m_rows.push_back(key.row);
        m_scores.push_back(columns.scores[key.row]);
        m_scoreSums.push_back(m_scoreSums.back() + columns.scores[key.row]);
        m_tokenSums.push_back(m_tokenSums.back() + (columns.tokens.empty() ? 0 : columns.tokens[key.row]));
        m_lengthSums.push_back(
            m_lengthSums.back() + (columns.responseLengths.empty() ? 0 : columns.responseLengths[key.row]));
    }
}

std::size_t ScoreOrder::firstFrom(double score) const
{
    return static_cast<std::size_t>(
        std::lower_bound(m_scores.begin(), m_scores.end(), score) - m_scores.begin());
}

std::size_t ScoreOrder::firstAbove(double score) const
{
    return static_cast<std::size_t>(
        std::upper_bound(m_scores.begin(), m_scores.end(), score) - m_scores.begin());
}

} // namespace dankai
