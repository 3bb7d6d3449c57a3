// SPDX-License-Identifier: GPL-3.0-or-later
// The answers that runs recorded, by model, as a blind vote needs them. Shows nothing and counts no vote.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/evaluation/ballot.h"
#include "core/project/project.h"
#include "core/project/votestore.h"

#include <QString>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dankai::ui {

struct VoteSpeaker
{
    BallotSpeaker key;
    std::string arm;
    std::map<std::string, std::string> answers; // by the prompt's id, spaces at both ends cut off
    std::shared_ptr<const std::map<std::string, std::string>> prompts; // of its run: text by id
};

struct VoteAnswers
{
    std::vector<VoteSpeaker> speakers; // runs from the oldest to the newest, each from its base on
    std::string problem; // why a run was left out; empty: none was

    const VoteSpeaker* find(const BallotSpeaker& key) const;
};

Result<VoteAnswers> readVoteAnswers(Project& project, const StopFlag& stop);

// Prompts of the same id and the same text that both answered.
std::vector<BallotPair> votablePairs(const VoteSpeaker& first, const VoteSpeaker& second);

// "After phase 2 (run 001, phased)"
QString speakerWords(const VoteSpeaker& speaker);
// Where the run is gone: its number and the checkpoint's name.
QString speakerWords(const VoteAnswers& answers, const BallotSpeaker& key);

} // namespace dankai::ui
