// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"
#include "core/project/archivefile.h"
#include "core/project/project.h"
#include "core/project/projectarchive.h"
#include "core/project/runbin.h"
#include "core/run/runfolder.h"
#include "tests/support/testpaths.h"

#include <archive.h>
#include <archive_entry.h>

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <optional>
#include <thread>

using namespace dankai;

namespace fs = std::filesystem;

class TestProjectArchive : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;

    fs::path at(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }

    fs::path run(const std::string& id) const { return m_project->runsFolder() / id; }

    static Result<> addExample(Project& project, int number)
    {
        auto import = project.examples().beginImport("file " + std::to_string(number));
        if (!import)
            return passOn(import);
        ImportedRow row;
        row.example.instruction = "質問 " + std::to_string(number);
        row.example.response = "answer";
        row.hash = contentHash(row.example);
        if (auto added = import->add(row); !added)
            return added;
        auto finished = import->finish();
        return finished ? Result<>() : passOn(finished);
    }

    void addRun(const std::string& id, RunState state = RunState::Done)
    {
        RunRecord record;
        record.id = id;
        record.state = state;
        QVERIFY_RESULT(m_project->runs().add(record));
        QVERIFY_RESULT(makeFolder(run(id) / "checkpoints" / "phase_1"));
        QVERIFY_RESULT(makeFolder(run(id) / "resume"));
        QVERIFY_RESULT(writeFileAtomically(run(id) / "events.jsonl", "{\"event\":\"hello\"}\n"));
        QVERIFY_RESULT(
            writeFileAtomically(run(id) / "checkpoints" / "phase_1" / "model", std::string(100'000, 'w')));
        QVERIFY_RESULT(writeFileAtomically(run(id) / "resume" / "state", std::string(100'000, 's')));
        QVERIFY_RESULT(writeFileAtomically(run(id) / runfile::lock, "1 1\n"));
    }

    std::vector<std::string> namesIn(const fs::path& archive)
    {
        std::vector<std::string> names;
        auto reader = ArchiveReader::open(archive);
        for (auto entry = reader->next(); entry && *entry; entry = reader->next())
            names.push_back((*entry)->name);
        return names;
    }

    // No leftover beside the project and what a test wrote itself.
    bool isTidy() const
    {
        for (const auto& entry : fs::directory_iterator(m_folder->path().toStdString()))
            if (entry.path().filename().string().starts_with('.'))
                return false;
        return true;
    }

    struct Hostile
    {
        std::string name;
        std::string link; // a symbolic link to it; empty: a file
        bool isHardLink = false;
    };

    void writeHostile(const fs::path& file, const std::vector<Hostile>& entries)
    {
        archive* made = archive_write_new();
        archive_write_set_format_pax_restricted(made);
        archive_write_add_filter_zstd(made);
        QCOMPARE(archive_write_open_filename(made, file.c_str()), ARCHIVE_OK);
        for (const Hostile& hostile : entries) {
            archive_entry* entry = archive_entry_new();
            archive_entry_set_pathname(entry, hostile.name.c_str());
            archive_entry_set_perm(entry, 0644);
            if (hostile.link.empty()) {
                archive_entry_set_filetype(entry, AE_IFREG);
                archive_entry_set_size(entry, 4);
            } else if (hostile.isHardLink) {
                archive_entry_set_filetype(entry, AE_IFREG);
                archive_entry_set_hardlink(entry, hostile.link.c_str());
            } else {
                archive_entry_set_filetype(entry, AE_IFLNK);
                archive_entry_set_symlink(entry, hostile.link.c_str());
            }
            archive_write_header(made, entry);
            if (hostile.link.empty())
                archive_write_data(made, "evil", 4);
            archive_entry_free(entry);
        }
        archive_write_close(made);
        archive_write_free(made);
    }

private slots:

    void init()
    {
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = "/models/small";
        auto project = Project::create(at("project"), settings);
        QVERIFY_RESULT(project);
        m_project = std::move(*project);
        for (int i = 0; i < 20; ++i)
            QVERIFY_RESULT(addExample(*m_project, i));
    }

    void cleanup() { m_project.reset(); }

    void aDuplicateIsAProjectOfItsOwn()
    {
        addRun("001");
        addRun("002", RunState::Queued);
        addRun("003");
        QVERIFY_RESULT(binRun(*m_project, "003"));
        QueueEntry entry;
        entry.folder = "runs/002";
        entry.device = "cpu";
        QVERIFY_RESULT(m_project->runs().enqueue(entry));
        std::uint64_t done = 0, total = 0;
        const auto copied
            = duplicateProject(*m_project, at("copy"), CopiedModels::All, [&](const Progress& progress) {
                  done = progress.done;
                  total = progress.total;
              });
        QVERIFY_RESULT(copied);
        QCOMPARE(done, total);
        QVERIFY(total > 400'000);
        auto copy = Project::open(at("copy"));
        QVERIFY_RESULT(copy);
        QCOMPARE(*copy->examples().count(), std::uint64_t(20));
        QCOMPARE(copy->settings(), m_project->settings());
        QCOMPARE(copy->runs().list()->size(), std::size_t(2));
        QVERIFY(lookIntoBin(*copy)->runs.empty());
        // Opening the copy starts no training.
        QCOMPARE(copy->runs().run("002")->state, RunState::Frozen);
        const auto waiting = copy->runs().queue();
        QVERIFY_RESULT(waiting);
        for (const QueueEntry& queued : *waiting)
            QCOMPARE(queued.state, QueueState::Cancelled);
        QCOMPARE(m_project->runs().queue()->front().state, QueueState::Waiting); // of the first one
        QVERIFY(fs::exists(at("copy") / "runs/001/checkpoints/phase_1/model"));
        QVERIFY(!fs::exists(at("copy") / "runs/001" / runfile::lock));
        QVERIFY(isTidy());
        QVERIFY(!duplicateProject(*m_project, at("copy"), CopiedModels::All)); // is not written over
        QVERIFY(!duplicateProject(*m_project, at("nowhere") / "copy", CopiedModels::All));

        QVERIFY_RESULT(duplicateProject(*m_project, at("small"), CopiedModels::None));
        QVERIFY(!fs::exists(at("small") / "runs/001/checkpoints"));
        QVERIFY(!fs::exists(at("small") / "runs/001/resume"));
        QVERIFY(fs::exists(at("small") / "runs/001/events.jsonl"));
    }

    void aCopyIsOfOneMomentWhileOthersWrite()
    {
        std::atomic<bool> isEnding = false;
        std::thread writer([&] {
            auto other = Project::open(at("project"));
            for (int i = 1000; !isEnding && other; ++i)
                (void)addExample(*other, i);
        });
        for (const char* name : {"one", "two", "three"}) {
            const auto copied = duplicateProject(*m_project, at(name), CopiedModels::All);
            if (!copied)
                isEnding = true;
            QVERIFY_RESULT(copied);
        }
        isEnding = true;
        writer.join();
        for (const char* name : {"one", "two", "three"}) {
            auto copy = Project::open(at(name));
            QVERIFY_RESULT(copy);
            const auto count = copy->examples().count();
            QVERIFY_RESULT(count);
            QVERIFY(*count >= 20);
            std::uint64_t read = 0;
            const auto columns = copy->examples().columns();
            QVERIFY_RESULT(columns);
            for (const ExampleId id : columns->ids)
                read += copy->examples().example(id) ? 1 : 0;
            QCOMPARE(read, *count);
        }
    }

    void anArchiveIsRestoredAsItWas()
    {
        addRun("001");
        QVERIFY_RESULT(writeFileAtomically(run("001") / "結果.txt", "日本語の名前"));
        const auto archived = archiveProject(*m_project, at("desk.tar.zst"), CopiedModels::All);
        QVERIFY_RESULT(archived);
        QVERIFY(fs::file_size(at("desk.tar.zst")) < 100'000); // of 200 kB that are one letter
        const auto restored = restoreProject(at("desk.tar.zst"), at("restored"));
        QVERIFY_RESULT(restored);
        QCOMPARE(restored->files, archived->files);
        QCOMPARE(restored->bytes, archived->bytes);
        auto copy = Project::open(at("restored"));
        QVERIFY_RESULT(copy);
        QCOMPARE(*copy->examples().count(), std::uint64_t(20));
        QCOMPARE(*readFile(at("restored") / "runs/001/結果.txt"), std::string("日本語の名前"));
        QCOMPARE(*readFile(at("restored") / "runs/001/checkpoints/phase_1/model"),
            *readFile(run("001") / "checkpoints/phase_1/model"));
        QVERIFY(isTidy());
        QVERIFY(!restoreProject(at("desk.tar.zst"), at("restored")));
        QVERIFY(!archiveProject(*m_project, at("desk.tar.zst"), CopiedModels::All));
    }

    void aStopLeavesNothingBehind()
    {
        addRun("001");
        const StopFlag stop = true;
        const auto archived = archiveProject(*m_project, at("desk.tar.zst"), CopiedModels::All, {}, &stop);
        QVERIFY(!archived);
        QCOMPARE(archived.error().code, ErrorCode::Stopped);
        StopFlag later = false;
        const auto duplicated = duplicateProject(
            *m_project, at("copy"), CopiedModels::All, [&](const Progress&) { later = true; }, &later);
        QVERIFY(!duplicated);
        QCOMPARE(duplicated.error().code, ErrorCode::Stopped);
        QVERIFY_RESULT(archiveProject(*m_project, at("whole.tar.zst"), CopiedModels::All));
        later = false;
        QVERIFY(!restoreProject(
            at("whole.tar.zst"), at("restored"), [&](const Progress&) { later = true; }, &later));
        QVERIFY(!fs::exists(at("desk.tar.zst")));
        QVERIFY(!fs::exists(at("copy")));
        QVERIFY(!fs::exists(at("restored")));
        QVERIFY(isTidy());
    }

    void aDamagedArchiveIsRefused()
    {
        addRun("001");
        QVERIFY_RESULT(archiveProject(*m_project, at("desk.tar.zst"), CopiedModels::All));
        const std::string whole = *readFile(at("desk.tar.zst"));
        for (const double share : {0.0, 0.1, 0.5, 0.9, 0.999}) {
            QVERIFY_RESULT(writeFileAtomically(
                at("cut.tar.zst"), whole.substr(0, static_cast<std::size_t>(share * double(whole.size())))));
            const auto restored = restoreProject(at("cut.tar.zst"), at("restored"));
            QVERIFY2(!restored, qPrintable(QString::number(share)));
            QVERIFY2(restored.error().message.find("cut.tar.zst") != std::string::npos,
                restored.error().message.c_str());
            QVERIFY(!fs::exists(at("restored")));
        }
        for (std::size_t place = 100; place < whole.size(); place += whole.size() / 7) {
            std::string damaged = whole;
            damaged[place] = static_cast<char>(damaged[place] ^ 0x20);
            QVERIFY_RESULT(writeFileAtomically(at("damaged.tar.zst"), damaged));
            // A bit that nothing depends on may be the one; then every byte is as it was.
            if (restoreProject(at("damaged.tar.zst"), at("restored"))) {
                QCOMPARE(
                    *readFile(at("restored") / "project.yaml"), *readFile(at("project") / "project.yaml"));
                QVERIFY_RESULT(removePath(at("restored")));
            }
        }
        QVERIFY(isTidy());
        QVERIFY(!restoreProject(at("project") / "project.yaml", at("restored")));
        QVERIFY(!restoreProject(at("not there"), at("restored")));
    }

    void aHostileArchiveWritesNothingOutside_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("link");
        QTest::addColumn<bool>("isHardLink");
        QTest::newRow("above") << "../outside" << QString() << false;
        QTest::newRow("above, later") << "runs/../../outside" << QString() << false;
        QTest::newRow("absolute") << "/tmp/dankai-outside" << QString() << false;
        QTest::newRow("symbolic link") << "runs"
                                       << "/tmp" << false;
        QTest::newRow("hard link") << "runs"
                                   << "/etc/passwd" << true;
        QTest::newRow("backslashes") << "..\\outside" << QString() << false;
    }

    void aHostileArchiveWritesNothingOutside()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, link);
        QFETCH(const bool, isHardLink);
        writeHostile(at("hostile.tar.zst"),
            {{"project.yaml", "", false}, {name.toStdString(), link.toStdString(), isHardLink},
                {"runs/outside", "", false}});
        const auto restored = restoreProject(at("hostile.tar.zst"), at("restored"));
        QVERIFY(!restored);
        QCOMPARE(restored.error().code, ErrorCode::Unusable);
        QVERIFY(!fs::exists(at("restored")));
        QVERIFY(!fs::exists(at("outside")));
        QVERIFY(!fs::exists("/tmp/dankai-outside"));
        QVERIFY(isTidy());
    }

    void namesAreChecked()
    {
        for (const char* good : {"a", "a/b", "a/b/", "..a/b..", "結果.txt", ".hidden"})
            QVERIFY2(isSafeArchiveName(good), good);
        for (const char* bad : {"", "/", "/a", "..", "../a", "a/..", "a/../b", "a//b", "./a", "a/.", "a\\b"})
            QVERIFY2(!isSafeArchiveName(bad), bad);
    }
};

QTEST_APPLESS_MAIN(TestProjectArchive)
#include "testprojectarchive.moc"
