// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/project/engineend.h"
#include "core/project/project.h"
#include "core/project/runlaunch.h"
#include "core/project/runqueue.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <optional>
#include <thread>

using namespace dankai;
using namespace std::chrono_literals;

class TestRunQueue : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;

    void add(const std::string& id, std::int64_t startedMs = 0)
    {
        RunRecord record;
        record.id = id;
        record.state = RunState::Queued;
        record.startedMs = startedMs;
        record.steps = 10;
        QVERIFY_RESULT(m_project->runs().add(record));
    }

    // What enqueueRun() stores; it also starts a worker, which the command line's tests see to.
    void enqueue(const std::string& id)
    {
        QueueEntry entry;
        entry.folder = "runs/" + id;
        entry.device = "cpu";
        QVERIFY_RESULT(m_project->runs().enqueue(entry));
    }

    static bool says(const Error& error, const std::string& words)
    {
        return error.message.find(words) != std::string::npos;
    }

private slots:

    void init()
    {
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "queue";
        settings.modelPath = "model";
        auto project = Project::create(m_folder->path().toStdString() + "/project", settings);
        QVERIFY_RESULT(project);
        m_project = std::move(*project);
    }

    void cleanup() { m_project.reset(); }

    void aRunThatIsTakenOutIsWhatItWasBefore()
    {
        add("001");
        add("002", 1000);
        enqueue("001");
        enqueue("002");
        QVERIFY_RESULT(unqueueRun(*m_project, "001"));
        QVERIFY_RESULT(unqueueRun(*m_project, "002"));
        QCOMPARE(m_project->runs().run("001")->state, RunState::Frozen);
        QCOMPARE(m_project->runs().run("002")->state, RunState::Stopped); // it has been trained before
        const auto entries = m_project->runs().queue();
        QVERIFY_RESULT(entries);
        for (const QueueEntry& entry : *entries)
            QCOMPARE(entry.state, QueueState::Cancelled);
    }

    void whatDoesNotWaitIsRefused()
    {
        add("001");
        auto refused = unqueueRun(*m_project, "001");
        QVERIFY(!refused);
        QVERIFY(says(refused.error(), "Run 001 does not wait in the queue."));
        enqueue("001");
        QVERIFY_RESULT(m_project->runs().lease("cpu", "somebody", 60'000));
        refused = moveInQueue(*m_project, "001", QueuePlace::First);
        QVERIFY(!refused);
        QVERIFY(says(refused.error(), "is being trained"));
        const auto entries = m_project->runs().queue();
        QVERIFY_RESULT(entries);
        QCOMPARE(entries->front().state, QueueState::Leased);
    }

    void whatADeadWorkerHeldCanBeQueuedAgain()
    {
        add("001");
        enqueue("001");
        QVERIFY_RESULT(m_project->runs().lease("cpu", "somebody", 60'000));
        QVERIFY_RESULT(endAbandonedLeases(*m_project, "runs/001"));
        QCOMPARE(m_project->runs().queue()->front().state, QueueState::Leased); // it may be at work
        // As after a full disk: the worker is gone, and could not write how it ended.
        QVERIFY_RESULT(m_project->runs().renew(m_project->runs().queue()->front().id, "somebody", -1));
        QVERIFY_RESULT(endAbandonedLeases(*m_project, "runs/002"));
        QCOMPARE(m_project->runs().queue()->front().state, QueueState::Leased); // of another run
        QVERIFY_RESULT(endAbandonedLeases(*m_project, "runs/001"));
        QCOMPARE(m_project->runs().queue()->front().state, QueueState::Failed);
    }

    void whoeverHasToldItsEndIsWaitedForAndNobodyElse()
    {
        const std::filesystem::path folder = m_folder->path().toStdString();
        waitUntilLeft(folder); // nobody is there
        auto lock = FileLock::tryAcquire(folder / runfile::lock);
        QVERIFY_RESULT(lock);
        QVERIFY(lock->has_value());
        auto record = EventWriter::open({folder / runfile::events, {}});
        QVERIFY_RESULT(record);
        waitUntilLeft(folder); // it works on
        QVERIFY(engineOf(folder));
        QVERIFY_RESULT(record->write(event::Stopped{}));
        std::thread leaving([&] {
            std::this_thread::sleep_for(100ms);
            lock->reset();
        });
        waitUntilLeft(folder);
        const bool hasLeft = !engineOf(folder);
        leaving.join();
        QVERIFY(hasLeft);
        // The next attempt has ended nothing yet.
        auto again = EventWriter::open({folder / runfile::events, {}, record->lastSeq()});
        QVERIFY_RESULT(again);
        QVERIFY(!hasToldEnd(*readEvents(folder / runfile::events)));
    }

    void anEngineThatSaidNothingLeavesItsLastErrorOrItsLog()
    {
        const std::filesystem::path folder = m_folder->path().toStdString();
        QVERIFY(says(silentEnd(folder), "without a word"));
        QVERIFY(says(silentEnd(folder, "dankai train p --resume 001"), "dankai train p --resume 001"));
        QVERIFY_RESULT(writeFileAtomically(folder / runfile::log, "[info] loading\n[info] step 7\n"));
        QVERIFY(says(silentEnd(folder), "step 7"));
        // Neither a remark nor bytes that are no text are a reason.
        QVERIFY_RESULT(writeFileAtomically(folder / runfile::log,
            "[2026-11-28 04:10:36.109] [engine] [info] No NVIDIA driver is installed.\n"));
        QVERIFY(!says(silentEnd(folder), "log says"));
        QVERIFY_RESULT(writeFileAtomically(folder / runfile::log, "\x93\xff\xfe oh\n"));
        QVERIFY(isValidUtf8(silentEnd(folder).message));
        QVERIFY(says(silentEnd(folder), " oh"));
        QVERIFY_RESULT(writeFileAtomically(
            folder / runfile::log, "[info] loading\n[engine] [error] the model is not there\n"));
        QCOMPARE(silentEnd(folder).message, std::string("the model is not there"));
    }

    void whereNoEngineWorksNothingIsStopped()
    {
        const std::filesystem::path folder = m_folder->path().toStdString();
        const auto stopped = stopEngine(folder, EngineStop::Now, "");
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Unusable);
    }
};

QTEST_APPLESS_MAIN(TestRunQueue)
#include "testrunqueue.moc"
