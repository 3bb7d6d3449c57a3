// SPDX-License-Identifier: Apache-2.0
// What a person is told once a question is answered: the level that practice expected, the scores where they
// cannot bias a second rating, and at the end of a set what it changed. Reads only.
#pragma once

#include "core/base/result.h"
#include "core/project/reviewing.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dankai {

struct ReviewAftermath
{
    std::optional<int> expected; // of practice
    bool showsScores = false;
    std::vector<std::pair<std::string, Score>>
        scores; // the newest of each scorer, of the text that was judged
    std::optional<std::size_t> set; // that this answer ended, from 0
    std::optional<ReviewSetOutcome> outcome; // of it
};

Result<ReviewAftermath> reviewAftermath(Project& project, const Review& decided);

} // namespace dankai
