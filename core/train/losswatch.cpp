// SPDX-License-Identifier: Apache-2.0
#include "core/train/losswatch.h"

#include <algorithm>
#include <cmath>

namespace dankai {

LossWatch::LossWatch(std::int64_t vocabularySize, std::vector<double> recent)
    : m_guessing(std::log(static_cast<double>(vocabularySize)))
    , m_recent(std::move(recent))
{ }

bool LossWatch::isDiverged(double loss, double gradNorm) const
{
    if (!std::isfinite(loss) || !std::isfinite(gradNorm))
        return true;
    if (m_recent.empty() || loss <= m_guessing)
        return false;
    std::vector<double> sorted = m_recent;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return loss > explosion * *middle;
}

void LossWatch::add(double loss)
{
    if (m_recent.size() == window)
        m_recent.erase(m_recent.begin());
    m_recent.push_back(loss);
}

} // namespace dankai
