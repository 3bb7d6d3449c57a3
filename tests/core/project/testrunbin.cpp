// SPDX-License-Identifier: Apache-2.0
#include "core/platform/diskuse.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/project/runbin.h"
#include "core/project/runlaunch.h"
#include "core/run/runfolder.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace dankai;

namespace fs = std::filesystem;

class TestRunBin : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;

    fs::path run(const std::string& id) const { return m_project->runsFolder() / id; }

    fs::path binned(const std::string& id) const { return binFolder(*m_project) / id; }

    void add(const std::string& id, std::size_t bytes = 10)
    {
        RunRecord record;
        record.id = id;
        record.state = RunState::Done;
        QVERIFY_RESULT(m_project->runs().add(record));
        QVERIFY_RESULT(makeFolder(run(id) / "checkpoints" / "phase_1"));
        QVERIFY_RESULT(writeFileAtomically(run(id) / "run.yaml", "version: 1\n"));
        QVERIFY_RESULT(writeFileAtomically(
            run(id) / "checkpoints" / "phase_1" / "model.safetensors", std::string(bytes, 'x')));
    }

    std::vector<std::string> listed()
    {
        std::vector<std::string> ids;
        const auto records = m_project->runs().list();
        for (const RunRecord& record : *records)
            ids.push_back(record.id);
        return ids;
    }

