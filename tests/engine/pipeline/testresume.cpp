// SPDX-License-Identifier: Apache-2.0
// kill -9 at any moment, then resume: every later loss equals the uninterrupted run's bit for bit.
#include "core/base/random.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
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
    std::chrono::milliseconds m_duration{};

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

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY_RESULT(m_engine.makeModel());
        auto folder = m_engine.freeze("uninterrupted", m_engine.spec());
        QVERIFY_RESULT(folder);
        const auto start = std::chrono::steady_clock::now();
        const int code = EngineFixture::run("run", *folder);
        m_duration
            = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
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

    void killedTwentyTimesAtRandomItResumesExactly()
    {
        Random random(20);
        int kills = 0;
        for (int number = 0; kills < 20; ++number) {
            auto folder = m_engine.freeze("random" + std::to_string(number), m_engine.spec());
            QVERIFY_RESULT(folder);
            for (;;) {
                auto process = EngineFixture::start("run", *folder);
                QVERIFY_RESULT(process);
                // Loading takes a part of the time; a run is killed several times before it gets through.
                const auto wait = std::chrono::milliseconds(static_cast<std::int64_t>(
                    random.uniform() * 1.2 * static_cast<double>(m_duration.count())));
                if (const auto code = process->wait(wait)) {
                    QVERIFY2(*code == 0, EngineFixture::log(*folder).c_str());
                    break;
                }
                QVERIFY_RESULT(sendSignal(process->id(), ProcessSignal::Kill));
                QCOMPARE(process->wait(), 128 + SIGKILL);
                ++kills;
            }
            compare(*folder);
        }
    }

    void stoppedByASignalItResumesExactly()
    {
        auto folder = m_engine.freeze("signal", m_engine.spec());
        QVERIFY_RESULT(folder);
        Random random(5);
        int stops = 0;
        for (;;) {
            auto process = EngineFixture::start("run", *folder);
            QVERIFY_RESULT(process);
            const auto wait = std::chrono::milliseconds(static_cast<std::int64_t>(
                (0.5 + 0.5 * random.uniform()) * static_cast<double>(m_duration.count())));
            std::optional<int> code = process->wait(wait);
            if (!code) {
                QVERIFY_RESULT(sendSignal(process->id(), ProcessSignal::Terminate));
                code = process->wait();
            }
            if (*code == 0)
                break;
            QVERIFY2(*code == 3, EngineFixture::log(*folder).c_str());
            ++stops;
            QVERIFY(stops < 50);
        }
        compare(*folder);
    }
};

QTEST_APPLESS_MAIN(TestResume)
#include "testresume.moc"
