// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace dankai;

class TestVoteStore : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;

    VoteStore store() { return m_project->votes(); }

    static Ballot ballot(const std::string& voter = "Aiko")
    {
        Ballot ballot;
        ballot.voter = voter;
        ballot.first = {"001", "base"};
        ballot.second = {"001", "phase_2"};
        ballot.seed = 42;
        ballot.repeatShare = 0.5;
        ballot.questions = {{"same", false, true, true, 12, 12}, {"p1", false, true, false, 30, 20},
            {"p2", false, false, false, 5, 50}, {"p1", true, false, false, 30, 20}};
        return ballot;
    }

    static StoredVote vote(std::size_t place, VoteChoice choice, std::vector<VoteTag> tags = {})
    {
        StoredVote vote;
        vote.place = place;
        vote.choice = choice;
        vote.tags = std::move(tags);
        vote.seconds = 2.5;
        return vote;
    }

private slots:

    void init()
    {
        m_project.reset();
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "test";
        settings.modelPath = "model";
        auto made = Project::create(m_folder->path().toStdString(), settings);
        QVERIFY_RESULT(made);
        m_project.emplace(std::move(*made));
    }

    void cleanup() { m_project.reset(); }

    void aBallotIsKeptAsItWasDrawn()
    {
        const auto begun = store().begin(ballot());
        QVERIFY_RESULT(begun);
        const auto read = store().ballot(begun->id);
        QVERIFY_RESULT(read);
        QVERIFY(*read == *begun);
        QVERIFY(read->questions == ballot().questions);
        QVERIFY(read->createdMs > 0);
        // The identical pair has its tie, and nobody is asked.
        const auto votes = store().votes(begun->id);
        QVERIFY_RESULT(votes);
        QCOMPARE(votes->size(), std::size_t(1));
        QVERIFY(votes->front().isAutomatic);
        QCOMPARE(votes->front().choice, VoteChoice::Tie);
        const auto list = store().list();
        QVERIFY_RESULT(list);
        QCOMPARE(list->size(), std::size_t(1));
        QCOMPARE(list->front().asked, std::size_t(3));
        QCOMPARE(list->front().answered, std::size_t(0));
        QCOMPARE(list->front().ballot.voter, std::string("Aiko"));
    }

    void votesAreCastTakenBackAndCastAnew()
    {
        const std::int64_t id = store().begin(ballot())->id;
        QVERIFY_RESULT(store().cast(id, vote(1, VoteChoice::A, {VoteTag::TooLong, VoteTag::Tone})));
        const auto second = store().cast(id, vote(1, VoteChoice::B));
        QVERIFY(!second); // it has one
        QVERIFY(second.error().message.find("Question 2") != std::string::npos);
        QVERIFY(!store().cast(id, vote(4, VoteChoice::A))); // there is none
        QVERIFY(!store().cast(id, vote(0, VoteChoice::A))); // voted by itself
        const auto undone = store().undo(id);
        QVERIFY_RESULT(undone);
        QVERIFY(undone->has_value());
        QCOMPARE((*undone)->place, std::size_t(1));
        QCOMPARE((*undone)->tags, (std::vector<VoteTag>{VoteTag::TooLong, VoteTag::Tone}));
        const auto none = store().undo(id);
        QVERIFY_RESULT(none);
        QVERIFY(!none->has_value()); // the tie of the identical pair stays
        QVERIFY_RESULT(store().cast(id, vote(1, VoteChoice::Tie)));
        QCOMPARE(store().votes(id)->size(), std::size_t(2));
        // Nothing is ever lost.
        const auto all = store().votesWithWithdrawn(id);
        QCOMPARE(all->size(), std::size_t(3));
        QVERIFY((*all)[1].withdrawnMs.has_value());
        QCOMPARE((*all)[1].choice, VoteChoice::A);
        QCOMPARE((*all)[1].seconds, 2.5);
    }

    void aClosedBallotTakesNothingMore()
    {
        const std::int64_t id = store().begin(ballot())->id;
        QVERIFY_RESULT(store().cast(id, vote(1, VoteChoice::A)));
        QVERIFY_RESULT(store().close(id, BallotState::Ended));
        QVERIFY(!store().cast(id, vote(2, VoteChoice::A)));
        QVERIFY(!store().undo(id));
        QVERIFY_RESULT(store().close(id, BallotState::Finished));
        QCOMPARE(store().ballot(id)->state, BallotState::Ended); // as it was closed first
        QVERIFY(!store().close(id, BallotState::Open));
        QVERIFY(!store().ballot(id + 1));
    }

    void whatCannotBeABallotIsASentence()
    {
        Ballot nobody = ballot("");
        QVERIFY(!store().begin(nobody));
        Ballot same = ballot();
        same.second = same.first;
        QVERIFY(!store().begin(same));
        Ballot empty = ballot();
        empty.questions.clear();
        QVERIFY(!store().begin(empty));
        QVERIFY(store().list()->empty());
    }

    void bothOrdersOfTheSpeakersAreOneComparison()
    {
        const std::int64_t id = store().begin(ballot())->id;
        QVERIFY_RESULT(store().cast(id, vote(1, VoteChoice::A, {VoteTag::FactualError}))); // first
        QVERIFY_RESULT(store().cast(id, vote(2, VoteChoice::A))); // shown as B: second
        QVERIFY_RESULT(store().cast(id, vote(3, VoteChoice::B))); // first again
        const BallotSpeaker base{"001", "base"}, phase{"001", "phase_2"};
        QVERIFY(store().castVotes(base, phase)->empty()); // still open: nobody looks into it
        QVERIFY_RESULT(store().close(id, BallotState::Finished));
        Ballot turned = ballot("Ben");
        std::swap(turned.first, turned.second);
        const std::int64_t other = store().begin(turned)->id;
        QVERIFY_RESULT(store().cast(other, vote(1, VoteChoice::A))); // phase_2
        QVERIFY_RESULT(store().close(other, BallotState::Ended));
        const auto votes = store().castVotes(base, phase);
        QVERIFY_RESULT(votes);
        QCOMPARE(votes->size(), std::size_t(6)); // two automatic ones
        const VoteSummary summary = summariseVotes(*votes);
        QCOMPARE(summary.wins, std::uint64_t(1));
        QCOMPARE(summary.losses, std::uint64_t(2));
        QCOMPARE(summary.identical, std::uint64_t(2));
        QCOMPARE(summary.withThemselves.n, std::uint64_t(1));
        QCOMPARE(summary.withThemselves.observed, 1.0);
        QCOMPARE(summary.amongVoters.n, std::uint64_t(1));
        QCOMPARE(summary.amongVoters.observed, 0.0);
        QCOMPARE(summary.tagsAgainstSecond[0], std::uint64_t(1));
        QCOMPARE(summary.tagsAgainstFirst[0], std::uint64_t(0));
        const VoteSummary flipped = summariseVotes(*store().castVotes(phase, base));
        QCOMPARE(flipped.wins, summary.losses);
        QCOMPARE(flipped.winShare.estimate, 1 - summary.winShare.estimate);
        QVERIFY(store().castVotes({"002", "base"}, phase)->empty());
    }
};

QTEST_APPLESS_MAIN(TestVoteStore)
#include "testvotestore.moc"
