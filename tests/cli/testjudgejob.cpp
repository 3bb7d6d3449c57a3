// SPDX-License-Identifier: Apache-2.0
// Jobs of a judge that are killed, stopped and out of money, against an endpoint on a real socket: nothing is
// paid twice.
#include "core/endpoint/calljournal.h"
#include "core/platform/environment.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/platform/process.h"
#include "core/project/judgejob.h"
#include "core/run/runfolder.h"
#include "tests/cli/commandline.h"
#include "tests/cli/judgedproject.h"
#include "tests/support/chatserver.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>
#include <thread>

using namespace dankai;
using namespace std::chrono_literals;
using test::ChatServer;
using test::digitFor;
using test::Fault;
using test::JudgedProject;
using test::judgeKey;
using test::judgeKeyVariable;
using test::runDankai;
using test::Said;

namespace fs = std::filesystem;

class TestJudgeJob : public QObject
{
    Q_OBJECT

private slots:

    void initTestCase() { setEnvironmentValue(judgeKeyVariable, judgeKey); }

    // The proof of the issue: every kind of failure, ten kills, and nothing lost, made up or forgotten.
    void tenKillsAmongFailuresOfEveryKind()
    {
        constexpr int examples = 200;
        constexpr int kills = 10;
        constexpr int parallel = 8;
        ChatServer::Behaviour behaviour;
        behaviour.faultShare = 0.3;
        behaviour.seed = 5;
        behaviour.seconds = 0.01;
        behaviour.answer
            = [](const std::string& question) { return std::to_string(digitFor(question)) + "\nBecause."; };
        const ChatServer server(behaviour);
        const JudgedProject judged(examples);
        judged.writeJudgeFile(server.url(), 3, parallel);
        std::string id;
        {
            auto project = Project::open(judged.folder());
            QVERIFY_RESULT(project);
            JudgeRequest request;
            request.settings = *readJudgeSettings(judged.folder(), "en");
            const auto plan = planJudging(*project, request);
            QVERIFY_RESULT(plan);
            QCOMPARE(plan->examples.size(), std::size_t(examples));
            const auto frozen = freezeJudging(*project, request, *plan);
            QVERIFY_RESULT(frozen);
            id = *frozen;
        }
        const fs::path folder = judged.folder() / "jobs" / id;
        for (int kill = 0; kill < kills; ++kill) {
            const std::size_t before = server.calls().size();
            SpawnParams params;
            params.program = *siblingExecutable("dankai");
            params.arguments = {"judge-worker", folder.string()};
            params.standardErrorFile = folder / "engine.log";
            auto worker = ChildProcess::spawn(params);
            QVERIFY_RESULT(worker);
            while (server.calls().size() < before + 12 && !worker->wait(1ms)) { }
            QVERIFY2(!worker->wait(0ms), readFile(folder / "engine.log").value_or("").c_str());
            QVERIFY_RESULT(sendSignal(worker->id(), ProcessSignal::Kill));
            worker->wait();
        }
        const Said last = judged.judge({"--resume", id, "--json"});
        VERIFY_EXIT(last, 0);
        QCOMPARE(last.json()["scored"].get<int>() + last.json()["unscored"].get<int>(), examples);

        // One score for each, and its own.
        int unscored = 0;
        for (const auto& [example, scores] : judged.scores()) {
            QCOMPARE(scores.size(), std::size_t(1));
            if (!scores[0].value) {
                ++unscored;
                continue;
            }
            const int digit = static_cast<int>(example) % 5 + 1;
            QVERIFY(std::abs(*scores[0].value - (digit == 1 ? 1 : digit - 0.2)) < 1e-9);
        }
        QVERIFY2(unscored <= 2, std::to_string(unscored).c_str()); // three empty replies in a row

        // The server's count is that of the journal: each call by its number.
        const auto journal = readCallJournal(folder / judgefile::calls);
        QVERIFY_RESULT(journal);
        std::set<std::string> confirmed;
        std::set<std::string> unknown;
        std::size_t killed = 0;
        for (const JournalledCall& call : *journal) {
            QVERIFY(call.ended.has_value());
            const std::string name = "dankai-" + id + "-" + std::to_string(call.sent.call);
            if (call.ended->isConfirmed)
                QVERIFY(confirmed.insert(name).second);
            else
                QVERIFY(unknown.insert(name).second);
            killed += call.ended->failure == CallEnded::killed ? 1 : 0;
        }
        QVERIFY(killed > 0 && killed <= kills * parallel);
        std::size_t receivedConfirmed = 0;
        std::size_t receivedUnknown = 0;
        std::map<std::string, int> answered; // by question
        std::set<Fault> faults;
        for (const auto& call : server.calls()) {
            receivedConfirmed += confirmed.contains(call.id) ? 1 : 0;
            receivedUnknown += unknown.contains(call.id) ? 1 : 0;
            QVERIFY2(confirmed.contains(call.id) || unknown.contains(call.id), call.id.c_str());
            faults.insert(call.fault);
            if (call.isAnswered)
                ++answered[call.body["messages"].back()["content"].get<std::string>()];
        }
        QCOMPARE(faults.size(), test::passingFaults().size() + 1);
        QCOMPARE(receivedConfirmed, confirmed.size());
        QCOMPARE(server.calls().size(), receivedConfirmed + receivedUnknown);
        // A kill may come between the journal and the wire.
        QVERIFY(unknown.size() - receivedUnknown <= killed);
        QCOMPARE(last.json()["calls"].get<std::size_t>(), journal->size());
        QCOMPARE(last.json()["confirmed"].get<std::size_t>(), confirmed.size());
        QCOMPARE(last.json()["unknown"].get<std::size_t>(), unknown.size());
        int paidTwice = 0;
        for (const auto& [question, times] : answered)
            paidTwice += times - 1;
        QVERIFY2(paidTwice <= kills * parallel, std::to_string(paidTwice).c_str());
        qInfo("%zu calls, %zu confirmed, %zu unknown (%zu by kills), %d paid twice, %d unscored",
            journal->size(), confirmed.size(), unknown.size(), killed, paidTwice, unscored);
        QCOMPARE(judged.filesWith(judgeKey), std::size_t(0));
    }

