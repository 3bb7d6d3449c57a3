// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/measurement.h"
#include "core/evaluation/losstable.h"
#include "core/evaluation/outputhealth.h"
#include "core/platform/file.h"
#include "core/protocol/eventlog.h"
#include "core/run/jobspec.h"
#include "tests/engine/pipeline/enginefixture.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>

using namespace dankai;
using namespace dankai::test;

class TestJob : public QObject
{
    Q_OBJECT

    EngineFixture m_engine;
    std::filesystem::path m_run;

    std::filesystem::path makeJob(const std::string& name, JobKind kind, const std::string& rowsFile) const
    {
        JobSpec spec;
        spec.kind = kind;
        spec.model.path = (m_run / "checkpoints/phase_3").string();
        spec.checkpoint = "phase_3";
        spec.maxLength = 120;
        spec.answers.maxNewTokens = 8;
        auto rows = readFile(m_run / rowsFile);
        const auto folder = m_engine.root() / name;
        if (!rows || !writeJob(folder, spec, *rows))
            qFatal("no job");
        return folder;
    }

    static std::vector<Event> events(const std::filesystem::path& folder)
    {
        auto read = readEvents(folder / "events.jsonl");
        return read ? *read : std::vector<Event>();
    }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY_RESULT(m_engine.makeModel());
        auto folder = m_engine.freeze("run", m_engine.spec());
        QVERIFY_RESULT(folder);
        m_run = *folder;
        const int code = EngineFixture::run("run", m_run);
        QVERIFY2(code == 0, EngineFixture::log(m_run).c_str());
    }

    // The checkpoint read back from its folder says what the weights in the training process said.
    void aCheckpointHasTheLossOfTheRun()
    {
        const auto folder = makeJob("evaluate", JobKind::Evaluate, "test.jsonl");
        const int code = EngineFixture::run("job", folder);
        QVERIFY2(code == 0, EngineFixture::log(folder).c_str());
        auto losses = readLosses(folder / "results.jsonl");
        auto expected = readLosses(m_run / "results/phase_3/loss_test.jsonl");
        QVERIFY_RESULT(losses);
        QVERIFY_RESULT(expected);
        QCOMPARE(losses->size(), expected->size());
        for (std::size_t i = 0; i < losses->size(); ++i) {
            QCOMPARE((*losses)[i].id, (*expected)[i].id);
            QCOMPARE((*losses)[i].tokens, (*expected)[i].tokens);
            QVERIFY(std::abs((*losses)[i].nll - (*expected)[i].nll) < 1e-4);
        }
        int evaluated = 0;
        for (const Event& event : events(folder))
            evaluated += std::holds_alternative<event::Evaluated>(event.body) ? 1 : 0;
        QCOMPARE(evaluated, 3);
    }

    // Killed between two lines, or in the middle of one, it goes on where it was.
    void aMeasurementThatWasCutShortGoesOn()
    {
        const auto folder = makeJob("measure", JobKind::Measure, "test.jsonl");
        int code = EngineFixture::run("job", folder);
        QVERIFY2(code == 0, EngineFixture::log(folder).c_str());
        const auto whole = readMeasurements(folder / "results.jsonl");
        QVERIFY_RESULT(whole);
        const auto losses = readLosses(m_run / "results/phase_3/loss_test.jsonl");
        QVERIFY_RESULT(losses);
        QCOMPARE(whole->size(), losses->size());
        std::map<std::string, Measurement> byId;
        for (const Measurement& one : *whole)
            byId[one.id] = one;
        for (const ExampleLoss& loss : *losses) {
            QCOMPARE(byId.at(loss.id).tokens, loss.tokens);
            QVERIFY(std::abs(byId.at(loss.id).nll - loss.nll) < 1e-4);
        }
        const auto text = readFile(folder / "results.jsonl");
        QVERIFY_RESULT(text);
        const std::size_t cut = text->find('\n', text->size() / 2) + 9;
        QVERIFY(cut < text->size());
        QVERIFY_RESULT(writeFileAtomically(folder / "results.jsonl", text->substr(0, cut)));
        code = EngineFixture::run("job", folder);
        QVERIFY2(code == 0, EngineFixture::log(folder).c_str());
        const auto again = readMeasurements(folder / "results.jsonl");
        QVERIFY_RESULT(again);
        QCOMPARE(again->size(), whole->size());
        for (const Measurement& one : *again) {
            const auto expected = byId.extract(one.id);
            QVERIFY(!expected.empty());
            QVERIFY(std::abs(one.nll - expected.mapped().nll) < 1e-4);
        }
    }

    void itAnswersAsTheRunDid()
    {
        const auto folder = makeJob("answer", JobKind::Answer, "prompts.jsonl");
        const int code = EngineFixture::run("job", folder);
        QVERIFY2(code == 0, EngineFixture::log(folder).c_str());
        auto answers = readAnswers(folder / "results.jsonl");
        auto expected = readAnswers(m_run / "results/phase_3/answers.jsonl");
        QVERIFY_RESULT(answers);
        QVERIFY_RESULT(expected);
        QCOMPARE(answers->size(), expected->size());
        for (std::size_t i = 0; i < answers->size(); ++i) {
            AnswerText& answer = (*answers)[i];
            QVERIFY(answer.seconds && *answer.seconds > 0);
            answer.seconds = (*expected)[i].seconds; // only the time may differ
            QVERIFY(answer == (*expected)[i]);
        }
    }

    void generationStreamsWhatItAnswers()
    {
        const auto folder = makeJob("generate", JobKind::Generate, "prompts.jsonl");
        const int code = EngineFixture::run("job", folder);
        QVERIFY2(code == 0, EngineFixture::log(folder).c_str());
        std::map<std::string, std::string> streamed, whole;
        for (const Event& event : events(folder)) {
            if (const auto* text = std::get_if<event::Text>(&event.body))
                streamed[text->id] += text->text;
            if (const auto* answer = std::get_if<event::Answer>(&event.body))
                whole[answer->id] = answer->text;
        }
        QCOMPARE(whole.size(), std::size_t(6));
        for (const auto& [id, text] : whole)
            QCOMPARE(QString::fromStdString(streamed[id]), QString::fromStdString(text));
    }

    void aJobThatCannotRunIsOneSentence_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("rows") << "rows.jsonl"
                              << "{\n"
                              << "rows.jsonl:1";
        QTest::newRow("settings") << "job.yaml"
                                  << "version: 1\nkind: loss\nmodle: {}\n"
                                  << "job.yaml:3";
        QTest::newRow("model") << "job.yaml"
                               << "version: 1\nkind: loss\nmodel: {path: /nowhere}\n"
                               << "/nowhere";
    }

    void aJobThatCannotRunIsOneSentence()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        const auto folder
            = makeJob(std::string("bad-") + QTest::currentDataTag(), JobKind::Loss, "test.jsonl");
        QVERIFY_RESULT(writeFileAtomically(folder / file.toStdString(), text.toStdString()));
        QCOMPARE(EngineFixture::run("job", folder), 2);
        QVERIFY2(EngineFixture::log(folder).find(sentence.toStdString()) != std::string::npos,
            EngineFixture::log(folder).c_str());
    }
};

QTEST_APPLESS_MAIN(TestJob)
#include "testjob.moc"
