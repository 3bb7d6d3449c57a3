// SPDX-License-Identifier: GPL-3.0-or-later
// What the window knows of engines: records that grow, are cut, superseded or nonsense, and the control
// socket.
#include "core/platform/filelock.h"
#include "core/platform/localsocket.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"
#include "tests/support/runscript.h"
#include "tests/support/testpaths.h"
#include "ui/engine/enginecommands.h"
#include "ui/engine/runfollower.h"

#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fstream>
#include <optional>
#include <thread>

using namespace dankai;
using namespace dankai::ui;

class TestEngineClient : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<RunFollower> m_follower;
    std::vector<Event> m_events; // as a page would have them
    std::vector<QString> m_problems;
    int m_news = 0;
    bool m_isDiskFull = false;
    int m_anew = 0;

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }

    std::filesystem::path file() const { return folder() / runfile::events; }

    void follow()
    {
        m_events.clear();
        m_problems.clear();
        m_news = 0;
        m_anew = 0;
        m_follower = std::make_unique<RunFollower>(folder());
        connect(m_follower.get(), &RunFollower::arrived, this, [this](const RunNews& news) {
            ++m_news;
            m_isDiskFull = news.isDiskFull;
            if (news.isAnew) {
                ++m_anew;
                m_events.clear();
            }
            m_events.insert(m_events.end(), news.events.begin(), news.events.end());
            if (!news.problem.isEmpty())
                m_problems.push_back(news.problem);
        });
    }

    std::vector<std::int64_t> steps() const
    {
        std::vector<std::int64_t> steps;
        for (const Event& event : m_events)
            if (const auto* step = std::get_if<event::Step>(&event.body))
                steps.push_back(step->step);
        return steps;
    }

