// SPDX-License-Identifier: Apache-2.0
// kill -9 at any moment, then resume: every later loss equals the uninterrupted run's bit for bit.
#include "core/base/random.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/protocol/eventlog.h"
#include "tests/engine/pipeline/enginefixture.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <chrono>
#include <csignal>
#include <thread>

using namespace dankai;
using namespace dankai::test;

class TestResume : public QObject
{
    Q_OBJECT

    EngineFixture m_engine;
    std::vector<std::string> m_expected;
    std::string m_expectedModel;
    int m_kills = 0;

    void compare(const std::filesystem::path& folder) const
    {
        const auto results = resultsOf(folder);
        for (std::size_t i = 0; i < std::min(results.size(), m_expected.size()); ++i)
            QCOMPARE(QString::fromStdString(results[i]), QString::fromStdString(m_expected[i]));
        QCOMPARE(results.size(), m_expected.size());
        auto hash = modelHash(folder / "checkpoints/phase_3");
        QVERIFY_RESULT(hash);
        QCOMPARE(*hash, m_expectedModel);
        auto log = readFile(folder / "trainer_log.jsonl");
        auto expectedLog = readFile(m_engine.root() / "uninterrupted" / "trainer_log.jsonl");
        QVERIFY_RESULT(log);
        QVERIFY_RESULT(expectedLog);
        QCOMPARE(std::count(log->begin(), log->end(), '\n'),
            std::count(expectedLog->begin(), expectedLog->end(), '\n'));
    }

