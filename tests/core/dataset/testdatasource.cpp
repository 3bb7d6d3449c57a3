// SPDX-License-Identifier: Apache-2.0
// Folders and lists of data sets: which files are meant, and with which columns.
#include "core/dataset/datacard.h"
#include "core/dataset/datasource.h"
#include "core/dataset/llamafactory.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <memory>

using namespace dankai;

namespace fs = std::filesystem;

class TestDataSource : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    fs::path root() const { return m_folder->path().toStdString(); }

    void write(const std::string& name, const std::string& text = "{}") const
    {
        fs::create_directories((root() / name).parent_path());
        std::ofstream(root() / name, std::ios::binary) << text;
    }

    std::vector<std::string> found(const fs::path& path, const std::vector<std::string>& datasets = {}) const
    {
        const auto source = findDataFiles(path, {}, datasets);
        if (!source)
            return {source.error().message};
        std::vector<std::string> names;
        for (const DataFile& file : source->files)
            names.push_back(file.path.lexically_relative(root()).generic_string());
        return names;
    }

    std::string problem(const fs::path& path, const std::vector<std::string>& datasets = {}) const
    {
        const auto source = findDataFiles(path, {}, datasets);
        return source ? std::string() : source.error().message;
    }

    static std::vector<ImportedRow> rowsOf(const DataFile& file)
    {
        std::vector<ImportedRow> rows;
        const auto report = importFile(file.path, file.options, [&](ImportedRow&& row) -> Result<> {
            rows.push_back(std::move(row));
            return {};
        });
        if (!report)
            qFatal("%s", report.error().message.c_str());
        return rows;
    }

