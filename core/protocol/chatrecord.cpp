// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/chatrecord.h"

#include <algorithm>
#include <variant>

namespace dankai {

namespace {

ChatTurnEnd endFrom(const std::string& name)
{
    if (name == "end_of_turn")
        return ChatTurnEnd::EndOfTurn;
    if (name == "length")
        return ChatTurnEnd::Length;
    return name == "cancelled" ? ChatTurnEnd::Cancelled : ChatTurnEnd::Failed;
}

// Templates want question and answer in turns, so a question without an answer is not part of what follows.
bool isPartOfConversation(const ChatTurn& turn)
{
    return !turn.answer.empty() && turn.end != ChatTurnEnd::Writing && turn.end != ChatTurnEnd::Failed;
}

} // namespace

ChatTurn* ChatRecord::turn(const std::string& id)
{
    const auto found = std::find_if(
        m_turns.rbegin(), m_turns.rend(), [&id](const ChatTurn& turn) { return turn.id == id; });
    return found == m_turns.rend() ? nullptr : &*found;
}

void ChatRecord::end(ChatState state, const std::string& reason)
{
    m_state = state;
    m_reason = reason;
    if (isWriting())
        m_turns.back().end = ChatTurnEnd::CutShort;
}

void ChatRecord::add(const Event& event)
{
    if (std::holds_alternative<event::Attempt>(event.body)) {
        end(ChatState::Starting, {}); // an engine before this one may have died without a word
    } else if (const auto* stage = std::get_if<event::Stage>(&event.body)) {
        m_state = stage->stage == "chat" ? ChatState::Ready : ChatState::Loading;
    } else if (const auto* asked = std::get_if<event::Asked>(&event.body)) {
        if (asked->earlier == 0 && !messages().empty())
            beginAnew();
        ChatTurn turn;
        turn.id = asked->id;
        turn.question = asked->text;
        turn.temperature = asked->temperature;
        turn.seed = asked->seed;
        m_turns.push_back(std::move(turn));
    } else if (const auto* text = std::get_if<event::Text>(&event.body)) {
        if (ChatTurn* written = turn(text->id))
            written->answer += text->text;
    } else if (const auto* reply = std::get_if<event::ReplyEnded>(&event.body)) {
        if (ChatTurn* written = turn(reply->id)) {
            written->end = endFrom(reply->end);
            written->tokens = reply->tokens;
            written->seconds = reply->seconds;
            written->message = reply->message;
        }
    } else if (std::holds_alternative<event::Finished>(event.body)) {
        end(ChatState::Stopped, {});
    } else if (const auto* stop = std::get_if<event::Stopped>(&event.body)) {
        end(ChatState::Stopped, stop->reason);
    } else if (const auto* failure = std::get_if<event::Failed>(&event.body)) {
        end(ChatState::Failed, failure->message);
    }
}

std::vector<Message> ChatRecord::messages() const
{
    std::vector<Message> messages;
    for (const ChatTurn& turn : m_turns) {
        if (!isPartOfConversation(turn))
            continue;
        messages.push_back({"user", turn.question});
        messages.push_back({"assistant", turn.answer});
    }
    return messages;
}

std::vector<Message> ChatRecord::messagesUntil(std::size_t index) const
{
    std::vector<Message> messages;
    for (std::size_t i = 0; i < std::min(index, m_turns.size()); ++i) {
        if (!isPartOfConversation(m_turns[i]))
            continue;
        messages.push_back({"user", m_turns[i].question});
        messages.push_back({"assistant", m_turns[i].answer});
    }
    if (index < m_turns.size())
        messages.push_back({"user", m_turns[index].question});
    return messages;
}

} // namespace dankai
