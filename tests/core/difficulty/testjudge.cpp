// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/digitexpectation.h"
#include "core/difficulty/judgeprompt.h"
#include "core/difficulty/judgereply.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>

using namespace dankai;

namespace {

ChatReply replyOf(std::vector<ReplyToken> tokens)
{
    ChatReply reply;
    for (const ReplyToken& token : tokens)
        reply.text += token.text;
    reply.tokens = std::move(tokens);
    return reply;
}

JudgePrompt somePrompt()
{
    JudgePrompt prompt;
    prompt.system = "You rate difficulty.";
    prompt.question = "### Instruction\n{instruction}\n### Response\n{response}";
    prompt.answerDigit = "One digit.";
    prompt.answerNumber = "One number.";
    prompt.examples = {{"Name a colour.", "Blue.", 1.5, "One word will do."}};
    return prompt;
}

} // namespace

class TestJudge : public QObject
{
    Q_OBJECT

private slots:

    void whatRealJudgesWriteIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        const auto row
            = [](const char* text, double value) { QTest::newRow(text) << QString(text) << value; };
        row("4.5\n", 4.5);
        row("3.5\n\n", 3.5);
        row("4.166666666666667", 4.166666666666667);
        row("  2  ", 2);
        row("4.", 4);
        row("5/5", 5);
        row("4.5 / 5", 4.5);
        row("4 out of 5", 4);
        row("Score: 4/5", 4);
        row("score: 3.5\nIt needs a plan.", 3.5);
        row("**Score:** 4", 4);
        row("### Score: **4.5**", 4.5);
        row("Rating: [[4]]", 4);
        row("[[2.5]]\nBecause.", 2.5);
        row("The steps are many. [[4]]", 4);
        row("Difficulty: 3\n\nThe instruction asks for 5 sentences.", 3);
        row("Difficulty score: 2.5 points", 2.5);
        row("- Overall difficulty: 3.5", 3.5);
        row("Score: 4, since it takes knowledge of law.", 4);
        row("Score: 4. The instruction is hard.", 4);
        row("Score: 4 - hard", 4);
        row("Score is 3", 3);
        row("\"4\"", 4);
        row("`3`", 3);
        row("It needs care.\n4", 4);
        row("Let me think about the two dimensions.\n\nScore: 2\n", 2);
        row("4\nIt needs a plan.\nScore: 4", 4);
        row("<think>\nMaybe 2? Score: 2. No.\n</think>\n\n4", 4);
        row("{\"score\": 4.5, \"reason\": \"long\"}", 4.5);
        row("```json\n{\"score\": \"4/5\"}\n```", 4);
        row("4.5", 4.5);
        row("スコア:3", 3);
        row("スコア: 3.5", 3.5);
        row("難易度は4です。", 4);
        row("評価:4点", 4);
        row("4点", 4);
        row("5点満点中4点です。", 4);
        row("5点満点で3.5点", 3.5);
        row("四", 4);
        row("難易度:三", 3);
        row("「4」", 4);
        row("手順が多く、知識も要ります。\nスコア:4", 4);
    }

    void whatRealJudgesWriteIsRead()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const std::string bytes = text.toStdString();
        const auto reply = parseJudgeReply(bytes);
        QVERIFY(reply.has_value());
        QCOMPARE(reply->value, value);
        QVERIFY(reply->begin < reply->end && reply->end <= bytes.size());
    }

    void nothingIsMadeUp_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "\n \n", "N/A", "I cannot rate this.", "0", "6", "5.5", "0.9", "-3",
                 "10", "Score: 7", "Score: 8/10", "4/10", "4 out of 10", "3-4", "3~4", "3 to 4", "Score: 3-4",
                 "Score: 3〜4", "Score: 4 or 5", "Score: 4, 5", "4,5", "4 5", "4.5.1", "45", "1e0",
                 "Score: N/A\n4", "Score: 3\nScore: 4", "3\nBecause.\n4", "Score: 4 (between 3 and 5)",
                 "[[3]] or [[4]]", "[[A]]", "The answer has 3 steps.", "Step 1\nStep 2",
                 "1. First\n2. Second", "Instruction difficulty: 2\nResponse difficulty: 4",
                 "<think>Score: 4", "{\"score\": 9}", "{\"score\": [4]}", "{\"score\": 3, \"difficulty\": 4}",
                 "{\"score\": 4", "難易度は3か4です。", "スコア:十", "二三", "10点満点中4点", "4点満点",
                 "half", "4½", "4 apples", "v4", "\xff\xfe", "99999999999999999999999999"})
            QTest::newRow(text) << QString(text);
    }

    void nothingIsMadeUp()
    {
        QFETCH(QString, text);
        const auto reply = parseJudgeReply(text.toStdString());
        QVERIFY2(!reply, reply ? std::to_string(reply->value).c_str() : "");
    }

    void theReasonIsWhatIsLeft()
    {
        QCOMPARE(parseJudgeReply("4.5\n\nIt needs a plan.\nAnd care.\n")->rationale,
            std::string("It needs a plan.\nAnd care."));
        QCOMPARE(parseJudgeReply("手順が多い。\nスコア:4")->rationale, std::string("手順が多い。"));
        QCOMPARE(parseJudgeReply("{\"score\": 4, \"reason\": \"long\"}")->rationale, std::string("long"));
        QCOMPARE(parseJudgeReply("4")->rationale, std::string());
        // Where the number stands is what the log-probabilities are looked up by.
        const std::string text = "**Score:** 4";
        const auto reply = parseJudgeReply(text);
        QCOMPARE(text.substr(reply->begin, reply->end - reply->begin), std::string("4"));
    }

    // Real GPT-4 verdicts about which of two answers is better hold numbers, lists and [[A]], and no score.
    void realVerdictsOfAnotherKindHaveNoScore()
    {
        QSKIP_UNLESS_SHARED(path, "data/gpt4-pairwise-ja-80.jsonl");
        auto reader = LineReader::open(path);
        QVERIFY_RESULT(reader);
        int verdicts = 0;
        for (;;) {
            const auto line = reader->next();
            QVERIFY_RESULT(line);
            if (!*line)
                break;
            const auto row = parseJson(**line, "row");
            QVERIFY_RESULT(row);
            for (const char* field : {"g1_judgment", "g2_judgment"}) {
                const std::string text = row->at(field).get<std::string>();
                QVERIFY2(!parseJudgeReply(text), text.c_str());
                // The same text with a score in front of or behind it is read, and whole.
                const auto first = parseJudgeReply("3.5\n" + text);
                QVERIFY2(first && first->value == 3.5 && !first->rationale.empty(), text.c_str());
                const auto last = parseJudgeReply(text + "\n\nスコア:4");
                QVERIFY2(last && last->value == 4, text.c_str());
                ++verdicts;
            }
        }
        QCOMPARE(verdicts, 160);
    }

    void publishedScoresAreRead()
    {
        QSKIP_UNLESS_SHARED(path, "data/alpaca-hard-gpt4-scored.jsonl");
        auto reader = LineReader::open(path);
        QVERIFY_RESULT(reader);
        int scores = 0;
        for (;;) {
            const auto line = reader->next();
            QVERIFY_RESULT(line);
            if (!*line)
                break;
            const std::string text = parseJson(**line, "row")->at("score").get<std::string>();
            const auto reply = parseJudgeReply(text);
            QVERIFY2(reply && reply->value >= 3.5, text.c_str());
            ++scores;
        }
        QVERIFY(scores > 1000);
    }

    void theExpectationIsThatOfTheDigits()
    {
        const auto p = [](double probability) { return std::log(probability); };
        // 0.6 on 4, 0.3 on 5 in two spellings, 0.1 elsewhere: (2.4 + 1.5) / 0.9.
        const ChatReply reply
            = replyOf({{"4", p(0.6), {{"4", p(0.6)}, {"5", p(0.2)}, {" 5", p(0.1)}, {"Hm", p(0.1)}}},
                {"\nHard.", p(0.9), {}}});
        const auto parsed = parseJudgeReply(reply.text);
        const auto expected = expectedDigit(reply, *parsed);
        QVERIFY(expected.has_value());
        QVERIFY(std::abs(expected->value - 3.9 / 0.9) < 1e-12);
        QVERIFY(std::abs(expected->mass - 0.9) < 1e-12);

        // Behind a name, and with a token that the text was cut of.
        ChatReply named = replyOf({{"\n", 0, {}}, {"Score", 0, {}}, {":", 0, {}},
            {" 3", p(0.5), {{" 3", p(0.5)}, {" 2", p(0.5)}}}});
        named.text = "Score: 3";
        QCOMPARE(expectedDigit(named, *parseJudgeReply(named.text))->value, 2.5);

        // The digit itself is not listed.
        const ChatReply unlisted = replyOf({{"4", p(0.5), {{"5", p(0.5)}}}});
        QCOMPARE(expectedDigit(unlisted, *parseJudgeReply("4"))->value, 4.5);
    }

    void whatIsNoDistributionOfScoresIsNone()
    {
        const auto p = [](double probability) { return std::log(probability); };
        // A fraction: the digit before its point says half of it.
        const ChatReply fraction = replyOf({{"4", p(0.9), {{"4", p(0.9)}}}, {".5", p(0.9), {}}});
        QVERIFY(!expectedDigit(fraction, *parseJudgeReply("4.5")));
        const ChatReply elsewhere = replyOf({{"4", p(0.3), {{"4", p(0.3)}, {"The", p(0.7)}}}});
        QVERIFY(!expectedDigit(elsewhere, *parseJudgeReply("4")));
        const ChatReply alone = replyOf({{"4", p(0.9), {}}});
        QVERIFY(!expectedDigit(alone, *parseJudgeReply("4")));
        ChatReply other = replyOf({{"4", p(0.9), {{"4", p(0.9)}}}});
        other.text = "Score: 4"; // tokens of another text
        QVERIFY(!expectedDigit(other, *parseJudgeReply("Score: 4")));
        QVERIFY(!expectedDigit(ChatReply{"4", "", false, {}, {}, {}}, *parseJudgeReply("4")));
    }

    void theQuestionHoldsTheExampleAndNothingElse()
    {
        Example example;
        example.instruction = "Explain {response} and {instruction}.";
        example.input = "to a child";
        example.response = "Once upon a time";
        example.extra = {{"department", "secret"}};
        const auto turns = judgeTurns(somePrompt(), example, JudgeReading::Number);
        QCOMPARE(turns.size(), std::size_t(4));
        QCOMPARE(turns[2].content, std::string("1.5\nOne word will do."));
        QCOMPARE(turns[3].content,
            std::string("### Instruction\nExplain {response} and {instruction}.\nto a child\n### Response\n"
                        "Once upon a time\n\nOne number."));
        // A whole digit in the examples too, or the judge would answer with fractions.
        const auto digits = judgeTurns(somePrompt(), example, JudgeReading::Expectation);
        QCOMPARE(digits[2].content, std::string("2\nOne word will do."));
        QVERIFY(digits[3].content.ends_with("One digit."));

        example.history = {{"user", "Hello"}, {"assistant", "Hi"}};
        example.system = "Be kind.";
        const auto longer = judgeTurns(somePrompt(), example, JudgeReading::Number);
        QVERIFY(longer[3].content.find("system: Be kind.\n\nuser: Hello\n\nassistant: Hi\n\nuser: Explain")
            != std::string::npos);
    }

    void otherTextsHaveOtherFingerprints()
    {
        const JudgePrompt prompt = somePrompt();
        const std::string first = fingerprint(prompt, JudgeReading::Automatic);
        QCOMPARE(fingerprint(somePrompt(), JudgeReading::Automatic), first);
        QCOMPARE(first.size(), std::size_t(32));
        QVERIFY(fingerprint(prompt, JudgeReading::Number) != first);
        JudgePrompt other = prompt;
        other.examples[0].score = 2;
        QVERIFY(fingerprint(other, JudgeReading::Automatic) != first);
        other = prompt;
        other.question += " ";
        QVERIFY(fingerprint(other, JudgeReading::Automatic) != first);
    }

    void brokenPromptsAreSentences()
    {
        QVERIFY_RESULT(checkJudgePrompt(somePrompt(), "judge.yaml"));
        JudgePrompt prompt = somePrompt();
        prompt.question = "How hard is {instruction}?";
        QVERIFY(!checkJudgePrompt(prompt, "judge.yaml"));
        prompt = somePrompt();
        prompt.question += "{response}";
        QVERIFY(!checkJudgePrompt(prompt, "judge.yaml"));
        prompt = somePrompt();
        prompt.examples[0].score = 7;
        const auto checked = checkJudgePrompt(prompt, "judge.yaml");
        QVERIFY(!checked);
        QVERIFY(checked.error().message.starts_with("judge.yaml: "));
        prompt = somePrompt();
        prompt.answerDigit = "";
        QVERIFY(!checkJudgePrompt(prompt, "judge.yaml"));
    }
};

QTEST_APPLESS_MAIN(TestJudge)
#include "testjudge.moc"
