// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/evaluation/votes.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace dankai;

namespace {

CastVote voteOn(
    const std::string& prompt, std::optional<Preference> preference, const std::string& voter = "a")
{
    CastVote vote;
    vote.prompt = prompt;
    vote.voter = voter;
    vote.preference = preference;
    vote.firstLength = 100;
    vote.secondLength = 80;
    return vote;
}

std::vector<BallotPair> pairs(std::size_t count)
{
    std::vector<BallotPair> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back({"p" + std::to_string(i), 10 + i, 20, false});
    return result;
}

// A first speaker that is better at `theta` and gains by length with `phi`; its answers are longer.
std::vector<LengthPair> simulated(Random& random, int n, double theta, double phi, double ties)
{
    std::vector<double> lengths(static_cast<std::size_t>(n));
    double squares = 0;
    for (double& length : lengths) {
        length = 30 + 100 * random.normal();
        squares += length * length;
    }
    const double scale = std::sqrt(squares / n);
    std::vector<LengthPair> result;
    for (const double length : lengths) {
        const double p = 1 / (1 + std::exp(-theta - phi * std::tanh(length / scale)));
        const double value = random.uniform() < ties ? 0.5 : random.uniform() < p ? 1 : 0;
        result.push_back({value, length});
    }
    return result;
}

} // namespace

class TestVotes : public QObject
{
    Q_OBJECT

private slots:

    void aBallotIsDrawnFairlyAndRepeatably()
    {
        const auto all = pairs(50);
        const auto drawn = drawBallot(all, {30, 0.2, 7});
        QCOMPARE(drawn.size(), std::size_t(36));
        QVERIFY(drawn == drawBallot(all, {30, 0.2, 7}));
        QVERIFY(drawn != drawBallot(all, {30, 0.2, 8}));
        std::map<std::string, std::size_t> firstPlace;
        std::size_t left = 0, repeats = 0;
        for (std::size_t place = 0; place < drawn.size(); ++place) {
            const BallotQuestion& question = drawn[place];
            if (!question.isRepeat) {
                QVERIFY(firstPlace.emplace(question.prompt, place).second);
                left += question.isFirstShownAsA ? 1 : 0;
                continue;
            }
            ++repeats;
            const auto first = firstPlace.find(question.prompt);
            QVERIFY(first != firstPlace.end());
            // The other way round.
            QVERIFY(drawn[first->second].isFirstShownAsA != question.isFirstShownAsA);
            QVERIFY(place > first->second + 4 || place + 7 > drawn.size());
        }
        QCOMPARE(firstPlace.size(), std::size_t(30));
        QCOMPARE(left, std::size_t(15));
        QCOMPARE(repeats, std::size_t(6));
    }

    void fewPairsAreAllAskedAndIdenticalOnesNeverTwice()
    {
        auto all = pairs(5);
        all[2].isIdentical = true;
        const auto drawn = drawBallot(all, {30, 1, 1});
        QCOMPARE(drawn.size(), std::size_t(9)); // one identical, four asked twice
        QVERIFY(drawn.front().isIdentical);
        std::set<std::string> seen;
        for (const BallotQuestion& question : drawn) {
            QCOMPARE(question.isIdentical, question.prompt == "p2");
            QCOMPARE(question.isRepeat, !seen.insert(question.prompt).second);
        }
        QVERIFY(drawBallot({}, {30, 0.5, 1}).empty());
    }

    void namesAreReadBack()
    {
        for (const VoteChoice choice :
            {VoteChoice::A, VoteChoice::B, VoteChoice::Tie, VoteChoice::BothBad, VoteChoice::Skip})
            QVERIFY(voteChoiceFrom(nameOf(choice)) == choice);
        for (std::size_t tag = 0; tag < voteTagCount; ++tag)
            QVERIFY(voteTagFrom(nameOf(static_cast<VoteTag>(tag))) == static_cast<VoteTag>(tag));
        QVERIFY(!voteChoiceFrom("c"));
        QVERIFY(!voteTagFrom(""));
    }

