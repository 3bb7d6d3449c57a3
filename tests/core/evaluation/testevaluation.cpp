// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/evaluation/gate.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace dankai;

namespace {

// Losses of n examples around `loss` per token; the same seed gives the same examples.
std::vector<ExampleLoss> losses(int n, double loss, double change = 0, double noise = 0)
{
    Random random(11);
    std::vector<ExampleLoss> result;
    for (int i = 0; i < n; ++i) {
        const double own = loss * (1 + 0.3 * random.normal());
        const double moved = own + change + noise * random.normal();
        result.push_back({std::to_string(i), 1, 20, 20 * moved});
    }
    return result;
}

OutputHealth health(std::uint64_t answers, std::uint64_t ended, double tokens = 40, double repeats = 0.05,
    std::uint64_t copies = 0)
{
    OutputHealth h;
    h.answers = answers;
    h.ended = ended;
    h.copies = copies;
    h.meanTokens = tokens;
    h.meanRepeatRate = repeats;
    return h;
}

GateInput goodInput()
{
    GateInput input;
    input.phaseName = "Hard";
    input.progress = {"Hard", losses(40, 2.0), losses(40, 2.0, -0.2, 0.05)};
    input.earlier = {{"Easy", losses(40, 1.5), losses(40, 1.5, 0.0, 0.02)}};
    input.baseHealth = health(20, 18);
    input.health = health(20, 18);
    return input;
}

} // namespace

class TestEvaluation : public QObject
{
    Q_OBJECT

private slots:

    void lossesAreSummedOverTokensNotExamples()
    {
        const std::vector<ExampleLoss> table
            = {{"a", 1, 10, 10}, {"b", 1, 30, 90}, {"c", 2, 5, 5}, {"d", 1, 0, 0}};
        QCOMPARE(sumLoss(table, 1).loss(), 2.5);
        QCOMPARE(sumLoss(table, 1).n, std::uint64_t(2));
        QCOMPARE(sumLoss(table).tokens, std::uint64_t(45));
    }

    void filesReadBackTheSame()
    {
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "x.jsonl";
        const auto table = losses(5, 1.23456789012345678);
        QVERIFY_RESULT(writeFileAtomically(file, toJsonLines(table)));
        auto read = readLosses(file);
        QVERIFY_RESULT(read);
        QVERIFY(*read == table);
        const std::vector<AnswerText> answers = {{"p", "a\nb 返品", 3, true, 1.5}, {"q", "", 0, false, {}}};
        QVERIFY_RESULT(writeFileAtomically(file, toJsonLines(answers)));
        auto readBack = readAnswers(file);
        QVERIFY_RESULT(readBack);
        QVERIFY(*readBack == answers);
        // As an older engine, a later one and a full disk would leave it.
        QVERIFY_RESULT(writeFileAtomically(file,
            "{\"id\":\"p\",\"text\":\"a\",\"tokens\":1,\"is_ended\":true}\n"
            "{\"id\":\"q\",\"text\":\"b\",\"tokens\":2,\"is_ended\":false,\"mood\":\"good\",\"seconds\":null}"
            "\n"
            "{\"id\":\"r\",\"te"));
        readBack = readAnswers(file);
        QVERIFY_RESULT(readBack);
        QVERIFY(*readBack == std::vector<AnswerText>({{"p", "a", 1, true}, {"q", "b", 2, false}}));
        QVERIFY_RESULT(writeFileAtomically(file, "{\"id\":\"r\",\"te\n{}\n"));
        QVERIFY(!readAnswers(file)); // broken, not cut
        QVERIFY(!readLosses(file));
    }

    void repeatedFourGramsAreCounted()
    {
        QCOMPARE(repeatRate("one two three four five six"), 0.0);
        QCOMPARE(repeatRate("short"), 0.0);
        // a b c d a b c d: five 4-grams, the last is the first again
        QCOMPARE(repeatRate("a b c d a b c d"), 0.2);
        QVERIFY(repeatRate("はいはいはいはいはいはいはいはい") > 0.8);
        QVERIFY(repeatRate("返品の手続きは注文番号から始めます") < 0.1);
    }

    void theSpreadOfRepeatsIsMeasured()
    {
        // 4-grams: none, 1 of 5, none, 1 of 5 repeated
        const std::vector<AnswerText> answers = {{"1", "one two three four five six", 6, true},
            {"2", "a b c d a b c d", 8, true}, {"3", "short", 1, true}, {"4", "e f g h e f g h", 8, true}};
        const OutputHealth measured = measureHealth(answers, {});
        QCOMPARE(measured.meanRepeatRate, 0.1);
        QVERIFY(std::abs(measured.repeatRateError - 0.1 / std::sqrt(3.0)) < 1e-12);
        QCOMPARE(measureHealth(std::span(answers).first(1), {}).repeatRateError, 0.0);
    }

