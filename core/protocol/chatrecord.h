// SPDX-License-Identifier: Apache-2.0
// A chat job's record as a conversation: questions, answers as far as they are written, and where its engine
// stands. Reads no file.
#pragma once

#include "core/protocol/event.h"
#include "core/tokenizer/message.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dankai {

enum class ChatTurnEnd
{
    Writing,
    EndOfTurn,
    Length, // the limit was reached
    Cancelled,
    Failed,
    CutShort, // its engine is gone
};

struct ChatTurn
{
    std::string id;
    std::string question;
    std::string answer; // so far
    ChatTurnEnd end = ChatTurnEnd::Writing;
    std::uint64_t tokens = 0; // of the answer; known at its end
    double seconds = 0;
    std::string message; // of Failed
    double temperature = 0;
    std::uint64_t seed = 0;
    bool operator==(const ChatTurn&) const = default;
};

enum class ChatState
{
    None, // no engine has begun yet
    Starting,
    Loading, // it hears already
    Ready,
    Stopped, // with a reason
    Failed,
};

class ChatRecord final
{
public:
    void add(const Event& event);

    // The next question begins a new conversation. One that is put after nothing says so itself, unless
    // nothing of the present one could have gone with it.
    void beginAnew() { m_turns.clear(); }

    // Of the present conversation.
    const std::vector<ChatTurn>& turns() const { return m_turns; }

    ChatState state() const { return m_state; }

    const std::string& reason() const { return m_reason; } // of Stopped and Failed

    bool isWriting() const { return !m_turns.empty() && m_turns.back().end == ChatTurnEnd::Writing; }

    // What the next question is put after: turns with an answer.
    std::vector<Message> messages() const;
    // The same up to turn `index`, whose question stands last and whose answer is left out.
    std::vector<Message> messagesUntil(std::size_t index) const;

private:
    void end(ChatState state, const std::string& reason);
    ChatTurn* turn(const std::string& id);

    std::vector<ChatTurn> m_turns;
    ChatState m_state = ChatState::None;
    std::string m_reason;
};

} // namespace dankai
