// SPDX-License-Identifier: Apache-2.0
// How far predictions lie from what was observed: the expected calibration error of values, by tenths of the
// predictions, with an interval that knows how the estimate is biased.
#pragma once

#include "core/statistics/interval.h"

#include <span>

namespace dankai {

// The predictions in order, cut into ten parts of about the same number (fewer below 20 values, so that each
// has two); of each part the distance of the mean prediction to the mean observation, and of these the mean.
// No value: all zero.
//
// Noise alone keeps the means of a part apart, so that the estimate lies above the truth: by nothing where
// all parts are far off, and at most by the error that noise alone would show (E|d + e| - |d| <= E|e|). That
// is sqrt(2 s^2 / pi n) of n values whose mean is normal, s^2 the variance within the part. A bootstrap
// repeats the bias instead of taking it off, and its percentiles can lie above the estimate altogether. So
// the interval is a fixed-length one for a bias between those two bounds (Armstrong and Kolesar 2018,
// Econometrica 86:655): from the estimate less the largest bias and what it scatters, up to the estimate and
// what it scatters, where scatter is half the width of the bootstrap's interval. It contains its estimate,
// and covers at least as often as it says.
Interval calibrationError(
    std::span<const double> predicted, std::span<const double> observed, const BootstrapParams& params = {});

} // namespace dankai