    void votesAreCountedByTheirPrompts()
    {
        std::vector<CastVote> votes;
        for (int i = 0; i < 6; ++i)
            votes.push_back(voteOn("w" + std::to_string(i), Preference::First));
        votes.push_back(voteOn("l", Preference::Second));
        votes.push_back(voteOn("t", Preference::Tie));
        votes.push_back(voteOn("b", Preference::BothBad));
        votes.push_back(voteOn("s", std::nullopt));
        votes.push_back(voteOn("same", Preference::Tie));
        votes.back().isAutomatic = true;
        votes.back().voter = "nobody";
        // A second voter disagrees on one prompt: its value is one half, and it is still one prompt.
        votes.push_back(voteOn("w0", Preference::Second, "b"));
        // Asked twice: agrees once, disagrees once. Does not count otherwise.
        votes.push_back(voteOn("w1", Preference::First));
        votes.push_back(voteOn("w2", Preference::Tie));
        votes[votes.size() - 1].isRepeat = votes[votes.size() - 2].isRepeat = true;
        votes[votes.size() - 1].isFirstShownAsA = votes[votes.size() - 2].isFirstShownAsA = false;
        const VoteSummary summary = summariseVotes(votes);
        QCOMPARE(summary.prompts, std::uint64_t(10));
        QCOMPARE(summary.votes, std::uint64_t(11));
        QCOMPARE(summary.wins, std::uint64_t(6));
        QCOMPARE(summary.losses, std::uint64_t(2));
        QCOMPARE(summary.ties, std::uint64_t(2));
        QCOMPARE(summary.bothBad, std::uint64_t(1));
        QCOMPARE(summary.identical, std::uint64_t(1));
        QCOMPARE(summary.skipped, std::uint64_t(1));
        QCOMPARE(summary.repeats, std::uint64_t(2));
        QCOMPARE(summary.voters, (std::vector<std::string>{"a", "b"}));
        // 5 wins, 1 half of two voters, 3 halves, 1 loss over 10 prompts
        QVERIFY(std::abs(summary.winShare.estimate - 0.7) < 1e-12);
        // 5 wins, 1 half, 1 loss over 7
        QVERIFY(std::abs(summary.winShareWithoutTies.estimate - 5.5 / 7) < 1e-12);
        QVERIFY(std::abs(summary.bothBadShare.estimate - 0.1) < 1e-12);
        QVERIFY(!summary.lengthControlled); // too few
        // Preferences for A: 6 wins; for B: the loss, the second voter's, the repeat of w1 shown as B.
        QCOMPARE(summary.preferences, std::uint64_t(9));
        QVERIFY(std::abs(summary.leftShare.estimate - 6.0 / 9) < 1e-12);
        QCOMPARE(summary.withThemselves.n, std::uint64_t(2));
        QCOMPARE(summary.withThemselves.observed, 0.5);
        QCOMPARE(summary.amongVoters.n, std::uint64_t(1));
        QCOMPARE(summary.amongVoters.observed, 0.0);
    }

    void theOtherWayRoundIsTheOtherShare()
    {
        Random random(3);
        std::vector<CastVote> votes, turned;
        for (int i = 0; i < 60; ++i) {
            CastVote vote = voteOn(std::to_string(i),
                random.uniform() < 0.6       ? Preference::First
                    : random.uniform() < 0.5 ? Preference::Tie
                                             : Preference::Second);
            vote.firstLength = 50 + random.below(100);
            vote.secondLength = 50 + random.below(60);
            votes.push_back(vote);
            turned.push_back(reversed(vote));
            QVERIFY(reversed(reversed(vote)) == vote);
        }
        const VoteSummary one = summariseVotes(votes), other = summariseVotes(turned);
        QVERIFY(std::abs(one.winShare.lower - (1 - other.winShare.upper)) < 1e-12);
        QVERIFY(std::abs(one.lengthControlled->estimate - (1 - other.lengthControlled->estimate)) < 1e-9);
        QVERIFY(std::abs(one.lengthControlled->lower - (1 - other.lengthControlled->upper)) < 1e-9);
        QCOMPARE(one.leftShare, other.leftShare);
    }

    void undecidedIsSaidUntilTheIntervalLeavesTheHalf()
    {
        const auto standing = [](int wins, int losses) {
            std::vector<CastVote> votes;
            for (int i = 0; i < wins + losses; ++i)
                votes.push_back(voteOn(std::to_string(i), i < wins ? Preference::First : Preference::Second));
            return summariseVotes(votes).standing;
        };
        QCOMPARE(summariseVotes({}).standing, VoteStanding::TooFew);
        QCOMPARE(standing(7, 0), VoteStanding::TooFew); // its interval leaves the half, but seven are seven
        QCOMPARE(standing(8, 0), VoteStanding::FirstBetter);
        QCOMPARE(standing(6, 4), VoteStanding::Undecided);
        QCOMPARE(standing(59, 41), VoteStanding::Undecided);
        QCOMPARE(standing(60, 40), VoteStanding::FirstBetter); // Wilson: [0.502, 0.691]
        QCOMPARE(standing(20, 40), VoteStanding::SecondBetter);
    }

    void theSmallestDetectableDifferenceFallsWithTheRoot()
    {
        QVERIFY(std::abs(smallestDetectableShare(785) - 0.05) < 5e-5);
        QVERIFY(std::abs(smallestDetectableShare(197) - 0.1) < 5e-4);
        QCOMPARE(smallestDetectableShare(0), 1.0);
    }

    void kappaIsCohens()
    {
        // The textbook's 2 x 2 table: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: 0.7 observed, 0.5 by chance.
        std::vector<Preference> one, other;
        const auto add = [&](int count, Preference a, Preference b) {
            one.insert(one.end(), static_cast<std::size_t>(count), a);
            other.insert(other.end(), static_cast<std::size_t>(count), b);
        };
        add(20, Preference::First, Preference::First);
        add(5, Preference::First, Preference::Second);
        add(10, Preference::Second, Preference::First);
        add(15, Preference::Second, Preference::Second);
        const VoteAgreement agreement = agreementOf(one, other);
        QCOMPARE(agreement.n, std::uint64_t(50));
        QVERIFY(std::abs(agreement.observed - 0.7) < 1e-12);
        QVERIFY(std::abs(agreement.chance - 0.5) < 1e-12);
        QVERIFY(std::abs(*agreement.kappa - 0.4) < 1e-12);
        // Tie and both bad are the same: neither is better.
        const std::vector<Preference> tie{Preference::Tie}, bad{Preference::BothBad};
        QCOMPARE(agreementOf(tie, bad).observed, 1.0);
        QVERIFY(!agreementOf(tie, bad).kappa); // nothing but chance to agree on
        QVERIFY(!agreementOf({}, {}).kappa);
    }

