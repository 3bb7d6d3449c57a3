// SPDX-License-Identifier: Apache-2.0
#include "core/project/votestore.h"

#include "core/project/database.h"

#include <algorithm>
#include <utility>

namespace dankai {

namespace {

constexpr std::pair<std::string_view, BallotState> states[] = {
    {"open", BallotState::Open},
    {"finished", BallotState::Finished},
    {"ended", BallotState::Ended},
};

[[noreturn]] void refuse(std::string sentence)
{
    throw DatabaseFailure{Error{ErrorCode::Unusable, std::move(sentence)}};
}

BallotState stateFrom(std::string_view name)
{
    for (const auto& [known, state] : states)
        if (known == name)
            return state;
    // Of a later version: nothing is cast into what this one does not know.
    return BallotState::Ended;
}

std::string textOf(const std::vector<VoteTag>& tags)
{
    std::string text;
    for (const VoteTag tag : tags)
        text.append(text.empty() ? "" : " ").append(nameOf(tag));
    return text;
}

std::vector<VoteTag> tagsFrom(std::string_view text)
{
    std::vector<VoteTag> tags;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find(' ', from), text.size());
        if (const auto tag = voteTagFrom(text.substr(from, end - from)))
            tags.push_back(*tag);
        from = end + 1;
    }
    return tags;
}

// Columns from 0: id, voter, four of the speakers, seed, repeat_share, state, created_ms, finished_ms.
constexpr const char* selectBallot = "SELECT id, voter, first_run, first_checkpoint, second_run, "
                                     "second_checkpoint, seed, repeat_share, state, created_ms, finished_ms "
                                     "FROM ballots WHERE id = ?1";

Ballot ballotFrom(const Statement& row)
{
    Ballot ballot;
    ballot.id = row.integer(0);
    ballot.voter = row.text(1);
    ballot.first = {std::string(row.text(2)), std::string(row.text(3))};
    ballot.second = {std::string(row.text(4)), std::string(row.text(5))};
    ballot.seed = static_cast<std::uint64_t>(row.integer(6));
    ballot.repeatShare = row.real(7);
    ballot.state = stateFrom(row.text(8));
    ballot.createdMs = row.integer(9);
    ballot.finishedMs = row.integer(10);
    return ballot;
}

BallotQuestion questionFrom(const Statement& row, int column)
{
    BallotQuestion question;
    question.prompt = row.text(column);
    question.isRepeat = row.integer(column + 1) != 0;
    question.isFirstShownAsA = row.integer(column + 2) != 0;
    question.isIdentical = row.integer(column + 3) != 0;
    question.firstLength = static_cast<std::uint64_t>(row.integer(column + 4));
    question.secondLength = static_cast<std::uint64_t>(row.integer(column + 5));
    return question;
}

Ballot readBallot(Database& database, std::int64_t id)
{
    Statement find(database, selectBallot);
    find.bind(1, id);
    if (!find.step())
        refuse("There is no vote session " + std::to_string(id) + " in this project. Begin a new one.");
    Ballot ballot = ballotFrom(find);
    Statement rows(database,
        "SELECT prompt, is_repeat, is_first_shown_as_a, is_identical, first_length, second_length "
        "FROM ballot_questions WHERE ballot = ?1 ORDER BY place");
    rows.bind(1, id);
    while (rows.step())
        ballot.questions.push_back(questionFrom(rows, 0));
    return ballot;
}

void requireOpen(const Ballot& ballot)
{
    if (ballot.state != BallotState::Open)
        refuse("This vote session is closed: its result has been shown. Begin a new one.");
}

StoredVote insertVote(Database& database, std::int64_t ballot, StoredVote vote)
{
    vote.castMs = nowMs();
    const std::string tags = textOf(vote.tags);
    Statement add(database,
        "INSERT INTO votes (ballot, place, choice, tags, is_automatic, seconds, cast_ms) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    add.bind(1, ballot)
        .bind(2, static_cast<std::int64_t>(vote.place))
        .bind(3, nameOf(vote.choice))
        .bind(4, std::string_view(tags))
        .bind(5, std::int64_t(vote.isAutomatic ? 1 : 0))
        .bind(6, vote.seconds)
        .bind(7, vote.castMs)
        .run();
    vote.id = database.lastRowId();
    return vote;
}

// Columns from 0: id, place, choice, tags, is_automatic, seconds, cast_ms, withdrawn_ms.
StoredVote voteFrom(const Statement& row)
{
    StoredVote vote;
    vote.id = row.integer(0);
    vote.place = static_cast<std::size_t>(row.integer(1));
    vote.choice = voteChoiceFrom(row.text(2)).value_or(VoteChoice::Skip);
    vote.tags = tagsFrom(row.text(3));
    vote.isAutomatic = row.integer(4) != 0;
    vote.seconds = row.real(5);
    vote.castMs = row.integer(6);
    if (!row.isNull(7))
        vote.withdrawnMs = row.integer(7);
    return vote;
}

std::vector<StoredVote> readVotes(Database& database, const char* sql, std::int64_t ballot)
{
    std::vector<StoredVote> votes;
    Statement rows(database, sql);
    rows.bind(1, ballot);
    while (rows.step())
        votes.push_back(voteFrom(rows));
    return votes;
}

constexpr const char* selectStanding
    = "SELECT id, place, choice, tags, is_automatic, seconds, cast_ms, withdrawn_ms "
      "FROM votes WHERE ballot = ?1 AND withdrawn_ms IS NULL ORDER BY id";
constexpr const char* selectAll
    = "SELECT id, place, choice, tags, is_automatic, seconds, cast_ms, withdrawn_ms "
      "FROM votes WHERE ballot = ?1 ORDER BY id";

} // namespace