    void copiesOfTrainingAnswersAreFound()
    {
        std::string words;
        for (int i = 0; i < 30; ++i)
            words.append("word").append(std::to_string(i)).append(" ");
        CopyIndex index;
        index.add(words);
        const std::size_t fifth = words.find("word5 ");
        QVERIFY(
            index.holdsPartOf(std::string("Well: ") + words.substr(fifth, words.find("word27 ") - fifth)));
        QVERIFY(!index.holdsPartOf(words.substr(0, 100)));
        std::string japanese;
        for (int i = 0; i < 60; ++i)
            japanese += i % 3 == 0 ? "返" : i % 5 == 0 ? "品" : i % 7 == 0 ? "保" : "証";
        index.add(japanese);
        QVERIFY(index.holdsPartOf(std::string("前") + japanese.substr(0, 3 * 45)));
        QVERIFY(!index.holdsPartOf(japanese.substr(0, 3 * 30)));
    }

    void aCleanPhasePasses()
    {
        const GateResult result = judgeGate(goodInput(), {});
        QVERIFY2(result.verdict == Verdict::Pass, result.reasons.front().c_str());
        QCOMPARE(result.reasons.size(), std::size_t(6));
        QVERIFY(result.evidence["progress"]["upper"].get<double>() < 0);
        QCOMPARE(result.evidence["harm"].size(), std::size_t(1));
        // One part for each sentence, in its order, so that another language can be put to them.
        QCOMPARE(result.evidence["parts"].size(), result.reasons.size());
        for (std::size_t i = 0; i < result.reasons.size(); ++i)
            QVERIFY(result.reasons[i].starts_with(
                result.evidence["parts"][i]["verdict"].get<std::string>() + ": "));
        // Every change is said with its interval around it.
        for (const auto& [reason, change] : {std::pair(result.reasons[0], result.evidence["progress"]),
                 std::pair(result.reasons[1], result.evidence["harm"][0])}) {
            const auto said = [&change = change](const char* key) {
                return QString::asprintf(
                    "%+.1f %%", 100 * change[key].get<double>() / change["loss_before"].get<double>());
            };
            const QString words = QStringLiteral("change of %1 (%2 to %3, n = 40")
                                      .arg(said("change"), said("lower"), said("upper"));
            const QString shorter = QStringLiteral("changed by %1 (%2 to %3, n = 40")
                                        .arg(said("change"), said("lower"), said("upper"));
            const QString text = QString::fromStdString(reason);
            QVERIFY2(text.contains(words) || text.contains(shorter), qPrintable(text + u'\n' + words));
        }
        QCOMPARE(result.evidence["progress"]["set"].get<std::string>(), std::string("Hard"));
        QCOMPARE(result.evidence["progress"]["n"].get<int>(), 40);
        QCOMPARE(result.evidence["limits"]["min_gain"].get<double>(), 0.01);
    }

    void eachPartCanFailOrLeaveOpen_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<int>("verdict");
        for (const char* part :
            {"diverged", "worse", "too little", "forgotten", "never ends", "loops", "recites"})
            QTest::newRow(part) << part << int(Verdict::Fail);
        for (const char* part :
            {"noise", "small and unsure", "few examples", "maybe harm", "few answers", "other length",
                "one answer loops", "one more does not end", "some recite", "other examples"})
            QTest::newRow(part) << part << int(Verdict::Undecided);
    }

    void eachPartCanFailOrLeaveOpen()
    {
        QFETCH(QString, part);
        QFETCH(int, verdict);
        GateInput input = goodInput();
        if (part == "diverged")
            input.isDiverged = true;
        else if (part == "worse")
            input.progress.after = losses(40, 2.0, 0.2, 0.05);
        else if (part == "forgotten")
            input.earlier[0].after = losses(40, 1.5, 0.3, 0.05);
        else if (part == "never ends")
            input.health = health(20, 1);
        else if (part == "loops")
            input.health = health(20, 18, 40, 0.6);
        else if (part == "recites")
            input.health = health(20, 18, 40, 0.05, 15);
        else if (part == "noise")
            input.progress.after = losses(40, 2.0, 0.0, 0.5);
        else if (part == "too little") // sure to be better, by 0.3 %
            input.progress.after = losses(40, 2.0, -0.006, 0.002);
        else if (part == "small and unsure") // about as much as is asked for
            input.progress.after = losses(40, 2.0, -0.02, 0.05);
        else if (part == "one answer loops") {
            input.health = health(20, 18, 40, 0.3);
            input.health.repeatRateError = 0.08;
        } else if (part == "few examples")
            input.progress = {"Hard", losses(5, 2.0), losses(5, 2.0, -0.2)};
        else if (part == "maybe harm")
            input.earlier[0].after = losses(40, 1.5, 0.06, 0.3);
        else if (part == "few answers")
            input.health = health(2, 2);
        else if (part == "other length")
            input.health = health(20, 18, 90);
        else if (part == "one more does not end")
            input.health = health(20, 9);
        else if (part == "some recite")
            input.health = health(20, 18, 40, 0.05, 3);
        else if (part == "other examples")
            input.progress.before.clear();
        const GateResult result = judgeGate(input, {});
        QVERIFY2(int(result.verdict) == verdict, result.reasons.front().c_str());
        QVERIFY(result.reasons.front().starts_with(std::string(nameOf(result.verdict)) + ": "));
    }

    void theVerdictIsFixedBySeed()
    {
        const GateResult first = judgeGate(goodInput(), {});
        const GateResult again = judgeGate(goodInput(), {});
        QVERIFY(first.evidence == again.evidence);
    }
};

QTEST_APPLESS_MAIN(TestEvaluation)
#include "testevaluation.moc"
