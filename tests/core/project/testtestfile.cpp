// SPDX-License-Identifier: Apache-2.0
#include "core/project/testfile.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

class TestTestFile : public QObject
{
    Q_OBJECT

    static std::string refusal(std::string_view text)
    {
        const auto read = parseTestFile(text, "test.csv");
        return read ? std::string() : read.error().message;
    }

private Q_SLOTS:

    void aTableIsRead()
    {
        const auto read = parseTestFile("\xEF\xBB\xBFQuestion,Answer,Level,wrong,check,id,owner\r\n"
                                        "\"What is 7, times 8?\",56|fifty-six,1,,,,Aya\r\n"
                                        ",,,,,,\r\n"
                                        "Capital of France?,Paris,hard,London | Rome,is,fr,\r\n"
                                        "Is it?,'=yes,２,,holds,,\r\n",
            "test.csv");
        QVERIFY_RESULT(read);
        QCOMPARE(read->size(), std::size_t(3));
        const TestQuestion& first = read->at(0);
        QCOMPARE(first.question, std::string("What is 7, times 8?"));
        QCOMPARE(first.accepted, (std::vector<std::string>{"56", "fifty-six"}));
        QVERIFY(first.refused.empty());
        QCOMPARE(first.level, 1);
        QCOMPARE(first.check, AnswerCheck::Holds);
        QCOMPARE(first.id, std::string("question-1"));
        const TestQuestion& second = read->at(1);
        QCOMPARE(second.id, std::string("fr"));
        QCOMPARE(second.level, 3);
        QCOMPARE(second.check, AnswerCheck::Is);
        QCOMPARE(second.refused, (std::vector<std::string>{"London ", " Rome"}));
        QCOMPARE(read->at(2).level, 2);
        QCOMPARE(read->at(2).accepted, std::vector<std::string>{"=yes"}); // as our own tables guard cells
    }

    // As a Japanese Excel saves it.
    void aJapaneseTableIsRead()
    {
        const auto read = parseTestFile(
            "質問,正解,難易度,判定\n日本の首都はどこですか。,東京,易しい,一致\n7×8は?,56,普通,含む\n",
            "test.csv");
        QVERIFY_RESULT(read);
        QCOMPARE(read->size(), std::size_t(2));
        QCOMPARE(read->at(0).check, AnswerCheck::Is);
        QCOMPARE(read->at(0).accepted, std::vector<std::string>{"東京"});
        QCOMPARE(read->at(1).level, 2);
        // 質問,正解 and 首都は?,東京 in CP932
        const std::string cp932
            = "\x8e\xbf\x96\xe2,\x90\xb3\x89\xf0\r\n\x8e\xf1\x93\x73\x82\xcd?,\x93\x8c\x8b\x9e\r\n";
        const auto saved = parseTestFile(cp932, "test.csv");
        QVERIFY_RESULT(saved);
        QCOMPARE(saved->at(0).question, std::string("首都は?"));
        QCOMPARE(saved->at(0).accepted, std::vector<std::string>{"東京"});
    }

    void rowsOfJsonAreRead()
    {
        const char* const lines = "{\"question\": \"a?\", \"answer\": [\"x\", \"y|z\"], \"level\": 2}\n\n"
                                  "{\"prompt\": \"b?\", \"reference\": 42}\n";
        const auto read = parseTestFile(lines, "test.jsonl");
        QVERIFY_RESULT(read);
        QCOMPARE(read->at(0).accepted, (std::vector<std::string>{"x", "y", "z"}));
        QCOMPARE(read->at(0).level, 2);
        QCOMPARE(read->at(1).accepted, std::vector<std::string>{"42"});
        const auto list
            = parseTestFile("[{\"instruction\": \"a?\", \"answer\": \"x\", \"level\": \"medium\"}]", "t");
        QVERIFY_RESULT(list);
        QCOMPARE(list->at(0).level, 2);
    }

    void whatIsNoTestSaysWhereAndWhy()
    {
        const auto holds = [](const std::string& sentence, const char* words) {
            return sentence.find(words) != std::string::npos;
        };
        QVERIFY(holds(refusal(""), "test.csv is empty"));
        QVERIFY(holds(refusal("question,level\na?,1\n"),
            "test.csv:1: there is no column 'answer'; the columns are: "
            "question, level"));
        QVERIFY(holds(refusal("question,answer\n"), "holds no test question"));
        QVERIFY(holds(refusal("question,answer\na?,\n"), "test.csv:2 has no answer"));
        QVERIFY(holds(refusal("question,answer\n,x\n"), "test.csv:2 has no question"));
        QVERIFY(holds(refusal("question,answer,level\na?,x,9\n"), "test.csv:2: '9' is no level"));
        QVERIFY(holds(refusal("question,answer,level\na?,x,1.5\n"), "is no level"));
        QVERIFY(holds(refusal("question,answer,check\na?,x,regex\n"), "'regex' is no way of checking"));
        QVERIFY(holds(refusal("question,answer,id\na?,x,1\nb?,y,1\n"), "test.csv:3 has the id '1'"));
        QVERIFY(holds(refusal("{\"question\": \"a\"}\n{\"question\": "), "test.csv:1 has no answer"));
        QVERIFY(holds(refusal("[1]"), "(row 1) is no row of a test"));
    }
};

QTEST_APPLESS_MAIN(TestTestFile)
#include "testtestfile.moc"
