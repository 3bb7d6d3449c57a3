// SPDX-License-Identifier: Apache-2.0
// The exponentially weighted mean of a series, one value after another.
#pragma once

namespace dankai {

// Its start is corrected as Adam's moments are (arXiv 1412.6980, section 3): the weights of the values so far
// always add up to one, so the first mean is the first value and a constant series stays constant.
class ExponentialMean final
{
public:
    // 0 <= weight < 1, of what came before; 0: each mean is its value.
    explicit ExponentialMean(double weight)
        : m_weight(weight)
    { }

    // The mean with this value in it.
    double add(double value)
    {
        m_sum = m_weight * m_sum + (1 - m_weight) * value;
        m_total = m_weight * m_total + (1 - m_weight);
        return m_sum / m_total;
    }

private:
    double m_weight;
    double m_sum = 0;
    double m_total = 0; // 1 - weight^n
};

} // namespace dankai
