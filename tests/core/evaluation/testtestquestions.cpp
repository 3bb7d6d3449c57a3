// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/testaccuracy.h"
#include "core/evaluation/testquestions.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>

using namespace dankai;

class TestTestQuestions : public QObject
{
    Q_OBJECT

    static TestQuestion asking(std::vector<std::string> accepted, AnswerCheck check = AnswerCheck::Holds)
    {
        TestQuestion question;
        question.id = "q";
        question.question = "?";
        question.accepted = std::move(accepted);
        question.check = check;
        return question;
    }

private Q_SLOTS:

    void anAnswerIsRight_data()
    {
        QTest::addColumn<QString>("accepted"); // several apart by |
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("holds");
        QTest::addColumn<bool>("is");
        const auto row = [](const char* accepted, const char* answer, bool holds, bool is) {
            QTest::addRow("%s in %s", accepted, answer)
                << QString::fromUtf8(accepted) << QString::fromUtf8(answer) << holds << is;
        };
        row("Paris", "Paris", true, true);
        row("Paris", " \"paris.\"\n", true, true);
        row("Paris", "The capital of France is Paris.", true, false);
        row("Paris", "Parisians", false, false);
        row("art", "a smart part", false, false);
        row("Paris|the city of light", "It is the City of\nLight.", true, false);
        row("56", "7 times 8 is 56.", true, false);
        row("56", "156", false, false);
        row("56", "56.5", false, false);
        row("56", "56", true, true);
        row("56", "５６です", true, false); // full width, and no blank behind
        row("500", "1,500", false, false);
        row("1,500", "It costs 1,500 yen.", true, false);
        row("-3", "The result is -3.", true, false);
        row("-3", "-3", true, true);
        row("東京", "日本の首都は東京です。", true, false);
        row("東京", "「東京」", true, true);
        row("5", "5個あります", true, false);
        row("はい", "はい。", true, true);
        row("ﾄｳｷｮｳ", "トウキョウ", true, true);
        row("C++", "I would use C++ here", true, false);
        row("yes", "", false, false);
        row("Paris", "paris paris2", true, false); // the first stands alone
        row("Paris", "paris2 paris", true, false); // and here the second
    }

    void anAnswerIsRight()
    {
        QFETCH(const QString, accepted);
        QFETCH(const QString, answer);
        std::vector<std::string> texts;
        for (const QString& text : accepted.split(u'|'))
            texts.push_back(text.toStdString());
        QTEST(isRight(asking(texts), answer.toStdString()), "holds");
        QTEST(isRight(asking(texts, AnswerCheck::Is), answer.toStdString()), "is");
    }

    void whatIsRefusedIsWrong()
    {
        TestQuestion question = asking({"yes"});
        question.refused = {"no"};
        QVERIFY(isRight(question, "Yes, it is."));
        QVERIFY(!isRight(question, "Yes and no."));
        QVERIFY(isRight(question, "Yes, I know.")); // no word of its own
    }

    void questionsSurviveTheirFile()
    {
        std::vector<TestQuestion> questions = {asking({"a", "b"}), asking({"東京"}, AnswerCheck::Is)};
        questions[0].refused = {"c"};
        questions[1].id = "second";
        questions[1].level = 3;
        const auto again = parseTestQuestions(toJsonLines(questions), "file");
        QVERIFY_RESULT(again);
        QVERIFY(*again == questions);
        const auto broken = parseTestQuestions(toJsonLines(questions) + "{\"id\":1}", "file");
        QVERIFY(!broken && broken.error().message.find("file:3") != std::string::npos);
    }

    // Newcombe 1998, table II, example (a): 56 of 70 against 48 of 80.
    void differencesAreNewcombes()
    {
        std::vector<int> levels;
        std::vector<std::uint8_t> isRight;
        const auto add = [&](int level, int n, int right) {
            for (int i = 0; i < n; ++i) {
                levels.push_back(level);
                isRight.push_back(i < right ? 1 : 0);
            }
        };
        add(2, 80, 48);
        add(1, 70, 56);
        const auto accuracies = accuracyPerLevel(levels, isRight);
        QCOMPARE(accuracies.size(), std::size_t(2));
        QCOMPARE(accuracies[0].level, 1);
        QCOMPARE(accuracies[0].right, std::uint64_t(56));
        QVERIFY(std::abs(accuracies[1].difference.estimate + 0.2) < 1e-12);
        QVERIFY(std::abs(accuracies[1].difference.lower + 0.3339) < 5e-5);
        QVERIFY(std::abs(accuracies[1].difference.upper + 0.0524) < 5e-5);
        QCOMPARE(accuracies[1].step, BucketStep::Harder);
        QCOMPARE(findingsOf(accuracies),
            std::vector<std::string>{"The model answers fewer test questions right from level to level."});
    }

    void findingsSayWhatIsNotHarder()
    {
        const auto of = [](std::vector<std::pair<int, int>> counts) { // right, and of how many
            std::vector<int> levels;
            std::vector<std::uint8_t> isRight;
            for (std::size_t level = 0; level < counts.size(); ++level)
                for (int i = 0; i < counts[level].second; ++i) {
                    levels.push_back(static_cast<int>(level) + 1);
                    isRight.push_back(i < counts[level].first ? 1 : 0);
                }
            return findingsOf(accuracyPerLevel(levels, isRight));
        };
        const auto says = [](const std::vector<std::string>& findings, const char* words) {
            return std::ranges::count_if(findings, [&](const std::string& finding) {
                return finding.find(words) != std::string::npos;
            }) == 1;
        };
        QVERIFY(says(of({{10, 40}, {35, 40}}), "What people find harder is easier for this model"));
        QVERIFY(says(of({{6, 10}, {5, 10}}), "cannot be said: 50 % against 60 %, n = 10 and 10"));
        QVERIFY(says(of({{0, 10}, {0, 10}}), "none of the 20 test questions"));
        QVERIFY(says(of({{10, 10}, {10, 10}}), "all 20 test questions"));
        QVERIFY(says(of({{5, 10}}), "All test questions are of one level"));
        QVERIFY(of({}).empty());
    }
};

QTEST_APPLESS_MAIN(TestTestQuestions)
#include "testtestquestions.moc"
