// SPDX-License-Identifier: Apache-2.0
// Ballots and votes in project.db. A vote is never overwritten or removed: one that is taken back is marked
// so. Counts nothing (core/evaluation/votes.h) and knows no answers.
#pragma once

#include "core/base/result.h"
#include "core/evaluation/ballot.h"
#include "core/evaluation/votes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

class Database;

// A model whose answers were recorded.
struct BallotSpeaker
{
    std::string run; // empty: the project's model before training
    std::string checkpoint; // base, phase_1, ...
    auto operator<=>(const BallotSpeaker&) const = default;
};

enum class BallotState
{
    Open,
    Finished, // everything was asked and the result shown
    Ended, // before, on request
};

std::string_view nameOf(BallotState state); // open, finished, ended

struct Ballot
{
    std::int64_t id = 0;
    std::string voter;
    BallotSpeaker first;
    BallotSpeaker second;
    std::uint64_t seed = 0; // below 2^63
    double repeatShare = 0;
    BallotState state = BallotState::Open;
    std::int64_t createdMs = 0; // since 1970; filled in by the store
    std::int64_t finishedMs = 0; // 0: not yet
    std::vector<BallotQuestion> questions; // in the order in which they are asked

    bool operator==(const Ballot&) const = default;
};

struct StoredVote
{
    std::int64_t id = 0;
    std::size_t place = 0; // in questions
    VoteChoice choice = VoteChoice::Skip;
    std::vector<VoteTag> tags;
    bool isAutomatic = false; // identical answers
    double seconds = 0; // the voter took
    std::int64_t castMs = 0; // filled in by the store
    std::optional<std::int64_t> withdrawnMs;
};

struct BallotListing
{
    Ballot ballot; // without its questions
    std::size_t asked = 0; // questions that a person answers
    std::size_t answered = 0; // of these
};

class VoteStore final
{
public:
    explicit VoteStore(Database& database);

    // Stores the ballot with its questions and votes a tie on every identical pair. Unusable without a voter,
    // without questions, or where both speakers are the same.
    Result<Ballot> begin(const Ballot& wanted);
    Result<Ballot> ballot(std::int64_t id); // unusable where there is none
    Result<std::vector<BallotListing>> list(); // newest first
    // Those that stand, in the order in which they were cast.
    Result<std::vector<StoredVote>> votes(std::int64_t ballot);
    Result<std::vector<StoredVote>> votesWithWithdrawn(std::int64_t ballot);

    // `id`: of the ballot. Unusable where the ballot is closed, has no such question, or the question has a
    // vote that stands.
    Result<StoredVote> cast(std::int64_t id, const StoredVote& vote);
    // Takes the last vote of a person back; nothing where there is none. Unusable where the ballot is closed.
    Result<std::optional<StoredVote>> undo(std::int64_t id);
    // Its names are known from now on, so that nothing is cast any more. Fine where it is closed already.
    Result<> close(std::int64_t id, BallotState state);

    // Every vote that stands on these two speakers, in whichever order a ballot names them, as seen with
    // `first` as the first. Closed ballots only: an open one is not looked into.
    Result<std::vector<CastVote>> castVotes(const BallotSpeaker& first, const BallotSpeaker& second);

private:
    Database* m_database;
};

} // namespace dankai
