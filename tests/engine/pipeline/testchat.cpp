// SPDX-License-Identifier: Apache-2.0
// A chat's engine as a process of its own: questions over the socket, answers in the record, its ends.
#include "core/platform/file.h"
#include "core/protocol/chatrecord.h"
#include "core/protocol/control.h"
#include "core/protocol/eventlog.h"
#include "core/run/jobspec.h"
#include "tests/engine/pipeline/enginefixture.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <optional>

using namespace dankai;
using namespace dankai::test;

class TestChat : public QObject
{
    Q_OBJECT

    EngineFixture m_engine;
    std::optional<ChildProcess> m_process;
    std::filesystem::path m_job;

    void makeJob(ChatSpec limits = {})
    {
        static int number = 0;
        JobSpec spec;
        spec.kind = JobKind::Chat;
        spec.model.path = m_engine.modelPath().string();
        spec.checkpoint = "base";
        spec.chat = limits;
        m_job = m_engine.root() / ("chat-" + std::to_string(++number));
        QVERIFY_RESULT(writeJob(m_job, spec, ""));
    }

    void startEngine()
    {
        auto process = EngineFixture::start("job", m_job);
        QVERIFY_RESULT(process);
        m_process = std::move(*process);
        QTRY_VERIFY_WITH_TIMEOUT(chat().state() == ChatState::Ready, 60000);
    }

    ChatRecord chat() const
    {
        ChatRecord record;
        if (const auto events = readEvents(m_job / "events.jsonl"))
            for (const Event& event : *events)
                record.add(event);
        return record;
    }

    static GenerateRequest question(const std::string& id, const std::string& text, int maxNewTokens = 12)
    {
        GenerateRequest request;
        request.id = id;
        request.messages = {{"user", text}};
        request.answers.maxNewTokens = maxNewTokens;
        return request;
    }

    Result<ControlReply> ask(const GenerateRequest& request) const
    {
        ControlRequest control;
        control.kind = ControlKind::Generate;
        control.generate = request;
        return sendControl(m_job, control);
    }

    // The turn as soon as it has ended.
    ChatTurn ended(const std::string& id) const
    {
        ChatTurn found;
        const bool isThere = QTest::qWaitFor(
            [&] {
                const ChatRecord record = chat();
                for (const ChatTurn& turn : record.turns())
                    if (turn.id == id)
                        found = turn;
                return found.id == id && found.end != ChatTurnEnd::Writing;
            },
            60000);
        if (!isThere)
            qFatal("no answer %s: %s", id.c_str(), EngineFixture::log(m_job).c_str());
        return found;
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY_RESULT(m_engine.makeModel()); }

    void cleanup() { m_process.reset(); }

    void theSameQuestionHasTheAnswerOfTheGenerateJob()
    {
        makeJob();
        startEngine();
        const auto reply = ask(question("1", "Hello"));
        QVERIFY_RESULT(reply);
        QVERIFY2(reply->isAccepted, reply->message.c_str());
        const ChatTurn first = ended("1");
        QVERIFY(first.end == ChatTurnEnd::Length || first.end == ChatTurnEnd::EndOfTurn);
        QVERIFY(first.tokens <= 12);
        QVERIFY(first.seconds > 0);
        QVERIFY_RESULT(ask(question("2", "Hello")));
        const ChatTurn second = ended("2");
        QCOMPARE(second.answer, first.answer); // greedy
        QCOMPARE(second.tokens, first.tokens);

        JobSpec spec;
        spec.kind = JobKind::Generate;
        spec.model.path = m_engine.modelPath().string();
        spec.answers.maxNewTokens = 12;
        const auto folder = m_engine.root() / "generate";
        QVERIFY_RESULT(writeJob(folder, spec, toJsonLine(RunRow{"p", 1, {{"user", "Hello"}}, {}}) + "\n"));
        QCOMPARE(EngineFixture::run("job", folder), 0);
        std::string whole;
        for (const event::Text& text : eventsOf<event::Text>(folder))
            whole += text.text;
        QCOMPARE(QString::fromStdString(first.answer), QString::fromStdString(whole));
    }

    void seedsRepeatAndTemperatureVaries()
    {
        makeJob();
        startEngine();
        const auto sampled = [&](const std::string& id, std::uint64_t seed) {
            GenerateRequest request = question(id, "Tell me", 24);
            request.answers.temperature = 1.5;
            request.seed = seed;
            const auto reply = ask(request);
            if (!reply || !reply->isAccepted)
                qFatal("refused");
            return ended(id).answer;
        };
        const std::string one = sampled("1", 7);
        QCOMPARE(sampled("2", 7), one);
        QVERIFY(sampled("3", 8) != one);
    }

