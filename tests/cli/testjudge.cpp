// SPDX-License-Identifier: Apache-2.0
// Judging from the command line against an endpoint on a real socket that fails as real ones do.
#include "core/platform/environment.h"
#include "core/platform/file.h"
#include "core/project/judgejob.h"
#include "tests/cli/commandline.h"
#include "tests/cli/judgedproject.h"
#include "tests/support/chatserver.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>
#include <map>
#include <mutex>

using namespace dankai;
using test::ChatServer;
using test::digitFor;
using test::Fault;
using test::JudgedProject;
using test::judgeKey;
using test::judgeKeyVariable;
using test::runDankai;
using test::Said;

namespace fs = std::filesystem;

class TestJudgeCommand : public QObject
{
    Q_OBJECT

private slots:

    void initTestCase() { setEnvironmentValue(judgeKeyVariable, judgeKey); }

    void nothingIsSentBeforeItIsAgreedTo()
    {
        const ChatServer server({});
        const JudgedProject project(30);
        project.writeJudgeFile(server.url(), 5);
        const Said said = project.judge({});
        VERIFY_EXIT(said, 2);
        VERIFY_SAYS(said.err, "--yes");
        for (const char* words : {"30 at least", "USD (prices: 2026-11-01)", "127.0.0.1", "tokens", "time"})
            VERIFY_SAYS(said.out, words);
        const Said json = project.judge({"--json"});
        VERIFY_EXIT(json, 3);
        QCOMPARE(json.json()["estimate"]["calls"].get<int>(), 30);
        QVERIFY(json.json()["estimate"]["leaves_this_machine"] == false);
        QVERIFY(server.calls().empty());
        QVERIFY(!fs::exists(project.folder() / "jobs" / "judge-001"));
        // Of a place elsewhere it says what goes there, and asks nobody whether it exists.
        const Said far = project.judge({"--endpoint", "http://judge.invalid/v1", "--price", "30,60"});
        VERIFY_EXIT(far, 2);
        VERIFY_SAYS(far.out, "go to judge.invalid; no file names");
        VERIFY_SAYS(far.err, "not encrypted");
    }

    void aTrialThenTheRest()
    {
        ChatServer::Behaviour behaviour;
        behaviour.answer
            = [](const std::string& question) { return std::to_string(digitFor(question)) + "\nBecause."; };
        const ChatServer server(behaviour);
        const JudgedProject project(30);
        project.writeJudgeFile(server.url(), 20);
        const Said trial = project.judge({"--trial", "--yes", "--json"});
        VERIFY_EXIT(trial, 0);
        QCOMPARE(trial.json()["scored"].get<int>(), 20);
        QCOMPARE(trial.json()["scores"].size(), std::size_t(20));
        QCOMPARE(trial.json()["rest"]["calls"].get<int>(), 10);
        // What was measured: the server counts 100 tokens in and 10 out for each call.
        QVERIFY(trial.json()["rest"]["is_measured"] == true);
        QCOMPARE(trial.json()["rest"]["tokens_in"].get<int>(), 1000);
        QVERIFY(std::abs(trial.json()["cost"].get<double>() - 20 * (100 * 2 + 10 * 8) / 1e6) < 1e-12);
        const Said rest = project.judge({"--yes", "--json"});
        VERIFY_EXIT(rest, 0);
        QCOMPARE(rest.json()["scored"].get<int>(), 10);
        QCOMPARE(server.calls().size(), std::size_t(30)); // nothing is asked twice
        for (const auto& call : server.calls())
            QCOMPARE(call.authorization, std::string("Bearer ") + judgeKey);
        for (const auto& [id, scores] : project.scores()) {
            QCOMPARE(scores.size(), std::size_t(1));
            // 0.8 on the digit, 0.2 on the one below, which of 1 is none.
            const int digit = static_cast<int>(id) % 5 + 1;
            QVERIFY(std::abs(*scores[0].value - (digit == 1 ? 1 : digit - 0.2)) < 1e-9);
            QCOMPARE(scores[0].raw, std::to_string(digit) + "\nBecause.");
            QCOMPARE(scores[0].rationale, std::string("Because."));
            QVERIFY(scores[0].cost > 0 && scores[0].seconds > 0);
        }
        const Said again = project.judge({"--yes"});
        VERIFY_EXIT(again, 0);
        VERIFY_SAYS(again.out, "Nothing to ask");
        const Said split
            = runDankai({"split", project.name(), "--scorer", "judge:judge-1", "--quantiles", "2"});
        VERIFY_EXIT(split, 0);
        const Said status = runDankai({"status", project.name()});
        VERIFY_SAYS(status.out, "judge-002");
        QCOMPARE(project.filesWith(judgeKey), std::size_t(0));
    }

