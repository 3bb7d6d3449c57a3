// SPDX-License-Identifier: GPL-3.0-or-later
// What a blind vote takes from a project's answers: who may be voted on, which prompts both answered, and the
// texts of a question. Shows nothing and counts no vote.
#pragma once

#include "core/project/answerset.h"
#include "core/project/votestore.h"

#include <optional>
#include <string>
#include <vector>

namespace dankai::ui {

// How a ballot names a speaker of a set of answers, and back; one that is gone has a key all the same.
BallotSpeaker ballotSpeaker(const Speaker& speaker);
std::string keyOf(const AnswerSet& set, const BallotSpeaker& speaker);

// Those who have answered, in the set's order.
std::vector<Speaker> votableSpeakers(const AnswerSet& set);

// Prompts that both answered. Spaces at the ends of an answer tell nothing and do not count.
std::vector<BallotPair> votablePairs(
    const AnswerSet& set, const std::string& firstKey, const std::string& secondKey);

struct VoteTexts
{
    std::string prompt;
    std::string first; // of the ballot's two speakers
    std::string second;
};

// Nothing where one of them is not in the project any more.
std::optional<VoteTexts> voteTexts(
    const AnswerSet& set, const Ballot& ballot, const BallotQuestion& question);

} // namespace dankai::ui
