// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/columnscore.h"
#include "core/difficulty/scorer.h"
#include "core/difficulty/textfeatures.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

class TestDifficulty : public QObject
{
    Q_OBJECT

private slots:

    void columnScoresAreNumbersOrNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isNumber");
        QTest::addColumn<double>("value");

        const struct
        {
            const char* text;
            bool isNumber;
            double value;
        } rows[] = {
            {"3.5\n\n", true, 3.5},
            {"5", true, 5},
            {" 4.21875\t", true, 4.21875},
            {"-1", true, -1},
            {"+2", true, 2},
            {"1e1", true, 10},
            {".5", true, 0.5},
            {"4.", true, 4},
            {"３．５", true, 3.5},
            {"　2　", true, 2},
            {"−2", true, -2},
            {"", false, 0},
            {"\n", false, 0},
            {"4/5", false, 0},
            {"3,5", false, 0},
            {"Score: 4", false, 0},
            {"4 points", false, 0},
            {"3 5", false, 0},
            {"4\n\nThe task is hard.", false, 0},
            {"nan", false, 0},
            {"inf", false, 0},
            {"1e999", false, 0},
            {"+-3", false, 0},
            {"--3", false, 0},
            {"0x10", false, 0},
            {"五", false, 0},
            {"4.5.", false, 0},
            {"\xff", false, 0},
        };

        for (const auto& row : rows)
            QTest::newRow(row.text) << QString::fromUtf8(row.text) << row.isNumber << row.value;
    }

    void columnScoresAreNumbersOrNothing()
    {
        QFETCH(QString, text);
        QFETCH(bool, isNumber);
        QFETCH(double, value);
        const auto found = parseColumnScore(Json(text.toStdString()));
        QCOMPARE(found.has_value(), isNumber);
        if (isNumber)
            QCOMPARE(*found, value);
    }

    void jsonValuesAreNeverGuessed()
    {
        QCOMPARE(parseColumnScore(Json(3)).value(), 3.0);
        QCOMPARE(parseColumnScore(Json("4.5\n")).value(), 4.5);
        for (const Json& value : {Json(true), Json(nullptr), Json::array({3}), Json::object({{"score", 3}})})
            QVERIFY(!parseColumnScore(value));
        QCOMPARE(rawColumnText(Json("4/5")), std::string("4/5"));
        QCOMPARE(rawColumnText(Json(true)), std::string("true"));
    }

    void featuresCountWhatTheySay()
    {
        Example example;
        example.instruction = "返品したい";
        example.input = "保証";
        example.response = "承知しました。";
        QCOMPARE(responseLength(example), std::uint64_t(7));
        QCOMPARE(textLength(example), std::uint64_t(5 + 1 + 2 + 7)); // a newline before the input
        example.system = "abc";
        example.history = {{"user", "hi"}, {"assistant", "hello"}};
        QCOMPARE(textLength(example), std::uint64_t(15 + 3 + 2 + 5));

        // By Python: len(zlib.compress(text, 6, -15))
        QCOMPARE(compressedSize(std::string_view("")), std::size_t(2));
        QCOMPARE(compressedSize(std::string_view("hello hello hello hello")), std::size_t(10));
        QVERIFY(compressedSize(std::string(100000, 'x')) < 200);
        // More than one sink of output.
        std::string noise;
        std::uint32_t state = 1;
        for (int i = 0; i < 100000; ++i)
            noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
        QVERIFY(compressedSize(std::string_view(noise)) > 99000);
    }

    void scorersComeFromOneTable()
    {
        Example example;
        example.instruction = "Say hi";
        example.response = std::string(2, 'h');
        example.extra = {{"level", " 2 "}, {"score", "hard"}};

        const struct
        {
            const char* name;
            std::optional<double> value;
            const char* raw;
        } rows[] = {
            {"length", 8.0, ""},
            {"response_length", 2.0, ""},
            {"tokens", 12.0, ""},
            {"column:level", 2.0, " 2 "},
            {"column:score", std::nullopt, "hard"},
            {"column:absent", std::nullopt, ""},
            {"judge:gpt-4.1-mini", std::nullopt, ""}, // a job's
            {"judge:vendor:model", std::nullopt, ""},
            {"loss", std::nullopt, ""},
            {"ifd:003/phase_2", std::nullopt, ""}, // of a run's checkpoint
            {"loss:Qwen2.5-0.5B", std::nullopt, ""}, // of another model than the project's
            {"local_judge:Qwen2.5-0.5B", std::nullopt, ""},
            {"token_error", std::nullopt, ""},
            {"ask_answer", std::nullopt, ""},
            {"loss_drop:003", std::nullopt, ""},
            {"forgetting:003", std::nullopt, ""},
        };

        for (const auto& row : rows) {
            const auto scorer = Scorer::named(row.name);
            QVERIFY_RESULT(scorer);
            const ScoreOutcome outcome = scorer->score(example, 12);
            QCOMPARE(outcome.value, row.value);
            QCOMPARE(outcome.raw, std::string(row.raw));
            QCOMPARE(scorer->name(), std::string(row.name));
        }
        QVERIFY(!Scorer::named("tokens")->score(example).value);
        for (const char* name : {"", "column", "column:", "hardness", "length:x", "judge", "judge:",
                 "length:", "loss:", "loss_drop", "forgetting:", "local_judge:003/base", "calibrated:1"}) {
            const auto scorer = Scorer::named(name);
            QVERIFY(!scorer);
            QCOMPARE(scorer.error().code, ErrorCode::Unusable);
            QVERIFY(scorer.error().message.find("compressed_size") != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(TestDifficulty)
#include "testdifficulty.moc"