std::string_view nameOf(BallotState state)
{
    for (const auto& [name, known] : states)
        if (known == state)
            return name;
    return {};
}

VoteStore::VoteStore(Database& database)
    : m_database(&database)
{ }

Result<Ballot> VoteStore::begin(const Ballot& wanted)
{
    if (wanted.voter.empty())
        return unusable("A vote session needs the voter's name.");
    if (wanted.first == wanted.second)
        return unusable("A vote compares two models. Choose another one for one of the sides.");
    if (wanted.questions.empty())
        return unusable("There is no prompt that both models answered. Choose two models of one run.");
    return guarded([&] {
        Ballot ballot = wanted;
        ballot.state = BallotState::Open;
        ballot.createdMs = nowMs();
        ballot.finishedMs = 0;
        Transaction transaction(*m_database);
        Statement add(*m_database,
            "INSERT INTO ballots (voter, first_run, first_checkpoint, second_run, second_checkpoint, seed, "
            "repeat_share, state, created_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        add.bind(1, std::string_view(ballot.voter))
            .bind(2, std::string_view(ballot.first.run))
            .bind(3, std::string_view(ballot.first.checkpoint))
            .bind(4, std::string_view(ballot.second.run))
            .bind(5, std::string_view(ballot.second.checkpoint))
            .bind(6, static_cast<std::int64_t>(ballot.seed))
            .bind(7, ballot.repeatShare)
            .bind(8, nameOf(ballot.state))
            .bind(9, ballot.createdMs)
            .run();
        ballot.id = m_database->lastRowId();
        Statement ask(*m_database,
            "INSERT INTO ballot_questions (ballot, place, prompt, is_repeat, is_first_shown_as_a, "
            "is_identical, first_length, second_length) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        for (std::size_t place = 0; place < ballot.questions.size(); ++place) {
            const BallotQuestion& question = ballot.questions[place];
            ask.bind(1, ballot.id)
                .bind(2, static_cast<std::int64_t>(place))
                .bind(3, std::string_view(question.prompt))
                .bind(4, std::int64_t(question.isRepeat ? 1 : 0))
                .bind(5, std::int64_t(question.isFirstShownAsA ? 1 : 0))
                .bind(6, std::int64_t(question.isIdentical ? 1 : 0))
                .bind(7, static_cast<std::int64_t>(question.firstLength))
                .bind(8, static_cast<std::int64_t>(question.secondLength))
                .run();
            if (question.isIdentical) {
                StoredVote tie;
                tie.place = place;
                tie.choice = VoteChoice::Tie;
                tie.isAutomatic = true;
                insertVote(*m_database, ballot.id, tie);
            }
        }
        transaction.commit();
        return ballot;
    });
}

Result<Ballot> VoteStore::ballot(std::int64_t id)
{
    return guarded([&] {
        const ReadTransaction reading(*m_database);
        return readBallot(*m_database, id);
    });
}

Result<std::vector<BallotListing>> VoteStore::list()
{
    return guarded([&] {
        std::vector<BallotListing> listings;
        Statement rows(*m_database,
            "SELECT id, voter, first_run, first_checkpoint, second_run, second_checkpoint, seed, "
            "repeat_share, state, created_ms, finished_ms, "
            "(SELECT count(*) FROM ballot_questions q WHERE q.ballot = b.id AND q.is_identical = 0), "
            "(SELECT count(*) FROM votes v WHERE v.ballot = b.id AND v.withdrawn_ms IS NULL "
            "AND v.is_automatic = 0) FROM ballots b ORDER BY id DESC");
        while (rows.step()) {
            BallotListing listing;
            listing.ballot = ballotFrom(rows);
            listing.asked = static_cast<std::size_t>(rows.integer(11));
            listing.answered = static_cast<std::size_t>(rows.integer(12));
            listings.push_back(std::move(listing));
        }
        return listings;
    });
}

Result<std::vector<StoredVote>> VoteStore::votes(std::int64_t ballot)
{
    return guarded([&] { return readVotes(*m_database, selectStanding, ballot); });
}

Result<std::vector<StoredVote>> VoteStore::votesWithWithdrawn(std::int64_t ballot)
{
    return guarded([&] { return readVotes(*m_database, selectAll, ballot); });
}

Result<StoredVote> VoteStore::cast(std::int64_t id, const StoredVote& vote)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        const Ballot ballot = readBallot(*m_database, id);
        requireOpen(ballot);
        if (vote.place >= ballot.questions.size())
            refuse("This vote session has no question " + std::to_string(vote.place + 1) + ".");
        for (const StoredVote& standing : readVotes(*m_database, selectStanding, id))
            if (standing.place == vote.place)
                refuse("Question " + std::to_string(vote.place + 1)
                    + " has a vote already, perhaps from another window. Leave the page and come back.");
        StoredVote stored = vote;
        stored.isAutomatic = false;
        stored = insertVote(*m_database, id, std::move(stored));
        transaction.commit();
        return stored;
    });
}

