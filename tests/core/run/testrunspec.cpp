// SPDX-License-Identifier: Apache-2.0
#include "core/run/jobspec.h"
#include "core/run/runspec.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

namespace {

RunSpec fullSpec()
{
    RunSpec spec;
    spec.name = "Help desk: \"phased\", 段階 #1";
    spec.arm = "one-off";
    spec.isMatched = false;
    spec.fork = {"003", 2, "the rate was \"too high\": 高い"};
    spec.model = {"/models/a folder", "0123abcd"};
    spec.chatTemplate = {"chatml", "2026-11-23"};
    spec.seed = 18446744073709551615u;
    spec.maxLength = 512;
    spec.overLength = OverLength::Drop;
    spec.tokensPerStep = 1000;
    spec.fineTuning = FineTuning::Qlora;
    spec.lora = {8, 12.5, 0.05, true, {"q_proj", "down_proj"}, BetweenPhases::Merge};
    spec.optimizer = {OptimizerKind::AdamW8bit, 5e-6, 0.8, 0.99, 1e-7, 0.01, true, 0.5};
    spec.schedule.kind = ScheduleKind::Linear;
    spec.schedule.warmupRatio = 0.03;
    spec.schedule.peakFactors = {1, 0.3333333333333333};
    spec.schedule.finalFraction = 0.1;
    spec.carryOver = CarryOver::Moderate;
    spec.replayShare = 0.05;
    spec.earlyStopping = {2, 5};
    spec.answers = {64, 0.7, 0.9, 40};
    spec.gate = {GatePolicy::Ask, 0.9, 500, 0.02, 0.01, 0.6, 0.4, 0.3, 0.2};
    spec.execution = {"cuda:1", "bfloat16_split", 3, 4096, "layer", 0.1, false};
    spec.phases = {{"Easy", "phase_1.jsonl", 2, 1e-4, {1, 2}},
        {"Hard", "phase_2.jsonl", 0.5, {}, {}, {{0.25, 1e-5}, {0.75, {}}}}};
    spec.heldOutPhases = {"Easy", "yes", "3"};
    return spec;
}

const char* shortYaml = "version: 1\nmodel:\n  path: m\nphases:\n  - file: phase_1.jsonl\n";

} // namespace

class TestRunSpec : public QObject
{
    Q_OBJECT

private slots:

    void whatIsWrittenReadsBackTheSame()
    {
        auto parsed = parseRunSpec(toYaml(fullSpec()), "run.yaml");
        QVERIFY_RESULT(parsed);
        QVERIFY(*parsed == fullSpec());
        QCOMPARE(toYaml(*parsed), toYaml(fullSpec()));
    }

    void aShortFileGetsTheDefaults()
    {
        auto parsed = parseRunSpec(shortYaml, "run.yaml");
        QVERIFY_RESULT(parsed);
        QCOMPARE(parsed->optimizer.beta2, 0.95);
        QVERIFY(parsed->isMatched);
        QCOMPARE(parsed->phases.size(), std::size_t(1));
        // Not even a file's name must be said, and held-out rows belong to the phases that there are.
        auto shortest
            = parseRunSpec("version: 1\nmodel: {path: m}\nphases: [{}, {name: Hard}]\n", "run.yaml");
        QVERIFY_RESULT(shortest);
        QCOMPARE(shortest->phases[1].file, std::string("phase_2.jsonl"));
        QVERIFY((shortest->heldOutPhases == std::vector<std::string>{"Phase 1", "Hard"}));
        auto none = parseRunSpec(std::string(shortYaml) + "held_out_phases: []\n", "run.yaml");
        QVERIFY_RESULT(none);
        QVERIFY(none->heldOutPhases.empty());
    }

    void aForkIsOutsideOfMatchedComparisons()
    {
        const std::string fork = std::string(shortYaml) + "fork: {run: '003', phase: 1}\n";
        const auto matched = parseRunSpec(fork, "run.yaml");
        QVERIFY(!matched);
        QVERIFY2(matched.error().message.find("matched must be false") != std::string::npos,
            matched.error().message.c_str());
        const auto parsed = parseRunSpec(fork + "matched: false\n", "run.yaml");
        QVERIFY_RESULT(parsed);
        QCOMPARE(inheritedPhases(*parsed), 0);
        QCOMPARE(inheritedPhases(fullSpec()), 1);
        QVERIFY(!parseRunSpec(std::string(shortYaml) + "matched: false\nfork: {phase: 2}\n", "run.yaml"));
        QVERIFY(frozenSettingsOf(fork).find("/fork/run") != std::string::npos);
    }

