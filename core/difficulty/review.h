// SPDX-License-Identifier: Apache-2.0
// What a person is asked about an example's difficulty and what they may answer, with the names under which
// it is stored and the words in which a table may say it. Stores nothing (core/project/reviewstore.h) and
// draws nothing (reviewqueue.h).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dankai {

// Questions that are answered between two pauses; the last set of a queue may be shorter.
inline constexpr std::size_t reviewSetSize = 15;

// Why an example is asked about.
enum class ReviewReason
{
    Practice, // to learn the levels: its answer is told, and it counts nowhere
    Random, // drawn uniformly from all that nobody has been asked about
    SecondRating, // another person answered it before; neither sees the other's answer
    Disagreement, // its scores lie far apart
    NearCut, // its difficulty lies near a threshold of the plan
    HardAndPoor, // hard by one score and poor by another
    Duplicate, // nearly the same as another example
    Pair, // two examples on both sides of a threshold: which is harder?
    Unasked, // nobody drew it: a person chose it
};

std::string_view nameOf(ReviewReason reason); // practice, random, second_rating, ...
std::optional<ReviewReason> reviewReasonFrom(std::string_view name);

// Scores and why it was drawn, once the question is answered. Never in random and second ratings: a person
// who saw them would agree with them the next time.
bool mayShowScores(ReviewReason reason);

enum class ReviewDecision
{
    Place, // at a level of difficulty
    Exclude, // not worth training on
    Ambiguous, // cannot be placed: stays where it is
    Personal, // personal or confidential: is taken out at once
    Wrong, // wrong or out of date: is taken out
    Skip, // no opinion
    Edit, // changed its text; the question stays open
    Note, // a remark; the question stays open
    FirstHarder, // of a pair
    SecondHarder,
    EquallyHard,
};

std::string_view nameOf(ReviewDecision decision); // place, exclude, ambiguous, ...
std::optional<ReviewDecision> reviewDecisionFrom(std::string_view name);

// The question needs no other answer.
bool closesQuestion(ReviewDecision decision);
// Out of every plan.
bool takesOut(ReviewDecision decision);
bool isOfPair(ReviewDecision decision);

struct ReviewAnswer
{
    ReviewDecision decision = ReviewDecision::Skip;
    std::optional<int> level; // of Place: the range of difficulty, 0 is the easiest

    bool operator==(const ReviewAnswer&) const = default;
};

// An answer as people write it, in English or Japanese: a number from 1, the name of a level, or a word for
// any other decision; half or full width, small or capital letters. Nothing for anything else: no answer is
// guessed. `levels`: the names of the levels, easiest first.
std::optional<ReviewAnswer> reviewAnswerFrom(std::string_view text, std::span<const std::string> levels);
// As it is written for people to read and change; the same answer comes back.
std::string textOf(const ReviewAnswer& answer, std::span<const std::string> levels);
// "1 Easy, 2 Hard, exclude, ambiguous, ...": what reviewAnswerFrom() takes for an example that is no pair.
std::string knownReviewAnswers(std::span<const std::string> levels);

// What difficulty is, for people who are no specialists: the sentences that stay in sight where a plan has
// none of its own. `language`: ja, or English.
std::string_view difficultyDefinition(std::string_view language);

} // namespace dankai
