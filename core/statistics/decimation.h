// SPDX-License-Identifier: Apache-2.0
// A curve of any length as no more points than a screen can show, without losing a peak.
#pragma once

#include <span>
#include <vector>

namespace dankai {

struct CurvePoints
{
    std::vector<double> x;
    std::vector<double> y;
    bool operator==(const CurvePoints&) const = default;
};

// The points of [from, to]: of each of `columns` equal stretches of it the lowest and the highest, in the
// order of x, and always the first and the last, so at most 2 * columns + 2. The nearest point on either side
// outside comes with them, so that a line reaches the edges. x ascends; points whose y is no number are left
// out. All points where they are few enough.
CurvePoints decimated(
    std::span<const double> x, std::span<const double> y, double from, double to, int columns);

} // namespace dankai