    void anAnswerIsCancelledAndTheEngineStays()
    {
        makeJob();
        startEngine();
        // The tiny model writes its answer in milliseconds, so it may have ended before the next word comes.
        ControlRequest cancel;
        cancel.kind = ControlKind::Cancel;
        bool isRefused = false, isCancelled = false;
        for (int i = 0; i < 200 && !(isRefused && isCancelled); ++i) {
            const std::string id = "1." + std::to_string(i);
            GenerateRequest request = question(id, "Go on and on", 200);
            request.answers.temperature = 5;
            request.seed = static_cast<std::uint64_t>(i);
            const auto asked = ask(request);
            QVERIFY_RESULT(asked);
            QVERIFY(asked->isAccepted);
            const std::string second = "2." + std::to_string(i);
            const auto busy = ask(question(second, "Me too"));
            QVERIFY_RESULT(busy);
            if (busy->isAccepted) { // a conversation of its own: the record no longer holds the first one
                ended(second);
            } else {
                isRefused = true;
                QVERIFY(busy->message.find("cancel") != std::string::npos);
                QVERIFY_RESULT(sendControl(m_job, cancel));
                isCancelled = ended(id).end == ChatTurnEnd::Cancelled;
            }
            QTRY_VERIFY(sendControl(m_job, {ControlKind::Status, "", ""})->stage == "waiting");
        }
        QVERIFY(isRefused);
        QVERIFY(isCancelled);
        const auto nothing = sendControl(m_job, cancel);
        QVERIFY_RESULT(nothing);
        QVERIFY(!nothing->isAccepted);
        QVERIFY(nothing->message.find("nothing to cancel") != std::string::npos);
        const auto next = ask(question("3", "Still there?"));
        QVERIFY_RESULT(next);
        QVERIFY(next->isAccepted);
        ended("3");
    }

    void aConversationThatIsTooLongIsASentenceAndTheEngineStays()
    {
        makeJob();
        startEngine();
        QVERIFY_RESULT(ask(question("1", std::string(400, 'x')))); // the tiny model has 256 positions
        const ChatTurn turn = ended("1");
        QCOMPARE(turn.end, ChatTurnEnd::Failed);
        QVERIFY2(turn.message.find("tokens") != std::string::npos, turn.message.c_str());
        QVERIFY_RESULT(ask(question("2", std::string(200, 'x'), 1000)));
        const ChatTurn cut = ended("2");
        QVERIFY(cut.end == ChatTurnEnd::Length || cut.end == ChatTurnEnd::EndOfTurn);
        QVERIFY(cut.tokens < 56); // what the context has left
    }

    void stoppingEndsItAndStartingAgainGoesOn()
    {
        makeJob();
        startEngine();
        QVERIFY_RESULT(ask(question("1", "Hello")));
        const ChatTurn first = ended("1");
        QVERIFY_RESULT(sendControl(m_job, {ControlKind::Stop, "", "enough"}));
        QCOMPARE(m_process->wait(std::chrono::seconds(60)).value_or(-1), 3);
        QCOMPARE(chat().state(), ChatState::Stopped);
        QVERIFY(chat().reason().find("on request") != std::string::npos);
        startEngine();
        QCOMPARE(chat().turns().size(), std::size_t(1));
        QVERIFY(chat().turns().front() == first);
        GenerateRequest next = question("2", "And now?");
        next.messages = chat().messages();
        next.messages.push_back({"user", "And now?"});
        QVERIFY_RESULT(ask(next));
        ended("2");
        QCOMPARE(chat().turns().size(), first.answer.empty() ? std::size_t(1) : std::size_t(2));
    }

    void itEndsByItselfWhereNobodyAsks()
    {
        makeJob({1, 600});
        startEngine();
        // Somebody is there all the time, but asks nothing.
        std::optional<int> code;
        QTRY_VERIFY_WITH_TIMEOUT((void(sendControl(m_job, {ControlKind::Status, "", ""})),
                                     code = m_process->wait(std::chrono::milliseconds(50))),
            60000);
        QCOMPARE(*code, 3);
        QVERIFY(chat().reason().find("nobody has asked anything") != std::string::npos);
    }

    void itEndsByItselfWhereItsWindowIsGone()
    {
        makeJob({600, 1});
        startEngine();
        QCOMPARE(m_process->wait(std::chrono::seconds(60)).value_or(-1), 3);
        QVERIFY(chat().reason().find("has not been heard of") != std::string::npos);
    }

    void whatIsNoQuestionIsRefusedWithASentence()
    {
        makeJob();
        startEngine();
        const auto answered = sendControl(m_job, {ControlKind::Decide, "continue", ""});
        QVERIFY_RESULT(answered);
        QVERIFY(!answered->isAccepted);
        QVERIFY(chat().turns().empty());
    }

    void aModelThatIsNotThereEndsWithItsName()
    {
        JobSpec spec;
        spec.kind = JobKind::Chat;
        spec.model.path = "/nowhere";
        m_job = m_engine.root() / "nowhere";
        QVERIFY_RESULT(writeJob(m_job, spec, ""));
        QCOMPARE(EngineFixture::run("job", m_job), 2);
        QCOMPARE(chat().state(), ChatState::Failed);
        QVERIFY(chat().reason().find("/nowhere") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestChat)
#include "testchat.moc"
