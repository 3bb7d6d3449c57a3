// SPDX-License-Identifier: Apache-2.0
// How an interval, and the step from one level of difficulty to the next, read in a terminal and as JSON.
#pragma once

#include "app/cli/texttable.h"
#include "core/base/json.h"
#include "core/difficulty/scorevalidity.h"
#include "core/statistics/interval.h"

namespace dankai {

Json toJson(const Interval& interval); // {"estimate", "lower", "upper", "confidence"}; null: not a number
const char* stepName(BucketStep step); // of a bucket after the first: harder, easier, undecided
Cell stepCell(BucketStep step); // empty for the first

} // namespace dankai