    void aJudgeIsAskedAgainAndItsScoresStay()
    {
        std::mutex mutex;
        std::map<std::string, int> asked;
        ChatServer::Behaviour behaviour;
        behaviour.answer = [&](const std::string& question) {
            const std::lock_guard lock(mutex);
            const int digit = digitFor(question);
            const bool isSecond = ++asked[question.substr(question.rfind("Question "))] > 1;
            return std::to_string(isSecond && digit == 3 ? 4 : digit) + "\nBecause.";
        };
        const ChatServer server(behaviour);
        const JudgedProject project(30);
        project.writeJudgeFile(server.url(), 20);
        const Said early = project.judge({"--repeat", "12", "--yes"});
        VERIFY_EXIT(early, 2);
        VERIFY_SAYS(early.err, "nothing to ask again");
        VERIFY_EXIT(project.judge({"--yes"}), 0);
        const auto columnOf = [&](const char* scorer) {
            auto opened = Project::open(project.folder(), OpenMode::ReadOnly);
            return opened->examples().columns({scorer, {}})->scores;
        };
        const std::vector<double> before = columnOf("judge:judge-1");
        const Said again = project.judge({"--repeat", "12", "--yes", "--json"});
        VERIFY_EXIT(again, 0);
        QCOMPARE(again.json()["scored"].get<int>(), 12);
        QCOMPARE(again.json()["estimate"]["calls"].get<int>(), 12);
        QCOMPARE(server.calls().size(), std::size_t(42));
        QCOMPARE(columnOf("judge:judge-1"), before); // no plan is cut by a second answer
        // Nobody is asked a third time, and the rest when they are wanted.
        VERIFY_EXIT(project.judge({"--repeat", "100", "--yes"}), 0);
        QCOMPARE(server.calls().size(), std::size_t(60));
        VERIFY_EXIT(project.judge({"--repeat", "1", "--yes"}), 2);
        VERIFY_EXIT(project.judge({"--repeat", "1", "--trial", "--yes"}), 2);
        for (const auto& [question, times] : asked)
            QCOMPARE(times, 2);
        const Said agreement
            = runDankai({"agreement", project.name(), "--scorer", "judge:judge-1", "--json"});
        VERIFY_EXIT(agreement, 0);
        const Json repeats = agreement.json().at("repeats").at(0);
        QCOMPARE(repeats.at("examples").get<int>(), 30);
        QCOMPARE(repeats.at("first_equals_last").get<double>(), 0.8);
        // One digit of five changed its mind.
        const std::vector<double> second = columnOf("judge:judge-1#again");
        int changed = 0;
        for (std::size_t i = 0; i < before.size(); ++i)
            changed += before[i] != second[i] ? 1 : 0;
        QCOMPARE(changed, 6);
    }

