// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"
#include "core/project/rescue.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <optional>
#include <set>

using namespace dankai;
namespace fs = std::filesystem;

class TestRescue : public QObject
{
    Q_OBJECT

    static constexpr int exampleCount = 3000;
    static constexpr std::size_t pageBytes = 8192;

    std::optional<QTemporaryDir> m_folder;

    fs::path folder() const { return m_folder->path().toStdString(); }

    fs::path database() const { return folder() / "project.db"; }

    static std::string instructionOf(int number)
    {
        return "Instruction number " + std::to_string(number) + ", about something of its own";
    }

    void fill()
    {
        ProjectSettings settings;
        settings.name = "test";
        settings.modelPath = "model.gguf";
        auto project = Project::create(folder(), settings);
        QVERIFY_RESULT(project);
        auto session = project->examples().beginImport("rows.jsonl");
        QVERIFY_RESULT(session);
        for (int i = 0; i < exampleCount; ++i) {
            ImportedRow row;
            row.example.instruction = instructionOf(i);
            row.example.response = "Answer " + std::to_string(i) + ' ' + std::string(200, 'a');
            row.example.source = {"rows.jsonl", static_cast<std::uint64_t>(i + 1)};
            row.hash = contentHash(row.example);
            row.score = RowScore{std::to_string(1 + i % 4), 1 + i % 4};
            QVERIFY_RESULT(session->add(row));
        }
        QVERIFY_RESULT(session->finish());
    }

    std::string bytes() const
    {
        std::ifstream file(database(), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    // Pages that hold this text.
    std::set<std::size_t> pagesWith(const std::string& text) const
    {
        const std::string all = bytes();
        std::set<std::size_t> pages;
        for (std::size_t at = all.find(text); at != std::string::npos; at = all.find(text, at + 1))
            pages.insert(at / pageBytes);
        return pages;
    }

    void overwrite(std::size_t page)
    {
        std::fstream file(database(), std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(static_cast<std::streamoff>(page * pageBytes));
        file << std::string(pageBytes, '\xff');
    }

private slots:

    void init()
    {
        m_folder.emplace();
        fill();
    }

    void aWholeDatabaseIsLeftAlone()
    {
        const std::string before = bytes();
        QVERIFY(isDatabaseWhole(folder()).value());
        const auto rescue = rescueProject(folder());
        QVERIFY(!rescue);
        QCOMPARE(rescue.error().code, ErrorCode::Unusable);
        QVERIFY(rescue.error().message.find("nothing to rescue") != std::string::npos);
        QVERIFY(bytes() == before);
    }

    void rowsBeforeAndBehindDamagedPagesAreKept()
    {
        // Three places in the middle of the texts: two neighbours' pages and one farther on.
        std::set<std::size_t> lost;
        for (const int number : {500, 540, 2000})
            lost.merge(pagesWith(instructionOf(number)));
        QVERIFY(lost.size() >= 3);
        for (const std::size_t page : lost)
            overwrite(page);
        QVERIFY(!isDatabaseWhole(folder()).value());

        std::uint64_t reported = 0;
        const auto rescue
            = rescueProject(folder(), [&](const Progress& progress) { reported = progress.done; });
        QVERIFY_RESULT(rescue);
        QVERIFY(reported > 0);
        QVERIFY(fs::exists(rescue->damaged));
        QVERIFY(isDatabaseWhole(folder()).value());
        auto project = Project::open(folder(), OpenMode::ReadWrite);
        QVERIFY_RESULT(project);
        const std::uint64_t count = project->examples().count().value();
        QCOMPARE(count, rescue->kept("examples"));
        // A page of 8 KiB holds some thirty of these texts; nothing else may go with them.
        QVERIFY2(
            count < exampleCount && count > exampleCount - 60 * lost.size(), std::to_string(count).c_str());
        // What is there is what was there, with its scores.
        for (const int number : {0, 499 - 60, 1200, 2999}) {
            const auto example = project->examples().example(ExampleId{number + 1});
            QVERIFY_RESULT(example);
            QCOMPARE(example->example.instruction, instructionOf(number));
        }
        QCOMPARE(project->scores().figures()->front().scored, count);
        for (const RescuedTable& table : rescue->tables) {
            QCOMPARE(table.hasGaps, table.name == "contents");
            if (table.name == "examples")
                QCOMPARE(table.kept + table.dropped, std::uint64_t(exampleCount));
        }
        // A search index is made anew.
        QVERIFY_RESULT(project->search().build({}, nullptr));
    }

    void theFirstPageIsSaidToBeLost()
    {
        overwrite(0);
        const std::string before = bytes();
        const auto rescue = rescueProject(folder());
        QVERIFY(!rescue);
        QCOMPARE(rescue.error().code, ErrorCode::Unusable);
        QVERIFY(bytes() == before);
        QVERIFY(!fs::exists(folder() / "project.db.rescued"));
    }

    void theListOfTablesIsSaidToBeLost()
    {
        std::set<std::size_t> list = pagesWith("CREATE TABLE");
        list.erase(0); // the first names those
        QVERIFY(!list.empty());
        for (const std::size_t page : list)
            overwrite(page);
        const std::string before = bytes();
        const auto rescue = rescueProject(folder());
        QVERIFY(!rescue);
        QCOMPARE(rescue.error().code, ErrorCode::Unusable);
        // It does not send people to where they are.
        QVERIFY2(!saysDamage(rescue.error()), rescue.error().message.c_str());
        QVERIFY(rescue.error().message.find("nothing can be rescued") != std::string::npos);
        QVERIFY(bytes() == before);
    }

    void anyPageMayBeLost()
    {
        const std::string whole = bytes();
        const std::size_t pages = whole.size() / pageBytes;
        int rescued = 0;
        for (std::size_t page = 1; page < pages; page += 7) {
            std::ofstream(database(), std::ios::binary | std::ios::trunc) << whole;
            overwrite(page);
            const auto rescue = rescueProject(folder());
            if (!rescue) { // a free page, or one that every reading needs
                QVERIFY2(rescue.error().code == ErrorCode::Unusable, rescue.error().message.c_str());
                continue;
            }
            ++rescued;
            QVERIFY(isDatabaseWhole(folder()).value());
            auto project = Project::open(folder(), OpenMode::ReadWrite);
            QVERIFY_RESULT(project);
            QCOMPARE(project->examples().count().value(), rescue->kept("examples"));
            project = tl::unexpected(Error{});
            fs::remove(rescue->damaged);
        }
        QVERIFY(rescued > 10);
    }

    void stoppingLeavesTheProjectAsItWas()
    {
        for (const std::size_t page : pagesWith(instructionOf(900)))
            overwrite(page);
        const std::string before = bytes();
        const StopFlag stop = true;
        const auto rescue = rescueProject(folder(), {}, &stop);
        QVERIFY(!rescue);
        QCOMPARE(rescue.error().code, ErrorCode::Stopped);
        QVERIFY(bytes() == before);
        QVERIFY(!fs::exists(folder() / "project.db.rescued"));
    }
};

QTEST_APPLESS_MAIN(TestRescue)

#include "testrescue.moc"
