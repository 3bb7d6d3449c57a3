// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/losschange.h"
#include "core/difficulty/measurement.h"
#include "core/difficulty/scorer.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <vector>

using namespace dankai;

class TestMeasurement : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void scoresFollowTheirFormulas()
    {
        const Measurement measured{"1", 8, 12.0, 20.0, {}};
        const auto score = [&](const char* name) { return *scoreOf(*modelScorerNamed(name), measured); };
        QCOMPARE(score("nll"), 12.0);
        QCOMPARE(score("loss"), 1.5);
        QCOMPARE(score("perplexity"), std::exp(1.5));
        QCOMPARE(score("ifd"), std::exp(1.5) / std::exp(2.5));
        QCOMPARE(score("ifd_loss"), 0.6);
        Measurement counted = measured;
        QVERIFY(!scoreOf(*modelScorerNamed("token_error"), counted)); // of an older record
        counted.firsts = 6;
        QCOMPARE(scoreOf(*modelScorerNamed("token_error"), counted), std::optional(0.25));
        QCOMPARE(parseMeasurement(toJsonLine(counted), "line").value(), counted);
        QVERIFY(!parseMeasurement(R"({"id":"1","tokens":8,"nll":1.5,"ranked_first":9})", "line"));
        QVERIFY(!parseMeasurement(R"({"id":"1","tokens":8,"nll":1.5,"ranked_first":-1})", "line"));
        QVERIFY(!scoreOf(*modelScorerNamed("ask_answer"), counted));
        counted.askedBytes = 75;
        QCOMPARE(scoreOf(*modelScorerNamed("ask_answer"), counted), std::optional(30.0));
        QCOMPARE(parseMeasurement(toJsonLine(counted), "line").value(), counted);
        QVERIFY(!parseMeasurement(R"({"id":"1","tokens":8,"nll":1.5,"asked_bytes":-1})", "line"));
        QVERIFY(modelScorerNamed("difficulty") == nullptr);
        const auto needs = [](std::vector<std::string> names) { return needsDirectPass(names); };
        QVERIFY(!needs({"loss", "nll"}).value() && needs({"loss", "ifd"}).value());
        QVERIFY(!needs({"loss", "difficulty"}));
    }

    void aTrainingsChangesFollowTheirFormulas()
    {
        const std::vector<double> learnt = {3.0, 2.5, 1.25}, lost = {3.0, 1.0, 2.0, 2.5}, hurt = {1.0, 1.5};
        QCOMPARE(lossDrop(learnt), 1.75);
        QCOMPARE(lossDrop(hurt), -0.5);
        QCOMPARE(forgetting(learnt), -1.25); // it was never better than now
        QCOMPARE(forgetting(lost), 1.5);
        QCOMPARE(lowestBeforeLast(lost), std::size_t(1));
        QCOMPARE(forgetting(hurt), 0.5); // what the base model knew
        QCOMPARE(lossDropReason(learnt, 0, 2),
            std::string("Its loss went from 3.000 before training to 1.250 after phase 2."));
        QCOMPARE(lossDropReason(std::vector<double>{1.0, 2.0}, 1, 2),
            std::string("Its loss went from 1.000 after phase 1 to 2.000 after phase 2."));
        QCOMPARE(forgettingReason(lost),
            std::string(
                "Of the checkpoints before the last its loss was lowest after phase 1, 1.000; after phase "
                "3 it is 2.500."));
        QVERIFY(forgettingReason(hurt).find("lowest before training") != std::string::npos);
        for (const char* name : {"loss", "ifd:003/base", "loss_drop:003", "forgetting:003"})
            QVERIFY(isOfLosses(name));
        for (const char* name :
            {"length", "column:loss", "judge:loss", "local_judge", "local_judge:Qwen", ""})
            QVERIFY(!isOfLosses(name));
    }

    void nothingIsMadeUp()
    {
        const ModelScorer& loss = *modelScorerNamed("loss");
        const ModelScorer& ifd = *modelScorerNamed("ifd");
        QVERIFY(!scoreOf(loss, {"1", 0, 0, {}, std::string(unmeasured::tooLong)}));
        QVERIFY(scoreOf(loss, {"1", 2, 3, {}, {}}));
        QVERIFY(!scoreOf(ifd, {"1", 2, 3, {}, {}}));
        QVERIFY(!scoreOf(*modelScorerNamed("ifd_loss"), {"1", 2, 3, 0.0, {}}));
        QVERIFY(!scoreOf(*modelScorerNamed("perplexity"), {"1", 1, 1e5, {}, {}}));
        const ModelScorer& judge = *modelScorerNamed("local_judge");
        QVERIFY(!scoreOf(judge, {"1", 2, 3, {}, {}}));
        QCOMPARE(scoreOf(judge, {"1", 2, 3, {}, {}, 3.5, 0.9}), std::optional(3.5));
        QVERIFY(!scoreOf(judge, {"1", 2, 3, {}, {}, 3.5, 0.4})); // most likely no digit at all
    }

    void linesReadBackTheSame()
    {
        for (const Measurement& one :
            {Measurement{"a", 3, 0.1 + 0.2, {}, {}}, Measurement{"b", 7, 1e-300, 5.5, {}},
                Measurement{"c", 0, 0, {}, "too_long"}, Measurement{"d", 2, 1, {}, {}, 4.25, 0.75}}) {
            const auto again = parseMeasurement(toJsonLine(one), "here");
            QVERIFY_RESULT(again);
            QVERIFY(*again == one);
        }
        for (const char* line : {"", "{", "[]", "{\"id\":1,\"tokens\":3,\"nll\":1}", "{\"id\":\"a\"}",
                 "{\"id\":\"a\",\"tokens\":0,\"nll\":1}", "{\"id\":\"a\",\"tokens\":-3,\"nll\":1}",
                 "{\"id\":\"a\",\"tokens\":1.5,\"nll\":1}", "{\"id\":\"a\",\"tokens\":1,\"nll\":1e999}",
                 "{\"id\":\"a\",\"unmeasured\":\"\"}",
                 "{\"id\":\"a\",\"tokens\":1,\"nll\":1,\"judged\":6,\"judged_mass\":1}",
                 "{\"id\":\"a\",\"tokens\":1,\"nll\":1,\"judged\":3,\"judged_mass\":-1}",
                 "{\"id\":\"a\",\"tokens\":1,\"nll\":1,\"judged\":3}"})
            QVERIFY2(!parseMeasurement(line, "here"), line);
    }

    void aCutLineIsARowThatIsNotMeasured()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("results.jsonl").toStdString();
        const std::string line = toJsonLine(Measurement{"a", 3, 1.5, {}, {}});
        QVERIFY_RESULT(writeFileAtomically(
            file, line + "\n" + line.substr(0, 9) + "\n" + line + "\n" + line.substr(0, 4)));
        const auto found = readMeasurements(file);
        QVERIFY_RESULT(found);
        QCOMPARE(found->size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(TestMeasurement)
#include "testmeasurement.moc"
