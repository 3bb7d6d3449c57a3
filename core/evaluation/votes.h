// SPDX-License-Identifier: Apache-2.0
// What blind votes on two speakers' answers say: shares with intervals, the share that remains at equal
// length, and how far people agree with themselves and with one another. Draws no pairs (ballot.h).
//
// The unit is the prompt: several voters' votes on one prompt are averaged to one value between 0 and 1,
// since they are not independent. Asked twice, only the first vote counts; the second serves self-agreement
// alone. A skipped pair counts nowhere. "Both bad" is no preference: a half, like a tie.
#pragma once

#include "core/evaluation/ballot.h"
#include "core/statistics/interval.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

enum class Preference
{
    First, // of the two speakers
    Second,
    Tie,
    BothBad,
};

struct CastVote
{
    std::string voter;
    std::string prompt;
    std::optional<Preference> preference; // nothing: skipped
    std::vector<VoteTag> tags;
    bool isRepeat = false;
    bool isAutomatic = false; // identical answers: nobody was asked
    bool isFirstShownAsA = true;
    std::uint64_t firstLength = 0; // characters
    std::uint64_t secondLength = 0;
    bool operator==(const CastVote&) const = default;
};

std::optional<Preference> preferenceOf(VoteChoice choice, bool isFirstShownAsA);
// The same vote with the speakers named the other way round.
CastVote reversed(CastVote vote);

// Of two people, or of one at two times, about the same pairs: first, second or neither of them better.
struct VoteAgreement
{
    std::uint64_t n = 0;
    double observed = 0; // share of pairs on which both say the same
    double chance = 0; // what both would agree on by their habits alone
    std::optional<double> kappa; // Cohen 1960; nothing where chance is 1 or there is no pair
};

VoteAgreement agreementOf(std::span<const Preference> one, std::span<const Preference> other);

enum class VoteStanding
{
    TooFew, // fewer than fewestVotedPrompts
    Undecided, // the interval of the win share holds one half
    FirstBetter,
    SecondBetter,
};

inline constexpr std::uint64_t fewestVotedPrompts = 8;
// With preferences among them; fewer say too little about two unknowns.
inline constexpr std::uint64_t fewestForLengthControl = 16;

struct VoteSummary
{
    std::uint64_t prompts = 0; // with a vote that is not skipped
    std::uint64_t votes = 0; // first ones, skipped ones left out
    std::uint64_t wins = 0; // of the first speaker
    std::uint64_t losses = 0;
    std::uint64_t ties = 0; // identical answers among them
    std::uint64_t bothBad = 0;
    std::uint64_t identical = 0; // of the ties
    std::uint64_t skipped = 0;
    std::uint64_t repeats = 0; // second votes
    std::vector<std::string> voters; // in the order in which they appear

    Interval winShare; // ties and both bad count half
    Interval winShareWithoutTies; // over prompts with a preference
    std::uint64_t decidedPrompts = 0;
    Interval bothBadShare;
    // The win share at equal length; nothing where votes are few.
    std::optional<Interval> lengthControlled;
    double meanFirstLength = 0; // characters, over voted prompts
    double meanSecondLength = 0;
    VoteStanding standing = VoteStanding::TooFew;

    Interval leftShare; // of the preferences (repeats among them), those for the answer shown as A
    std::uint64_t preferences = 0; // behind it
    VoteAgreement withThemselves; // votes asked twice
    VoteAgreement amongVoters; // every two voters on the same prompt
    std::array<std::uint64_t, voteTagCount> tagsAgainstFirst{};
    std::array<std::uint64_t, voteTagCount> tagsAgainstSecond{};
};

VoteSummary summariseVotes(std::span<const CastVote> votes, double confidence = 0.95);

// The smallest distance of a win share from one half that this many prompts tell from chance: 80 % power,
// two-sided 0.05, without ties (which make it smaller). 1 where there is no prompt.
double smallestDetectableShare(std::uint64_t prompts);

// One prompt for the length-controlled share.
struct LengthPair
{
    double value = 0; // 1 first better, 0 second better, 1/2 neither; or a mean of such
    double difference = 0; // first's length minus second's, any unit
};

// Dubois et al. 2024 (arXiv 2404.04475) for one pair of models: logit P(first better) = theta +
// phi tanh(difference / s), s the root mean square of the differences; the result is the share at difference
// 0, 1 / (1 + exp(-theta)). Two halves of a prompt without a preference keep theta finite where all say the
// same (log-F(1,1), Greenland and Mansournia 2015), a normal prior of deviation 2 keeps phi so. The interval
// is Wald's on theta with the sandwich variance, so that ties narrow it.
Interval lengthControlledShare(std::span<const LengthPair> pairs, double confidence = 0.95);

} // namespace dankai