Result<std::optional<StoredVote>> VoteStore::undo(std::int64_t id)
{
    return guarded([&]() -> std::optional<StoredVote> {
        Transaction transaction(*m_database);
        requireOpen(readBallot(*m_database, id));
        std::optional<StoredVote> last;
        for (StoredVote& vote : readVotes(*m_database, selectStanding, id))
            if (!vote.isAutomatic)
                last = std::move(vote);
        if (!last)
            return last;
        last->withdrawnMs = nowMs();
        Statement mark(*m_database, "UPDATE votes SET withdrawn_ms = ?2 WHERE id = ?1");
        mark.bind(1, last->id).bind(2, *last->withdrawnMs).run();
        transaction.commit();
        return last;
    });
}

Result<> VoteStore::close(std::int64_t id, BallotState state)
{
    if (state == BallotState::Open)
        return unusable("A vote session cannot be opened again. Begin a new one.");
    return guarded([&] {
        Transaction transaction(*m_database);
        if (readBallot(*m_database, id).state == BallotState::Open) {
            Statement mark(*m_database, "UPDATE ballots SET state = ?2, finished_ms = ?3 WHERE id = ?1");
            mark.bind(1, id).bind(2, nameOf(state)).bind(3, nowMs()).run();
        }
        transaction.commit();
    });
}

Result<std::vector<CastVote>> VoteStore::castVotes(const BallotSpeaker& first, const BallotSpeaker& second)
{
    return guarded([&] {
        std::vector<CastVote> votes;
        Statement rows(*m_database,
            "SELECT q.prompt, q.is_repeat, q.is_first_shown_as_a, q.is_identical, q.first_length, "
            "q.second_length, b.voter, v.choice, v.tags, v.is_automatic, b.first_run, b.first_checkpoint "
            "FROM ballots b JOIN votes v ON v.ballot = b.id AND v.withdrawn_ms IS NULL "
            "JOIN ballot_questions q ON q.ballot = b.id AND q.place = v.place "
            "WHERE b.state != 'open' AND ("
            "(b.first_run = ?1 AND b.first_checkpoint = ?2 AND b.second_run = ?3 AND b.second_checkpoint = "
            "?4) "
            "OR (b.first_run = ?3 AND b.first_checkpoint = ?4 AND b.second_run = ?1 AND b.second_checkpoint "
            "= ?2)) "
            "ORDER BY v.id");
        rows.bind(1, std::string_view(first.run))
            .bind(2, std::string_view(first.checkpoint))
            .bind(3, std::string_view(second.run))
            .bind(4, std::string_view(second.checkpoint));
        while (rows.step()) {
            const BallotQuestion question = questionFrom(rows, 0);
            CastVote vote;
            vote.voter = rows.text(6);
            vote.prompt = question.prompt;
            vote.preference = preferenceOf(
                voteChoiceFrom(rows.text(7)).value_or(VoteChoice::Skip), question.isFirstShownAsA);
            vote.tags = tagsFrom(rows.text(8));
            vote.isRepeat = question.isRepeat;
            vote.isAutomatic = rows.integer(9) != 0;
            vote.isFirstShownAsA = question.isFirstShownAsA;
            vote.firstLength = question.firstLength;
            vote.secondLength = question.secondLength;
            const bool isAsNamed = rows.text(10) == first.run && rows.text(11) == first.checkpoint;
            votes.push_back(isAsNamed ? std::move(vote) : reversed(std::move(vote)));
        }
        return votes;
    });
}

} // namespace dankai
