// SPDX-License-Identifier: Apache-2.0
// The area under the ROC curve with its interval, for columns of any length: one sort, no draws.
#pragma once

#include "core/statistics/interval.h"

#include <cstdint>
#include <span>

namespace dankai {

// As areaUnderCurve() (agreement.h), with the standard error of DeLong, DeLong and Clarke-Pearson 1988 and
// the normal's quantile; bounds are kept in [0, 1]. Fewer than two of either kind: bounds 0 and 1; none of
// one kind: the estimate is not a number.
Interval areaInterval(
    std::span<const double> scores, std::span<const std::uint8_t> isPositive, double confidence = 0.95);

} // namespace dankai