    void theBudgetIsNeverExceeded()
    {
        ChatServer::Behaviour behaviour;
        behaviour.text = "3\nBecause.";
        const ChatServer server(behaviour);
        const JudgedProject project(40);
        project.writeJudgeFile(server.url(), 20, 4);
        // A call costs 0.00028; what one may cost at most is about ten times that.
        const Said said = project.judge({"--yes", "--budget", "0.012", "--json"});
        VERIFY_EXIT(said, 3);
        const double cost = said.json()["cost"].get<double>();
        QVERIFY2(cost <= 0.012 && cost > 0.005, std::to_string(cost).c_str());
        VERIFY_SAYS(said.json()["reason"].get<std::string>(), "budget");
        QVERIFY(said.json()["scored"].get<int>() < 40);
        const Said more = project.judge({"--resume", "judge-001", "--budget", "1", "--json"});
        VERIFY_EXIT(more, 0);
        QCOMPARE(more.json()["scored"].get<int>(), 40);
        QCOMPARE(server.calls().size(), std::size_t(40));
        VERIFY_EXIT(project.judge({"--yes", "--budget", "1", "--model", "of-no-price"}), 2);
    }

    void aStoppedJobGoesOn()
    {
        ChatServer::Behaviour behaviour;
        behaviour.seconds = 0.2;
        const ChatServer server(behaviour);
        const JudgedProject project(60);
        project.writeJudgeFile(server.url(), 20, 2);
        const Said detached = project.judge({"--yes", "--detach", "--json"});
        VERIFY_EXIT(detached, 0);
        QCOMPARE(detached.json()["job"].get<std::string>(), std::string("judge-001"));
        QTRY_VERIFY_WITH_TIMEOUT(server.calls().size() > 4, 60'000);
        // One job of a scorer at a time.
        VERIFY_EXIT(project.judge({"--yes"}), 2);
        const Said stopped = runDankai({"stop", project.name(), "--job", "judge-001", "--json"});
        VERIFY_EXIT(stopped, 0);
        QCOMPARE(stopped.json()["state"].get<std::string>(), std::string("stopped"));
        const auto calls = server.calls().size();
        const int scored = stopped.json()["scored"].get<int>();
        QVERIFY(scored > 0 && scored < 60);
        QCOMPARE(static_cast<std::size_t>(scored), calls); // those under way were waited for
        VERIFY_EXIT(runDankai({"stop", project.name(), "--job", "judge-001"}), 2);
        const Said more = project.judge({"--resume", "judge-001", "--parallel", "16", "--json"});
        VERIFY_EXIT(more, 0);
        QCOMPARE(more.json()["scored"].get<int>(), 60);
        QCOMPARE(server.calls().size(), std::size_t(60));
    }

    // Its process says that it has stopped, and leaves a moment later.
    void aJobGoesOnTheMomentItsEndIsTold()
    {
        ChatServer::Behaviour behaviour;
        behaviour.seconds = 0.1;
        const ChatServer server(behaviour);
        const JudgedProject judged(40);
        judged.writeJudgeFile(server.url(), 20, 2);
        VERIFY_EXIT(judged.judge({"--yes", "--detach"}), 0);
        QTRY_VERIFY_WITH_TIMEOUT(server.calls().size() > 4, 60'000);
        VERIFY_EXIT(runDankai({"stop", judged.name(), "--job", "judge-001"}), 0);
        auto project = Project::open(judged.folder());
        QVERIFY_RESULT(project);
        auto lock = FileLock::tryAcquire(project->jobsFolder() / "judge-001" / runfile::lock);
        QVERIFY_RESULT(lock);
        QVERIFY(lock->has_value());
        QVERIFY(judgeJob(*project, "judge-001")->state == JudgeJobState::Stopped);
        std::thread leaving([&] {
            std::this_thread::sleep_for(300ms);
            lock->reset();
        });
        const auto worker = launchJudge(*project, "judge-001");
        leaving.join();
        QVERIFY_RESULT(worker);
        QTRY_VERIFY_WITH_TIMEOUT(judgeJob(*project, "judge-001")->state == JudgeJobState::Done, 60'000);
        QCOMPARE(server.calls().size(), std::size_t(40));
    }
};

QTEST_APPLESS_MAIN(TestJudgeJob)
#include "testjudgejob.moc"
