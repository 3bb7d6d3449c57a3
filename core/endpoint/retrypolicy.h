// SPDX-License-Identifier: Apache-2.0
// How long to wait before a failed call is made again.
#pragma once

#include "core/base/random.h"

#include <optional>
#include <string_view>

namespace dankai {

struct RetryPolicy
{
    int attempts = 8; // of one example, before it is left for another time
    double firstSeconds = 1; // before the second attempt; doubles with each
    double longestSeconds = 60;

    bool operator==(const RetryPolicy&) const = default;
};

// Exponential, half of it by chance, so that requests that failed together do not come back together.
// `failures` counts those of this example, from 1.
double backOffSeconds(const RetryPolicy& policy, int failures, Random& random);

// A number of seconds or an HTTP date, as RFC 9110 has it, and ten minutes at most. `now`: seconds since
// 1970.
std::optional<double> parseRetryAfter(std::string_view header, double now);

} // namespace dankai
