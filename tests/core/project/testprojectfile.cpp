// SPDX-License-Identifier: Apache-2.0
// The project's database as a file: writers beside one another, older schemas, damage, full disks.
#include "core/project/database.h"
#include "core/project/reviewstore.h"
#include "tests/core/project/storefixture.h"

#include <cmath>
#include <fstream>
#include <sstream>

using namespace dankai;
using dankai::test::rowOf;

class TestProjectFile : public test::StoreTest
{
    Q_OBJECT

    Error openError(OpenMode mode = OpenMode::ReadWrite)
    {
        m_project.reset();
        auto opened = Project::open(folder(), mode);
        return opened ? Error{ErrorCode::Stopped, "it opened"} : opened.error();
    }

private slots:

    void init() { setUp(); }

    void cleanup() { m_project.reset(); }

    void aSecondWriterWaitsOrIsToldWho()
    {
        auto other = Project::open(folder());
        QVERIFY_RESULT(other);
        auto session = m_project->examples().beginImport("a.jsonl");
        QVERIFY_RESULT(session->add(rowOf("a", "1", 1)));
        // Reading goes on meanwhile and sees what was committed.
        QCOMPARE(*other->examples().count(), std::uint64_t(0));
        QVERIFY_RESULT(session->finish());
        QCOMPARE(*other->examples().count(), std::uint64_t(1));
    }

