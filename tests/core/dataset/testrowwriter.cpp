// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/importer.h"
#include "core/dataset/rowwriter.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <vector>

using namespace dankai;

namespace {

std::vector<Example> plainExamples()
{
    std::vector<Example> examples(4);
    examples[0].instruction = "保証期間外の返品に、丁寧に返信してください。";
    examples[0].response = "お問い合わせ、ありがとうございます。";
    examples[1].instruction = "Say \"hello\", please";
    examples[1].input = "two\nlines, and a comma";
    examples[1].response = " outer blanks ";
    examples[1].system = "Be brief.";
    examples[2].instruction = "=1+1";
    examples[2].response = "2";
    examples[3].instruction = "tab\there";
    examples[3].response = "emoji 🎌";
    return examples;
}

} // namespace

class TestRowWriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    static std::vector<ImportedRow> read(const std::filesystem::path& file, const ImportOptions& options = {})
    {
        std::vector<ImportedRow> rows;
        const auto report = importFile(file, options, [&](ImportedRow&& row) -> Result<> {
            rows.push_back(std::move(row));
            return {};
        });
        if (!report)
            qFatal("%s", report.error().message.c_str());
        if (report->rejected > 0)
            qFatal("%s", report->rejections.front().reason.c_str());
        return rows;
    }

