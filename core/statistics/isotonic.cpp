// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/isotonic.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <numeric>

namespace dankai {

namespace {

struct Block
{
    double sum = 0; // of weight * y
    double weight = 0;
    std::size_t points = 0;

    double mean() const { return sum / weight; }
};

} // namespace

IsotonicRegression IsotonicRegression::fit(
    std::span<const double> x, std::span<const double> y, std::span<const double> weights)
{
    assert(x.size() == y.size() && (weights.empty() || weights.size() == x.size()));
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return x[i]; });

    IsotonicRegression fitted;
    std::vector<Block> points; // one for each x
    for (const std::size_t i : order) {
        if (points.empty() || x[i] != fitted.m_x.back()) {
            fitted.m_x.push_back(x[i]);
            points.push_back({0, 0, 1});
        }
        const double weight = weights.empty() ? 1 : weights[i];
        points.back().sum += weight * y[i];
        points.back().weight += weight;
    }
    std::vector<Block> blocks;
    for (const Block& point : points) {
        fitted.m_weights.push_back(point.weight);
        blocks.push_back(point);
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() >= blocks.back().mean()) {
            const Block last = blocks.back();
            blocks.pop_back();
            blocks.back().sum += last.sum;
            blocks.back().weight += last.weight;
            blocks.back().points += last.points;
        }
    }
    for (const Block& block : blocks)
        fitted.m_y.insert(fitted.m_y.end(), block.points, block.mean());
    return fitted;
}

IsotonicRegression IsotonicRegression::centred() const
{
    IsotonicRegression centred;
    for (std::size_t begin = 0; begin < m_x.size();) {
        std::size_t end = begin;
        double weight = 0, sum = 0;
        while (end < m_x.size() && m_y[end] == m_y[begin]) {
            weight += m_weights[end];
            sum += m_weights[end] * m_x[end];
            ++end;
        }
        centred.m_x.push_back(sum / weight);
        centred.m_y.push_back(m_y[begin]);
        centred.m_weights.push_back(weight);
        begin = end;
    }
    return centred;
}

double IsotonicRegression::operator()(double x) const
{
    if (m_x.empty())
        return 0;
    const auto after = std::ranges::upper_bound(m_x, x);
    if (after == m_x.begin())
        return m_y.front();
    if (after == m_x.end())
        return m_y.back();
    const auto right = static_cast<std::size_t>(after - m_x.begin());
    const double share = (x - m_x[right - 1]) / (m_x[right] - m_x[right - 1]);
    return m_y[right - 1] + share * (m_y[right] - m_y[right - 1]);
}

} // namespace dankai
