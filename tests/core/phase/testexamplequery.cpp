// SPDX-License-Identifier: Apache-2.0
#include "core/phase/examplequery.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

class TestExampleQuery : public QObject
{
    Q_OBJECT

private slots:

    void everyFieldComesBack()
    {
        ExampleQuery query;
        QCOMPARE(toJsonLine(toJson(query)), std::string("{}"));
        query.text = "返品 \"exactly this\"";
        query.filter.score = {1.5, std::nullopt};
        query.filter.tokens = {std::nullopt, 512.0};
        query.filter.responseLength = {10.0, 20.0};
        query.filter.exclusion = ExclusionFilter::Included;
        query.filter.place = excludedPlace;
        query.filter.source = "a.jsonl";
        query.filter.finding = ExampleFinding::OtherLanguage;
        for (const ExampleFinding finding : {ExampleFinding::CutOff, ExampleFinding::NearDuplicate}) {
            query.filter.finding = finding;
            QVERIFY(*exampleQueryFromJson(toJson(query), "t") == query);
        }
        query.order = ExampleOrder::Tokens;
        query.direction = OrderDirection::Descending;
        query.scorer = "imported";
        query.plan = "main";
        for (const TextScript script : textScripts) {
            query.filter.script = script;
            const auto back = exampleQueryFromJson(*parseJson(toJsonLine(toJson(query)), "t"), "t");
            QVERIFY_RESULT(back);
            QVERIFY(*back == query);
        }
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("no object") << QByteArray("[]") << QByteArray("JSON object");
        QTest::newRow("unknown key") << QByteArray(R"({"colour":1})") << QByteArray("\"colour\"");
        QTest::newRow("unknown script") << QByteArray(R"({"script":"runes"})") << QByteArray("\"runes\"");
        QTest::newRow("script is a number") << QByteArray(R"({"script":1})") << QByteArray("\"script\"");
        QTest::newRow("half a range") << QByteArray(R"({"score":[1]})") << QByteArray("\"score\"");
        QTest::newRow("range of texts") << QByteArray(R"({"score":["a",2]})") << QByteArray("\"score\"");
        QTest::newRow("no phase") << QByteArray(R"({"place":99})") << QByteArray("\"place\"");
        QTest::newRow("text is a list") << QByteArray(R"({"text":[]})") << QByteArray("\"text\"");
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, named);
        const auto query = exampleQueryFromJson(*parseJson(json.toStdString(), "t"), "filter 'x'");
        QVERIFY(!query);
        QVERIFY2(query.error().message.find(named.toStdString()) != std::string::npos,
            query.error().message.c_str());
        QVERIFY(query.error().message.starts_with("filter 'x'"));
    }
};

QTEST_APPLESS_MAIN(TestExampleQuery)
#include "testexamplequery.moc"
