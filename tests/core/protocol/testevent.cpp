// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/protocol/control.h"
#include "core/protocol/event.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <bit>
#include <cmath>

using namespace dankai;

namespace {

std::vector<EventBody> bodies()
{
    Json evidence = {{"progress", {{"n", 12}, {"upper", -0.25}}}, {"harm", Json::array()}};
    return {event::Hello{1, "0.1.0", "run", "名前 \"x\"\n"}, event::Attempt{3, 17, 4, 999, "host"},
        event::Device{"cpu", "AMD", "float32", 2, 2048, "avx2"}, event::Memory{"training", 1u << 31, 7},
        event::Resources{3, 1u << 30, 412.5, 61, 0.97}, event::Resources{3, 1u << 30, {}, {}, {}},
        event::Finding{"warning", "eos", "…", 3}, event::Stage{"losses", "base", 12},
        event::Advance{"losses", 1, 2}, event::PhaseStarted{1, 3, "Easy", 10, 2, 1, 5, 1000, 0.5, 3e-4},
        event::Step{1, 9, 1, 0.1, 2.642592668533325, 1e-5, 6.9, 100, 40, 100, 3, 0.25, 400},
        event::Evaluated{4, 1, "phase_1", "test", 2, 1.5, 30, 20, 5}, event::ResumeSaved{4, 1u << 30, 0.7},
        event::CheckpointSaved{1, "phase_1", "checkpoints/phase_1", 4, 10},
        event::Answer{"base", "p1", "Hello\tworld", 3, true, 0.75},
        event::Answer{"base", "p2", "", 0, false, {}}, event::Text{"p1", "Hel"},
        event::Gate{2, "undecided", {"a", "b"}, evidence}, event::Waiting{2, "because"},
        event::Decision{"continue", "looks fine", "socket", 2},
        event::Decision{"roll_back", "worse than before", "socket", 2, 0},
        event::Diverged{1, 5, 33.0, 4, "m"}, event::Diverged{1, 5, std::nullopt, 4, "m"},
        event::PhaseFinished{1, 5, 4, "completed", 100, 40, 12.5}, event::Warning{"w"}, event::Finished{1.5},
        event::Stopped{"r", 3, true}, event::Failed{"m", "unusable"},
        event::Asked{"7", "なぜ\n", 4, 256, 0.7, 0.9, 12345678901234567890u},
        event::ReplyEnded{"7", "failed", 12, 300, 1.25, "The conversation is too long."},
        event::Ledger{100, 40, 2, 1, 50, 45, 3, 2, 12000, 300, 0.0625, 0.001, "USD",
            {{"rate_limited", 3}, {"killed", 2}}}};
}

} // namespace

class TestEvent : public QObject
{
    Q_OBJECT

private slots:

    void everyTypeReadsBackTheSame()
    {
        std::uint64_t seq = 0;
        std::size_t types = 0;
        for (const EventBody& body : bodies()) {
            const Event written{++seq, 1763938500.123456, 3, body};
            const std::string line = toJsonLine(written);
            QVERIFY(line.find('\n') == std::string::npos);
            auto read = parseEvent(line, "events.jsonl:1");
            QVERIFY_RESULT(read);
            QVERIFY(read->has_value());
            QVERIFY2(**read == written, line.c_str());
            types = std::max(types, body.index() + 1);
        }
        QCOMPARE(types, std::variant_size_v<EventBody>);
    }

    void numbersKeepEveryBit()
    {
        Random random(5);
        for (int i = 0; i < 2000; ++i) {
            event::Step step;
            step.loss = std::bit_cast<double>(random.next());
            if (!std::isfinite(step.loss))
                continue;
            auto read = parseEvent(toJsonLine(Event{1, 0, 1, step}), "e");
            QVERIFY_RESULT(read);
            QCOMPARE(std::bit_cast<std::uint64_t>(std::get<event::Step>((*read)->body).loss),
                std::bit_cast<std::uint64_t>(step.loss));
        }
    }

    void laterVersionsMayAddTypesAndFields()
    {
        auto unknown = parseEvent(R"({"event":"telepathy","seq":4})", "e:1");
        QVERIFY_RESULT(unknown);
        QVERIFY(!unknown->has_value());
        auto extra = parseEvent(R"({"event":"warning","seq":4,"message":"m","colour":"red"})", "e:1");
        QVERIFY_RESULT(extra);
        QCOMPARE(std::get<event::Warning>((*extra)->body).message, std::string("m"));
    }

