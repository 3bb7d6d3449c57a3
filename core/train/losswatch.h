// SPDX-License-Identifier: Apache-2.0
// Tells a diverged loss from a bad step: not a number, or worse than guessing every token with equal
// probability and half as much again as the median of the last steps. Decides nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dankai {

class LossWatch final
{
public:
    static constexpr std::size_t window = 16;
    static constexpr double explosion = 1.5;

    explicit LossWatch(std::int64_t vocabularySize, std::vector<double> recent = {});

    bool isDiverged(double loss, double gradNorm) const;
    void add(double loss);

    void clear() { m_recent.clear(); } // at a change of phase: other rows, other losses

    const std::vector<double>& recent() const { return m_recent; } // for the resume state

private:
    double m_guessing; // ln(vocabulary)
    std::vector<double> m_recent;
};

} // namespace dankai
