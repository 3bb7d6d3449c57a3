// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/importer.h"
#include "core/platform/file.h"
#include "core/project/exampleexport.h"
#include "core/project/project.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace dankai;

class TestExampleExport : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;

    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

private slots:

    void init()
    {
        m_project.reset();
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "export";
        settings.modelPath = "m";
        auto made = Project::create(path("project"), settings);
        QVERIFY_RESULT(made);
        m_project.emplace(std::move(*made));
        auto session = m_project->examples().beginImport("rows.jsonl");
        QVERIFY_RESULT(session);
        for (int i = 1; i <= 3; ++i) {
            ImportedRow row;
            row.example.instruction = "question " + std::to_string(i);
            row.example.response = "answer";
            if (i == 2)
                row.example.history = {{"user", "hi"}, {"assistant", "hello"}};
            row.example.extra = {{"column " + std::to_string(i), i}};
            row.hash = contentHash(row.example);
            if (i == 3)
                row.score = RowScore{"4.5", 4.5};
            QVERIFY_RESULT(session->add(row));
        }
        QVERIFY_RESULT(session->finish());
    }

    void cleanup() { m_project.reset(); }

    void theOrderIsKeptAndWhatATableCannotSayIsNamed()
    {
        ExampleExport request;
        request.ids = {ExampleId(3), ExampleId(2), ExampleId(1)};
        request.file = path("out.csv");
        request.format = RowFormat::Csv;
        request.scorer = importedScoreName;
        Progress last;
        const auto outcome
            = exportExamples(*m_project, request, [&](const Progress& progress) { last = progress; });
        QVERIFY_RESULT(outcome);
        QCOMPARE(outcome->written, std::uint64_t(2));
        QCOMPARE(outcome->leftOut, std::uint64_t(1));
        QVERIFY(outcome->firstLeftOut.at(0).starts_with("Example 2 is left out"));
        QCOMPARE(last.done, last.total);
        QCOMPARE(readFile(request.file).value(),
            std::string(
                "\xEF\xBB\xBFinstruction,input,output,system,difficulty,column 3,column 2,column 1\r\n"
                "question 3,,answer,,4.5,3,,\r\n"
                "question 1,,answer,,,,,1\r\n"));
    }

    void aStopLeavesTheFileAsItWas()
    {
        QVERIFY_RESULT(writeFileAtomically(path("out.jsonl"), "earlier\n"));
        ExampleExport request;
        request.ids = {ExampleId(1), ExampleId(2)};
        request.file = path("out.jsonl");
        request.format = RowFormat::Messages;
        StopFlag stop{false};
        const auto outcome = exportExamples(
            *m_project, request, [&](const Progress&) { stop = true; }, &stop);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Stopped);
        QCOMPARE(readFile(path("out.jsonl")).value(), std::string("earlier\n"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(path("")), {}), std::ptrdiff_t(2));
    }
};

QTEST_APPLESS_MAIN(TestExampleExport)
#include "testexampleexport.moc"
