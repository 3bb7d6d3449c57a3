// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar's words on training and on the machine, with a fake engine in a process of its own; and
// desktop notifications, on a message bus of the test's own with a notification service in a process of its
// own.
#include "core/base/version.h"
#include "core/platform/filelock.h"
#include "tests/support/testpaths.h"
#include "tests/support/trainingproject.h"
#include "ui/shell/machinestatus.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/notifier.h"
#include "ui/shell/runstatus.h"
#include "ui/style/oneline.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>
#include <QVariantMap>

#include <chrono>

using namespace dankai;
using namespace dankai::ui;

namespace {

constexpr const char* serviceName = "org.freedesktop.Notifications";
constexpr const char* servicePath = "/org/freedesktop/Notifications";

// A desktop that writes down what it is told, and whose person clicks at once where the title says so.
class Desktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public slots:

    // NOLINTNEXTLINE(readability-identifier-naming): as the interface has it
    uint Notify(const QString& application, uint replaces, const QString& icon, const QString& title,
        const QString& body, const QStringList& actions, const QVariantMap& hints, int timeout)
    {
        Q_UNUSED(icon)
        Q_UNUSED(hints)
        Q_UNUSED(timeout)
        const uint id = replaces != 0 ? replaces : ++m_last;
        std::printf("%u|%s|%s|%s|%s\n", id, qPrintable(application), qPrintable(title), qPrintable(body),
            qPrintable(actions.join(u',')));
        std::fflush(stdout);
        if (title.contains(u"at once")) // the signal comes before the answer
            emit ActionInvoked(id, QStringLiteral("default"));
        else if (title.contains(u"click"))
            QMetaObject::invokeMethod(
                this, [this, id] { emit ActionInvoked(id, QStringLiteral("default")); },
                Qt::QueuedConnection);
        return id;
    }

signals:
    // NOLINTNEXTLINE(readability-identifier-naming,readability-inconsistent-declaration-parameter-name)
    void ActionInvoked(uint id, const QString& action);

private:
    uint m_last = 6;
};

} // namespace

class TestRunStatus : public QObject
{
    Q_OBJECT

    std::optional<test::TrainingProject> m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<RunWatch> m_watch;
    std::unique_ptr<RunStatus> m_status;
    std::unique_ptr<QSignalSpy> m_wanted;
    std::optional<QProcess> m_desktop; // that notifications reach

    void startDesktop()
    {
        m_desktop.emplace();
        m_desktop->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--desktop")});
        QVERIFY(m_desktop->waitForReadyRead(20'000));
        QCOMPARE(m_desktop->readLine().trimmed(), QByteArray("ready"));
    }

    void endDesktop()
    {
        if (!m_desktop)
            return;
        m_desktop->kill();
        m_desktop->waitForFinished();
        m_desktop.reset();
    }

    // What the desktop is told next.
    QString told()
    {
        for (int i = 0; i < 2000 && !m_desktop->canReadLine(); ++i)
            QTest::qWait(10);
        return QString::fromUtf8(m_desktop->readLine().trimmed());
    }

    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project->folder());
        m_watch = std::make_unique<RunWatch>(*m_session);
        m_status = std::make_unique<RunStatus>(*m_watch, m_project->folder() / "runs");
        m_wanted = std::make_unique<QSignalSpy>(m_status.get(), &RunStatus::personWanted);
        QTRY_VERIFY(m_watch->hasAnswer());
    }

private slots:

    void init()
    {
        m_project.emplace();
        QVERIFY_RESULT(m_project->make());
    }

    void cleanup()
    {
        endDesktop();
        m_wanted.reset();
        m_status.reset();
        m_watch.reset();
        m_session.reset();
        m_project.reset();
    }

