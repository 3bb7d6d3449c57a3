// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/chatrecord.h"

#include <QTest>

using namespace dankai;

class TestChatRecord : public QObject
{
    Q_OBJECT

    ChatRecord m_chat;

    void say(EventBody body) { m_chat.add({0, 0, 1, std::move(body)}); }

    void ask(const std::string& id, const std::string& text, std::uint64_t earlier)
    {
        event::Asked asked;
        asked.id = id;
        asked.text = text;
        asked.earlier = earlier;
        asked.seed = 5;
        say(asked);
    }

    void answer(const std::string& id, const std::string& text, const std::string& end = "end_of_turn")
    {
        if (!text.empty())
            say(event::Text{id, text});
        say(event::ReplyEnded{id, end, 3, 10, 0.5, end == "failed" ? "too long" : ""});
    }

private slots:

    void init() { m_chat = ChatRecord(); }

    void aConversationIsReadInTurns()
    {
        QCOMPARE(m_chat.state(), ChatState::None);
        say(event::Attempt{});
        QCOMPARE(m_chat.state(), ChatState::Starting);
        say(event::Stage{"loading", "", 0});
        QCOMPARE(m_chat.state(), ChatState::Loading);
        say(event::Stage{"chat", "base", 0});
        QCOMPARE(m_chat.state(), ChatState::Ready);
        ask("1", "Hello", 0);
        QVERIFY(m_chat.isWriting());
        say(event::Text{"1", "He"});
        say(event::Text{"1", "y"});
        QCOMPARE(m_chat.turns().front().answer, std::string("Hey"));
        say(event::ReplyEnded{"1", "end_of_turn", 2, 9, 0.25, ""});
        QVERIFY(!m_chat.isWriting());
        QCOMPARE(m_chat.turns().front().tokens, std::uint64_t(2));
        ask("2", "More", 2);
        answer("2", "Much", "length");
        const std::vector<Message> expected{
            {"user", "Hello"}, {"assistant", "Hey"}, {"user", "More"}, {"assistant", "Much"}};
        QVERIFY(m_chat.messages() == expected);
        QVERIFY(m_chat.messagesUntil(1) == (std::vector<Message>(expected.begin(), expected.begin() + 3)));
    }

    void turnsWithoutAnAnswerAreNotSentOn()
    {
        ask("1", "a", 0);
        answer("1", "x", "cancelled"); // what was written counts
        ask("2", "b", 2);
        answer("2", "", "failed");
        ask("3", "c", 2);
        answer("3", "");
        ask("4", "d", 2);
        QCOMPARE(m_chat.turns().size(), std::size_t(4));
        QCOMPARE(m_chat.turns()[1].message, std::string("too long"));
        const std::vector<Message> expected{{"user", "a"}, {"assistant", "x"}};
        QVERIFY(m_chat.messages() == expected);
    }

    void aQuestionWithoutEarlierOnesBeginsANewConversation()
    {
        ask("1", "a", 0);
        answer("1", "x");
        ask("2", "b", 0);
        QCOMPARE(m_chat.turns().size(), std::size_t(1));
        QCOMPARE(m_chat.turns().front().question, std::string("b"));
        say(event::Text{"1", "late"}); // of a turn that is gone
        QVERIFY(m_chat.turns().front().answer.empty());
    }

    // What was not answered is not sent on, so the question after it has no earlier ones either.
    void aQuestionAfterAnEmptyAnswerGoesOn()
    {
        ask("1", "a", 0);
        answer("1", "");
        ask("2", "b", 0);
        answer("2", "", "failed");
        ask("3", "c", 0);
        answer("3", "x");
        QCOMPARE(m_chat.turns().size(), std::size_t(3));
        QCOMPARE(m_chat.turns().front().question, std::string("a"));
        ask("4", "d", 0);
        QCOMPARE(m_chat.turns().size(), std::size_t(1));
        answer("4", "");
        m_chat.beginAnew();
        ask("5", "e", 0);
        QCOMPARE(m_chat.turns().front().question, std::string("e"));
    }

    void anEngineThatEndedCutsItsAnswerShort()
    {
        say(event::Stage{"chat", "base", 0});
        ask("1", "a", 0);
        say(event::Text{"1", "x"});
        say(event::Attempt{2, 3, 0, 1, "h"}); // the one before was killed
        QCOMPARE(m_chat.turns().front().end, ChatTurnEnd::CutShort);
        QCOMPARE(m_chat.state(), ChatState::Starting);
        QCOMPARE(m_chat.messages().size(), std::size_t(2));
        say(event::Stopped{"nobody asked", 0, false});
        QCOMPARE(m_chat.state(), ChatState::Stopped);
        QCOMPARE(m_chat.reason(), std::string("nobody asked"));
        say(event::Attempt{});
        say(event::Failed{"no memory", "failed"});
        QCOMPARE(m_chat.state(), ChatState::Failed);
        QCOMPARE(m_chat.reason(), std::string("no memory"));
    }
};

QTEST_APPLESS_MAIN(TestChatRecord)
#include "testchatrecord.moc"
