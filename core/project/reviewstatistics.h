// SPDX-License-Identifier: Apache-2.0
// What the answers of people come to: how far they agree with one another and with the plan's scores, which
// is honest only over examples that were drawn at random. Reads the store; changes nothing.
#pragma once

#include "core/base/result.h"
#include "core/difficulty/reviewagreement.h"
#include "core/project/project.h"

#include <cstddef>
#include <string>
#include <vector>

namespace dankai {

struct ReviewerFigures
{
    std::string name;
    std::size_t asked = 0; // practice and pairs too
    std::size_t answered = 0; // of these
    std::size_t placed = 0; // examples, drawn or not
    std::size_t takenOut = 0;
    std::size_t ambiguous = 0;
    std::size_t skipped = 0;
    std::size_t edited = 0;
    std::size_t practice = 0; // answered
    std::size_t practiceRight = 0;
    double medianSeconds = 0; // 0: no answer came with its time
};

struct ReviewerPair
{
    std::string first;
    std::string second;
    RatingAgreement agreement;
};

struct ReviewStatistics
{
    std::string plan;
    int levels = 0;
    std::vector<ReviewerFigures> reviewers;
    // Over examples that were drawn at random for one person and asked a second time of another, both of whom
    // placed the same text. No weights: every example had the same chance.
    std::vector<ReviewerPair> pairs; // of people who share such examples
    std::size_t doublyRated = 0; // examples
    Interval alpha; // Krippendorff's, ordinal, over these; not a number where there are none
    // The first person's level against the one that the scores and the rule alone give, over the examples
    // drawn at random. A calibration that learnt from these answers agrees with them by itself.
    RatingAgreement againstScores;
    // The same share of equal levels from everything that was drawn, for whatever reason, each weighted by
    // its chance of being asked about (Horvitz and Thompson): the draws prefer doubtful examples.
    Interval weightedAgainstScores;
    std::size_t weightedCount = 0; // examples it is over
    std::size_t pairsJudged = 0; // "which is harder?", one of the two named
    std::size_t pairsAsScores = 0; // of these, as the plan orders them
    std::size_t conflicts = 0; // open
};

Result<ReviewStatistics> reviewStatistics(
    Project& project, const std::string& plan, const BootstrapParams& params = {});

} // namespace dankai