private slots:

    void init() { m_folder.emplace(); }

    void cleanup() { m_follower.reset(); }

    void aRecordIsReadAsTheReaderReadsIt()
    {
        QVERIFY_RESULT(test::writeRunScript(file(), {}));
        follow();
        QTRY_COMPARE(m_news, 1);
        QCOMPARE(m_events, *readEvents(file()));
        QCOMPARE(steps().size(), std::size_t(8));
        QVERIFY(m_problems.empty());
    }

    void aFolderWithoutARecordIsAnAnswerToo()
    {
        follow();
        QTRY_COMPARE(m_news, 1);
        QVERIFY(m_events.empty());
    }

    void aFullDiskIsToldOfWhileAnEngineWorks()
    {
        const QString place = m_folder->path();
        if (QProcess::execute(QStringLiteral("mount"),
                {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                    QStringLiteral("size=256k"), QStringLiteral("tmpfs"), place})
            != 0)
            QSKIP("Nobody here may mount a disk that is small enough to be filled.");
        const auto unmount = qScopeGuard([&] {
            m_follower.reset();
            QProcess::execute(QStringLiteral("umount"), {place});
        });
        QVERIFY_RESULT(test::writeRunScript(file(), {.isFinished = false}));
        auto lock = FileLock::tryAcquire(folder() / runfile::lock);
        QVERIFY_RESULT(lock);
        QVERIFY(lock->has_value());
        follow();
        QTRY_COMPARE(steps().size(), std::size_t(8));
        QVERIFY(!m_isDiskFull);
        std::ofstream(folder() / "checkpoint") << std::string(1'000'000, 'x');
        QTRY_VERIFY(m_isDiskFull);
        std::filesystem::remove(folder() / "checkpoint");
        QTRY_VERIFY(!m_isDiskFull);
        lock->reset();
    }

    void aGrowingRecordArrivesOnceEach()
    {
        auto writer = EventWriter::open({file(), {}, 0, 0});
        QVERIFY_RESULT(writer);
        follow();
        QTRY_COMPARE(m_events.size(), std::size_t(2));
        for (const EventBody& body : test::bodiesOf({}))
            QVERIFY_RESULT(writer->write(body));
        m_follower->lookNow();
        QTRY_COMPARE(m_events, *readEvents(file()));
        QCOMPARE(m_anew, 0);
    }

    void aCutLastLineIsNoProblemAndIsReadWhenItIsWhole()
    {
        QVERIFY_RESULT(test::writeRunScript(file(), {.isFinished = false}));
        std::ofstream(file(), std::ios::app) << "{\"event\":\"step\",\"seq\":900,\"ti";
        follow();
        QTRY_COMPARE(m_news, 1);
        QCOMPARE(steps().size(), std::size_t(8));
        QVERIFY(m_problems.empty());
        std::ofstream(file(), std::ios::app) << "me\":1,\"step\":9}\n";
        m_follower->lookNow();
        QTRY_COMPARE(steps().size(), std::size_t(9));
        QVERIFY(m_problems.empty());
    }

    void aLaterAttemptTakesBackWhatItSupersedes()
    {
        QVERIFY_RESULT(test::writeRunScript(file(), {.phases = 1, .stepsPerPhase = 5, .isFinished = false}));
        follow();
        QTRY_COMPARE(steps(), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
        std::uint64_t saved = 0;
        for (const Event& event : m_events)
            if (std::holds_alternative<event::ResumeSaved>(event.body))
                saved = event.seq;
        auto writer = EventWriter::open({file(), {}, saved, 4});
        QVERIFY_RESULT(writer);
        m_follower->lookNow();
        QTRY_COMPARE(m_anew, 1);
        QCOMPARE(steps(), (std::vector<std::int64_t>{1, 2, 3, 4}));
        event::Step again;
        again.step = 5;
        QVERIFY_RESULT(writer->write(again));
        m_follower->lookNow();
        QTRY_COMPARE(steps(), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
        QCOMPARE(m_events, *readEvents(file()));
        QCOMPARE(m_anew, 1);
    }

    void aRecordOfANewerVersionIsASentenceAndNothingOfItIsBelieved()
    {
        event::Hello hello;
        hello.version = event::Hello::currentVersion + 1;
        {
            auto writer = EventWriter::open({file(), hello, 0, 0});
            QVERIFY_RESULT(writer);
            event::Step step;
            step.step = 1;
            QVERIFY_RESULT(writer->write(step));
        }
        follow();
        QTRY_COMPARE(m_problems.size(), std::size_t(1));
        QVERIFY(m_problems.front().contains(u"version 2"));
        m_follower->lookNow();
        QTest::qWait(50);
        QVERIFY(m_events.empty());
        QCOMPARE(m_problems.size(), std::size_t(1));
    }

    void nonsenseIsASentence()
    {
        {
            std::ofstream out(file());
            for (int i = 0; i < 10000; ++i)
                out << "what is this\n";
        }
        follow();
        QTRY_COMPARE(m_problems.size(), std::size_t(1));
        QVERIFY(m_problems.front().contains(u"events.jsonl:1"));
        QVERIFY(m_events.empty());
    }

    void aBrokenLineInTheMiddleCostsThatLineOnly()
    {
        QVERIFY_RESULT(test::writeRunScript(file(), {.isFinished = false}));
        std::ofstream(file(), std::ios::app)
            << "broken\n"
            << "{\"event\":\"step\",\"seq\":901,\"time\":1,\"step\":9}" << '\n';
        follow();
        QTRY_COMPARE(steps().size(), std::size_t(9));
        QCOMPARE(m_problems.size(), std::size_t(1));
    }

    void anEngineThatComesIsNoticed()
    {
        follow();
        bool isAlive = false;
        connect(m_follower.get(), &RunFollower::arrived, this,
            [&isAlive](const RunNews& news) { isAlive = news.isEngineAlive; });
        QTRY_COMPARE(m_news, 1);
        QVERIFY(!isAlive);
        const auto lock = FileLock::tryAcquire(folder() / runfile::lock);
        QVERIFY_RESULT(lock);
        m_follower->lookNow();
        QTRY_VERIFY(isAlive);
        // The file names this process as long as it lives; another file, no engine.
        std::filesystem::remove(folder() / runfile::lock);
        m_follower->lookNow();
        QTRY_VERIFY(!isAlive);
    }

    void commandsGoOverTheSocketAndRefusalsComeBack()
    {
        auto server = LocalServer::listen(folder() / runfile::socket);
        QVERIFY_RESULT(server);
        std::atomic<bool> isEnding = false;
        std::vector<ControlRequest> requests;
        std::thread serving([&] {
            while (!isEnding)
                (void)server->poll(
                    std::chrono::milliseconds(10), [&](auto connection, std::string_view line) {
                        const auto request = parseControlRequest(line);
                        if (!request)
                            return;
                        requests.push_back(*request);
                        ControlReply reply;
                        reply.isAccepted = request->decision != "stop";
                        reply.message = reply.isAccepted ? "" : "no gate is waiting for a decision";
                        reply.phase = 2;
                        server->send(connection, toJsonLine(reply));
                    });
        });
        EngineCommands commands;
        std::optional<Result<ControlReply>> accepted, refused;
        commands.decide(folder(), {ControlKind::Decide, "continue", "it looks good"},
            [&](const auto& reply) { accepted = reply; });
        QTRY_VERIFY(accepted.has_value());
        QVERIFY_RESULT(*accepted);
        QCOMPARE((*accepted)->phase, 2);
        commands.decide(
            folder(), {ControlKind::Decide, "stop", ""}, [&](const auto& reply) { refused = reply; });
        QTRY_VERIFY(refused.has_value());
        QVERIFY(!refused->has_value());
        QVERIFY(QString::fromStdString(refused->error().message).contains(u"no gate is waiting"));
        isEnding = true;
        serving.join();
        QCOMPARE(requests.size(), std::size_t(2));
        QCOMPARE(requests.front(), (ControlRequest{ControlKind::Decide, "continue", "it looks good"}));
    }

    void anEngineThatSaysNothingKeepsNobodyWaiting()
    {
        auto server = LocalServer::listen(folder() / runfile::socket); // and never answers
        QVERIFY_RESULT(server);
        int requests = 0;
        const auto serve = [&] {
            (void)server->poll(std::chrono::milliseconds(1),
                [&](LocalServer::ConnectionId, std::string_view) { ++requests; });
            return requests;
        };
        bool isAnswered = false;
        auto commands = std::make_unique<EngineCommands>();
        commands->status(folder(), [&isAnswered](const auto&) { isAnswered = true; });
        QTRY_COMPARE(serve(), 1);
        commands.reset();
        // The request is still on its way: nobody has waited for it to give up.
        (void)serve();
        QCOMPARE(server->connectionCount(), std::size_t(1));
        server = tl::unexpected(Error()); // the engine is gone, so it does give up
        QTest::qWait(50);
        QVERIFY(!isAnswered);
    }

    void noEngineIsASentence()
    {
        EngineCommands commands;
        std::optional<Result<ControlReply>> answer;
        commands.stop(folder(), EngineStop::AfterStep, "", [&](const auto& reply) { answer = reply; });
        QTRY_VERIFY(answer.has_value());
        QVERIFY(!answer->has_value());
        QVERIFY(QString::fromStdString(answer->error().message).contains(u"No engine works on"));
    }
};

QTEST_GUILESS_MAIN(TestEngineClient)
#include "testengineclient.moc"
