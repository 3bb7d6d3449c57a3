// SPDX-License-Identifier: Apache-2.0
// Runs that take their first phases from a finished one are what they would be had they trained them; and a
// phase of several cycles is trained as they are.
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/project/sharedphases.h"
#include "core/protocol/eventlog.h"
#include "core/run/fork.h"
#include "tests/engine/pipeline/enginefixture.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <csignal>
#include <functional>

using namespace dankai;
using namespace dankai::test;

class TestSharedPhases : public QObject
{
    Q_OBJECT

    EngineFixture m_engine;
    std::filesystem::path m_finished;

    RunSpec paper() const
    {
        RunSpec spec = m_engine.spec();
        spec.carryOver = CarryOver::Paper;
        for (std::size_t k = 0; k < spec.phases.size(); ++k)
            spec.phases[k].file = runfile::phase(static_cast<int>(k) + 1);
        return spec;
    }

    // The finished run's with another last phase.
    RunSpec otherEnd() const
    {
        RunSpec spec = paper();
        spec.name = "another end";
        spec.arm = "length";
        spec.phases[2].learningRate = 1e-3;
        spec.phases[2].epochs = 1.5;
        return spec;
    }

    std::filesystem::path at(const std::string& name) const { return m_engine.root() / name; }

    std::filesystem::path frozen(const std::string& name, const RunSpec& spec) const
    {
        const auto folder = m_engine.freeze(name, spec);
        if (!folder)
            qFatal("%s", folder.error().message.c_str());
        return *folder;
    }

    static void train(const std::filesystem::path& folder)
    {
        const int code = EngineFixture::run("run", folder);
        QVERIFY2(code == 0, EngineFixture::log(folder).c_str());
    }

    // But for the total of steps that was planned when an inherited phase was trained.
    static std::vector<std::string> comparable(const std::filesystem::path& folder)
    {
        std::vector<std::string> results = resultsOf(folder);
        for (std::string& line : results)
            if (const auto total = line.find("\"total_steps\":"); total != std::string::npos)
                line.erase(total, line.find_first_of(",}", total) - total);
        return results;
    }

