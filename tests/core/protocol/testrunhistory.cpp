// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/eventlog.h"
#include "core/protocol/runhistory.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

namespace {

// Numbers and times events as a run would: one second apart.
class Script final
{
public:
    Event next(EventBody body)
    {
        Event event;
        event.seq = ++m_seq;
        event.time = 1000 + static_cast<double>(m_seq);
        event.attempt = 1;
        event.body = std::move(body);
        return event;
    }

    std::uint64_t seq() const { return m_seq; }

private:
    std::uint64_t m_seq = 0;
};

event::Step step(std::int64_t number, int phase, std::uint64_t tokens = 100)
{
    event::Step s;
    s.step = number;
    s.totalSteps = 6;
    s.phase = phase;
    s.loss = 4.0 - 0.1 * static_cast<double>(number);
    s.tokens = tokens;
    s.seconds = 2;
    return s;
}

event::PhaseStarted phaseStarted(int phase)
{
    event::PhaseStarted p;
    p.phase = phase;
    p.phases = 2;
    p.firstStep = phase == 1 ? 1 : 4;
    p.steps = 3;
    p.tokens = 300;
    return p;
}

event::Evaluated evaluated(std::int64_t step, int phase, int heldOut, const char* set)
{
    event::Evaluated e;
    e.step = step;
    e.phase = phase;
    e.heldOutPhase = heldOut;
    e.set = set;
    e.checkpoint = "phase_1";
    e.loss = 3;
    e.n = 12;
    return e;
}

} // namespace

class TestRunHistory : public QObject
{
    Q_OBJECT

private slots:

    void stepsAndHeldOutLossesBecomeColumns()
    {
        Script script;
        RunHistory history;
        QVERIFY(history.isEmpty());
        history.add(script.next(event::Hello()));
        history.add(script.next(event::Attempt()));
        history.add(script.next(phaseStarted(1)));
        for (int i = 1; i <= 3; ++i)
            history.add(script.next(step(i, 1)));
        history.add(script.next(evaluated(3, 1, 1, "validation")));
        history.add(script.next(evaluated(3, 1, 2, "validation")));
        history.add(script.next(evaluated(3, 1, 2, "test")));
        QCOMPARE(history.steps().step, (std::vector<double>{1, 2, 3}));
        QCOMPARE(history.steps().phase, (std::vector<int>{1, 1, 1}));
        QCOMPARE(history.heldOut().size(), std::size_t(2)); // test rows are no curve
        QCOMPARE(history.heldOut().at(2).size(), std::size_t(1));
        QVERIFY(history.heldOut().at(2).front().isCheckpoint);
        QCOMPARE(history.totalSteps(), std::int64_t(6));
        QCOMPARE(history.phaseNow(), 1);
    }

    void aStepThatGoesBackIsLeftOut()
    {
        Script script;
        RunHistory history;
        history.add(script.next(step(2, 1)));
        history.add(script.next(step(1, 1)));
        history.add(script.next(step(2, 1)));
        history.add(script.next(step(3, 1)));
        QCOMPARE(history.steps().step, (std::vector<double>{2, 3}));
    }

    void whatALaterAttemptSupersedesIsGone()
    {
        Script script;
        EventRecord record;
        RunHistory history;
        std::uint64_t saved = 0;
        const auto add = [&](EventBody body) {
            if (record.add(script.next(std::move(body))) == 0) {
                history.add(record.events().back());
                return;
            }
            history.clear();
            for (const Event& event : record.events())
                history.add(event);
        };
        add(event::Hello());
        add(event::Attempt());
        add(phaseStarted(1));
        add(step(1, 1));
        add(event::ResumeSaved{1, 10, 0.1});
        saved = script.seq();
        add(step(2, 1));
        add(step(3, 1));
        event::Answer lost;
        lost.id = "lost";
        add(lost);
        event::Failed failed;
        failed.message = "the disk is full";
        add(failed);
        QCOMPARE(history.ending(), RunEnding::Failed);
        QCOMPARE(history.endingReason(), std::string("the disk is full"));
        event::Attempt again;
        again.attempt = 2;
        again.resumedAfter = saved;
        again.step = 1;
        add(again);
        QCOMPARE(history.steps().step, (std::vector<double>{1}));
        QVERIFY(history.answers().empty());
        QCOMPARE(history.ending(), RunEnding::None);
        QCOMPARE(history.attempts(), 2);
        QCOMPARE(history.lastSaved()->step, std::int64_t(1));
        add(step(2, 1));
        QCOMPARE(history.steps().step, (std::vector<double>{1, 2}));
    }

