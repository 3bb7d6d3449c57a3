// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testpaths.h"
#include "ui/session/projectsession.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <thread>

using namespace dankai;
using namespace dankai::ui;

class TestProjectWorker : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

private slots:

    void init()
    {
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "test";
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(folder(), settings));
    }

    void answersArriveLaterOnTheAskingThread()
    {
        ProjectWorker worker(folder(), OpenMode::ReadWrite);
        QObject receiver;
        bool isAnswered = false;
        std::thread::id workedOn, answeredOn;
        worker.ask(
            &receiver,
            [&](Project& project, const StopFlag&) {
                workedOn = std::this_thread::get_id();
                return project.examples().count();
            },
            [&](Result<std::uint64_t> count) {
                QVERIFY_RESULT(count);
                answeredOn = std::this_thread::get_id();
                isAnswered = true;
            });
        QVERIFY(!isAnswered);
        QTRY_VERIFY(isAnswered);
        QVERIFY(workedOn != std::this_thread::get_id());
        QCOMPARE(answeredOn, std::this_thread::get_id());
    }

    void aReceiverThatIsGoneIsNotCalled()
    {
        ProjectWorker worker(folder(), OpenMode::ReadWrite);
        auto receiver = std::make_unique<QObject>();
        QObject last;
        bool isCalled = false, isOver = false;
        const auto work = [](Project& project, const StopFlag&) { return project.examples().count(); };
        worker.ask(receiver.get(), work, [&](const Result<std::uint64_t>&) { isCalled = true; });
        receiver.reset();
        worker.ask(&last, work, [&](const Result<std::uint64_t>&) { isOver = true; });
        QTRY_VERIFY(isOver);
        QVERIFY(!isCalled);
    }

    void aFolderWithoutAProjectIsASentence()
    {
        ProjectWorker worker(m_folder->path().toStdString(), OpenMode::ReadWrite);
        QString sentence;
        worker.ask(
            this, [](Project& project, const StopFlag&) { return project.examples().count(); },
            [&](const Result<std::uint64_t>& count) {
                sentence = QString::fromStdString(count ? "it opened" : count.error().message);
            });
        QTRY_VERIFY(!sentence.isEmpty());
        QVERIFY2(sentence.contains(u"holds no project"), qPrintable(sentence));
    }

    void endingStopsWhatRunsDropsQuestionsAndMakesChanges()
    {
        std::atomic<bool> hasBegun = false, hasSeenStop = false, hasRunSecond = false;
        std::atomic<int> changes = 0;
        {
            ProjectWorker worker(folder(), OpenMode::ReadWrite);
            worker.ask(
                this,
                [&](Project&, const StopFlag& stop) -> Result<> {
                    hasBegun = true;
                    while (!stop)
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                    hasSeenStop = true;
                    return {};
                },
                [](const Result<>&) {});
            worker.ask(
                this,
                [&](Project&, const StopFlag&) -> Result<> {
                    hasRunSecond = true;
                    return {};
                },
                [](const Result<>&) {});
            for (int i = 0; i < 2; ++i)
                worker.change(
                    this,
                    [&](Project& project, const StopFlag& stop) -> Result<> {
                        changes += !stop && project.examples().count() ? 1 : 0;
                        return {};
                    },
                    [](const Result<>&) {});
            QTRY_VERIFY(hasBegun);
        }
        QVERIFY(hasSeenStop);
        QCOMPARE(changes, 2);
        QVERIFY(!hasRunSecond);
    }

    void aSessionNoticesWhatAnotherProgramWrites()
    {
        ProjectSession session(folder());
        QSignalSpy opened(&session, &ProjectSession::opened);
        QVERIFY(opened.wait());
        QCOMPARE(session.figures().examples, std::uint64_t(0));
        QCOMPARE(session.name(), QStringLiteral("test"));
        auto other = Project::open(folder());
        QVERIFY_RESULT(other);
        auto import = other->examples().beginImport("a.jsonl");
        QVERIFY_RESULT(import);
        ImportedRow row;
        row.example.instruction = "Say hello.";
        row.example.response = "Hello.";
        row.hash = contentHash(row.example);
        QVERIFY_RESULT(import->add(row));
        QVERIFY_RESULT(import->finish());
        QTRY_COMPARE_WITH_TIMEOUT(session.figures().examples, std::uint64_t(1), 10000);
    }

    void aProjectThatCannotBeOpenedIsSaidOnce()
    {
        QVERIFY(QFile::remove(QString::fromStdString((folder() / "project.db").string())));
        ProjectSession session(folder());
        QSignalSpy failed(&session, &ProjectSession::openFailed);
        QVERIFY(failed.wait());
        QVERIFY(failed.first().first().toString().contains(u"project.db is missing"));
        QVERIFY(!session.isOpen());
    }
};

QTEST_MAIN(TestProjectWorker)
#include "testprojectworker.moc"
