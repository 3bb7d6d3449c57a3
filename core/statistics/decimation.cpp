// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/decimation.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

class Gatherer final
{
public:
    Gatherer(std::span<const double> x, std::span<const double> y)
        : m_x(x)
        , m_y(y)
    { }

    void add(std::size_t index)
    {
        if (index < m_next)
            return;
        m_points.x.push_back(m_x[index]);
        m_points.y.push_back(m_y[index]);
        m_next = index + 1;
    }

    CurvePoints take() { return std::move(m_points); }

private:
    std::span<const double> m_x;
    std::span<const double> m_y;
    CurvePoints m_points;
    std::size_t m_next = 0; // indices ascend, and none comes twice
};

} // namespace

CurvePoints decimated(
    std::span<const double> x, std::span<const double> y, double from, double to, int columns)
{
    const std::size_t size = std::min(x.size(), y.size());
    const auto begin = x.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(size);
    auto first = static_cast<std::size_t>(std::lower_bound(begin, end, from) - begin);
    auto last = static_cast<std::size_t>(std::upper_bound(begin, end, to) - begin); // one behind
    const auto isUsable = [&](std::size_t index) { return std::isfinite(y[index]); };
    Gatherer points(x, y);
    for (std::size_t before = first; before > 0; --before)
        if (isUsable(before - 1)) {
            points.add(before - 1);
            break;
        }
    while (first < last && !isUsable(first))
        ++first;
    while (first < last && !isUsable(last - 1))
        --last;
    const bool isFew = columns <= 0 || to <= from || last - first <= 2 * static_cast<std::size_t>(columns);
    if (isFew) {
        for (std::size_t i = first; i < last; ++i)
            if (isUsable(i))
                points.add(i);
    } else {
        points.add(first);
        const auto columnOf = [&](std::size_t index) {
            return std::min(columns - 1, static_cast<int>((x[index] - from) / (to - from) * columns));
        };
        for (std::size_t i = first; i < last;) {
            const int column = columnOf(i);
            std::size_t lowest = size; // none yet
            std::size_t highest = size;
            for (; i < last && columnOf(i) == column; ++i) {
                if (!isUsable(i))
                    continue;
                if (lowest == size || y[i] < y[lowest])
                    lowest = i;
                if (highest == size || y[i] > y[highest])
                    highest = i;
            }
            if (lowest != size) {
                points.add(std::min(lowest, highest));
                points.add(std::max(lowest, highest));
            }
        }
        points.add(last - 1);
    }
    for (std::size_t after = std::max(first, last); after < size; ++after)
        if (isUsable(after)) {
            points.add(after);
            break;
        }
    return points.take();
}

} // namespace dankai
