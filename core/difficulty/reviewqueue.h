// SPDX-License-Identifier: Apache-2.0
// Which examples a person is asked about, with the chance that each had of being asked: a share at random,
// the rest where an answer decides most. Reads columns and draws; knows no project and no text.
#pragma once

#include "core/difficulty/review.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dankai {

// One entry for each example in every column; a column that is not known is empty.
struct ReviewCandidates
{
    std::vector<std::uint8_t> mayBeAsked; // not excluded, no anchor, nobody has been asked about it
    // Not a number: not known. The larger, the sooner it is asked about.
    std::vector<double> disagreement; // spread of its scores' ranks (reviewmeasures.h)
    std::vector<double> nearness; // to a threshold of the plan
    std::vector<double> hardAndPoor;
    std::vector<std::uint8_t> isDuplicate;
    // Rows that another person placed after they had been drawn at random, and this one has not seen.
    std::vector<std::uint32_t> ratedByOthers;
};

struct ReviewDraw
{
    std::size_t examples = 2 * reviewSetSize; // practice and pairs are besides
    double randomShare = 0.35; // of what is no second rating
    double secondShare = 0.2; // of `examples`; fewer where others have not rated so many
    std::uint64_t seed = 0;
};

struct DrawnExample
{
    std::size_t row = 0;
    ReviewReason reason = ReviewReason::Random;
    // That this draw asks about this example at all, by whichever reason; of a second rating: that it is one
    // of those drawn from ratedByOthers.
    double probability = 1;

    bool operator==(const DrawnExample&) const = default;
};

// In a shuffled order, so that the place says nothing of the reason. Every reason but Random draws from a
// frame of its own, twice as many examples as it asks about: those with the largest values that no earlier
// frame holds. A share that its frame cannot fill goes to the random one. What was drawn at random is not
// drawn again, and the probabilities, which hold given the frames, count that (exactly: the frame's loss to
// the random draw is hypergeometric).
std::vector<DrawnExample> drawReview(const ReviewCandidates& candidates, const ReviewDraw& draw);

// Two examples on both sides of one cut.
struct DrawnPair
{
    std::size_t first = 0; // rows, in the order in which they are shown
    std::size_t second = 0;

    bool operator==(const DrawnPair&) const = default;
};

// Pairs across the cuts, the nearest to each first and every cut in turn, each row in one pair at most.
// `byDifficulty`: rows that may be asked about, easiest first; `cuts`: how many of them lie below each cut.
std::vector<DrawnPair> drawPairs(const std::vector<std::size_t>& byDifficulty,
    const std::vector<std::size_t>& cuts, std::size_t pairs, std::uint64_t seed);

// What is counted as a person's pace until three answers say better: 40 to 60 s are usual for a check of
// difficulty.
inline constexpr double usualSecondsPerQuestion = 50;

// The middle of what a person took for each answer so far, so that a pause counts nothing.
double secondsPerQuestion(std::vector<double> secondsTaken);

} // namespace dankai
