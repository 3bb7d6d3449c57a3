// SPDX-License-Identifier: Apache-2.0
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/platform/localsocket.h"
#include "core/platform/process.h"
#include "tests/support/testpaths.h"

#include <fcntl.h>

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <thread>

using namespace dankai;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

class TestProcess : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    // This program again, in a part that main() below plays.
    Result<ChildProcess> play(const std::string& part, const fs::path& file) const
    {
        SpawnParams params;
        params.program = executablePath();
        params.arguments = {part, file.string()};
        return ChildProcess::spawn(params);
    }

    static bool waitFor(const std::function<bool()>& condition)
    {
        for (int i = 0; i < 1000; ++i) {
            if (condition())
                return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }

private slots:

    void exitCodesComeBack()
    {
        SpawnParams params;
        params.program = "/bin/sh";
        params.arguments = {"-c", "echo \"$GREETING\"; pwd; echo complaint >&2; exit 7"};
        params.environment = {{"GREETING", "hello there"}};
        params.workingFolder = m_folder.path().toStdString();
        params.standardOutputFile = at("out");
        params.standardErrorFile = at("err");
        auto child = ChildProcess::spawn(params);
        QVERIFY_RESULT(child);
        QCOMPARE(child->wait(), 7);
        QCOMPARE(*readFile(at("out")),
            "hello there\n" + fs::canonical(m_folder.path().toStdString()).string() + "\n");
        QCOMPARE(*readFile(at("err")), std::string("complaint\n"));
        params.arguments = {"-c", "kill -9 $$"};
        child = ChildProcess::spawn(params);
        QVERIFY_RESULT(child);
        QCOMPARE(child->wait(), 128 + 9);
    }

    void aProgramThatIsNotThereIsASentence()
    {
        SpawnParams params;
        params.program = at("no-such-program");
        const auto child = ChildProcess::spawn(params);
        QVERIFY(!child);
        QVERIFY(child.error().message.find("no-such-program") != std::string::npos);
        QVERIFY_RESULT(writeFileAtomically(at("not-a-program"),
            "\x7f"
            "ELF nonsense"));
        fs::permissions(at("not-a-program"), fs::perms::owner_all);
        params.program = at("not-a-program");
        QVERIFY(!ChildProcess::spawn(params));
        QVERIFY(!spawnDetached(params));
    }

    void aDetachedProcessOutlivesItsParent()
    {
        auto parent = play("--spawn-sleeper", at("sleeper"));
        QVERIFY_RESULT(parent);
        QCOMPARE(parent->wait(), 0);
        std::ifstream file(at("sleeper"));
        ProcessId sleeper;
        pid_t parentsSession = 0;
        file >> sleeper.pid >> sleeper.startTime >> parentsSession;
        QVERIFY(isProcessAlive(sleeper));
        QVERIFY(::getsid(sleeper.pid) != parentsSession);
        // A reused id would have another start time.
        QVERIFY(!isProcessAlive(sleeper.pid, sleeper.startTime + 1));
        QVERIFY_RESULT(sendSignal({sleeper.pid, sleeper.startTime + 1}, ProcessSignal::Kill));
        QVERIFY(isProcessAlive(sleeper));
        QVERIFY_RESULT(sendSignal(sleeper, ProcessSignal::Kill));
        QVERIFY(waitFor([&] { return !isProcessAlive(sleeper); }));
    }

    void aChildDiesWithItsOwner()
    {
        ProcessId id;
        {
            SpawnParams params;
            params.program = "/bin/sleep";
            params.arguments = {"60"};
            auto child = ChildProcess::spawn(params);
            QVERIFY_RESULT(child);
            id = child->id();
            QVERIFY(isProcessAlive(id));
            QVERIFY(!child->wait(10ms));
        }
        QVERIFY(!isProcessAlive(id));
    }

    void thisProcessIsAliveAndHasMemory()
    {
        QVERIFY(isProcessAlive(currentProcess()));
        QVERIFY(currentProcess().startTime < (std::uint64_t(1) << 53));
        QVERIFY(residentBytes() > 1'000'000);
        QVERIFY(peakResidentBytes() >= residentBytes() / 2);
        {
            const std::vector<char> big(200'000'000, 'x');
            QVERIFY(peakResidentBytes() > 200'000'000);
            QVERIFY(big[100] == 'x');
        }
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed for a while
        if (resetPeakResidentBytes())
            QVERIFY(peakResidentBytes() < 200'000'000);
#endif
    }

    void aLockHoldsBetweenProcessesAndEndsWithThem()
    {
        auto mine = FileLock::tryAcquire(at("lock"));
        QVERIFY_RESULT(mine);
        QVERIFY(mine->has_value());
        QVERIFY(FileLock::holder(at("lock")) == currentProcess());
        const auto again = FileLock::tryAcquire(at("lock"));
        QVERIFY_RESULT(again);
        QVERIFY(!again->has_value());
        auto other = play("--lock", at("lock"));
        QCOMPARE(other->wait(), 3); // held here
        mine->reset();
        other = play("--lock-and-wait", at("lock"));
        QVERIFY(waitFor([&] { return FileLock::holder(at("lock")) == other->id(); }));
        QVERIFY(!FileLock::tryAcquire(at("lock"))->has_value());
        QVERIFY_RESULT(sendSignal(other->id(), ProcessSignal::Kill));
        other->wait();
        QVERIFY(FileLock::tryAcquire(at("lock"))->has_value());
        QVERIFY(!FileLock::tryAcquire(at("no-folder/lock")));
    }

    void linesGoThroughASocketAndBack()
    {
        // Longer than a socket address may be.
        const fs::path folder = at(std::string(150, 'd')) / std::string(120, 'e');
        QVERIFY_RESULT(makeFolder(folder));
        auto server = LocalServer::listen(folder / "control.sock");
        QVERIFY_RESULT(server);
        auto client = LocalClient::connect(folder / "control.sock");
        QVERIFY_RESULT(client);
        const std::string longLine(300'000, 'z');
        std::thread sender([&] {
            QVERIFY_RESULT(client->send("first"));
            QVERIFY_RESULT(client->send(longLine));
        });
        std::vector<std::string> received;
        while (received.size() < 2)
            QVERIFY_RESULT(server->poll(20ms, [&](LocalServer::ConnectionId id, std::string_view line) {
                received.emplace_back(line);
                server->send(id, "got " + std::to_string(line.size()));
            }));
        sender.join();
        QCOMPARE(received[0], std::string("first"));
        QVERIFY(received[1] == longLine);
        QCOMPARE(client->receive(1s)->value(), std::string("got 5"));
        QCOMPARE(client->receive(1s)->value(), std::string("got 300000"));
        QVERIFY(!client->receive(10ms)->has_value());
        server->sendToAll("news");
        QCOMPARE(client->receive(1s)->value(), std::string("news"));
    }

    void oneServerPerSocketAndStaleOnesAreReplaced()
    {
        const fs::path path = at("one.sock");
        {
            auto server = LocalServer::listen(path);
            QVERIFY_RESULT(server);
            const auto second = LocalServer::listen(path);
            QVERIFY(!second);
            QVERIFY(second.error().message.find("already listens") != std::string::npos);
        }
        QVERIFY(!fs::exists(path));
        auto dying = play("--listen-and-die", path);
        dying->wait();
        QVERIFY(fs::exists(path)); // left behind
        const auto nobody = LocalClient::connect(path);
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().code, ErrorCode::Unusable);
        QVERIFY_RESULT(LocalServer::listen(path));
    }

    void aClientThatDoesNotReadIsDropped()
    {
        auto server = LocalServer::listen(at("slow.sock"));
        QVERIFY_RESULT(server);
        const auto client = LocalClient::connect(at("slow.sock"));
        QVERIFY_RESULT(client);
        const auto ignore = [](LocalServer::ConnectionId, std::string_view) {};
        QVERIFY_RESULT(server->poll(20ms, ignore));
        QCOMPARE(server->connectionCount(), std::size_t(1));
        for (int i = 0; i < 200; ++i)
            server->sendToAll(std::string(100'000, 'q'));
        QVERIFY_RESULT(server->poll(20ms, ignore));
        QCOMPARE(server->connectionCount(), std::size_t(0));
    }
};

int main(int argc, char** argv)
{
    const std::string part = argc > 2 ? argv[1] : "";
    const fs::path file = argc > 2 ? argv[2] : "";
    if (part == "--spawn-sleeper") {
        SpawnParams params;
        params.program = "/bin/sleep";
        params.arguments = {"60"};
        const auto sleeper = spawnDetached(params);
        if (sleeper)
            std::ofstream(file) << sleeper->pid << ' ' << sleeper->startTime << ' ' << ::getsid(0);
        return sleeper ? 0 : 1;
    }
    if (part == "--lock" || part == "--lock-and-wait") {
        const auto lock = FileLock::tryAcquire(file);
        if (!lock || !*lock)
            return 3;
        if (part == "--lock-and-wait")
            std::this_thread::sleep_for(60s);
        return 0;
    }
    if (part == "--listen-and-die") {
        const auto server = LocalServer::listen(file);
        ::_exit(server ? 0 : 1); // no destructor: like a crash
    }
    TestProcess test;
    return QTest::qExec(&test, argc, argv);
}

#include "testprocess.moc"