    void anAdapterMayStandBesideThoseOfEarlierCycles()
    {
        RunSpec spec = fullSpec(); // a phase, and one of two cycles
        QCOMPARE(cyclesBefore(spec, 2), std::size_t(3));
        auto adapter = adapterOf(spec);
        QVERIFY(adapter && adapter->isBaseQuantized);
        QCOMPARE(adapter->config.rank, std::int64_t(8));
        QCOMPARE(adapter->fixedRank, std::int64_t(16));
        spec.lora.betweenPhases = BetweenPhases::Continue;
        QCOMPARE(adapterOf(spec)->fixedRank, std::int64_t(0));
        spec.fineTuning = FineTuning::Full;
        spec.lora.betweenPhases = BetweenPhases::Merge;
        QVERIFY(!adapterOf(spec));
        QVERIFY(!mergesAdapters(spec));
    }

    void frozenSettingsAreWhatTheFileSays()
    {
        const std::string frozen = frozenSettingsOf(toYaml(fullSpec()));
        RunSpec elsewhere = fullSpec();
        elsewhere.model.path = "/other";
        elsewhere.execution = {};
        QVERIFY(frozenSettingsOf(toYaml(elsewhere)) == frozen);
        QVERIFY(frozenSettingsOf("# edited by hand\n" + toYaml(fullSpec())) == frozen);
        for (const auto& [key, value] : {std::pair("seed", "7"), std::pair("phases.2.epochs", "1"),
                 std::pair("phases.1.held_out", "[2, 1]"), std::pair("model.hash", "x"),
                 std::pair("gate.min_gain", "0.03"), std::pair("name", "other")}) {
            auto changed = withSetting(fullSpec(), key, value);
            QVERIFY_RESULT(changed);
            QVERIFY2(frozenSettingsOf(toYaml(*changed)) != frozen, key);
        }
    }

