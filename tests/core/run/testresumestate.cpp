// SPDX-License-Identifier: Apache-2.0
#include "core/run/manifest.h"
#include "core/run/resumestate.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

namespace {

ResumeState example()
{
    ResumeState state;
    state.manifestHash = "ab";
    state.eventSeq = 17;
    state.phase = 2;
    state.stage = ChainStage::Training;
    state.step = 9;
    state.phaseStep = 3;
    state.recentLosses = {2.5, 0.1};
    state.weights = "weights-3.bin";
    state.device = "cpu";
    state.bestLoss = 1.0 / 3;
    state.finishReason = "early_stopping";
    return state;
}

// The same text with one value changed.
std::string with(const std::string& from, const std::string& to)
{
    std::string text = toJsonText(example());
    const std::size_t at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

} // namespace

class TestResumeState : public QObject
{
    Q_OBJECT

private slots:

    void whatIsWrittenReadsBack()
    {
        for (const auto stage : {ChainStage::Training, ChainStage::Checkpoint, ChainStage::Losses,
                 ChainStage::Answers, ChainStage::Gate, ChainStage::Done}) {
            ResumeState state = example();
            state.stage = stage;
            const auto read = parseResumeState(toJsonText(state), "state.json");
            QVERIFY_RESULT(read);
            QVERIFY(*read == state);
        }
    }

    void whatIsNoStateIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const std::string& text, const char* words) {
            QTest::newRow(name) << QString::fromStdString(text) << words;
        };
        row("empty", "", "it is empty");
        row("no object", "[1]", "not a resume state");
        row("other version", with("\"version\": 1", "\"version\": 7"),
            "version 7, this program reads version 1");
        row("missing", with("\"phase_step\"", "\"phase_stop\""), "phase_step");
        row("negative", with("\"phase\": 2", "\"phase\": -2"), "\"phase\" is no count");
        row("larger than an int", with("\"phase\": 2", "\"phase\": 4294967298"), "\"phase\" is no count");
        row("not whole", with("\"step\": 9", "\"step\": 9.5"), "\"step\" is no count");
        row("unknown stage", with("\"training\"", "\"resting\""), "resting");
        row("path", with("weights-3.bin", "../weights-3.bin"), "lead out of its folder");
    }

    void whatIsNoStateIsNamed()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const auto state = parseResumeState(text.toStdString(), "run/resume/state.json");
        QVERIFY(!state);
        QCOMPARE(state.error().code, ErrorCode::Unusable);
        QVERIFY2(state.error().message.starts_with("run/resume/state.json"), state.error().message.c_str());
        QVERIFY2(state.error().message.find(words.toStdString()) != std::string::npos,
            state.error().message.c_str());
    }

    // Phases and steps become indices.
    void aStateOfAnotherRunIsRefused()
    {
        ResumeState state = example();
        QVERIFY_RESULT(checkResumeState(state, {5, 3}, 0, "state.json"));
        QVERIFY(!checkResumeState(state, {5, 2}, 0, "state.json"));
        QVERIFY(!checkResumeState(state, {5}, 0, "state.json"));
        state.phase = 0;
        state.phaseStep = 0;
        QVERIFY(!checkResumeState(state, {5, 3}, 0, "state.json")); // the base model is not trained
        state.stage = ChainStage::Answers;
        QVERIFY_RESULT(checkResumeState(state, {5, 3}, 0, "state.json"));
        state.bestFixedRank = 8; // a size of tensors
        QVERIFY_RESULT(checkResumeState(state, {5, 3}, 8, "state.json"));
        const auto refused = checkResumeState(state, {5, 3}, 4, "state.json");
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("of rank 8 where 4 is the most") != std::string::npos);
    }

    void aManifestIsReadOrNamed()
    {
        const std::string good = R"({"version": 1, "settings_hash": "a", "tokenizer": {"hash": "b"},
            "files": {"phase_1.jsonl": "c"}, "end_of_turn_ids": [2, 0]})";
        const auto manifest = parseManifest(good, "manifest.json");
        QVERIFY_RESULT(manifest);
        QVERIFY((*manifest == Manifest{"a", "b", {{"phase_1.jsonl", "c"}}, {2, 0}, {}}));
        for (const auto& [from, to] :
            {std::pair("\"version\": 1", "\"version\": 2"), {"[2, 0]", "[]"}, {"[2, 0]", "[4294967298]"},
                {"[2, 0]", "[-1]"}, {"\"c\"", "3"}, {"{\"hash\": \"b\"}", "[]"}}) {
            std::string text = good;
            const auto broken
                = parseManifest(text.replace(text.find(from), std::string(from).size(), to), "m.json");
            QVERIFY2(!broken, to);
            QVERIFY2(broken.error().message.starts_with("m.json: "), broken.error().message.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestResumeState)
#include "testresumestate.moc"
