// SPDX-License-Identifier: Apache-2.0
// Ordinal regression: the proportional odds model (McCullagh 1980) with a ridge penalty,
//     P(level <= k | x) = sigmoid(threshold_k - x . weights),
// fitted to the maximum of the penalised likelihood, which is unique (the likelihood is concave, Pratt 1981).
// Two levels make it logistic regression. Columns should have been brought to one scale, since the penalty
// treats them alike.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace dankai {

// Rows one after another, [rows * columns].
struct FeatureMatrix
{
    std::vector<double> values;
    std::size_t columns = 0;

    std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }

    std::span<const double> row(std::size_t index) const
    {
        return std::span(values).subspan(index * columns, columns);
    }

    bool operator==(const FeatureMatrix&) const = default;
};

class OrdinalRegression final
{
public:
    // `levels[i]` in [0, count); every level must occur. `strength` of the penalty, strength / 2 *
    // |weights|^2 beside the summed log-likelihood: positive, so that separable levels have an end. `start`
    // of an earlier fit with the same columns and levels saves time and changes nothing.
    static OrdinalRegression fit(const FeatureMatrix& features, std::span<const int> levels, int count,
        double strength, const OrdinalRegression* start = nullptr);

    int levelCount() const { return static_cast<int>(m_thresholds.size()) + 1; }

    const std::vector<double>& weights() const { return m_weights; }

    const std::vector<double>& thresholds() const { return m_thresholds; } // rising

    // [levels]; adds up to 1.
    std::vector<double> probabilities(std::span<const double> row) const;
    // The mean level of those probabilities, 0 to levels - 1.
    double expectedLevel(std::span<const double> row) const;

    bool operator==(const OrdinalRegression&) const = default;

private:
    double linear(std::span<const double> row) const;

    std::vector<double> m_thresholds;
    std::vector<double> m_weights;
};

} // namespace dankai