    static std::string modelOf(const std::filesystem::path& folder, int phase)
    {
        return modelHash(folder / "checkpoints" / checkpointName(phase)).value_or("none");
    }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY_RESULT(m_engine.makeModel());
        m_finished = frozen("finished", paper());
        train(m_finished);
    }

    void whatIsSharedEqualsTheUninterruptedRunToTheLastBit()
    {
        const auto alone = frozen("alone", otherEnd());
        train(alone);
        const auto shared = frozen("shared", otherEnd());
        const auto yaml = readFile(shared / "run.yaml");
        QCOMPARE(sharedPhases(shared, m_finished), 2);
        QVERIFY_RESULT(sharePhases(shared, m_finished, 2));
        // The run is the one that was frozen; the manifest says where its phases come from.
        QCOMPARE(*readFile(shared / "run.yaml"), *yaml);
        const auto spec = readRunSpec(shared);
        QVERIFY_RESULT(spec);
        QVERIFY(spec->isMatched && !isAdapted(*spec));
        QVERIFY(spec->fork == (ForkReference{"finished", 3, {}, true}));
        QCOMPARE(readManifest(shared)->inherited->run, std::string("finished"));
        train(shared);
        const auto one = comparable(shared), other = comparable(alone);
        for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i)
            QCOMPARE(QString::fromStdString(one[i]), QString::fromStdString(other[i]));
        QCOMPARE(one.size(), other.size());
        for (int phase = 1; phase <= 3; ++phase)
            QCOMPARE(modelOf(shared, phase), modelOf(alone, phase));
        QVERIFY(modelOf(shared, 3) != modelOf(m_finished, 3)); // else nothing was shown
        QVERIFY(eventsOf<event::Warning>(shared).empty());
        for (const event::Stage& stage : eventsOf<event::Stage>(shared))
            QVERIFY2(stage.checkpoint.empty() || stage.checkpoint == "phase_3", stage.checkpoint.c_str());
        // It can be shared from in its turn.
        const auto again = frozen("again", otherEnd());
        QCOMPARE(sharedPhases(again, shared), 2);
        QVERIFY_RESULT(sharePhases(again, shared, 2));
        train(again);
        QVERIFY(comparable(again) == other);
    }

    void killedAndResumedItStaysEqual()
    {
        const auto folder = frozen("killed", paper());
        QVERIFY_RESULT(sharePhases(folder, m_finished, 1));
        QCOMPARE(EngineFixture::run("run", folder, {"--fault", "state_after_rename:2"}), 128 + SIGKILL);
        train(folder);
        QVERIFY(comparable(folder) == comparable(m_finished));
        QCOMPARE(modelOf(folder, 3), modelOf(m_finished, 3));
    }

    void onlyWhatWouldBeAlikeIsShared_data()
    {
        QTest::addColumn<int>("phases");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        const auto row = [](int phases, const char* key, const char* value) {
            QTest::addRow("%s=%s", key, value)
                << phases << QString::fromLatin1(key) << QString::fromLatin1(value);
        };
        row(2, "name", "x"); // all but the last, which is what it is there for
        row(2, "arm", "order:1-2-3");
        row(2, "execution.save_share", "0.5");
        row(2, "phases.3.epochs", "2");
        row(1, "phases.2.learning_rate", "1e-4");
        row(0, "phases.1.epochs", "2");
        row(0, "phases.1.held_out", "[2]");
        row(0, "phases.1.cycles", "[{share: 1}]");
        row(0, "seed", "1");
        row(0, "carry_over", "moderate"); // moments would have to be carried
        row(0, "optimizer.weight_decay", "0");
        row(0, "replay_share", "0.2");
        row(0, "tokens_per_step", "200");
        row(0, "max_length", "100");
        row(0, "answers.max_new_tokens", "9");
        row(0, "gate.confidence", "0.9");
        row(0, "matched", "false");
        row(0, "execution.precision", "float32");
    }

    void onlyWhatWouldBeAlikeIsShared()
    {
        QFETCH(int, phases);
        QFETCH(QString, key);
        QFETCH(QString, value);
        const auto spec = withSetting(paper(), key.toStdString(), value.toStdString());
        QVERIFY_RESULT(spec);
        const auto folder = frozen(std::string("like ") + QTest::currentDataTag(), *spec);
        QCOMPARE(sharedPhases(folder, m_finished), phases);
    }

    void aFolderThatWasDamagedSinceIsNotTakenFrom()
    {
        const auto folder = frozen("from damage", paper());
        const auto moved = at("its model");
        std::filesystem::rename(m_finished / "checkpoints/phase_2", moved);
        const auto refused = sharePhases(folder, m_finished, 2);
        std::filesystem::rename(moved, m_finished / "checkpoints/phase_2");
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("model after phase 2") != std::string::npos,
            refused.error().message.c_str());
        train(folder); // nothing was taken, so it trains all of them
        QCOMPARE(modelOf(folder, 3), modelOf(m_finished, 3));
    }

    void aCycleIsTrainedAsAPhaseWouldBe()
    {
        // Two phases of the same rows, and one phase of twice as many in two cycles, without a second
        // shuffle's difference: the rates and the moments are those of the phases.
        RunSpec spec = paper();
        spec.replayShare = 0;
        spec.phases[0].epochs = 2;
        spec.phases[0].cycles = {{0.5, {}}, {0.5, 1e-3}};
        const auto cycles = frozen("cycles", spec);
        train(cycles);
        const auto steps = eventsOf<event::Step>(cycles);
        const auto ofFirst = static_cast<std::size_t>(std::ranges::count(steps, 1, &event::Step::phase));
        QVERIFY(ofFirst % 2 == 0);
        double peak = 0;
        for (std::size_t i = 0; i < ofFirst / 2; ++i) {
            QVERIFY(std::abs(steps[ofFirst / 2 + i].learningRate * 3 - steps[i].learningRate) < 1e-12);
            peak = std::max(peak, steps[i].learningRate);
        }
        QCOMPARE(peak, 3e-3);
        QCOMPARE(eventsOf<event::PhaseStarted>(cycles).front().learningRate, 3e-3);
        // Killed in the middle and resumed, moments begin anew at the same step.
        const auto killed = frozen("killed cycles", spec);
        for (const char* fault : {"state_after_rename:2", "state_after_rename:2", "state_after_rename:1"})
            QCOMPARE(EngineFixture::run("run", killed, {"--fault", fault}), 128 + SIGKILL);
        train(killed);
        QVERIFY(resultsOf(killed) == resultsOf(cycles));
        QCOMPARE(modelOf(killed, 1), modelOf(cycles, 1));
        // Without the cycle's fresh moments it would be another model.
        RunSpec kept = spec;
        kept.carryOver = CarryOver::Moderate;
        kept.schedule.peakFactors = {1};
        kept.schedule.finalFraction = 0;
        const auto moderate = frozen("kept moments", kept);
        train(moderate);
        const auto keptSteps = eventsOf<event::Step>(moderate);
        QCOMPARE(keptSteps[ofFirst / 2].loss, steps[ofFirst / 2].loss); // alike up to there
        QVERIFY(modelOf(moderate, 1) != modelOf(cycles, 1));
    }
};

QTEST_APPLESS_MAIN(TestSharedPhases)
#include "testsharedphases.moc"