    void whatIsNoEndpointIsASentence_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("mostCalls");
        const auto row = [](Fault fault, const char* words, int mostCalls) {
            QTest::newRow(words) << static_cast<int>(fault) << QString(words) << mostCalls;
        };
        row(Fault::Unauthorised, "does not accept the key (401)", 1);
        row(Fault::NotFound, "knows no such path or model (404)", 1);
        row(Fault::Quota, "has no credit left", 1);
        row(Fault::Redirect, "That was not followed", 1);
        row(Fault::WrongContentType, "instead of JSON", 5);
        row(Fault::OtherJson, "no chat completion", 5);
        row(Fault::Close, "ended the connection", 5);
    }

    void whatIsNoEndpointIsASentence()
    {
        QFETCH(int, fault);
        QFETCH(QString, words);
        QFETCH(int, mostCalls);
        ChatServer::Behaviour behaviour;
        behaviour.always = static_cast<Fault>(fault);
        const ChatServer server(behaviour);
        const JudgedProject project(12);
        project.writeJudgeFile(server.url(), 5);
        const Said said = project.judge({"--yes"});
        VERIFY_EXIT(said, 1);
        VERIFY_SAYS(said.err, words.toStdString());
        QVERIFY(said.all().find(judgeKey) == std::string::npos);
        QVERIFY(static_cast<int>(server.calls().size()) <= mostCalls);
        for (const auto& [id, scores] : project.scores())
            QVERIFY(scores.empty());
        QCOMPARE(project.filesWith(judgeKey), std::size_t(0));
    }

    void withoutLogProbabilitiesTheNumberCounts_data()
    {
        QTest::addColumn<bool>("refuses");
        QTest::newRow("the field is not there") << false;
        QTest::newRow("the request is refused") << true;
    }

    void withoutLogProbabilitiesTheNumberCounts()
    {
        QFETCH(bool, refuses);
        ChatServer::Behaviour behaviour;
        behaviour.givesLogProbabilities = false;
        behaviour.text = "スコア:3.5\n理由です。";
        if (refuses)
            behaviour.always = Fault::NoLogProbabilities;
        const ChatServer server(behaviour);
        const JudgedProject project(10);
        project.writeJudgeFile(server.url(), 20);
        const Said said = project.judge({"--yes", "--json"});
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json()["scored"].get<int>(), 10);
        QCOMPARE(server.calls().size(), std::size_t(11)); // the first one found it out
        for (const auto& [id, scores] : project.scores())
            QCOMPARE(scores.at(0).value, std::optional(3.5));
        // Fractions are asked for only where they are read.
        const auto calls = server.calls();
        QVERIFY(calls.front().body["messages"].back()["content"].get<std::string>().find("fractions")
            == std::string::npos);
        QVERIFY(calls.back().body["messages"].back()["content"].get<std::string>().find("fractions")
            != std::string::npos);
    }

    void whatCannotBeReadStaysUnscoredWithItsWords()
    {
        ChatServer::Behaviour behaviour;
        behaviour.text = "It depends: 3 or 4.";
        const ChatServer server(behaviour);
        const JudgedProject project(4);
        project.writeJudgeFile(server.url(), 20);
        const Said said = project.judge({"--yes", "--json"});
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json()["unscored"].get<int>(), 4);
        QCOMPARE(server.calls().size(), std::size_t(12)); // three tries each
        for (const auto& [id, scores] : project.scores()) {
            QCOMPARE(scores.size(), std::size_t(1));
            QVERIFY(!scores[0].value);
            QCOMPARE(scores[0].raw, std::string("It depends: 3 or 4."));
        }
        // They are left alone until somebody asks.
        VERIFY_SAYS(project.judge({"--yes"}).out, "Nothing to ask");
        const Said again = project.judge({"--yes", "--again", "--json"});
        QCOMPARE(again.json()["unscored"].get<int>(), 4);
        QCOMPARE(server.calls().size(), std::size_t(24));
    }

    void emptyRepliesAndLongExamplesMakeNoScore()
    {
        const std::string longText = [] {
            std::string text;
            while (text.size() < 160'000) // 40,000 tokens
                text += "word ";
            return text;
        }();
        {
            ChatServer::Behaviour behaviour;
            behaviour.always = Fault::Empty;
            const ChatServer server(behaviour);
            const JudgedProject project(2);
            project.writeJudgeFile(server.url(), 20);
            QCOMPARE(project.judge({"--yes", "--json"}).json()["unscored"].get<int>(), 2);
        }
        const JudgedProject project(
            2, toJsonLine(Json{{"instruction", "Read this: " + longText}, {"output", "Done."}}) + "\n");
        const ChatServer server({});
        project.writeJudgeFile(server.url(), 20);
        const Said said = project.judge({"--yes"});
        VERIFY_EXIT(said, 0);
        VERIFY_SAYS(said.err, "1 example is longer than 30,000 tokens");
        QCOMPARE(server.calls().size(), std::size_t(2));
        // Where the limit is raised the endpoint says so itself.
        ChatServer::Behaviour behaviour;
        behaviour.always = Fault::TooLong;
        const ChatServer small(behaviour);
        JudgeSettings settings = *readJudgeSettings(project.folder(), "en");
        settings.endpoint.url = small.url();
        settings.limits.longestPromptTokens = 100'000;
        QVERIFY_RESULT(writeFileAtomically(judgeFile(project.folder()), toYaml(settings)));
        const Said refused = project.judge({"--yes", "--json"});
        VERIFY_EXIT(refused, 0);
        QCOMPARE(refused.json()["unscored"].get<int>(), 1);
        QCOMPARE(small.calls().size(), std::size_t(1));
    }

    void anotherPromptIsAnotherVersion()
    {
        const ChatServer server({});
        const JudgedProject project(3);
        project.writeJudgeFile(server.url(), 20);
        QCOMPARE(project.judge({"--yes", "--json"}).json()["estimate"]["scorer_version"].get<int>(), 1);
        JudgeSettings settings = *readJudgeSettings(project.folder(), "en");
        settings.limits.parallel = 3; // changes no score
        QVERIFY_RESULT(writeFileAtomically(judgeFile(project.folder()), toYaml(settings)));
        VERIFY_SAYS(project.judge({"--yes"}).out, "Nothing to ask");
        settings.prompt.examples.pop_back();
        QVERIFY_RESULT(writeFileAtomically(judgeFile(project.folder()), toYaml(settings)));
        const Json second = project.judge({"--yes", "--json"}).json();
        QCOMPARE(second["estimate"]["scorer_version"].get<int>(), 2);
        QCOMPARE(second["scored"].get<int>(), 3);
        for (const auto& [id, scores] : project.scores())
            QCOMPARE(scores.size(), std::size_t(2)); // none is overwritten
    }

    void theJudgeFileIsWrittenToBeEdited()
    {
        const JudgedProject project(3);
        for (const char* language : {"en", "ja"}) {
            const Said said = project.judge({"--write-judge-file", "--language", language, "--endpoint",
                "http://localhost:11434/v1", "--model", "m", "--key-env", "SOME_KEY"});
            VERIFY_EXIT(said, 0);
            const auto settings = readJudgeSettings(project.folder(), language);
            QVERIFY_RESULT(settings);
            QCOMPARE(settings->endpoint.url, std::string("http://localhost:11434/v1"));
            QCOMPARE(settings->endpoint.apiKeyEnv, std::string("SOME_KEY"));
            QCOMPARE(settings->prompt.examples.size(), std::size_t(3));
            QCOMPARE(settings->endpoint.caFile, std::string());
            QVERIFY(!settings->prices.models.empty() && !settings->prices.date.empty());
            // What is frozen reads back as the same.
            const auto again = parseJudgeSettings(toYaml(*settings), "again");
            QVERIFY_RESULT(again);
            QVERIFY(*again == *settings);
            VERIFY_EXIT(project.judge({"--write-judge-file"}), 2); // never over somebody's own
            fs::remove(judgeFile(project.folder()));
        }
    }

    void wrongUsageIsASentence()
    {
        const JudgedProject project(3);
        VERIFY_EXIT(project.judge({"--yes"}), 2); // no endpoint
        VERIFY_EXIT(runDankai({"score", project.name(), "--scorer", "judge,length"}), 2);
        VERIFY_EXIT(
            runDankai({"score", project.name(), "--scorer", "length", "--endpoint", "http://x/v1"}), 2);
        const Said keyTyped
            = project.judge({"--endpoint", "http://localhost:1/v1", "--model", "m", "--key-env", judgeKey});
        VERIFY_EXIT(keyTyped, 2);
        QVERIFY(keyTyped.all().find(judgeKey) == std::string::npos);
        const Said noKey = project.judge(
            {"--endpoint", "http://localhost:1/v1", "--model", "m", "--key-env", "NOT_SET_ANYWHERE"});
        VERIFY_EXIT(noKey, 2);
        VERIFY_SAYS(noKey.err, "export NOT_SET_ANYWHERE=");
        QVERIFY_RESULT(writeFileAtomically(judgeFile(project.folder()),
            "version: 1\nendpoint:\n  url: http://localhost:1/v1\n  api_key: sk-secret\n"));
        const Said inFile = project.judge({"--yes"});
        VERIFY_EXIT(inFile, 2);
        VERIFY_SAYS(inFile.err, "judge.yaml:4: a key must not stand in a file");
        QVERIFY(inFile.all().find("sk-secret") == std::string::npos);
        VERIFY_EXIT(project.judge({"--resume", "judge-009"}), 2);
    }
};

QTEST_APPLESS_MAIN(TestJudgeCommand)
#include "testjudge.moc"