    void wrongLinesAreOneSentence_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("not JSON") << "{";
        QTest::newRow("no object") << "[1]";
        QTest::newRow("no type") << "{\"seq\":1}";
        QTest::newRow("type is a number") << "{\"event\":1}";
        QTest::newRow("wrong type") << R"({"event":"step","loss":"low"})";
        QTest::newRow("negative") << R"({"event":"step","tokens":-1})";
        QTest::newRow("too large") << R"({"event":"step","phase":99999999999})";
        QTest::newRow("newer version") << R"({"event":"hello","version":2})";
        QTest::newRow("reasons") << R"({"event":"gate","reasons":[1]})";
    }

    void wrongLinesAreOneSentence()
    {
        QFETCH(QString, line);
        auto read = parseEvent(line.toStdString(), "events.jsonl:7");
        QVERIFY(!read);
        QVERIFY2(read.error().message.starts_with("events.jsonl:7"), read.error().message.c_str());
    }

    void controlMessagesReadBackTheSame()
    {
        for (const ControlRequest& request : {ControlRequest{ControlKind::Status, "", ""},
                 ControlRequest{ControlKind::Stop, "", "late"}, ControlRequest{ControlKind::Kill, "", ""},
                 ControlRequest{ControlKind::Decide, "continue", "fine"}}) {
            auto read = parseControlRequest(toJsonLine(request));
            QVERIFY_RESULT(read);
            QVERIFY(*read == request);
        }
        ControlRequest back{ControlKind::Decide, "roll_back", "worse"};
        back.toPhase = 0;
        QVERIFY(*parseControlRequest(toJsonLine(back)) == back);
        back.toPhase.reset();
        QVERIFY(!parseControlRequest(toJsonLine(back))); // to where?
        back.toPhase = -1;
        QVERIFY(!parseControlRequest(toJsonLine(back)));
        GenerateRequest generate;
        generate.id = "1763";
        generate.messages
            = {{"system", "Be brief."}, {"user", "返品は\n?"}, {"assistant", ""}, {"user", "and \"now\""}};
        generate.answers = {64, 0.7, 0.9, 40};
        generate.seed = UINT64_MAX;
        ControlRequest question;
        question.kind = ControlKind::Generate;
        question.generate = generate;
        const auto asked = parseControlRequest(toJsonLine(question));
        QVERIFY_RESULT(asked);
        QVERIFY(asked->generate == generate);
        ControlRequest cancel;
        cancel.kind = ControlKind::Cancel;
        cancel.id = "1763";
        QVERIFY(*parseControlRequest(toJsonLine(cancel)) == cancel);
        const ControlReply reply{true, "m", "training", 2, 5, 9, true, false};
        auto read = parseControlReply(toJsonLine(reply));
        QVERIFY_RESULT(read);
        QVERIFY(*read == reply);
        QVERIFY(!parseControlRequest("{\"request\":\"dance\"}"));
        QVERIFY(!parseControlRequest("{\"request\":\"decide\",\"decision\":\"maybe\"}"));
        QVERIFY(!parseControlRequest("nonsense"));
    }

    void aBadQuestionIsOneSentence_data()
    {
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QString>("sentence");
        const QString id = QStringLiteral(R"("id":"1",)");
        const QString asked = id + QStringLiteral(R"("messages":[{"role":"user","content":"hi"}])");
        QTest::newRow("no id") << R"("messages":[{"role":"user","content":"hi"}])"
                               << "\"id\"";
        QTest::newRow("long id") << QStringLiteral(R"("id":"%1")").arg(QString(101, u'x')) << "\"id\"";
        QTest::newRow("no messages") << id + R"("x":1)"
                                     << "\"messages\"";
        QTest::newRow("empty") << id + R"("messages":[])"
                               << "\"messages\"";
        QTest::newRow("no content") << id + R"("messages":[{"role":"user"}])"
                                    << "role and a content";
        QTest::newRow("content") << id + R"("messages":[{"role":"user","content":1}])"
                                 << "role and a content";
        QTest::newRow("role") << id + R"("messages":[{"role":"tool","content":"x"}])"
                              << "a role must be";
        QTest::newRow("late system") << id
                + R"("messages":[{"role":"user","content":"x"},{"role":"system","content":"x"}])"
                                     << "a role must be";
        QTest::newRow("the model's turn last")
            << id + R"("messages":[{"role":"user","content":"x"},{"role":"assistant","content":"x"}])"
            << "the last message";
        QTest::newRow("says nothing") << id + R"("messages":[{"role":"user","content":""}])"
                                      << "the last message";
        QTest::newRow("no tokens") << asked + R"(,"max_new_tokens":0)"
                                   << "max_new_tokens";
        QTest::newRow("half a token") << asked + R"(,"max_new_tokens":1.5)"
                                      << "max_new_tokens";
        QTest::newRow("cold") << asked + R"(,"temperature":-0.1)"
                              << "temperature";
        QTest::newRow("hot") << asked + R"(,"temperature":"hot")"
                             << "temperature";
        QTest::newRow("top_p") << asked + R"(,"top_p":0)"
                               << "top_p";
        QTest::newRow("top_k") << asked + R"(,"top_k":-1)"
                               << "top_k";
        QTest::newRow("seed") << asked + R"(,"seed":-1)"
                              << "seed";
    }

    void aBadQuestionIsOneSentence()
    {
        QFETCH(const QString, fields);
        QFETCH(const QString, sentence);
        const auto read = parseControlRequest("{\"request\":\"generate\"," + fields.toStdString() + "}");
        QVERIFY(!read);
        QVERIFY2(read.error().message.find(sentence.toStdString()) != std::string::npos,
            read.error().message.c_str());
        QVERIFY(read.error().message.find('\n') == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestEvent)
#include "testevent.moc"
