// SPDX-License-Identifier: Apache-2.0
// How much a model gets right of test questions, level by level, and whether the levels that people gave them
// get harder for it. Numbers and sentences; decides about no single answer (testquestions.h).
#pragma once

#include "core/difficulty/scorevalidity.h"
#include "core/statistics/interval.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dankai {

struct LevelAccuracy
{
    int level = 1;
    std::uint64_t n = 0; // questions that were answered
    std::uint64_t right = 0;
    Interval accuracy; // Wilson
    Interval difference; // to the level before, Newcombe's hybrid score
    BucketStep step = BucketStep::First; // Harder: it gets less right
};

// Of each answered question its level, from 1, and whether the answer is right. Levels without a question are
// left out.
std::vector<LevelAccuracy> accuracyPerLevel(
    std::span<const int> levels, std::span<const std::uint8_t> isRight, double confidence = 0.95);

// Whether the model gets less of each level right than of the one before.
std::vector<std::string> findingsOf(std::span<const LevelAccuracy> levels);

} // namespace dankai
