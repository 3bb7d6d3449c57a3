// SPDX-License-Identifier: Apache-2.0
// Quantiles by linear interpolation (Hyndman and Fan 1996, type 7: what numpy and R give by default).
#pragma once

#include <span>
#include <vector>

namespace dankai {

// `sorted` ascending, not empty, without NaN; share in [0, 1].
double quantileOfSorted(std::span<const double> sorted, double share);
// In the order of `shares`; sorts a copy.
std::vector<double> quantiles(std::span<const double> values, std::span<const double> shares);

} // namespace dankai
