// SPDX-License-Identifier: Apache-2.0
#include "app/cli/intervals.h"

#include <cmath>

namespace dankai {

Json toJson(const Interval& interval)
{
    if (!std::isfinite(interval.estimate))
        return {};
    return {{"estimate", interval.estimate}, {"lower", interval.lower}, {"upper", interval.upper},
        {"confidence", interval.confidence}};
}

const char* stepName(BucketStep step)
{
    return step == BucketStep::Harder ? "harder" : step == BucketStep::Easier ? "easier" : "undecided";
}

Cell stepCell(BucketStep step)
{
    const Ink ink = step == BucketStep::Harder ? Ink::Good
        : step == BucketStep::Easier           ? Ink::Bad
                                               : Ink::Undecided;
    return step == BucketStep::First ? Cell() : Cell(stepName(step), ink);
}

} // namespace dankai