    void nothingIsSaidWhereNothingRuns()
    {
        const std::string id = m_project->freeze();
        QVERIFY_RESULT(test::writeRunScript(m_project->run(id) / runfile::events, {}));
        {
            auto project = Project::open(m_project->folder());
            QVERIFY_RESULT(refreshRun(*project, id));
        }
        open();
        QTest::qWait(100);
        QCOMPARE(m_status->text(), QStringLiteral("Nothing is being trained | Nothing waits"));
        QCOMPARE(m_wanted->count(), 0); // it has finished long ago
    }

    void whatStandsInTheQueueIsCounted()
    {
        const std::string run = m_project->freeze();
        // Where somebody holds the worker's lock nothing is taken.
        const auto lock = FileLock::tryAcquire(m_project->folder() / "queue-worker.cpu.lock");
        QVERIFY_RESULT(lock);
        QVERIFY(lock->has_value());
        {
            auto project = Project::open(m_project->folder());
            QVERIFY_RESULT(project);
            for (const auto& [kind, folder] :
                {std::pair("run", "runs/" + run), std::pair("job", std::string("jobs/answers-001")),
                    std::pair("job", std::string("jobs/answers-002"))}) {
                QueueEntry entry;
                entry.kind = kind;
                entry.folder = folder;
                entry.device = "cpu";
                QVERIFY_RESULT(project->runs().enqueue(entry));
            }
        }
        open();
        QTRY_COMPARE(m_status->text(),
            QStringLiteral("Nothing is being trained | 1 run(s) wait · 2 model(s) wait to answer"));
        {
            auto project = Project::open(m_project->folder());
            QVERIFY_RESULT(project->runs().cancel(project->runs().queue()->front().id));
            QVERIFY_RESULT(project->runs().lease("cpu", "somebody", 60'000));
        }
        m_watch->look();
        QTRY_COMPARE(m_status->text(),
            QStringLiteral(
                "Nothing is being trained | 1 model(s) answer prompts · 1 model(s) wait to answer"));
    }

    void theMachineIsToldOfWhetherAnythingRunsOrNot()
    {
        MachineStatus status;
        QTRY_VERIFY(status.text().contains(u"free")); // what this machine really has
        QVERIFY(!status.isHidden());

        MachineReading reading;
        reading.enginePath = "/opt/dankai/bin/dankai-engine";
        reading.machine.cpuName = "AMD EPYC";
        reading.machine.physicalCores = 8;
        reading.machine.totalMemoryBytes = 64'000'000'000;
        reading.machine.availableMemoryBytes = 40'500'000'000;
        const QString engine = QStringLiteral("Engine ") + QLatin1String(versionText);
        status.show(reading);
        QCOMPARE(status.text(), engine + QStringLiteral(" · CPU, 8 core(s) · 40.5 GB free"));
        QVERIFY(status.toolTip().contains(u"40.5 GB free of 64.0 GB"));
        QVERIFY(status.toolTip().contains(u"/opt/dankai"));
        QVERIFY(status.icon().isNull());

        reading.gpu.gpus = {{"NVIDIA H100", 80'000'000'000, 79'000'000'000}};
        status.show(reading);
        QCOMPARE(status.text(), engine + QStringLiteral(" · NVIDIA H100 · 79.0 GB free"));
        QVERIFY(status.toolTip().contains(u"AMD EPYC"));

        reading.enginePath.clear();
        reading.engineProblem = "LibTorch is not there.";
        status.show(reading);
        QVERIFY(status.text().startsWith(u"No engine"));
        QVERIFY(!status.icon().isNull());
        QVERIFY(status.toolTip().startsWith(u"LibTorch is not there."));
    }

    void aLongNoticeMakesNoWindowWider()
    {
        OneLine line;
        line.setText(QString(5000, u'x'));
        QCOMPARE(line.minimumSizeHint().width(), 0);
        line.resize(100, 20);
        QVERIFY(!line.grab().isNull());
        QCOMPARE(line.text().size(), 5000); // for whoever reads it aloud
    }

    void aLiveRunIsFollowedToItsEnd()
    {
        const std::string id = m_project->freeze();
        open();
        QVERIFY_RESULT(m_project->startEngine(id, {.stepsPerPhase = 600}));
        m_watch->look();
        QTRY_VERIFY_WITH_TIMEOUT(m_status->text().contains(u"Training phase"), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_status->text().contains(u"left"), 20'000);
        QVERIFY2(m_status->text().contains(u"cpu"), qPrintable(m_status->text()));
        QSignalSpy chosen(m_status.get(), &RunStatus::runChosen);
        m_status->findChild<QToolButton*>()->click();
        QCOMPARE(chosen.front().front().toString(), QString::fromStdString(id));
        QTRY_COMPARE_WITH_TIMEOUT(m_wanted->count(), 1, 30'000);
        QCOMPARE(m_wanted->front().at(0).toString(), QStringLiteral("Training has finished"));
        QCOMPARE(m_wanted->front().at(1).toString(),
            QStringLiteral("main, phased (run %1)").arg(QString::fromStdString(id)));
        QCOMPARE(m_wanted->front().at(2).toString(), QString::fromStdString(id));
        QTRY_COMPARE_WITH_TIMEOUT(
            m_status->text(), QStringLiteral("Nothing is being trained | Nothing waits"), 20'000);
    }

    void aGateThatWaitsIsToldOnce()
    {
        const std::string id = m_project->freeze();
        open();
        QVERIFY_RESULT(
            m_project->startEngine(id, {.stepsPerPhase = 3, .verdicts = {"undecided"}, .isAsking = true}));
        m_watch->look();
        QTRY_COMPARE_WITH_TIMEOUT(m_wanted->count(), 1, 20'000);
        QCOMPARE(m_wanted->front().at(0).toString(), QStringLiteral("A gate waits for you"));
        QVERIFY(m_status->text().contains(u"Waits for your decision"));
        // The lists of runs do not call it running, though nobody has opened it.
        QTRY_COMPARE(m_watch->runs().front().record.state, RunState::Waiting);
        m_watch->look();
        QTest::qWait(300);
        QCOMPARE(m_wanted->count(), 1);
    }

    void aKilledEngineIsTold()
    {
        const std::string id = m_project->freeze();
        open();
        QVERIFY_RESULT(m_project->startEngine(id, {.stepsPerPhase = 3, .isFinished = false}));
        m_watch->look();
        QTRY_VERIFY_WITH_TIMEOUT(m_status->text().contains(u"Training phase"), 20'000);
        QVERIFY_RESULT(sendSignal(m_project->engine->id(), ProcessSignal::Kill));
        m_project->engine->wait();
        QTRY_COMPARE_WITH_TIMEOUT(m_wanted->count(), 1, 30'000);
        QCOMPARE(m_wanted->front().at(0).toString(), QStringLiteral("Training broke off"));
    }

    // Between two looks it said its first word and died: the row never said that it ran.
    void anEngineThatDiesBeforeItsRowSaysThatItRunsIsTold()
    {
        const std::string id = m_project->freeze();
        open();
        {
            const auto lock = FileLock::tryAcquire(m_project->run(id) / runfile::lock);
            QVERIFY_RESULT(lock);
            QVERIFY(lock->has_value());
            m_watch->look();
            QTRY_VERIFY(m_watch->runs().front().isEngineAlive);
            QVERIFY(m_watch->runs().front().record.state == RunState::Frozen);
            QVERIFY_RESULT(test::writeRunScript(
                m_project->run(id) / runfile::events, {.stepsPerPhase = 3, .isFinished = false}));
        }
        m_watch->look();
        QTRY_COMPARE(m_wanted->count(), 1);
        QCOMPARE(m_wanted->front().at(0).toString(), QStringLiteral("Training broke off"));
        QVERIFY(m_watch->runs().front().record.state == RunState::Failed);
    }

    // Of several windows and several arms, a person must know which is meant.
    void notificationsNameTheProjectAndTheRun()
    {
        if (!QDBusConnection::sessionBus().isConnected())
            QSKIP("There is no dbus-daemon here to make a message bus with.");
        startDesktop();
        m_project->freeze(Arm::OneOff);
        const std::string id = m_project->freeze();
        PersonalSettings settings(m_project->temporary.filePath(QStringLiteral("settings.ini")));
        MainWindow window(settings, m_project->folder());
        QVERIFY_RESULT(
            m_project->startEngine(id, {.stepsPerPhase = 3, .verdicts = {"undecided"}, .isAsking = true}));
        QCOMPARE(told(),
            QStringLiteral(
                "7|Dankai|help desk: A gate waits for you|main, phased (run 002) waits at the gate "
                "after phase 1 until somebody decides.|default,Open"));
        QVERIFY_RESULT(sendSignal(m_project->engine->id(), ProcessSignal::Kill));
        m_project->engine->wait();
        const QString end = told();
        QVERIFY2(end.startsWith(u"7|Dankai|help desk: Training broke off|main, phased (run 002): "),
            qPrintable(end));
    }

    void notificationsReachTheDesktopAndComeBack()
    {
        if (!QDBusConnection::sessionBus().isConnected())
            QSKIP("There is no dbus-daemon here to make a message bus with.");
        startDesktop();
        QWidget window;
        Notifier notifier(&window);
        QSignalSpy clicked(&notifier, &Notifier::clicked);
        notifier.tell(
            QStringLiteral("A gate waits"), QStringLiteral("Phase <1> & more"), QStringLiteral("001"));
        QCOMPARE(told(), QStringLiteral("7|Dankai|A gate waits|Phase &lt;1&gt; &amp; more|default,Open"));
        QTest::qWait(50); // its answer, the number
        // The same run again takes the place of what was said before; another run does not.
        notifier.tell(QStringLiteral("Finished"), QStringLiteral("x"), QStringLiteral("001"));
        QVERIFY(told().startsWith(u"7|"));
        notifier.tell(QStringLiteral("Please click"), QStringLiteral("x"), QStringLiteral("002"));
        QVERIFY(told().startsWith(u"8|"));
        QTRY_COMPARE_WITH_TIMEOUT(clicked.count(), 1, 20'000);
        QCOMPARE(clicked.front().front().toString(), QStringLiteral("002"));
        notifier.tell(QStringLiteral("Clicked at once"), QStringLiteral("x"), QStringLiteral("004"));
        QVERIFY(told().startsWith(u"9|"));
        QTRY_COMPARE_WITH_TIMEOUT(clicked.count(), 2, 20'000);
        QCOMPARE(clicked.back().front().toString(), QStringLiteral("004"));
        endDesktop();
        notifier.tell(QStringLiteral("Nobody"), QStringLiteral("x"), QStringLiteral("003")); // and no harm
    }
};

int main(int argc, char** argv)
{
    // A bus of its own: the person who builds this must not be told of trainings that are none.
    QProcess bus;
    if (argc < 2 || std::string_view(argv[1]) != "--desktop") {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (!program.isEmpty()) {
            bus.start(program,
                {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
            if (bus.waitForReadyRead(20'000))
                qputenv("DBUS_SESSION_BUS_ADDRESS", bus.readLine().trimmed());
        }
        if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
            qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    }
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Dankai"));
    if (argc > 1 && std::string_view(argv[1]) == "--desktop") {
        Desktop desktop;
        QDBusConnection connection = QDBusConnection::sessionBus();
        if (!connection.registerObject(QString::fromLatin1(servicePath), &desktop,
                QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals)
            || !connection.registerService(QString::fromLatin1(serviceName)))
            return 1;
        std::puts("ready");
        std::fflush(stdout);
        return QApplication::exec();
    }
    TestRunStatus test;
    const int code = QTest::qExec(&test, argc, argv);
    bus.kill();
    bus.waitForFinished();
    return code;
}

#include "testrunstatus.moc"
