// SPDX-License-Identifier: Apache-2.0
#include "core/project/fulltexttokenizer.h"
#include "tests/core/project/storefixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace dankai;

class TestSearch : public test::StoreTest
{
    Q_OBJECT

    void importTexts(const std::vector<std::string>& texts)
    {
        std::vector<ImportedRow> rows;
        rows.reserve(texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i)
            rows.push_back(test::rowOf(texts[i], "answer " + std::to_string(i), i + 1));
        import(rows);
    }

    std::vector<int> found(const char* query)
    {
        std::vector<int> numbers;
        const auto result = m_project->search().search(query);
        if (!result)
            qFatal("%s", result.error().message.c_str());
        for (const ExampleId id : result->ids)
            numbers.push_back(static_cast<int>(id));
        return numbers;
    }

    static std::string join(std::string_view text, TokenizeFor purpose)
    {
        std::string all;
        for (const SearchToken& token : searchTokens(text, purpose)) {
            if (!all.empty())
                all += token.isColocated ? '|' : ' ';
            all += token.text;
        }
        return all;
    }

private slots:

    void init() { setUp(); }

    void cleanupTestCase() { m_project.reset(); }

    void tokensAreWordsCharactersAndPairs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("index");
        QTest::addColumn<QString>("query");
        QTest::newRow("words") << "Return the ITEM, now!"
                               << "return the item now"
                               << "return the item now";
        QTest::newRow("characters") << "返品保証"
                                    << "返|返品 品|品保 保|保証 証"
                                    << "返品 品保 保証";
        QTest::newRow("one character") << "品"
                                       << "品"
                                       << "品";
        QTest::newRow("mixed") << "GPUの性能X"
                               << "gpu の|の性 性|性能 能 x"
                               << "gpu の性 性能 能 x";
        QTest::newRow("forms") << "ＧＰＵ ﾃﾞｰﾀ"
                               << "gpu デ|デー ー|ータ タ"
                               << "gpu デー ータ";
        QTest::newRow("accents") << "Café Größe"
                                 << "café grösse"
                                 << "café grösse";
        QTest::newRow("nothing") << "…!? \n"
                                 << ""
                                 << "";
    }

    void tokensAreWordsCharactersAndPairs()
    {
        QFETCH(QString, text);
        QFETCH(QString, index);
        QFETCH(QString, query);
        QCOMPARE(QString::fromStdString(join(text.toStdString(), TokenizeFor::Index)), index);
        QCOMPARE(QString::fromStdString(join(text.toStdString(), TokenizeFor::Query)), query);
    }

    void findsShortJapaneseWordsAndMixedText()
    {
        importTexts({"返品の手順を教えてください。", "保証期間は何年ですか", "How do I return a GPU?",
            "GPUの性能を比べる", "品質保証と返品保証", "The warranty (保証) covers returns", "返事と商品"});
        QVERIFY_RESULT(m_project->search().build());
        QCOMPARE(found("返品"), (std::vector<int>{1, 5}));
        QCOMPARE(found("保証"), (std::vector<int>{2, 5, 6}));
        QCOMPARE(found("品"), (std::vector<int>{1, 5, 7}));
        QCOMPARE(found("保証期間"), std::vector<int>{2});
        QCOMPARE(found("返品 保証"), std::vector<int>{5});
        QCOMPARE(found("返品　保証"), std::vector<int>{5}); // an ideographic blank
        QCOMPARE(found("gpu"), (std::vector<int>{3, 4}));
        QCOMPARE(found("ＧＰＵ"), (std::vector<int>{3, 4}));
        QCOMPARE(found("GPUの性能"), std::vector<int>{4});
        QCOMPARE(found("ret*"), (std::vector<int>{3, 6}));
        QCOMPARE(found("return"), std::vector<int>{3});
        QCOMPARE(found("\"return a GPU\""), std::vector<int>{3});
        QCOMPARE(found("\"a return GPU\""), std::vector<int>{});
        QCOMPARE(found("返*"), (std::vector<int>{1, 5, 7}));
        QCOMPARE(found("保証 covers"), std::vector<int>{6});
    }

    void operatorsAndBrokenQueriesAreText()
    {
        importTexts({"this AND that", "a OR b", "NEAR me"});
        QVERIFY_RESULT(m_project->search().build());
        QCOMPARE(found("AND"), std::vector<int>{1});
        QCOMPARE(found("NOT"), std::vector<int>{});
        QCOMPARE(found("near(me"), std::vector<int>{3});
        for (const char* query : {"", " ", "\"", "\"\"", "*", "(", "text:", "a\"b", "^", "-", "\xff\xfe"})
            found(query);
        QCOMPARE(found("that !"), std::vector<int>{1});
    }

    void anIncompleteIndexSaysSoAndGoesOn()
    {
        importTexts({"one", "two"});
        auto before = m_project->search().search("one");
        QVERIFY_RESULT(before);
        QVERIFY(!before->state.isComplete());
        QCOMPARE(before->total, std::uint64_t(0));
        StopFlag stop = true;
        QVERIFY(!m_project->search().build({}, &stop)->isComplete());
        Progress last;
        QVERIFY_RESULT(m_project->search().build([&](const Progress& progress) { last = progress; }));
        QCOMPARE(last.done, std::uint64_t(2));
        importTexts({"three one"});
        const auto partly = m_project->search().search("one");
        QVERIFY(!partly->state.isComplete());
        QCOMPARE(partly->total, std::uint64_t(1));
        QVERIFY(m_project->search().build()->isComplete());
        QCOMPARE(found("one"), (std::vector<int>{1, 3}));
        SearchParams params;
        params.limit = 1;
        params.offset = 1;
        const auto page = m_project->search().search("one", params);
        QCOMPARE(page->total, std::uint64_t(2));
        QCOMPARE(page->ids, std::vector<ExampleId>{ExampleId(3)});
    }

    void editsAreFoundAtOnce()
    {
        importTexts({"返品の手順", "other"});
        QVERIFY_RESULT(m_project->search().build());
        Example edited;
        edited.instruction = "保証の手順";
        edited.response = "new";
        QVERIFY_RESULT(m_project->examples().edit(ExampleId(1), edited));
        QCOMPARE(found("返品"), std::vector<int>{});
        QCOMPARE(found("保証"), std::vector<int>{1});
        // One that the index has not reached yet is indexed once, with its new text.
        importTexts({"later text"});
        edited.instruction = "later word";
        QVERIFY_RESULT(m_project->examples().edit(ExampleId(3), edited));
        QVERIFY_RESULT(m_project->search().build());
        QCOMPARE(found("later"), std::vector<int>{3});
        QCOMPARE(found("text"), std::vector<int>{});
    }
};

QTEST_APPLESS_MAIN(TestSearch)
#include "testsearch.moc"
