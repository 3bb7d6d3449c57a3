// SPDX-License-Identifier: GPL-3.0-or-later
// One model of a chat: its engine, started when it is needed, and its conversation as the record has it.
// Shows nothing.
#pragma once

#include "core/platform/process.h"
#include "core/project/chat.h"
#include "core/protocol/chatrecord.h"
#include "core/protocol/control.h"
#include "ui/engine/enginecommands.h"
#include "ui/engine/runfollower.h"
#include "ui/session/backgroundwork.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace dankai::ui {

enum class ChatStanding
{
    Resting, // no engine; one is started with the next question
    Starting, // or loading the model
    Ready,
    Writing,
    Dead, // ended against our wish, problem() says why
};

class ChatEngine final : public QObject
{
    Q_OBJECT

public:
    explicit ChatEngine(ChatSeat seat, QObject* parent = nullptr);

    const ChatSeat& seat() const { return m_seat; }

    ChatStanding standing() const;

    // Why it is dead, or why the last question was not taken; empty: nothing is wrong.
    const QString& problem() const { return m_problem; }

    const std::vector<ChatTurn>& turns() const;

    std::vector<Message> messagesUntil(std::size_t turn) const { return m_record.messagesUntil(turn); }

    // A question that waits for its engine, empty: none does.
    QString waitingQuestion() const;
    double secondsWriting() const; // of the answer that is being written
    double secondsSilent() const; // since an engine was started that has not said a word; 0: none is silent

    void start();
    // Starts the engine first where there is none.
    void ask(
        const std::string& id, const std::string& question, const AnswerSpec& answers, std::uint64_t seed);
    void cancel();
    void stop(); // the engine
    // The next question begins a new conversation; the record keeps the old one.
    void clear();

signals:
    void changed();

private:
    void take(const RunNews& news);
    void sendWaiting();
    void dropWaiting();
    void fail(const QString& sentence);
    void noticeEnd();
    void askWhyItDied();
    bool isEngineHearing() const;
    bool hasEngineSpoken() const; // the one that lives; what stands in the record may be an earlier one's

    ChatSeat m_seat;
    ChatRecord m_record;
    bool m_isAlive = false;
    std::int64_t m_engineSinceMs = 0;
    double m_lastSaidMs = 0; // the record's last event
    bool m_isLaunching = false;
    bool m_isDead = false;
    bool m_isCleared = false;
    bool m_isEndOpen = false; // an engine was there and how it ended is not known yet
    QString m_problem;
    std::optional<GenerateRequest> m_waiting; // until the record says that it was asked
    bool m_isSending = false;
    bool m_isSent = false; // the engine has taken it and may be loading its model still
    QElapsedTimer m_writing;
    EngineCommands m_commands;
    QTimer m_sayWeAreHere;
    std::optional<ProcessId> m_launched; // until it has been seen at work
    QTimer m_waitForLastWords;
    BackgroundWork m_launch;
    BackgroundWork m_reason;
    RunFollower m_follower; // last: it begins at once
};

} // namespace dankai::ui
