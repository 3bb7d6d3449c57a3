// SPDX-License-Identifier: Apache-2.0
// Isotonic regression: the rising step function nearest to points in least squares, by pooling neighbours
// that fall (Ayer et al. 1955). What a calibration from one scale to another is made of.
#pragma once

#include <span>
#include <vector>

namespace dankai {

class IsotonicRegression final
{
public:
    IsotonicRegression() = default; // of no points: 0 everywhere

    // Points with the same x count as one. `weights` empty: all alike.
    static IsotonicRegression fit(
        std::span<const double> x, std::span<const double> y, std::span<const double> weights = {});

    // Each level stretch as one point in its middle, so that what lies between two rises strictly (centred
    // isotonic regression, Oron and Flournoy 2017).
    IsotonicRegression centred() const;

    // Straight between the points, level beyond the first and the last.
    double operator()(double x) const;

    bool operator==(const IsotonicRegression&) const = default;

private:
    std::vector<double> m_x; // rising
    std::vector<double> m_y; // not falling
    std::vector<double> m_weights; // of each x, positive
};

} // namespace dankai