private slots:

    void init()
    {
        m_folder.emplace();
        ProjectSettings settings;
        settings.modelPath = "model";
        auto project = Project::create(m_folder->path().toStdString() + "/project", settings);
        QVERIFY_RESULT(project);
        m_project = std::move(*project);
    }

    void cleanup() { m_project.reset(); }

    void whatPeopleSayOfARunIsKeptBesideWhatItsEngineSays()
    {
        add("001");
        const RunMarks marks{"the one for the meeting\n発表用", {"baseline", "返品"}, true};
        QVERIFY_RESULT(m_project->runs().setMarks("001", marks));
        // An engine's end is written over the record, not over the marks.
        RunRecord seen = m_project->runs().run("001").value();
        QCOMPARE(seen.marks, marks);
        seen.marks = {};
        seen.note = "the disk is full";
        QVERIFY_RESULT(m_project->runs().update(seen));
        QCOMPARE(m_project->runs().run("001")->marks, marks);
        QCOMPARE(m_project->runs().run("001")->note, std::string("the disk is full"));
        QVERIFY(!m_project->runs().setMarks("001", {"", {"two\nlines"}, false}));
        QVERIFY(!m_project->runs().setMarks("099", marks));
        QVERIFY_RESULT(m_project->runs().setMarks("001", {}));
        QCOMPARE(m_project->runs().run("001")->marks, RunMarks{});
    }

    void aDeletedRunComesBackAsItWas()
    {
        add("001");
        add("002");
        QVERIFY_RESULT(m_project->runs().setMarks("001", {"note", {"tag"}, false}));
        QVERIFY_RESULT(binRun(*m_project, "001"));
        QVERIFY(!fs::exists(run("001")));
        QVERIFY(fs::exists(binned("001") / "checkpoints" / "phase_1" / "model.safetensors"));
        QVERIFY(!fs::exists(binned("001") / runfile::lock)); // it would name this process as its engine
        QCOMPARE(listed(), std::vector<std::string>{"002"});
        QVERIFY(!findRun(*m_project, "001"));
        QCOMPARE(findRun(*m_project, "2")->id, std::string("002")); // nobody types the zeros
        QCOMPARE(findRun(*m_project, "runs/0002/")->id, std::string("002"));
        QVERIFY(!findRun(*m_project, "1") && !findRun(*m_project, "20") && !findRun(*m_project, "00"));
        QCOMPARE(lookIntoBin(*m_project)->runs.size(), std::size_t(1));
        QVERIFY(!binRun(*m_project, "001"));

        QVERIFY_RESULT(restoreRun(*m_project, "001"));
        QCOMPARE(listed(), (std::vector<std::string>{"001", "002"}));
        QVERIFY(fs::exists(run("001") / "checkpoints" / "phase_1" / "model.safetensors"));
        QVERIFY(!engineOf(run("001")));
        QCOMPARE(m_project->runs().run("001")->marks.note, std::string("note"));
        QVERIFY(!restoreRun(*m_project, "001"));
        QCOMPARE(*m_project->runs().nextId(), std::string("003"));
    }

    void whatIsBusyOrPinnedIsRefused()
    {
        add("001");
        {
            auto engine = FileLock::tryAcquire(run("001") / runfile::lock);
            QVERIFY(engine && *engine);
            const auto refused = binRun(*m_project, "001");
            QVERIFY(!refused);
            QVERIFY2(refused.error().message.find("Stop it first") != std::string::npos,
                refused.error().message.c_str());
        }
        fs::remove(run("001") / runfile::lock);
        QueueEntry entry;
        entry.folder = "runs/001";
        entry.device = "cpu";
        const auto queued = m_project->runs().enqueue(entry);
        QVERIFY_RESULT(queued);
        QVERIFY(binRun(*m_project, "001").error().message.find("queue") != std::string::npos);
        QVERIFY_RESULT(m_project->runs().cancel(*queued));

        QVERIFY_RESULT(m_project->runs().setMarks("001", {"", {}, true}));
        QVERIFY(binRun(*m_project, "001").error().message.find("pinned") != std::string::npos);
        QCOMPARE(listed(), std::vector<std::string>{"001"});
        QVERIFY(fs::exists(run("001")));
        QVERIFY_RESULT(m_project->runs().setMarks("001", {}));
        QVERIFY_RESULT(binRun(*m_project, "001"));
        QVERIFY(!binRun(*m_project, "099"));
    }

    void anEmptiedBinFreesWhatItSaidAndKeepsTheNumbers()
    {
        add("001", 300'000);
        add("002", 500'000);
        add("003");
        QVERIFY_RESULT(binRun(*m_project, "001"));
        QVERIFY_RESULT(binRun(*m_project, "002"));
        const auto contents = lookIntoBin(*m_project);
        QVERIFY_RESULT(contents);
        QCOMPARE(contents->runs.size(), std::size_t(2));
        QVERIFY(contents->totalBytes >= 800'000);
        QVERIFY(contents->bytes[0] + contents->bytes[1] >= 800'000);
        std::uint64_t told = 0;
        const auto freed = emptyBin(*m_project, [&](const Progress& progress) { told = progress.done; });
        QVERIFY_RESULT(freed);
        QCOMPARE(told, std::uint64_t(2));
        QCOMPARE(*freed, contents->bytes[0] + contents->bytes[1]);
        QVERIFY(fs::is_empty(binFolder(*m_project)));
        QVERIFY(lookIntoBin(*m_project)->runs.empty());
        QVERIFY(!restoreRun(*m_project, "001"));
        QCOMPARE(listed(), std::vector<std::string>{"003"});
        QCOMPARE(*m_project->runs().nextId(), std::string("004")); // 001 is never another run
    }

    void aStopLeavesTheRestInTheBin()
    {
        add("001");
        QVERIFY_RESULT(binRun(*m_project, "001"));
        const StopFlag stop = true;
        const auto emptied = emptyBin(*m_project, {}, &stop);
        QVERIFY(!emptied);
        QCOMPARE(emptied.error().code, ErrorCode::Stopped);
        QVERIFY_RESULT(restoreRun(*m_project, "001"));
    }

    void whatWasCutShortIsMendedByTheNextStep()
    {
        add("001");
        QVERIFY_RESULT(m_project->runs().setBinned("001", true)); // and then the power went
        QVERIFY_RESULT(restoreRun(*m_project, "001"));
        QCOMPARE(listed(), std::vector<std::string>{"001"});

        QVERIFY_RESULT(binRun(*m_project, "001"));
        QVERIFY_RESULT(m_project->runs().setEmptied("001")); // and then the power went
        QVERIFY(fs::exists(binned("001")));
        QVERIFY_RESULT(emptyBin(*m_project));
        QVERIFY(!fs::exists(binned("001")));
    }

    void diskUseCountsAFileOnceAndFollowsNoLink()
    {
        const fs::path folder = m_folder->path().toStdString() + "/disk";
        QVERIFY_RESULT(makeFolder(folder));
        QCOMPARE(diskUse(folder / "nothing"), DiskUse());
        QVERIFY_RESULT(writeFileAtomically(folder / "file", std::string(1'000'000, 'x')));
        const DiskUse one = diskUse(folder);
        QVERIFY(one.own >= 1'000'000 && one.own < 1'100'000);
        QCOMPARE(one.shared, std::uint64_t(0));
        fs::create_hard_link(folder / "file", folder / "same");
        fs::create_symlink(m_project->folder(), folder / "link");
        const DiskUse two = diskUse(folder);
        QVERIFY(two.own >= one.own && two.own < one.own + 100'000);
        QCOMPARE(two.shared, std::uint64_t(0));
    }

    // Runs that begin alike share their first checkpoints.
    void whatAnotherRunHoldsTooIsFreedWithTheLastOfThem()
    {
        add("001", 400'000);
        add("002", 10);
        const fs::path name = fs::path("checkpoints") / "phase_1" / "model.safetensors";
        fs::remove(run("002") / name);
        fs::create_hard_link(run("001") / name, run("002") / name);
        for (const char* id : {"001", "002"}) {
            const DiskUse use = diskUse(run(id));
            QVERIFY(use.own < 100'000);
            QVERIFY(use.shared >= 400'000 && use.shared < 500'000);
        }
        QVERIFY_RESULT(binRun(*m_project, "001"));
        QVERIFY(lookIntoBin(*m_project)->totalBytes < 100'000);
        QVERIFY(*emptyBin(*m_project) < 100'000);
        QVERIFY(diskUse(run("002")).own >= 400'000);
        QCOMPARE(diskUse(run("002")).shared, std::uint64_t(0));
    }
};

QTEST_APPLESS_MAIN(TestRunBin)
#include "testrunbin.moc"