private slots:

    void whatIsWrittenComesBackTheSame_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("format");
        QTest::newRow("alpaca array") << "a.json" << static_cast<int>(RowFormat::Alpaca);
        QTest::newRow("alpaca lines") << "a.jsonl" << static_cast<int>(RowFormat::Alpaca);
        QTest::newRow("messages") << "m.jsonl" << static_cast<int>(RowFormat::Messages);
        QTest::newRow("sharegpt array") << "s.json" << static_cast<int>(RowFormat::ShareGpt);
        QTest::newRow("sharegpt lines") << "s.jsonl" << static_cast<int>(RowFormat::ShareGpt);
        QTest::newRow("prompt and completion") << "p.jsonl" << static_cast<int>(RowFormat::PromptCompletion);
        QTest::newRow("csv") << "t.csv" << static_cast<int>(RowFormat::Csv);
    }

    void whatIsWrittenComesBackTheSame()
    {
        QFETCH(QString, file);
        QFETCH(int, format);
        const auto target = path(file.toUtf8().constData());
        auto writer = RowWriter::create(target, static_cast<RowFormat>(format));
        QVERIFY_RESULT(writer);
        const std::vector<Example> examples = plainExamples();
        for (std::size_t i = 0; i < examples.size(); ++i)
            QVERIFY_RESULT(writer->add(
                examples[i], i == 1 ? std::nullopt : std::optional(0.1 + static_cast<double>(i))));
        QVERIFY(!std::filesystem::exists(target)); // not before it is whole
        QVERIFY_RESULT(writer->commit());
        QCOMPARE(writer->rows(), std::uint64_t(4));

        ImportOptions options;
        options.columns["score"] = "difficulty";
        const auto rows = read(target, options);
        QCOMPARE(rows.size(), examples.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            // Messages merge the input into the user's turn; the hash is over the turns.
            QCOMPARE(rows[i].hash, contentHash(examples[i]));
            QCOMPARE(rows[i].example.response, examples[i].response);
            QCOMPARE(rows[i].example.system, examples[i].system);
            const bool isScored = rows[i].score && rows[i].score->value;
            QCOMPARE(isScored, i != 1);
            if (isScored)
                QCOMPARE(*rows[i].score->value, 0.1 + static_cast<double>(i));
        }
    }

    void earlierTurnsAreKeptOrRefused()
    {
        Example paired = plainExamples()[0];
        paired.history = {{"user", "hi"}, {"assistant", "hello"}};
        Example withTool = paired;
        withTool.history = {{"user", "hi"}, {"tool", "42"}, {"assistant", "hello"}};

        auto alpaca = RowWriter::create(path("h.json"), RowFormat::Alpaca);
        QVERIFY_RESULT(alpaca);
        QVERIFY_RESULT(alpaca->add(paired));
        const auto refused = alpaca->add(withTool);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unusable);
        QVERIFY(refused.error().message.find("export as messages") != std::string::npos);
        QVERIFY_RESULT(alpaca->commit());
        const auto alpacaRows = read(path("h.json"));
        QCOMPARE(alpacaRows.size(), std::size_t(1));
        QVERIFY(alpacaRows[0].example.history == paired.history);

        auto messages = RowWriter::create(path("h.jsonl"), RowFormat::Messages);
        QVERIFY_RESULT(messages);
        QVERIFY_RESULT(messages->add(withTool));
        QVERIFY_RESULT(messages->commit());
        QVERIFY(read(path("h.jsonl")).at(0).example.history == withTool.history);

        auto shareGpt = RowWriter::create(path("s2.json"), RowFormat::ShareGpt);
        QVERIFY_RESULT(shareGpt);
        QVERIFY_RESULT(shareGpt->add(paired));
        QVERIFY(!shareGpt->add(withTool));
        QVERIFY_RESULT(shareGpt->commit());
        QVERIFY(read(path("s2.json")).at(0).example.history == paired.history);

        auto completion = RowWriter::create(path("p2.jsonl"), RowFormat::PromptCompletion);
        QVERIFY_RESULT(completion);
        QVERIFY_RESULT(completion->add(withTool));
        QVERIFY_RESULT(completion->commit());
        QVERIFY(read(path("p2.jsonl")).at(0).example.history == withTool.history);

        auto table = RowWriter::create(path("h.csv"), RowFormat::Csv);
        QVERIFY_RESULT(table);
        QVERIFY(!table->add(paired));
    }

    void unknownColumnsStay()
    {
        Example example = plainExamples()[1];
        example.extra
            = Json::parse(R"({"category": "qa", "output": "not this", "tags": ["a", 1], "none": null})");
        for (const auto& [name, format] :
            {std::pair("x.json", RowFormat::Alpaca), {"x.csv", RowFormat::Csv}}) {
            const std::vector<std::string> columns = {"category", "output", "tags", "none"};
            auto writer = RowWriter::create(path(name), format, columns);
            QVERIFY_RESULT(writer);
            QVERIFY_RESULT(writer->add(example));
            QVERIFY_RESULT(writer->commit());
            const auto rows = read(path(name));
            QCOMPARE(rows.at(0).example.response, example.response);
            QCOMPARE(rows[0].example.extra.at("category").get<std::string>(), std::string("qa"));
            QVERIFY(rows[0].example.extra.contains("tags"));
        }
    }

    void cellsOfATableAreNoFormulas()
    {
        Example example;
        example.instruction = "=HYPERLINK(\"http://evil.example\")";
        example.input = "'=1";
        example.response = "- one\n- two";
        example.system = "-0.5";
        example.extra = {{"@note", "+81 3 1234"}, {"weight", -2.5}, {"said", "'tis"}};
        const std::vector<std::string> columns = {"@note", "weight", "said"};
        auto writer = RowWriter::create(path("guarded.csv"), RowFormat::Csv, columns);
        QVERIFY_RESULT(writer);
        QVERIFY_RESULT(writer->add(example, -1.5));
        QVERIFY_RESULT(writer->commit());
        const std::string written = readFile(path("guarded.csv")).value();
        for (const char* cell :
            {"\"'=HYPERLINK", "''=1", "\"'- one", ",-0.5,", ",-1.5,", "'+81", "'@note", ",-2.5,", ",'tis"})
            QVERIFY2(written.find(cell) != std::string::npos, cell);

        const auto rows = read(path("guarded.csv"));
        QCOMPARE(rows.size(), std::size_t(1));
        const Example& back = rows[0].example;
        QCOMPARE(back.instruction, example.instruction);
        QCOMPARE(back.input, example.input);
        QCOMPARE(back.response, example.response);
        QCOMPARE(back.system, example.system);
        QCOMPARE(back.extra.at("@note").get<std::string>(), std::string("+81 3 1234"));
        QCOMPARE(back.extra.at("said").get<std::string>(), std::string("'tis"));
    }

    void apostrophesOfOthersTablesStay()
    {
        QVERIFY_RESULT(writeFileAtomically(path("theirs.csv"), "instruction,output\n'=1,'-ism\n"));
        const auto rows = read(path("theirs.csv"));
        QCOMPARE(rows.at(0).example.instruction, std::string("'=1"));
        QCOMPARE(rows[0].example.response, std::string("'-ism"));
    }

    void noRowsAreAFileToo()
    {
        auto writer = RowWriter::create(path("empty.json"), RowFormat::Alpaca);
        QVERIFY_RESULT(writer);
        QVERIFY_RESULT(writer->commit());
        QCOMPARE(readFile(path("empty.json")).value(), std::string("[]\n"));
    }

    void aFolderThatIsNotThereIsASentence()
    {
        const auto writer = RowWriter::create(path("no/such/folder.csv"), RowFormat::Csv);
        QVERIFY(!writer);
        QVERIFY(writer.error().message.find("folder.csv") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestRowWriter)
#include "testrowwriter.moc"
