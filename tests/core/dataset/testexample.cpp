// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/example.h"
#include "core/dataset/examplejson.h"

#include <QTest>

#include <algorithm>

using namespace dankai;

class TestExample : public QObject
{
    Q_OBJECT

private slots:

    void turnsFollowTheRule()
    {
        Example example;
        example.system = "Be brief.";
        example.history = {{"user", "Hi"}, {"assistant", "Hello"}};
        example.instruction = "Translate.";
        example.input = "cat";
        example.response = "neko";
        const std::vector<Message> expected = {{"system", "Be brief."}, {"user", "Hi"},
            {"assistant", "Hello"}, {"user", "Translate.\ncat"}, {"assistant", "neko"}};
        QVERIFY(turns(example) == expected);
        QCOMPARE(userTurn(example), std::string("Translate.\ncat"));
        QCOMPARE(searchableText(example), std::string("Be brief.\nHi\nHello\nTranslate.\ncat\nneko"));
    }

    void turnsReadBackFromJson()
    {
        Example example;
        example.instruction = "Translate.";
        example.response = "";
        QCOMPARE(
            toJsonLine(exampleJson(example)), std::string(R"({"instruction":"Translate.","response":""})"));
        QVERIFY(exampleFromJson(exampleJson(example)) == example);
        example.system = "Be brief.";
        example.history = {{"user", "Hi"}, {"tool", "返品"}};
        example.input = "cat";
        QVERIFY(exampleFromJson(exampleJson(example)) == example);
        for (const char* broken : {R"({"instruction":"a"})", R"({"instruction":1,"response":"b"})",
                 R"({"instruction":"a","response":"b","history":[{"role":"user"}]})", R"(["a","b"])"})
            QVERIFY_THROWS_EXCEPTION(Json::exception, (void)exampleFromJson(Json::parse(broken)));
    }

    void anEmptyInputAddsNoNewline()
    {
        Example example;
        example.instruction = "Name a fruit.";
        example.response = "Plum.";
        const std::vector<Message> expected = {{"user", "Name a fruit."}, {"assistant", "Plum."}};
        QVERIFY(turns(example) == expected);
        example.input = "Name a fruit.";
        example.instruction.clear();
        QVERIFY(turns(example) == expected);
    }

    void aMergedInputHashesTheSame()
    {
        Example apart;
        apart.instruction = "Sum up.";
        apart.input = "A long text.";
        apart.response = "Short.";
        Example merged;
        merged.instruction = "Sum up.\nA long text.";
        merged.response = "Short.";
        merged.extra = {{"score", "3.5"}};
        merged.source = {"other.jsonl", 7};
        QVERIFY(contentHash(apart) == contentHash(merged));
    }

    void everyTurnCountsAndNoneRunsIntoTheNext()
    {
        const auto hashOf = [](std::string system, std::vector<Message> history, std::string instruction,
                                std::string input, std::string response) {
            return contentHash({std::move(system), std::move(history), std::move(instruction),
                std::move(input), std::move(response), {}, {}});
        };
        std::vector<ContentHash> hashes = {
            hashOf("", {}, "ab", "", "c"),
            hashOf("", {}, "a", "", "bc"),
            hashOf("ab", {}, "ab", "", "c"),
            hashOf("", {{"user", "x"}, {"assistant", "y"}}, "ab", "", "c"),
            hashOf("", {{"user", "x\ny"}}, "ab", "", "c"),
            hashOf("", {{"assistant", "x\ny"}}, "ab", "", "c"),
            hashOf("", {}, "ab", "c", "c"),
        };
        std::sort(hashes.begin(), hashes.end());
        QVERIFY(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
    }

    void hashesAreStableAndReadable()
    {
        Example example;
        example.instruction = "Name three primary colours.";
        example.response = "Red, yellow and blue.";
        const std::string digits = toHex(contentHash(example));
        // A change here makes every project's duplicates invisible: it needs a migration.
        QCOMPARE(digits, std::string("1473117328ae11ca04c5257371a32914"));
        QVERIFY(contentHashFromHex(digits) == contentHash(example));
        QVERIFY(!contentHashFromHex(digits.substr(1)));
        QVERIFY(!contentHashFromHex(std::string(32, 'g')));
    }
};

QTEST_APPLESS_MAIN(TestExample)
#include "testexample.moc"