    void bytesThatAreNoTextAreNamed()
    {
        const auto parsed = parseRunSpec(std::string(shortYaml) + "name: \"a\xff\"\n", "run.yaml");
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().message.find("run.yaml:6: is not UTF-8") != std::string::npos,
            parsed.error().message.c_str());
    }

    void aNulNeitherEndsANumberNorAPath()
    {
        // As a byte of the file, and as YAML's own way to write it.
        const std::string start = shortYaml;
        for (const auto& [added, message] :
            {std::pair(std::string("seed: 1") + '\0' + "2\n", "run.yaml:6: holds a NUL byte"),
                {std::string("seed: \"1\\0002\"\n"), "run.yaml:6: seed must be a whole number"},
                {std::string("replay_share: \"0.\\0006\"\n"), "run.yaml:6: replay_share is '0."},
                {std::string("name: \"a\\0b\"\n"), "run.yaml:6: name must be a text without NUL"}}) {
            const auto parsed = parseRunSpec(start + added, "run.yaml");
            QVERIFY2(!parsed, message);
            QVERIFY2(parsed.error().message.starts_with(message), parsed.error().message.c_str());
        }
    }

    void errorsNameFileLineAndKey_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("message");
        const QString start = shortYaml;
        QTest::newRow("unknown key") << start + "seeed: 3\n"
                                     << "run.yaml:6: seeed is not a key";
        QTest::newRow("cycles that are no whole")
            << "version: 1\nmodel: {path: m}\nphases:\n  - cycles: [{share: 0.5}, {share: 0.4}]\n"
            << "run.yaml: the shares of phases.1.cycles must be 1 together";
        QTest::newRow("unknown nested key") << start + "optimizer:\n  lr: 3\n"
                                            << "run.yaml:7: optimizer.lr is not a key";
        QTest::newRow("not a number") << start + "max_length: long\n"
                                      << "run.yaml:6: max_length is 'long'; it must be a number";
        QTest::newRow("not whole") << start + "max_length: 2.5\n"
                                   << "it must be a whole number";
        QTest::newRow("out of range") << start + "optimizer: {beta1: 1.5}\n"
                                      << "run.yaml:6: optimizer.beta1 is '1.5'";
        QTest::newRow("unknown checkpointing") << start + "execution: {activation_checkpointing: some}\n"
                                               << "activation_checkpointing is 'some'; it must be auto, "
                                                  "none or layer";
        QTest::newRow("unknown choice") << start + "carry_over: none\n"
                                        << "must be one of: paper, continuous, moderate";
        QTest::newRow("twice") << start + "seed: 1\nseed: 2\n"
                               << "run.yaml:7: seed stands there twice";
        QTest::newRow("wrong shape") << start + "phases: 3\n"
                                     << "phases";
        QTest::newRow("version") << "version: 2\n"
                                 << "version is 2; this program reads version 1";
        QTest::newRow("no version") << "name: x\n"
                                    << "version is missing";
        QTest::newRow("no phases") << "version: 1\nmodel: {path: m}\n"
                                   << "at least one phase";
        QTest::newRow("no YAML") << "a: [1\nb: 2"
                                 << "not YAML";
        QTest::newRow("empty") << ""
                               << "must be a YAML mapping";
        QTest::newRow("nan") << start + "replay_share: .nan\n"
                             << "it must be a number";
        QTest::newRow("matched gate") << start + "gate: {policy: stop}\n"
                                      << "matched: false";
        QTest::newRow("matched stopping") << start + "early_stopping: {patience: 2}\n"
                                          << "matched: false";
        QTest::newRow("device") << start + "execution: {device: gpu}\n"
                                << "execution.device is 'gpu'";
        QTest::newRow("phase file") << "version: 1\nmodel: {path: m}\nphases: [{file: a.jsonl}]\n"
                                    << "it must be phase_1.jsonl";
        // A few bytes that stand for a tree without end.
        QTest::newRow("alias of itself") << start + "optimizer: &a {x: *a}\n"
                                         << "nests deeper than";
        QString bomb = start + "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
        for (int i = 1; i < 9; ++i)
            bomb += QString("a%1: &a%1 [*a%2, *a%2, *a%2, *a%2, *a%2, *a%2, *a%2, *a%2]\n").arg(i).arg(i - 1);
        QTest::newRow("aliases of aliases") << bomb << "without aliases";
        QTest::newRow("held-out set that is not there")
            << "version: 1\nmodel: {path: m}\nphases: [{file: phase_1.jsonl, held_out: [4]}]\n"
            << "phases.1.held_out names set 4";
    }

    void errorsNameFileLineAndKey()
    {
        QFETCH(QString, yaml);
        QFETCH(QString, message);
        auto parsed = parseRunSpec(yaml.toStdString(), "run.yaml");
        QVERIFY(!parsed);
        QVERIFY2(
            QString::fromStdString(parsed.error().message).contains(message), parsed.error().message.c_str());
    }

    void settingsAreChangedByTheirPath()
    {
        auto changed = withSetting(fullSpec(), "optimizer.learning_rate", "1e-3");
        QVERIFY_RESULT(changed);
        QCOMPARE(changed->optimizer.learningRate, 1e-3);
        changed = withSetting(fullSpec(), "phases.2.epochs", "3");
        QVERIFY_RESULT(changed);
        QCOMPARE(changed->phases[1].epochs, 3.0);
        changed = withSetting(fullSpec(), "schedule.peak_factors", "[1, 0.5]");
        QVERIFY_RESULT(changed);
        QCOMPARE(changed->schedule.peakFactors, (std::vector<double>{1, 0.5}));
        for (const auto& [key, value] : {std::pair("optimizer.lr", "1"), std::pair("phases.3.epochs", "1"),
                 std::pair("phases.x.epochs", "1"), std::pair("seed", "-1"), std::pair("", "1"),
                 std::pair("seed.x", "1")}) {
            auto refused = withSetting(fullSpec(), key, value);
            QVERIFY2(!refused, key);
            QVERIFY(refused.error().message.starts_with("--set "));
        }
    }

    void jobsReadBackTheSame()
    {
        JobSpec spec;
        spec.kind = JobKind::Answer;
        spec.model.path = "/m";
        spec.checkpoint = "phase_2";
        spec.answers.maxNewTokens = 7;
        auto parsed = parseJobSpec(toYaml(spec), "job.yaml");
        QVERIFY_RESULT(parsed);
        QVERIFY(*parsed == spec);
        spec.kind = JobKind::Measure;
        spec.scorers = {"loss", "ifd"};
        parsed = parseJobSpec(toYaml(spec), "job.yaml");
        QVERIFY_RESULT(parsed);
        QVERIFY(*parsed == spec);
        QVERIFY(!parseJobSpec("version: 1\nkind: dance\nmodel: {path: m}\n", "job.yaml"));
        QVERIFY(!parseJobSpec("version: 1\nkind: loss\nrows: ../x\nmodel: {path: m}\n", "job.yaml"));
    }
};

QTEST_APPLESS_MAIN(TestRunSpec)
#include "testrunspec.moc"