    // Until the process has said a random number of further events, `least` or more, and a moment longer; its
    // exit code where it ended before. Told by events and not by the clock, so that a slow machine kills at
    // the same places.
    static std::optional<int> waitForEvents(
        ChildProcess& process, const std::filesystem::path& folder, Random& random, std::ptrdiff_t least = 0)
    {
        const auto countEvents = [&] {
            auto text = readFile(folder / "events.jsonl");
            return text ? std::count(text->begin(), text->end(), '\n') : 0;
        };
        const auto target = countEvents() + least + static_cast<std::ptrdiff_t>(random.below(24));
        const auto jitter = std::chrono::microseconds(random.below(15000));
        while (countEvents() < target) {
            if (const auto code = process.wait(std::chrono::milliseconds(1)))
                return code;
        }
        std::this_thread::sleep_for(jitter);
        return process.wait(std::chrono::milliseconds(0));
    }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY_RESULT(m_engine.makeModel());
        auto folder = m_engine.freeze("uninterrupted", m_engine.spec());
        QVERIFY_RESULT(folder);
        const int code = EngineFixture::run("run", *folder);
        QVERIFY2(code == 0, EngineFixture::log(*folder).c_str());
        m_expected = resultsOf(*folder);
        QVERIFY(m_expected.size() > 60);
        auto hash = modelHash(*folder / "checkpoints/phase_3");
        QVERIFY_RESULT(hash);
        m_expectedModel = *hash;
    }

    void killedAtAPointItResumesExactly_data()
    {
        QTest::addColumn<QString>("fault");
        // Twice each, so that some fall into the middle of a phase and some at its end.
        for (const char* point :
            {"tensors_before_rename", "tensors_after_rename", "state_before_rename", "state_after_rename",
                "checkpoint_before_rename", "checkpoint_after_rename", "stage_finished"}) {
            for (const int count : {1, 3}) {
                const QString fault = QString("%1:%2").arg(point).arg(count);
                QTest::newRow(qPrintable(fault)) << fault;
            }
        }
    }

    void killedAtAPointItResumesExactly()
    {
        QFETCH(QString, fault);
        auto folder = m_engine.freeze(QString(fault).replace(':', '-').toStdString(), m_engine.spec());
        QVERIFY_RESULT(folder);
        QCOMPARE(EngineFixture::run("run", *folder, {"--fault", fault.toStdString()}), 128 + SIGKILL);
        const int code = EngineFixture::run("run", *folder);
        QVERIFY2(code == 0, EngineFixture::log(*folder).c_str());
        compare(*folder);
    }

    void otherFormsOfStatesResumeExactly_data()
    {
        QTest::addColumn<QString>("precision");
        QTest::addColumn<OptimizerKind>("kind");
        QTest::newRow("8 bits") << "float32" << OptimizerKind::AdamW8bit;
        QTest::newRow("split") << "bfloat16_split" << OptimizerKind::AdamW;
        QTest::newRow("split and 8 bits") << "bfloat16_split" << OptimizerKind::AdamW8bit;
    }

    // Quantised moments, which carry_over: moderate takes from phase to phase, and masters in two halves.
    void otherFormsOfStatesResumeExactly()
    {
        QFETCH(QString, precision);
        QFETCH(OptimizerKind, kind);
        const std::string name = QTest::currentDataTag();
        RunSpec spec = m_engine.spec();
        spec.optimizer.kind = kind;
        spec.execution.precision = precision.toStdString();
        auto whole = m_engine.freeze(name, spec);
        QVERIFY_RESULT(whole);
        int code = EngineFixture::run("run", *whole);
        QVERIFY2(code == 0, EngineFixture::log(*whole).c_str());
        const auto expected = resultsOf(*whole);
        QCOMPARE(expected.size(), m_expected.size());
        QVERIFY(expected != m_expected);
        int kills = 0;
        for (const char* fault : {"tensors_before_rename:3", "tensors_after_rename:5", "state_after_rename:2",
                 "state_after_rename:7", "checkpoint_after_rename:1", "stage_finished:7"}) {
            auto killed = m_engine.freeze(name + std::to_string(++kills), spec);
            QVERIFY_RESULT(killed);
            QCOMPARE(EngineFixture::run("run", *killed, {"--fault", fault}), 128 + SIGKILL);
            code = EngineFixture::run("run", *killed);
            QVERIFY2(code == 0, EngineFixture::log(*killed).c_str());
            QVERIFY2(resultsOf(*killed) == expected, fault);
            QCOMPARE(*modelHash(*killed / "checkpoints/phase_3"), *modelHash(*whole / "checkpoints/phase_3"));
        }
    }

    void halvesAreNoStateOfAnotherPrecision()
    {
        RunSpec spec = m_engine.spec();
        spec.execution.precision = "bfloat16_split";
        auto folder = m_engine.freeze("halves", spec);
        QVERIFY_RESULT(folder);
        QCOMPARE(EngineFixture::run("run", *folder, {"--fault", "state_after_rename:7"}), 128 + SIGKILL);
        QCOMPARE(EngineFixture::run("run", *folder, {"--precision", "float32"}), 2);
        const std::string log = EngineFixture::log(*folder);
        QVERIFY2(
            log.find("was saved with execution.precision: bfloat16_split") != std::string::npos, log.c_str());
        QCOMPARE(EngineFixture::run("run", *folder), 0); // nothing is lost
    }

    void killedAtRandomItResumesExactly_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 10; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }

    void killedAtRandomItResumesExactly()
    {
        QFETCH(int, seed);
        Random random(static_cast<std::uint64_t>(seed));
        auto folder = m_engine.freeze("random" + std::to_string(seed), m_engine.spec());
        QVERIFY_RESULT(folder);
        std::optional<int> code;
        for (int kill = 0; kill < 5 && !code; ++kill) {
            auto process = EngineFixture::start("run", *folder);
            QVERIFY_RESULT(process);
            code = waitForEvents(*process, *folder, random);
            if (!code) {
                QVERIFY_RESULT(sendSignal(process->id(), ProcessSignal::Kill));
                // It may have ended between the look and the signal.
                const int status = process->wait();
                if (status == 128 + SIGKILL)
                    ++m_kills;
                else
                    code = status;
            }
        }
        if (!code)
            code = EngineFixture::run("run", *folder);
        QVERIFY2(*code == 0, EngineFixture::log(*folder).c_str());
        compare(*folder);
    }

    void atLeastTwentyWereKilledAtRandom() { QVERIFY2(m_kills >= 20, qPrintable(QString::number(m_kills))); }

    void stoppedByASignalItResumesExactly()
    {
        auto folder = m_engine.freeze("signal", m_engine.spec());
        QVERIFY_RESULT(folder);
        Random random(5);
        int stops = 0;
        for (;;) {
            auto process = EngineFixture::start("run", *folder);
            QVERIFY_RESULT(process);
            // Before its first event it may not have come to catching signals.
            std::optional<int> code = waitForEvents(*process, *folder, random, 1);
            if (!code) {
                QVERIFY_RESULT(sendSignal(process->id(), ProcessSignal::Terminate));
                code = process->wait();
            }
            if (*code == 0)
                break;
            QVERIFY2(*code == 3, (std::to_string(*code) + " " + EngineFixture::log(*folder)).c_str());
            ++stops;
            QVERIFY(stops < 50);
        }
        compare(*folder);
        // Who asked is in the record, though most of these stops were in a stage that was done again.
        auto events = readEvents(*folder / "events.jsonl");
        QVERIFY_RESULT(events);
        int decisions = 0;
        for (const Event& event : *events) {
            if (const auto* decision = std::get_if<event::Decision>(&event.body)) {
                QCOMPARE(decision->by, std::string("signal"));
                ++decisions;
            }
        }
        QCOMPARE(decisions, stops);
    }
};

QTEST_APPLESS_MAIN(TestResume)
#include "testresume.moc"
