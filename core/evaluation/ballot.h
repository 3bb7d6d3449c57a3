// SPDX-License-Identifier: Apache-2.0
// A blind vote between two models' answers: which prompts are asked, in what order, which answer stands on
// the left, and what a person may say. Draws and names; stores nothing (core/project/votestore.h) and counts
// nothing (votes.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// What the voter said of the answers as they were shown.
enum class VoteChoice
{
    A,
    B,
    Tie,
    BothBad,
    Skip,
};

std::string_view nameOf(VoteChoice choice); // a, b, tie, both_bad, skip
std::optional<VoteChoice> voteChoiceFrom(std::string_view name);

// Why the other answer is worse; any number of them.
enum class VoteTag
{
    FactualError,
    IgnoredInstruction,
    TooLong,
    Tone,
};

inline constexpr std::size_t voteTagCount = 4;

std::string_view nameOf(VoteTag tag); // factual_error, ignored_instruction, too_long, tone
std::optional<VoteTag> voteTagFrom(std::string_view name);

// One pair of answers as it is shown.
struct BallotQuestion
{
    std::string prompt; // its id
    bool isRepeat = false; // asked once before, with the sides changed
    bool isFirstShownAsA = true; // "first" of the ballot's two speakers
    bool isIdentical = false; // the answers are the same text: a tie that nobody is asked about
    std::uint64_t firstLength = 0; // characters of the first speaker's answer
    std::uint64_t secondLength = 0;
    bool operator==(const BallotQuestion&) const = default;
};

struct BallotDraw
{
    std::size_t prompts = 30; // at most; those that are there where they are fewer
    double repeatShare = 0.1; // of the prompts, 0 to 1: asked a second time, with the sides changed
    std::uint64_t seed = 0;
};

// A pair that may be drawn.
struct BallotPair
{
    std::string prompt;
    std::uint64_t firstLength = 0;
    std::uint64_t secondLength = 0;
    bool isIdentical = false;
};

// Prompts drawn at random without replacement, half of them with the first speaker on the left (one more or
// less where they are odd); a repeat comes several questions after its first where there are that many.
// Identical pairs are drawn like others, stand before all that is asked, and are never repeated.
std::vector<BallotQuestion> drawBallot(std::span<const BallotPair> pairs, const BallotDraw& draw);

} // namespace dankai
