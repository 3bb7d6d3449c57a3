// SPDX-License-Identifier: Apache-2.0
// A whole run that trains an adapter: its checkpoints, its resume, and runs that go on from it.
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/project/runfork.h"
#include "core/protocol/eventlog.h"
#include "tests/engine/pipeline/enginefixture.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>
#include <csignal>

using namespace dankai;
using namespace dankai::test;

class TestAdapterChain : public QObject
{
    Q_OBJECT

    EngineFixture m_engine;
    std::filesystem::path m_done;

    // On the test rows of all phases, after `phase` (0: the base).
    static double lossOf(const std::filesystem::path& run, int phase)
    {
        double nll = 0;
        for (const event::Evaluated& said : eventsOf<event::Evaluated>(run))
            if (said.phase == phase && said.set == "test")
                nll += said.nll;
        return nll;
    }

    RunSpec spec() const
    {
        RunSpec spec = m_engine.spec();
        spec.carryOver = CarryOver::Paper;
        spec.fineTuning = FineTuning::Lora;
        spec.lora.rank = 4;
        spec.lora.alpha = 8;
        return spec;
    }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY_RESULT(m_engine.makeModel());
        auto folder = m_engine.freeze("done", spec());
        QVERIFY_RESULT(folder);
        m_done = *folder;
        const int code = EngineFixture::run("run", m_done);
        QVERIFY2(code == 0, EngineFixture::log(m_done).c_str());
    }

    void trainingLowersTheHeldOutLoss()
    {
        QVERIFY(lossOf(m_done, 1) < lossOf(m_done, 0));
        QVERIFY(lossOf(m_done, 3) < lossOf(m_done, 1));
    }

    void checkpointsAreAdapters()
    {
        for (int phase = 1; phase <= 3; ++phase) {
            const auto folder = m_done / "checkpoints" / checkpointName(phase);
            const auto adapter = openAdapter(folder);
            QVERIFY_RESULT(adapter);
            QCOMPARE(adapter->file.config.rank, std::int64_t(4));
            QCOMPARE(adapter->file.config.targets.size(), std::size_t(7));
            QCOMPARE(adapter->file.baseModel, m_engine.modelPath().string());
            QVERIFY_RESULT(openModel(folder));
            QVERIFY(!std::filesystem::exists(folder / "model.safetensors"));
        }
    }

    // The loss of the checkpoint as anybody would open it is the loss that the run wrote down.
    void theCheckpointHasTheRunsLoss()
    {
        RunSpec whole = m_engine.spec();
        whole.carryOver = CarryOver::Paper;
        whole.model.path = (m_done / "checkpoints/phase_3").string();
        auto folder = m_engine.freeze("from adapter", whole);
        QVERIFY_RESULT(folder);
        const int code = EngineFixture::run("run", *folder);
        QVERIFY2(code == 0, EngineFixture::log(*folder).c_str());
        const double expected = lossOf(m_done, 3);
        QVERIFY(expected > 0);
        QVERIFY(std::abs(lossOf(*folder, 0) - expected) < 1e-5 * expected);
        // Trained further in full, it is a model of its own.
        QVERIFY(std::filesystem::exists(*folder / "checkpoints/phase_1/model.safetensors"));
    }

    void killedItResumesExactly_data()
    {
        QTest::addColumn<QString>("fault");
        for (const char* fault : {"tensors_after_rename:2", "state_before_rename:3",
                 "checkpoint_before_rename:2", "stage_finished:3"})
            QTest::newRow(fault) << fault;
    }

    void killedItResumesExactly()
    {
        QFETCH(QString, fault);
        auto folder = m_engine.freeze(QString(fault).replace(':', '-').toStdString(), spec());
        QVERIFY_RESULT(folder);
        QCOMPARE(EngineFixture::run("run", *folder, {"--fault", fault.toStdString()}), 128 + SIGKILL);
        const int code = EngineFixture::run("run", *folder);
        QVERIFY2(code == 0, EngineFixture::log(*folder).c_str());
        QCOMPARE(resultsOf(*folder), resultsOf(m_done));
        QCOMPARE(*modelHash(*folder / "checkpoints/phase_3"), *modelHash(m_done / "checkpoints/phase_3"));
    }

    // The adapter of a phase is float32, so with the paper's carry-over nothing is lost by going on from it.
    void aRunThatGoesOnFromItTrainsTheSame_data()
    {
        QTest::addColumn<bool>("isOfEarlierVersion");
        QTest::newRow("fork") << false;
        QTest::newRow("fork of an earlier version") << true;
    }

    void aRunThatGoesOnFromItTrainsTheSame()
    {
        QFETCH(bool, isOfEarlierVersion);
        ForkChanges changes;
        changes.fork = {"done", 2, "once more"};
        const auto folder = m_engine.root() / QTest::currentDataTag();
        QVERIFY_RESULT(forkRun(m_done, folder, changes));
        if (isOfEarlierVersion) { // its hash was that of adapter and base together
            const auto path = folder / "manifest.json";
            Json manifest = *parseJson(*readFile(path), path.string());
            manifest["inherited"]["start_hash"] = *modelHash(folder / "checkpoints/phase_1");
            QVERIFY_RESULT(writeFileAtomically(path, manifest.dump()));
        }
        const int code = EngineFixture::run("run", folder);
        QVERIFY2(code == 0, EngineFixture::log(folder).c_str());
        for (const char* phase : {"phase_2", "phase_3"})
            QCOMPARE(*modelHash(folder / "checkpoints" / phase), *modelHash(m_done / "checkpoints" / phase));
    }

    void besideAModelInFourBitsItTrainsAndResumesToo()
    {
        RunSpec quantized = spec();
        quantized.fineTuning = FineTuning::Qlora;
        auto whole = m_engine.freeze("qlora", quantized);
        QVERIFY_RESULT(whole);
        int code = EngineFixture::run("run", *whole);
        QVERIFY2(code == 0, EngineFixture::log(*whole).c_str());
        QVERIFY(lossOf(*whole, 3) < lossOf(*whole, 0));
        // In 4 bits the base is a little another model.
        QVERIFY(lossOf(*whole, 0) != lossOf(m_done, 0));
        QVERIFY(std::abs(lossOf(*whole, 0) - lossOf(m_done, 0)) < 0.1 * lossOf(m_done, 0));
        auto killed = m_engine.freeze("qlora killed", quantized);
        QVERIFY_RESULT(killed);
        QCOMPARE(EngineFixture::run("run", *killed, {"--fault", "state_after_rename:3"}), 128 + SIGKILL);
        code = EngineFixture::run("run", *killed);
        QVERIFY2(code == 0, EngineFixture::log(*killed).c_str());
        QCOMPARE(resultsOf(*killed), resultsOf(*whole));
    }

    // Each phase, and the second half of the first, trains an adapter of its own.
    void adaptersThatAreMergedResumeExactly_data()
    {
        QTest::addColumn<bool>("isQuantized");
        QTest::addColumn<double>("dropout");
        QTest::newRow("lora") << false << 0.0;
        QTest::newRow("lora with dropout") << false << 0.2;
        QTest::newRow("qlora with dropout") << true << 0.1;
    }

    void adaptersThatAreMergedResumeExactly()
    {
        QFETCH(bool, isQuantized);
        QFETCH(double, dropout);
        RunSpec merging = spec();
        merging.lora.dropout = dropout;
        merging.fineTuning = isQuantized ? FineTuning::Qlora : FineTuning::Lora;
        merging.lora.betweenPhases = BetweenPhases::Merge;
        merging.carryOver = CarryOver::Moderate; // whose moments would be kept
        merging.phases.front().cycles = {{0.5, {}}, {0.5, {}}};
        const std::string name = QTest::currentDataTag();
        auto whole = m_engine.freeze(name + " merging", merging);
        QVERIFY_RESULT(whole);
        int code = EngineFixture::run("run", *whole);
        QVERIFY2(code == 0, EngineFixture::log(*whole).c_str());
        QVERIFY(lossOf(*whole, 3) < lossOf(*whole, 0));
        for (int phase = 1; phase <= 3; ++phase) {
            const auto adapter = openAdapter(*whole / "checkpoints" / checkpointName(phase));
            QVERIFY_RESULT(adapter);
            QCOMPARE(adapter->file.config.rank, std::int64_t(4 * (phase + 1)));
            QCOMPARE(adapter->file.config.scale(), 8.0 / 4);
            QCOMPARE(adapter->file.config.dropout, dropout);
        }
        // Before and after a new adapter has begun, and at its checkpoint.
        int kills = 0;
        for (const char* fault : {"state_after_rename:1", "state_after_rename:3", "tensors_after_rename:4",
                 "state_after_rename:6", "state_before_rename:9", "checkpoint_after_rename:2",
                 "stage_finished:6", "state_after_rename:14", "state_after_rename:17"}) {
            auto killed = m_engine.freeze(name + std::to_string(++kills), merging);
            QVERIFY_RESULT(killed);
            QCOMPARE(EngineFixture::run("run", *killed, {"--fault", fault}), 128 + SIGKILL);
            code = EngineFixture::run("run", *killed);
            QVERIFY2(code == 0, EngineFixture::log(*killed).c_str());
            QVERIFY2(resultsOf(*killed) == resultsOf(*whole), fault);
            QCOMPARE(*modelHash(*killed / "checkpoints/phase_3"), *modelHash(*whole / "checkpoints/phase_3"));
        }
    }

    void aRunThatGoesOnFromMergedAdaptersTrainsTheSame()
    {
        RunSpec merging = spec();
        merging.lora.betweenPhases = BetweenPhases::Merge;
        auto whole = m_engine.freeze("merging to go on from", merging);
        QVERIFY_RESULT(whole);
        QCOMPARE(EngineFixture::run("run", *whole), 0);
        ForkChanges changes;
        changes.fork = {whole->filename(), 3, "once more"};
        const auto folder = m_engine.root() / "merging fork";
        QVERIFY_RESULT(forkRun(*whole, folder, changes));
        const int code = EngineFixture::run("run", folder);
        QVERIFY2(code == 0, EngineFixture::log(folder).c_str());
        QCOMPARE(*modelHash(folder / "checkpoints/phase_3"), *modelHash(*whole / "checkpoints/phase_3"));
        // It is no other training under another name.
        QVERIFY(lossOf(*whole, 1) == lossOf(m_done, 1));
        QVERIFY(lossOf(*whole, 2) != lossOf(m_done, 2));
    }

    // Settings of the execution: whichever of them, the same run.
    void computingLayersAgainChangesNoResult()
    {
        RunSpec sparing = spec();
        sparing.execution.activationCheckpointing = "layer";
        auto folder = m_engine.freeze("sparing", sparing);
        QVERIFY_RESULT(folder);
        QCOMPARE(EngineFixture::run("run", *folder, {"--fault", "state_after_rename:5"}), 128 + SIGKILL);
        const int code = EngineFixture::run("run", *folder);
        QVERIFY2(code == 0, EngineFixture::log(*folder).c_str());
        QCOMPARE(resultsOf(*folder), resultsOf(m_done));
        QVERIFY(std::ranges::any_of(eventsOf<event::Warning>(*folder), [](const event::Warning& warning) {
            return warning.message.find("computed again") != std::string::npos;
        }));
    }

    void aDryRunSaysWhatItTakes()
    {
        auto folder = m_engine.freeze("dry", spec());
        QVERIFY_RESULT(folder);
        QCOMPARE(EngineFixture::run("run", *folder, {"--dry-run"}), 0);
    }
};

QTEST_APPLESS_MAIN(TestAdapterChain)
#include "testadapterchain.moc"
