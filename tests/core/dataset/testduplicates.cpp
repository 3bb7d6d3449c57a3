// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/dataset/leakage.h"
#include "core/dataset/minhash.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

using namespace dankai;

namespace {

std::string randomText(Random& random, std::size_t words)
{
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
        if (i > 0)
            text += ' ';
        for (std::uint64_t length = 2 + random.below(7); length > 0; --length)
            text += static_cast<char>('a' + random.below(26));
    }
    return text;
}

std::string randomJapanese(Random& random, std::size_t characters)
{
    static const std::vector<std::string> all = [] {
        std::vector<std::string> list;
        for (const char* c : {"返", "品", "保", "証", "お", "客", "様", "に", "丁", "寧", "説", "明", "し",
                 "て", "く", "だ", "さ", "い", "購", "入", "日", "期", "間", "を", "確", "認", "の", "電",
                 "話", "番", "号", "は", "今", "週", "修", "理"})
            list.emplace_back(c);
        return list;
    }();
    std::string text;
    for (std::size_t i = 0; i < characters; ++i)
        text += all[random.below(all.size())];
    return text;
}

} // namespace

class TestDuplicates : public QObject
{
    Q_OBJECT

private slots:

    void textsAreNormalised_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("normalised");
        QTest::newRow("case and blanks") << "  Hello\r\n\t WORLD "
                                         << "hello world";
        QTest::newRow("full width") << "ＡＢＣ　１２３"
                                    << "abc 123";
        QTest::newRow("half-width katakana") << "ﾎｼｮｳ"
                                             << "ホショウ";
        QTest::newRow("ligature and accent") << "ﬁancé É"
                                             << "fiancé é";
        QTest::newRow("sharp s") << "Straße"
                                 << "strasse";
        QTest::newRow("empty") << ""
                               << "";
    }

    void textsAreNormalised()
    {
        QFETCH(QString, text);
        QFETCH(QString, normalised);
        QCOMPARE(QString::fromStdString(normalisedText(text.toStdString())), normalised);
    }

    void brokenUtf8IsNormalisedToo()
    {
        QCOMPARE(normalisedText("a\xff"
                                "b"),
            std::string("a\xef\xbf\xbd"
                        "b"));
    }

    void similarityIsExact()
    {
        QCOMPARE(ngramSimilarity("abc def", "ABC \n DEF", 3), 1.0);
        QCOMPARE(ngramSimilarity("abcde", "abcdf", 3), 2.0 / 4.0); // abc bcd cde | abc bcd cdf
        QCOMPARE(ngramSimilarity("同じ文です", "同じ文です", 5), 1.0);
        QCOMPARE(ngramSimilarity("abc", "xyz", 5), 0.0);
        QCOMPARE(ngramSimilarity("", "", 5), 1.0);
    }

    // Every pair that is similar enough is found, and no other is joined: against all pairs compared exactly.
    void groupsAreThoseOfAllPairs_data()
    {
        QTest::addColumn<bool>("isJapanese");
        QTest::newRow("english") << false;
        QTest::newRow("japanese") << true;
    }

    void groupsAreThoseOfAllPairs()
    {
        QFETCH(bool, isJapanese);
        Random random(5);
        std::vector<std::string> texts;
        for (int family = 0; family < 60; ++family) {
            const std::string base = isJapanese ? randomJapanese(random, 60 + random.below(80))
                                                : randomText(random, 30 + random.below(30));
            texts.push_back(base);
            for (std::uint64_t relative = random.below(4); relative > 0; --relative)
                texts.push_back(base + " "
                    + (isJapanese ? randomJapanese(random, random.below(40))
                                  : randomText(random, random.below(16))));
        }
        const NearDuplicateParams params;
        std::vector<std::uint32_t> expected(texts.size());
        std::iota(expected.begin(), expected.end(), 0U);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            for (std::size_t k = i + 1; k < texts.size(); ++k) {
                if (ngramSimilarity(texts[i], texts[k], params.ngram) < params.similarity
                    || expected[i] == expected[k])
                    continue;
                const std::uint32_t from = std::max(expected[i], expected[k]);
                std::replace(expected.begin(), expected.end(), from, std::min(expected[i], expected[k]));
            }
        }
        const auto groups = findNearDuplicates(texts, params);
        QVERIFY(groups.has_value());
        QVERIFY(groups->group == expected);
        QVERIFY(groups->groupsOfSeveral > 10);
    }

    void neitherThreadsNorTheOrderOfRowsMatter()
    {
        Random random(7);
        std::vector<std::string> texts;
        for (int i = 0; i < 3000; ++i)
            texts.push_back(
                i % 5 == 4 ? texts[random.below(texts.size())] + " more" : randomText(random, 20));
        NearDuplicateParams params;
        params.threads = 1;
        const auto one = findNearDuplicates(texts, params);
        params.threads = 3;
        const auto three = findNearDuplicates(texts, params);
        QVERIFY(one->group == three->group);

        std::vector<std::uint32_t> order(texts.size());
        std::iota(order.begin(), order.end(), 0U);
        random.shuffle(std::span(order));
        std::vector<std::string> shuffled;
        for (const std::uint32_t index : order)
            shuffled.push_back(texts[index]);
        const auto other = findNearDuplicates(shuffled, params);
        for (std::size_t i = 1; i < order.size(); ++i) {
            const bool together = other->group[i] == other->group[i - 1];
            QCOMPARE(together, one->group[order[i]] == one->group[order[i - 1]]);
        }
        QCOMPARE(other->groupsOfSeveral, one->groupsOfSeveral);
        QCOMPARE(other->textsInThem, one->textsInThem);
    }

    void manyEqualAndEmptyTextsAreCheap()
    {
        std::vector<std::string> texts(20000, "The same boilerplate answer again and again.");
        texts.insert(texts.end(), 100, "");
        const auto groups = findNearDuplicates(texts);
        QCOMPARE(groups->groupsOfSeveral, std::size_t(2));
        QCOMPARE(groups->identical, std::size_t(20098));
        QCOMPARE(groups->group[19999], 0U);
        QCOMPARE(groups->group[20001], 20000U);
        QCOMPARE(groups->candidatesChecked, std::uint64_t(0));
    }

    void stoppingAndWrongParamsAreSentences()
    {
        StopFlag stop{true};
        const std::vector<std::string> texts = {"a", "b"};
        QVERIFY(findNearDuplicates(texts, {}, {}, &stop).error().code == ErrorCode::Stopped);
        NearDuplicateParams params;
        params.similarity = 0.1;
        QVERIFY(findNearDuplicates(texts, params).error().code == ErrorCode::Unusable);
        QVERIFY(findNearDuplicates(std::span<const std::string>())->group.empty());
    }

    void groupingsAreJoined()
    {
        const std::vector<std::uint32_t> first = {0, 0, 2, 3, 4};
        const std::vector<std::uint32_t> second = {0, 1, 1, 3, 3};
        const std::vector<std::uint32_t> expected = {0, 0, 0, 3, 3};
        QVERIFY(joinGroups(first, second) == expected);
    }

    void leakedPromptsAreFlagged()
    {
        const std::vector<std::string> prompts = {
            "How can I improve my time management skills when working from home every day?",
            "時間管理能力を向上させるにはどうしたらいいですか？",
            "Name a fruit.",
            "What is a black hole?",
            "お元気?",
        };
        const LeakageIndex index(prompts);
        QCOMPARE(index.promptsNotCompared(), std::size_t(2));

        auto hits = index.check(
            "Question: how can I improve my time-management skills, when working from home every day!");
        QCOMPARE(hits.size(), std::size_t(1));
        QCOMPARE(hits[0].prompt, std::size_t(0));
        QCOMPARE(hits[0].share, 1.0);
        QVERIFY(index.isFlagged(hits[0]));

        hits = index.check("先生、時間管理能力を向上させるにはどうしたらいいですか。教えてください。");
        QCOMPARE(hits.size(), std::size_t(1));
        QCOMPARE(hits[0].prompt, std::size_t(1));
        QVERIFY(index.isFlagged(hits[0]));

        hits = index.check("Please say: what is a BLACK hole");
        QCOMPARE(hits.size(), std::size_t(1));
        QCOMPARE(hits[0].prompt, std::size_t(3));

        // 8 of the prompt's 14 words are one n-gram of its seven.
        hits = index.check("my time management skills when working from home are bad");
        QCOMPARE(hits.size(), std::size_t(1));
        QCOMPARE(hits[0].share, 1.0 / 7.0);
        QVERIFY(!index.isFlagged(hits[0]));

        QVERIFY(index.check("Name a fruit. お元気? 時間管理はどうしたらいいですか").empty());
        QVERIFY(index.check("").empty());
    }
};

QTEST_APPLESS_MAIN(TestDuplicates)
#include "testduplicates.moc"