    // Within 1e-7 of scipy's optimiser on the same likelihood.
    void theLengthControlledShareIsScipys()
    {
        const Json golden = test::goldenJson("votes.json");
        for (const Json& one : golden["cases"]) {
            std::vector<LengthPair> pairs;
            for (std::size_t i = 0; i < one["values"].size(); ++i)
                pairs.push_back({one["values"][i].get<double>(), one["differences"][i].get<double>()});
            const Interval found = lengthControlledShare(pairs);
            QVERIFY(std::abs(found.estimate - one["share"].get<double>()) < 1e-7);
            QVERIFY(std::abs(found.lower - one["lower"].get<double>()) < 1e-7);
            QVERIFY(std::abs(found.upper - one["upper"].get<double>()) < 1e-7);
        }
        QCOMPARE(golden["cases"].size(), std::size_t(4));
    }

    void theLengthControlledIntervalCovers_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<double>("theta");
        QTest::addColumn<double>("phi");
        QTest::addColumn<double>("ties");
        QTest::newRow("20, even") << 20 << 0.0 << 0.0 << 0.0;
        QTest::newRow("30, better and longer") << 30 << 0.5 << 1.0 << 0.2;
        QTest::newRow("30, only longer") << 30 << 0.0 << 2.0 << 0.0;
        QTest::newRow("100, worse, many ties") << 100 << -0.7 << 1.0 << 0.5;
        QTest::newRow("200, much better") << 200 << 1.2 << -1.0 << 0.1;
    }

    void theLengthControlledIntervalCovers()
    {
        QFETCH(const int, n);
        QFETCH(const double, theta);
        QFETCH(const double, phi);
        QFETCH(const double, ties);
        // Ties are halves: the share at equal length is what the mean value is there.
        const double truth = ties * 0.5 + (1 - ties) / (1 + std::exp(-theta));
        Random random(20261127);
        constexpr int rounds = 2000;
        int covered = 0;
        for (int round = 0; round < rounds; ++round) {
            const Interval interval = lengthControlledShare(simulated(random, n, theta, phi, ties));
            covered += interval.lower <= truth && truth <= interval.upper ? 1 : 0;
        }
        const double share = static_cast<double>(covered) / rounds;
        qInfo("covers %.4f of %d", share, rounds);
        QVERIFY(share > 0.93 && share < 0.995);
    }

    void theShareIntervalCovers_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<double>("win");
        QTest::addColumn<double>("tie");
        QTest::newRow("10, even") << 10 << 0.4 << 0.2;
        QTest::newRow("30, many ties") << 30 << 0.2 << 0.7;
        QTest::newRow("30, good") << 30 << 0.7 << 0.2;
        QTest::newRow("100, good, few ties") << 100 << 0.6 << 0.05;
        QTest::newRow("200, nearly all ties") << 200 << 0.06 << 0.9;
    }

    void theShareIntervalCovers()
    {
        QFETCH(const int, n);
        QFETCH(const double, win);
        QFETCH(const double, tie);
        const double truth = win + tie / 2;
        Random random(5);
        constexpr int rounds = 4000;
        int covered = 0;
        for (int round = 0; round < rounds; ++round) {
            std::vector<double> values;
            for (int i = 0; i < n; ++i) {
                const double draw = random.uniform();
                values.push_back(draw < win ? 1 : draw < win + tie ? 0.5 : 0);
            }
            const Interval interval = shareInterval(values);
            covered += interval.lower <= truth && truth <= interval.upper ? 1 : 0;
        }
        const double share = static_cast<double>(covered) / rounds;
        qInfo("covers %.4f of %d", share, rounds);
        QVERIFY(share > 0.93 && share < 0.995);
    }

    void withoutTiesTheShareIntervalIsWilsons()
    {
        const std::vector<double> values{1, 1, 0, 1, 0, 1, 1};
        const Interval share = shareInterval(values), wilson = wilsonInterval(5, 7);
        QCOMPARE(share.estimate, wilson.estimate);
        QVERIFY(std::abs(share.lower - wilson.lower) < 1e-12 && std::abs(share.upper - wilson.upper) < 1e-12);
        QCOMPARE(shareInterval({}), wilsonInterval(0, 0));
        const std::vector<double> halves(10, 0.5);
        const Interval even = shareInterval(halves);
        QVERIFY(even.lower < 0.4 && even.lower > wilsonInterval(5, 10).lower);
    }
};

QTEST_APPLESS_MAIN(TestVotes)
#include "testvotes.moc"