private slots:

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aFileIsItself()
    {
        write("rows.jsonl");
        QCOMPARE(found(root() / "rows.jsonl"), std::vector<std::string>{"rows.jsonl"});
        QVERIFY(problem(root() / "rows.jsonl", {"x"}).find("--dataset names an entry") != std::string::npos);
    }

    void aFolderGivesItsTrainingFiles()
    {
        write("data/train-00001-of-00002.jsonl");
        write("data/train-00000-of-00002.jsonl");
        write("data/test-00000-of-00001.jsonl");
        write("data/validation/rows.json");
        write("dataset_infos.json");
        write(".cache/old.jsonl");
        write("README.md", "# Words\n");
        QCOMPARE(found(root()),
            (std::vector<std::string>{"data/train-00000-of-00002.jsonl", "data/train-00001-of-00002.jsonl"}));
        const auto source = findDataFiles(root(), {});
        QCOMPARE(source->notes.size(), std::size_t(2));
        QVERIFY2(source->notes[0].find("'test'") != std::string::npos, source->notes[0].c_str());
        // Words that merely contain one are none.
        write("data/latest.jsonl");
        QCOMPARE(found(root()).front(), std::string("data/latest.jsonl"));
    }

    void theCardSaysWhichFiles()
    {
        write("README.md",
            "---\nlicense: mit\nconfigs:\n- config_name: extra\n  data_files: other.jsonl\n- config_name: "
            "main\n"
            "  default: true\n  data_files:\n  - split: train\n    path: [\"sub/*.jsonl\", plain.csv]\n  - "
            "split: "
            "test\n    path: held/**\n---\n# Words\n");
        for (const char* name : {"other.jsonl", "sub/a.jsonl", "sub/b.json", "plain.csv", "held/x/y.jsonl"})
            write(name);
        QCOMPARE(found(root()), (std::vector<std::string>{"plain.csv", "sub/a.jsonl"}));
        const auto source = findDataFiles(root(), {});
        QCOMPARE(source->notes.size(), std::size_t(2));
        QVERIFY2(
            source->notes[0].find("2 configurations; 'main'") != std::string::npos, source->notes[0].c_str());
        QVERIFY2(source->notes[1].find("split 'test'") != std::string::npos, source->notes[1].c_str());
        write("README.md", "---\nconfigs: [\n---\n");
        QVERIFY2(problem(root()).find("README.md:") != std::string::npos, problem(root()).c_str());
        write("README.md",
            "---\nconfigs:\n- data_files: nowhere.jsonl\n---\n"); // says nothing of what is there
        QVERIFY(found(root()).size() > 1);
    }

    void patternsMatchAsGlobsDo_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char* path, const char* pattern, bool matches) {
            QTest::addRow("%s %s", path, pattern)
                << QString::fromLatin1(path) << QString::fromLatin1(pattern) << matches;
        };
        row("a.jsonl", "a.jsonl", true);
        row("a.jsonl", "*.jsonl", true);
        row("d/a.jsonl", "*.jsonl", false);
        row("d/a.jsonl", "d/*", true);
        row("d/e/a.jsonl", "d/*", false);
        row("d/e/a.jsonl", "d/**", true);
        row("a.jsonl", "**/*.jsonl", true);
        row("d/e/a.jsonl", "**/*.jsonl", true);
        row("train-01.csv", "train-??.csv", true);
        row("train-001.csv", "train-??.csv", false);
        row("ax.csv", "**/x.csv", false);
        row("d/x.csv", "**/x.csv", true);
        row("d/e/train-1.csv", "**/e/*-?.csv", true);
        row("abab", "*ab", true);
        row("", "*", true);
        row("a", "", false);
    }

    void patternsMatchAsGlobsDo()
    {
        QFETCH(QString, path);
        QFETCH(QString, pattern);
        QFETCH(bool, matches);
        QCOMPARE(matchesPattern(path.toStdString(), pattern.toStdString()), matches);
    }

    void columnarFilesAreLeftWhereThereIsText()
    {
        write("data/train.parquet", "PAR1");
        QCOMPARE(found(root()), std::vector<std::string>{"data/train.parquet"});
        write("data/train.jsonl");
        QCOMPARE(found(root()), std::vector<std::string>{"data/train.jsonl"});
        QVERIFY(findDataFiles(root(), {})->notes.front().find("Parquet") != std::string::npos);
    }

    void aFolderWithoutDataIsASentence()
    {
        write("README.md", "# Words\n");
        QVERIFY2(problem(root()).find("holds no data") != std::string::npos, problem(root()).c_str());
        write("validation.jsonl");
        write("test.jsonl");
        QVERIFY2(problem(root()).find("only other splits") != std::string::npos, problem(root()).c_str());
    }

    void aListOfDataSetsNamesFilesAndColumns()
    {
        write("dataset_info.json", R"({
            "desk": {"file_name": "desk.json", "columns": {"prompt": "q", "response": "a", "system": "s"}},
            "chat": {"file_name": "chat.json", "formatting": "sharegpt",
                     "columns": {"messages": "turns", "system": "s"},
                     "tags": {"role_tag": "who", "content_tag": "what", "user_tag": "person", "assistant_tag": "bot",
                              "observation_tag": "result"}},
            "openai": {"file_name": "openai.jsonl", "formatting": "openai", "columns": {"messages": "messages"}},
            "plain": {"file_name": "plain.json"},
            "hub": {"hf_hub_url": "a/b"},
            "pairs": {"file_name": "p.json", "ranking": true},
            "lost": {"formatting": "alpaca", "file_name": "lost.json", "columns": {"prompt": "q"}},
            "folder": {"file_name": "many"}
        })");
        write("desk.json", R"([{"q": "Ask", "a": "Say", "s": "Be kind", "input": "kept"}])");
        write("chat.json",
            R"([{"turns": [{"who": "person", "what": "Hi"}, {"who": "bot", "what": "Hello"}], "s": "Sys"},
            {"turns": [{"who": "person", "what": "Hi"}, {"who": "result", "what": "4"}, {"who": "bot", "what": "4"}]}])");
        write("openai.jsonl",
            R"({"messages": [{"role": "user", "content": "u"}, {"role": "assistant", "content": "v"}]})");
        write(
            "plain.json", R"([{"instruction": "i", "input": "n", "output": "o", "history": [["a", "b"]]}])");
        write("many/train.jsonl", R"({"instruction": "i", "output": "o"})");

        const std::string all = problem(root());
        QVERIFY2(all.find("--dataset NAME: desk, chat, openai") != std::string::npos, all.c_str());
        QVERIFY(problem(root(), {"dsk"}).find("There is no data set 'dsk'") != std::string::npos);
        QVERIFY(problem(root(), {"hub"}).find("on a hub") != std::string::npos);
        QVERIFY(problem(root(), {"pairs"}).find("preferences") != std::string::npos);
        QVERIFY(problem(root(), {"lost"}).find("no column") != std::string::npos);
        QCOMPARE(found(root() / "dataset_info.json", {"folder", "desk"}),
            (std::vector<std::string>{"many/train.jsonl", "desk.json"}));

        const auto one = [&](const char* name) {
            return rowsOf(findDataFiles(root(), {}, std::vector<std::string>{name}).value().files.at(0));
        };
        const auto desk = one("desk");
        QCOMPARE(desk.size(), std::size_t(1));
        QCOMPARE(desk[0].example.instruction, std::string("Ask"));
        QCOMPARE(desk[0].example.system, std::string("Be kind"));
        QVERIFY(desk[0].example.input.empty()); // columns are named, and "query" is none of them
        QVERIFY(desk[0].example.extra.at("input") == Json("kept"));
        const auto chat = one("chat");
        QCOMPARE(chat.size(), std::size_t(1)); // the tool's turn is refused
        QCOMPARE(chat[0].example.system, std::string("Sys"));
        QCOMPARE(chat[0].example.response, std::string("Hello"));
        QCOMPARE(one("openai")[0].example.response, std::string("v"));
        const auto plain = one("plain");
        QCOMPARE(plain[0].example.input, std::string("n"));
        QVERIFY(
            plain[0].example.history.empty()); // as LLaMA-Factory has it: a history only where it is named
        // What somebody maps by hand stands above the list.
        ImportOptions mapped;
        mapped.columns["system"] = "input";
        QCOMPARE(rowsOf(findDataFiles(root(), mapped, std::vector<std::string>{"desk"})->files[0])[0]
                     .example.system,
            std::string("kept"));
    }

    void huggingFacesFileOfThatNameIsNoList()
    {
        write("dataset_info.json",
            R"({"features": {"a": {"dtype": "string"}}, "splits": {"train": {"name": "train"}}})");
        write("data/train.jsonl");
        QCOMPARE(found(root()), std::vector<std::string>{"data/train.jsonl"});
        QVERIFY(!parseDatasetInfo("{}", "dataset_info.json"));
        QVERIFY(!parseDatasetInfo("[1]", "dataset_info.json"));
        QVERIFY(!parseDatasetInfo(R"({"a": {"file_name": 3}})", "dataset_info.json"));
        QVERIFY(!parseDatasetInfo(R"({"a": {"file_name": "x", "columns": 3}})", "dataset_info.json"));
    }

    void whatIsWrittenIsReadAgain_data()
    {
        QTest::addColumn<int>("format");
        for (const RowFormat format : {RowFormat::ShareGpt, RowFormat::Messages})
            QTest::newRow(std::string(nameOf(format)).c_str()) << static_cast<int>(format);
    }

    void whatIsWrittenIsReadAgain()
    {
        QFETCH(int, format);
        const auto rowFormat = static_cast<RowFormat>(format);
        Example example;
        example.system = "Be brief.";
        example.history = {{"user", "Hi"}, {"assistant", "Hello"}};
        example.instruction = "Add";
        example.input = "1 and 1";
        example.response = "2";
        const std::string file = "phase_1" + std::string(usualEnding(rowFormat));
        auto writer = RowWriter::create(root() / file, rowFormat);
        QVERIFY_RESULT(writer);
        QVERIFY_RESULT(writer->add(example));
        QVERIFY_RESULT(writer->commit());
        const auto entry = datasetInfoEntry(file, rowFormat);
        QVERIFY_RESULT(entry);
        const auto list
            = withDatasets(R"({"other": {"file_name": "x.json"}, "desk_phase_1": {"file_name": "old.json"}})",
                "list", {{"desk_phase_1", *entry}});
        QVERIFY_RESULT(list);
        write("dataset_info.json", *list);
        QCOMPARE(parseDatasetInfo(*list, "list")->size(), std::size_t(2));
        const auto source = findDataFiles(root(), {}, std::vector<std::string>{"desk_phase_1"});
        QVERIFY_RESULT(source);
        const auto rows = rowsOf(source->files.at(0));
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].hash, contentHash(example));
        QVERIFY(rows[0].example.history == example.history);
        QCOMPARE(rows[0].example.system, example.system);
    }

    void aListIsNotWrittenOverSomethingElse()
    {
        QVERIFY(!withDatasets(R"({"features": {}})", "list", {}));
        QVERIFY(!withDatasets("nonsense", "list", {}));
        QVERIFY(!datasetInfoEntry("x.csv", RowFormat::Csv));
        QVERIFY(!datasetInfoEntry("x.jsonl", RowFormat::PromptCompletion));
        QCOMPARE(
            parseDatasetInfo(
                *withDatasets("", "list", {{"a", *datasetInfoEntry("a.json", RowFormat::ShareGpt)}}), "list")
                ->at(0)
                .fileName,
            std::string("a.json"));
    }

    void bytesThatAreNoTextSayWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("what");
        QTest::newRow("Parquet") << QByteArray("PAR1\x15\x04\x15", 7) << "pandas.read_parquet('";
        QTest::newRow("Arrow") << QByteArray("ARROW1\0\0", 8) << "pandas.read_feather('";
        QTest::newRow("Arrow stream")
            << QByteArray("\xFF\xFF\xFF\xFF\x10\0\0\0", 8) << "datasets.load_from_disk('";
    }

    void bytesThatAreNoTextSayWhatToDo()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, what);
        write("data/train.parquet", bytes.toStdString());
        const auto report = importFile(
            root() / "data/train.parquet", {}, [](ImportedRow&&) -> Result<> { return failed("a row"); });
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Unusable);
        QVERIFY2(report.error().message.find(what.toStdString()) != std::string::npos,
            report.error().message.c_str());
        QVERIFY(report.error().message.find("import train.parquet.jsonl") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestDataSource)
#include "testdatasource.moc"
