// SPDX-License-Identifier: Apache-2.0
// Questions as a spreadsheet and as a package, answered elsewhere and brought back.
#include "core/dataset/delimitedtext.h"
#include "core/platform/file.h"
#include "core/project/reviewpackage.h"
#include "core/project/reviewtable.h"
#include "tests/core/project/reviewproject.h"

#include <QTest>

#include <algorithm>

using namespace dankai;
using test::ReviewProject;

namespace {

const std::vector<std::string> levels = {"易しい", "普通", "難しい"};

bool anyHas(const std::vector<std::string>& sentences, const std::string& words)
{
    for (const std::string& sentence : sentences)
        if (sentence.find(words) != std::string::npos)
            return true;
    for (const std::string& sentence : sentences)
        qWarning("%s", sentence.c_str());
    return false;
}

ReviewTable parsed(const std::string& text)
{
    auto table = parseReviewTable(text, "reviews.csv", levels);
    if (!table)
        qFatal("%s", table.error().message.c_str());
    return std::move(*table);
}

} // namespace

class TestReviewTable : public QObject
{
    Q_OBJECT

private slots:

    void cellsAreNoFormulas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isGuarded");
        for (const char* text :
            {"=1+1", "+81 3", "- five", "@SUM(A1)", "\tx", "\nx", "'=1", "''-", "--1", "-1+1", "+inf"})
            QTest::newRow(text) << QString::fromUtf8(text) << true;
        for (const char* text : {"", "1", "a=b", "'", "'quoted'", "− 5", " =1", "返品-1", "-5", "-0.5", "+3",
                 "-1e-4", "'-5", "''-0.5"})
            QTest::newRow(text) << QString::fromUtf8(text) << false;
    }

    void cellsAreNoFormulas()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, isGuarded);
        const std::string cell = guardedCell(text.toStdString());
        QCOMPARE(cell != text.toStdString(), isGuarded);
        QCOMPARE(cell.starts_with('\''), isGuarded || text.startsWith(u'\''));
        QCOMPARE(unguardedCell(cell), text.toStdString());
    }

    void badRowsAreSentencesAndTheOthersAreTaken()
    {
        const ReviewTable table = parsed("\xEF\xBB\xBF"
                                         "example,revision,decision,note\r\n"
                                         "1,1,1,\r\n"
                                         "２,1,難しい,全角の番号\r\n"
                                         "3,1,4,\r\n"
                                         "x,1,1,\r\n"
                                         "5,0,1,\r\n"
                                         "6,1,2,\r\n"
                                         "7,1,\"除外\",\"二行の\nメモ\"\r\n"
                                         "6,1,exclude,\r\n"
                                         ",,,\r\n"
                                         "8,1,,\r\n"
                                         "9,1,first,\r\n"
                                         "1,1,易しい,同じ判断\r\n"
                                         "10,1,\"1\r\n");
        QCOMPARE(table.problems.size(), std::size_t(6));
        QVERIFY(anyHas(table.problems, "reviews.csv:4: '4' is no decision about example 3"));
        QVERIFY(anyHas(table.problems, "reviews.csv:5: 'x' is no example's number"));
        QVERIFY(anyHas(table.problems, "reviews.csv:6: '0' is no revision"));
        QVERIFY(anyHas(table.problems, "reviews.csv:10: example 6 is 'exclude' here and '2 普通' in line 7"));
        QVERIFY(anyHas(table.problems, "reviews.csv:13: 'first' is no decision about example 9"));
        QVERIFY(anyHas(table.problems, "reviews.csv:15: this row cannot be read"));
        QCOMPARE(table.rows.size(), std::size_t(5));
        QCOMPARE(table.rows[0].example, std::int64_t(1));
        QCOMPARE(table.rows[1].example, std::int64_t(2));
        QVERIFY((table.rows[1].answer == ReviewAnswer{ReviewDecision::Place, 2}));
        QVERIFY((table.rows[2].answer == ReviewAnswer{ReviewDecision::Exclude, {}}));
        QCOMPARE(table.rows[2].note, std::string("二行の\nメモ"));
        QVERIFY(!table.rows[3].answer);
        QCOMPARE(table.rows[4].line, std::uint64_t(14));
    }

    void whatIsNoTableIsOneSentence()
    {
        for (const char* text :
            {"", "\n\n", "a,b\n1,2\n", "example\n1\n", "\"example,decision\n1,1\n", "事例番号\n1\n"}) {
            const auto table = parseReviewTable(text, "reviews.csv", levels);
            QVERIFY2(!table, text);
            QVERIFY2(table.error().message.starts_with("reviews.csv"), table.error().message.c_str());
        }
        // The Japanese names and another delimiter, as a Japanese spreadsheet may save it.
        const ReviewTable table = parsed("事例番号;版;判断(1 易しい、除外);メモ\n3;1;２;\n");
        QCOMPARE(table.rows.size(), std::size_t(1));
        QVERIFY((table.rows[0].answer == ReviewAnswer{ReviewDecision::Place, 1}));
    }

    void aTableGoesOutAndComesBack_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << QStringLiteral("en");
        QTest::newRow("ja") << QStringLiteral("ja");
    }

    void aTableGoesOutAndComesBack()
    {
        QFETCH(const QString, language);
        ReviewProject desk;
        Example formula;
        formula.instruction = "=HYPERLINK(\"http://x\",\"y\")";
        formula.response = "-1, 改行\r\nと \"引用符\"、そして+1";
        QVERIFY_RESULT(desk.project().examples().edit(ExampleId(90), formula));
        const ReviewQueue queue = desk.begin("佐藤", 80); // all that may be asked
        const auto file = desk.at("reviews.csv");
        desk.answer(queue, 6, ReviewDecision::Exclude);
        const auto rows = writeReviewTable(desk.project(), queue, file, language.toStdString());
        QVERIFY_RESULT(rows);
        std::string text = *readFile(file);
        QVERIFY(text.starts_with("\xEF\xBB\xBF"));
        QVERIFY(text.find("'=HYPERLINK") != std::string::npos);
        for (const char* secret : {"random", "near_cut", "1.000000", "3.000000"})
            QVERIFY2(text.find(secret) == std::string::npos, secret); // neither reasons nor scores
        const ReviewTable table = parsed(text);
        QVERIFY(table.problems.empty());
        QCOMPARE(table.rows.size(), static_cast<std::size_t>(*rows));
        QCOMPARE(std::ranges::count_if(
                     table.rows, [](const ReviewTableRow& row) { return row.answer.has_value(); }),
            1);
        const auto found = std::ranges::find(table.rows, 90, &ReviewTableRow::example);
        QVERIFY(found != table.rows.end());
        QCOMPARE(*found->instruction, formula.instruction);

        // Filled in by hand: a new table of the columns that count.
        text = "example,revision,decision,note,response\n";
        std::size_t filled = 0;
        constexpr const char* decisions[] = {"3", "除外", "", "あいまい"};
        for (const ReviewTableRow& row : table.rows) {
            if (row.answer || filled == 4)
                continue;
            text += std::to_string(row.example) + "," + std::to_string(row.revision) + "," + decisions[filled]
                + "," + (filled == 2 ? "ここは誤字" : "") + "," + (filled == 3 ? "変えた" : *row.response)
                + "\n";
            ++filled;
        }
        text += "4711,1,1,,\n";
        QVERIFY_RESULT(writeFileAtomically(file, text));
        const auto applied = applyReviewTable(desk.project(), "main", "佐藤", file);
        QVERIFY_RESULT(applied);
        QCOMPARE(applied->applied, std::size_t(4));
        QCOMPARE(applied->problems.size(), std::size_t(2));
        QVERIFY(anyHas(applied->problems, ":6: There is no example 4711"));
        QVERIFY(anyHas(applied->problems, ":5: the text of example"));
        // Twice changes nothing.
        const auto reviews = desk.reviews().standing("main")->size();
        const auto again = applyReviewTable(desk.project(), "main", "佐藤", file);
        QVERIFY_RESULT(again);
        QCOMPARE(again->applied, std::size_t(0));
        QCOMPARE(again->unchanged, std::size_t(4));
        QCOMPARE(desk.reviews().standing("main")->size(), reviews);
        // The answers are those of the questions, with their chance.
        const auto standing = desk.reviews().standing("main");
        QVERIFY_RESULT(standing);
        for (const Review& review : *standing) {
            QVERIFY(review.queue == queue.id);
            QVERIFY(review.probability > 0);
        }
        // Another content: the row is refused, and nothing else.
        Example edited = formula;
        edited.response = "新しい";
        QVERIFY_RESULT(desk.project().examples().edit(ExampleId(90), edited));
        QVERIFY_RESULT(writeFileAtomically(file, "example,revision,decision\n90,2,1\n89,1,3\n"));
        const auto stale = applyReviewTable(desk.project(), "main", "鈴木", file);
        QVERIFY_RESULT(stale);
        QVERIFY(anyHas(stale->problems, ":2: Example 90 was edited since: revision 2 was judged"));
        QCOMPARE(stale->applied, std::size_t(1));
    }

    void aTableOfAJapaneseSpreadsheetIsRead()
    {
        ReviewProject desk;
        const auto file = desk.at("cp932.csv");
        // CP932: 事例番号,判断,メモ / 3,除外,古い
        QVERIFY_RESULT(writeFileAtomically(file,
            "\x8E\x96\x97\xE1\x94\xD4\x8D\x86,\x94\xBB\x92\x66,\x83\x81\x83\x82\r\n3,\x8F\x9C\x8A\x4F,"
            "\x8C\xC3\x82\xA2\r\n"));
        const auto applied = applyReviewTable(desk.project(), "main", "佐藤", file);
        QVERIFY_RESULT(applied);
        QCOMPARE(applied->applied, std::size_t(1));
        QCOMPARE(desk.phaseOf(3), int(excludedPlace));
        QCOMPARE(desk.reviews().standing("main").value().front().note, std::string("古い"));
    }

    void aPackageIsAnsweredElsewhereAndMergedOnce()
    {
        ReviewProject desk;
        const ReviewQueue queue = desk.begin("鈴木");
        desk.answer(queue, 5, ReviewDecision::Place, 0, 8);
        const auto file = desk.at("for-suzuki.jsonl");
        auto package = writeReviewPackage(desk.project(), queue, file, "ja");
        QVERIFY_RESULT(package);
        const std::string text = *readFile(file);
        for (const char* secret : {"random", "near_cut", "probability", "score", "rows.jsonl"})
            QVERIFY2(text.find(secret) == std::string::npos, secret);
        auto opened = openReviewPackage(file);
        QVERIFY_RESULT(opened);
        QVERIFY(*opened == *package);
        QCOMPARE(opened->questions.size(), queue.items.size());
        QCOMPARE(opened->open(), queue.items.size() - 1);
        QVERIFY(opened->secondsLeft() > 0);
        QCOMPARE(opened->anchors.size(), std::size_t(3));
        // Answers to the end, one of them twice, one taken back.
        std::size_t count = 0;
        while (const PackageQuestion* question = opened->next()) {
            PackageAnswer answer;
            answer.place = question->place;
            answer.decision = question->other ? ReviewDecision::EquallyHard : ReviewDecision::Place;
            if (!question->other)
                answer.level = 2;
            answer.seconds = 9;
            QVERIFY_RESULT(answerInPackage(file, *opened, answer));
            if (++count == 3) {
                const auto undone = undoInPackage(file, *opened);
                QVERIFY_RESULT(undone);
                QCOMPARE((*undone)->place, answer.place);
            }
        }
        PackageAnswer bad;
        bad.place = 6;
        bad.decision = ReviewDecision::FirstHarder;
        QVERIFY(!answerInPackage(file, *opened, bad));
        bad.decision = ReviewDecision::Place;
        bad.level = 3;
        QVERIFY(!answerInPackage(file, *opened, bad));
        bad.place = 99;
        QVERIFY(!answerInPackage(file, *opened, bad));
        const auto whole = openReviewPackage(file);
        QVERIFY_RESULT(whole);
        QVERIFY(*whole == *opened);
        // Meanwhile somebody edited one example and another person placed a second one elsewhere.
        Example content = desk.project().examples().example(queue.items[8].example)->example;
        content.response += " 改";
        QVERIFY_RESULT(desk.project().examples().edit(queue.items[8].example, content));
        desk.place("佐藤", static_cast<std::int64_t>(queue.items[10].example), 0);
        const auto merged = mergeReviewPackage(desk.project(), file);
        QVERIFY_RESULT(merged);
        QCOMPARE(merged->reviewer, std::string("鈴木"));
        QCOMPARE(merged->added, queue.items.size() - 2);
        QCOMPARE(merged->unchanged, std::size_t(1)); // what went out with it
        QCOMPARE(merged->problems.size(), std::size_t(1));
        QVERIFY(anyHas(merged->problems, "question 9: Example "));
        QCOMPARE(merged->conflicts.size(), std::size_t(1));
        QCOMPARE(merged->conflicts[0].example, queue.items[10].example);
        QCOMPARE(desk.phaseOf(static_cast<std::int64_t>(queue.items[10].example)), 0); // the first one stands
        QCOMPARE(desk.phaseOf(static_cast<std::int64_t>(queue.items[9].example)), 2);
        const std::vector<Review> before = desk.reviews().standing("main").value();
        const std::int64_t revision = desk.project().plans().load("main")->revision;
        const auto again = mergeReviewPackage(desk.project(), file);
        QVERIFY_RESULT(again);
        QCOMPARE(again->added, std::size_t(0));
        QCOMPARE(again->withdrawn, std::size_t(0));
        QVERIFY(desk.reviews().standing("main").value() == before);
        QCOMPARE(desk.project().plans().load("main")->revision, revision);
        // Taken back in the package after the merge: taken back here too.
        QVERIFY_RESULT(undoInPackage(file, *opened));
        const auto third = mergeReviewPackage(desk.project(), file);
        QVERIFY_RESULT(third);
        QCOMPARE(third->withdrawn, std::size_t(1));
        QCOMPARE(desk.reviews().standing("main")->size(), before.size() - 1);
        // Everything else is of another project.
        ReviewProject stranger;
        const auto refused = mergeReviewPackage(stranger.project(), file);
        QVERIFY(!refused && refused.error().message.find("of another project") != std::string::npos);
    }

    void aCutLineCostsOneAnswer()
    {
        ReviewProject desk;
        const ReviewQueue queue = desk.begin("鈴木");
        const auto file = desk.at("cut.jsonl");
        auto package = writeReviewPackage(desk.project(), queue, file, "en");
        QVERIFY_RESULT(package);
        for (std::size_t place : {0, 1}) {
            PackageAnswer answer;
            answer.place = place;
            answer.decision = ReviewDecision::Place;
            answer.level = 1;
            QVERIFY_RESULT(answerInPackage(file, *package, answer));
        }
        std::string text = *readFile(file);
        text.resize(text.size() - 5);
        QVERIFY_RESULT(writeFileAtomically(file, text));
        auto opened = openReviewPackage(file);
        QVERIFY_RESULT(opened);
        QCOMPARE(opened->answers.size(), std::size_t(1));
        // The next answer must not join the broken line.
        PackageAnswer answer;
        answer.place = 1;
        answer.decision = ReviewDecision::Skip;
        QVERIFY_RESULT(answerInPackage(file, *opened, answer));
        const auto again = openReviewPackage(file);
        QVERIFY_RESULT(again);
        QCOMPARE(again->answers.size(), std::size_t(2));
    }

    void whatIsNoPackageIsOneSentence()
    {
        ReviewProject desk;
        auto package = writeReviewPackage(desk.project(), desk.begin("鈴木"), desk.at("p.jsonl"), "ja");
        QVERIFY_RESULT(package);
        const std::string text = toText(*package);
        const std::string head = text.substr(0, text.find('\n') + 1);
        const auto replaced = [&](const std::string& from, const std::string& to) {
            std::string other = text;
            other.replace(other.find(from), from.size(), to);
            return other;
        };
        for (const std::string& bad : {std::string(), std::string("{}"), std::string("[1]\n"),
                 std::string("{\"format\":\"dankai-review\"}\n"), replaced("\"version\":1", "\"version\":2"),
                 replaced("\"reviewer\":\"鈴木\"", "\"reviewer\":\" \""), replaced(package->key, "x"),
                 replaced("\"question\":1,", "\"question\":0,"),
                 text + "{\"answer\":{\"place\":0,\"decision\":\"place\",\"decided_ms\":1}}\n",
                 text + "{\"answer\":{\"place\":999,\"decision\":\"skip\",\"decided_ms\":1}}\n",
                 text + "{\"answer\":{\"place\":0,\"decision\":\"later\",\"decided_ms\":1}}\n",
                 text + "{\"answer\":{\"place\":0,\"decision\":\"place\",\"level\":7,\"decided_ms\":1}}\n",
                 text + "{\"undo\":{\"place\":0,\"decided_ms\":1}}\n", text + "no json\n" + "{}\n"}) {
            const auto opened = parseReviewPackage(bad, "p.jsonl");
            QVERIFY2(!opened, bad.substr(0, 200).c_str());
            QVERIFY2(opened.error().message.starts_with("p.jsonl"), opened.error().message.c_str());
        }
        QVERIFY_RESULT(parseReviewPackage(head, "p.jsonl"));
    }
};

QTEST_APPLESS_MAIN(TestReviewTable)
#include "testreviewtable.moc"