    void aGateWaitsUntilItIsDecided()
    {
        Script script;
        RunHistory history;
        event::Gate gate;
        gate.phase = 1;
        gate.verdict = "undecided";
        history.add(script.next(gate));
        history.add(script.next(event::Waiting{1, "could be either"}));
        QVERIFY(history.waiting().has_value());
        history.add(script.next(event::Decision{"stop_after_step", "", "socket", 0}));
        QVERIFY(history.waiting().has_value()); // an answer to something else
        history.add(script.next(event::Decision{"continue", "looks good", "socket", 1}));
        QVERIFY(!history.waiting().has_value());
        QCOMPARE(history.phases().at(1).decisions.size(), std::size_t(1));
        QCOMPARE(history.phases().at(1).decisions.front().reason, std::string("looks good"));
    }

    void whatAPersonWentBackToStandsUntilTheRunGoesOn()
    {
        Script script;
        RunHistory history;
        history.add(script.next(event::Attempt()));
        history.add(script.next(event::Waiting{2, "worse"}));
        QVERIFY(!history.rolledBackTo().has_value());
        history.add(script.next(event::Decision{"roll_back", "worse", "socket", 2, 0}));
        QCOMPARE(history.rolledBackTo(), std::optional(0)); // the model before training
        QVERIFY(!history.waiting().has_value());
        history.add(script.next(event::Stopped{"rolled back", 4, true}));
        QCOMPARE(history.rolledBackTo(), std::optional(0));
        history.add(script.next(event::Attempt())); // asks the gate anew
        QVERIFY(!history.rolledBackTo().has_value());
    }

    void timeLeftIsTokensTimesTheRateAndWhatIsMeasuredBetween()
    {
        const std::vector<PlannedPhase> planned = {{300, 3}, {600, 3}};
        Script script;
        RunHistory history;
        QVERIFY(!history.timeLeft(planned, 0).has_value());
        history.add(script.next(event::Attempt())); // at 1001
        history.add(script.next(event::Stage{"losses", "base", 5})); // at 1002
        history.add(script.next(phaseStarted(1))); // at 1003: 2 s of measuring
        QVERIFY(!history.timeLeft(planned, 1003).has_value());
        history.add(script.next(step(1, 1))); // 2 s for 100 tokens
        auto left = history.timeLeft(planned, 1004);
        QVERIFY(left.has_value());
        QCOMPARE(left->phases.size(), std::size_t(2));
        QCOMPARE(left->phases[0], 200 * 0.02 + 2);
        QCOMPARE(left->phases[1], 600 * 0.02 + 2);
        QCOMPARE(left->total, left->phases[0] + left->phases[1]);
        history.add(script.next(step(2, 1)));
        history.add(script.next(step(3, 1)));
        event::PhaseFinished finished;
        finished.phase = 1;
        history.add(script.next(finished)); // at 1007
        left = history.timeLeft(planned, 1008);
        QCOMPARE(left->phases[0], 1.0); // of the 2 s that measuring took before
        history.add(script.next(phaseStarted(2)));
        left = history.timeLeft(planned, 1009);
        QCOMPARE(left->phases[0], 0.0);
        history.add(script.next(event::Finished()));
        QVERIFY(!history.timeLeft(planned, 1010).has_value());
    }
};

QTEST_APPLESS_MAIN(TestRunHistory)
#include "testrunhistory.moc"