    void twoWritersAtOnceEndInASentence()
    {
        auto session = m_project->examples().beginImport("a.jsonl");
        QVERIFY_RESULT(session->add(rowOf("a", "1", 1))); // holds the writer's place
        Database impatient(folder() / "project.db", Database::Access::ReadWrite);
        impatient.execute("PRAGMA busy_timeout = 20");
        auto late = ExampleStore(impatient).beginImport("b.jsonl");
        const auto refused = late->add(rowOf("b", "2", 1));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Failed);
        QVERIFY2(refused.error().message.find("Another program is writing") != std::string::npos,
            refused.error().message.c_str());
        QVERIFY_RESULT(session->finish());
        QVERIFY_RESULT(late->add(rowOf("b", "2", 1)));
        QVERIFY_RESULT(late->finish());
        QCOMPARE(*m_project->examples().count(), std::uint64_t(2));
    }

    void aFullDiskLosesNothingThatWasSaved()
    {
        import({rowOf("kept", "1", 1)});
        {
            // A limit on the file's pages gives the same error as a disk without room.
            Database tight(folder() / "project.db", Database::Access::ReadWrite);
            tight.execute("PRAGMA max_page_count = 60");
            ExampleStore examples(tight);
            auto session = examples.beginImport("large.jsonl");
            QVERIFY_RESULT(session);
            Result<> added;
            for (int i = 0; added && i < 1000; ++i)
                added = session->add(rowOf("question " + std::to_string(i), std::string(1000, 'a'), 1));
            if (added)
                added = session->finish().map([](const ImportOutcome&) {});
            QVERIFY(!added);
            QCOMPARE(added.error().code, ErrorCode::Failed);
            QVERIFY2(added.error().message.find("disk is full") != std::string::npos,
                added.error().message.c_str());
        }
        QCOMPARE(*m_project->examples().count(), std::uint64_t(1));
        QCOMPARE(import({rowOf("kept", "1", 1), rowOf("question 1", "a", 2)}).added, std::uint64_t(1));
    }

    void olderSchemasAreTakenForward()
    {
        m_project.reset();
        for (const char* name : {"project.db", "project.db-wal", "project.db-shm"})
            std::filesystem::remove(folder() / name);
        std::ifstream file(test::goldenPath("project_schema_1.sql"));
        std::stringstream text;
        text << file.rdbuf();
        sql(text.str().c_str());

        // A reader must not change the file.
        QVERIFY(openError(OpenMode::ReadOnly).message.find("older version") != std::string::npos);
        auto opened = Project::open(folder());
        QVERIFY_RESULT(opened);
        m_project.emplace(std::move(*opened));
        const auto second = m_project->examples().example(ExampleId(2));
        QVERIFY_RESULT(second);
        QCOMPARE(second->example.input, std::string("more"));
        QCOMPARE(second->example.history.size(), std::size_t(2));
        QVERIFY(second->isExcluded);
        const auto scripts = m_project->examples().columns();
        QVERIFY_RESULT(scripts);
        for (std::size_t i = 0; i < scripts->size(); ++i) {
            const auto stored = m_project->examples().example(scripts->ids[i]);
            QCOMPARE(scripts->instructionScripts[i], scriptOf(userTurn(stored->example)));
            QCOMPARE(scripts->responseScripts[i], scriptOf(stored->example.response));
        }
        QVERIFY(std::ranges::count(scripts->responseScripts, TextScript::None) < 2);
        QCOMPARE(m_project->examples().revision(ExampleId(2), 1)->instruction, std::string("first"));
        const auto columns = m_project->examples().columns({std::string(importedScoreName), ""});
        QCOMPARE(columns->scores[0], 3.5);
        QVERIFY(std::isnan(columns->scores[1]));
        const auto plan = m_project->plans().load("main");
        QVERIFY_RESULT(plan);
        QCOMPARE(plan->revision, std::int64_t(4));
        QCOMPARE(plan->overrides, (std::vector<Override>{{ExampleId(1), std::nullopt, {}, 0}}));
        QCOMPARE(m_project->runs().run("001")->steps, std::uint64_t(5));
        // What came with the later steps works.
        QVERIFY_RESULT(m_project->search().build());
        QCOMPARE(m_project->search().search("返品")->total, std::uint64_t(1));
        QVERIFY_RESULT(m_project->plans().logTestUse("main", "001", "report"));
        const Override named[] = {{ExampleId(2), 0, "佐藤", 1'764'000'000'000}};
        QVERIFY_RESULT(m_project->plans().move("main", 4, named));
        QCOMPARE(m_project->plans().load("main")->overrides.at(1), named[0]);
        QVERIFY_RESULT(m_project->reviews().history(ExampleId(2)));
        // Of an earlier edit the time is known, of an exclusion nothing; no name is made up.
        const auto before = m_project->examples().changes(ExampleId(2));
        QVERIFY_RESULT(before);
        QCOMPARE(before->size(), std::size_t(second->revision - 1));
        QVERIFY(before->at(0).kind == ExampleChangeKind::Edit && before->at(0).revision == 2);
        QVERIFY(before->at(0).person.empty() && before->at(0).changedMs > 0);
        QVERIFY(m_project->examples().changes(ExampleId(1))->empty());
        const ExampleId ids[] = {ExampleId(2)};
        QVERIFY_RESULT(m_project->examples().include(ids, "佐藤"));
        QCOMPARE(m_project->examples().changes(ExampleId(2))->back().person, std::string("佐藤"));
    }

    void unusableFilesAreNamed()
    {
        sql("PRAGMA user_version = 99");
        Error error = openError();
        QCOMPARE(error.code, ErrorCode::Unusable);
        QVERIFY2(error.message.find("newer Dankai") != std::string::npos, error.message.c_str());
        sql("PRAGMA user_version = 2; PRAGMA application_id = 5");
        error = openError();
        QCOMPARE(error.code, ErrorCode::Unusable);
        QVERIFY(error.message.find("another program") != std::string::npos);

        std::filesystem::remove(folder() / "project.db-wal");
        std::ofstream(folder() / "project.db") << std::string(5000, 'x');
        error = openError();
        QCOMPARE(error.code, ErrorCode::Unusable);
        QVERIFY2(error.message.find("not a project database") != std::string::npos, error.message.c_str());
        std::filesystem::remove(folder() / "project.db");
        error = openError();
        QCOMPARE(error.code, ErrorCode::Unusable);
        QVERIFY(error.message.find("missing") != std::string::npos);
        std::ofstream(folder() / "project.yaml") << "version: 1\nname: a\nmodel: {path: m}\ncolour: red\n";
        QVERIFY(openError().message.find("project.yaml:4") != std::string::npos);
        // Whoever cannot read YAML is told what to do.
        std::ofstream(folder() / "project.yaml") << "version: 1\nname: [help\n";
        const std::string message = openError().message;
        QVERIFY2(message.find(": not YAML: ") != std::string::npos, message.c_str());
        QVERIFY2(message.find("Correct it in a text editor, or put an earlier copy of the file back")
                != std::string::npos,
            message.c_str());
    }

    void aDamagedFileIsASentenceWhereverItIsMet()
    {
        // So many that the schema, which fills the first pages, is not among what is destroyed.
        std::vector<ImportedRow> rows;
        rows.reserve(8000);
        for (int i = 0; i < 8000; ++i)
            rows.push_back(rowOf("question " + std::to_string(i), std::string(100, 'a'), 1));
        import(rows);
        m_project.reset();
        const auto size = std::filesystem::file_size(folder() / "project.db");
        std::fstream file(folder() / "project.db", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(size / 4));
        file << std::string(size / 2, '\xa5');
        file.close();
        auto opened = Project::open(folder());
        QVERIFY_RESULT(opened);
        const auto columns = opened->examples().columns();
        const auto visited = opened->examples().visit([](const StoredExample&) { return Result<>(); });
        QVERIFY(!columns || !visited);
        const Error error = columns ? visited.error() : columns.error();
        QCOMPARE(error.code, ErrorCode::Unusable);
        QVERIFY2(error.message.find("damaged") != std::string::npos, error.message.c_str());
    }

    void aReadOnlyProjectIsReadAndNeverChanged()
    {
        import({rowOf("a", "1", 1)});
        m_project.reset();
        auto opened = Project::open(folder(), OpenMode::ReadOnly);
        QVERIFY_RESULT(opened);
        QCOMPARE(*opened->examples().count(), std::uint64_t(1));
        QCOMPARE(opened->search().search("a")->total, std::uint64_t(0));
        auto session = opened->examples().beginImport("b.jsonl");
        QVERIFY_RESULT(session);
        const auto added = session->add(rowOf("b", "2", 1));
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::Failed);
        QVERIFY2(added.error().message.find("open for reading only") != std::string::npos,
            added.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestProjectFile)
#include "testprojectfile.moc"
