// SPDX-License-Identifier: Apache-2.0
#include "core/phase/lengthranks.h"

#include <algorithm>
#include <cstddef>

namespace dankai {

LengthRanks::LengthRanks(std::span<const std::uint32_t> lengths)
{
    std::vector<std::uint32_t> sorted(lengths.begin(), lengths.end());
    std::sort(sorted.begin(), sorted.end());
    m_ranks.reserve(lengths.size());
    for (const std::uint32_t length : lengths) {
        const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), length);
        m_ranks.push_back(static_cast<float>((first - sorted.begin()) + (last - sorted.begin()) + 1) / 2);
    }
}

double LengthRanks::shareBetweenPhases(std::span<const std::int8_t> places, int phaseCount) const
{
    struct Group
    {
        double count = 0;
        double sum = 0;
    };

    std::vector<Group> groups(static_cast<std::size_t>(phaseCount));
    Group all;
    for (std::size_t row = 0; row < std::min(places.size(), m_ranks.size()); ++row) {
        if (places[row] < 0)
            continue;
        Group& group = groups[static_cast<std::size_t>(places[row])];
        group.count += 1;
        group.sum += m_ranks[row];
    }
    for (const Group& group : groups) {
        all.count += group.count;
        all.sum += group.sum;
    }
    if (all.count < 2)
        return 0;
    const double mean = all.sum / all.count;
    double between = 0, total = 0;
    for (const Group& group : groups) {
        if (group.count > 0)
            between += group.count * (group.sum / group.count - mean) * (group.sum / group.count - mean);
    }
    for (std::size_t row = 0; row < std::min(places.size(), m_ranks.size()); ++row) {
        if (places[row] >= 0)
            total += (m_ranks[row] - mean) * (m_ranks[row] - mean);
    }
    return total > 0 ? between / total : 0;
}

} // namespace dankai
