// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/chatengine.h"

#include "core/project/engineend.h"
#include "core/project/runlaunch.h"
#include "ui/sentence/coresentence.h"

#include <QDateTime>

#include <utility>

namespace dankai::ui {

namespace {

// An engine that hears of nobody for two minutes ends by itself (ChatSpec::goneSeconds).
constexpr int sayWeAreHereMs = 30000;
// Between the end of a process and its last event in the record as the follower reads it.
constexpr int lastWordsMs = 1500;
// Of two clocks of one machine: files are stamped by the kernel's ticks.
constexpr double stampMs = 10;
const std::vector<ChatTurn> noTurns;

} // namespace

ChatEngine::ChatEngine(ChatSeat seat, QObject* parent)
    : QObject(parent)
    , m_seat(std::move(seat))
    , m_follower(m_seat.folder)
{
    connect(&m_follower, &RunFollower::arrived, this, &ChatEngine::take);
    m_sayWeAreHere.setInterval(sayWeAreHereMs);
    connect(&m_sayWeAreHere, &QTimer::timeout, this, [this] {
        if (m_isAlive)
            m_commands.status(m_seat.folder, [](const Result<ControlReply>&) {});
    });
    m_sayWeAreHere.start();
    m_waitForLastWords.setInterval(lastWordsMs);
    m_waitForLastWords.setSingleShot(true);
    connect(&m_waitForLastWords, &QTimer::timeout, this, [this] {
        if (!m_isEndOpen || m_isAlive || m_isLaunching)
            return;
        if (m_launched && isProcessAlive(*m_launched))
            m_waitForLastWords.start();
        else if (std::exchange(m_launched, std::nullopt))
            noticeEnd();
        else
            askWhyItDied();
    });
}

bool ChatEngine::hasEngineSpoken() const
{
    return m_lastSaidMs + stampMs >= static_cast<double>(m_engineSinceMs);
}

bool ChatEngine::isEngineHearing() const
{
    return m_isAlive && hasEngineSpoken()
        && (m_record.state() == ChatState::Loading || m_record.state() == ChatState::Ready);
}

ChatStanding ChatEngine::standing() const
{
    if (m_isDead)
        return ChatStanding::Dead;
    if (m_isLaunching || (m_isAlive && (!hasEngineSpoken() || m_record.state() != ChatState::Ready)))
        return ChatStanding::Starting;
    if (!m_isAlive)
        return m_waiting ? ChatStanding::Starting : ChatStanding::Resting;
    return m_record.isWriting() || m_waiting || m_isSending ? ChatStanding::Writing : ChatStanding::Ready;
}

const std::vector<ChatTurn>& ChatEngine::turns() const
{
    return m_isCleared ? noTurns : m_record.turns();
}

QString ChatEngine::waitingQuestion() const
{
    return m_waiting ? QString::fromStdString(m_waiting->messages.back().content) : QString();
}

double ChatEngine::secondsWriting() const
{
    return m_record.isWriting() && m_writing.isValid() ? static_cast<double>(m_writing.elapsed()) / 1000 : 0;
}

double ChatEngine::secondsSilent() const
{
    return m_isAlive && !isEngineHearing() && m_engineSinceMs > 0
        ? static_cast<double>(QDateTime::currentMSecsSinceEpoch() - m_engineSinceMs) / 1000
        : 0;
}

void ChatEngine::start()
{
    if (m_isAlive || m_isLaunching)
        return;
    m_isLaunching = true;
    m_isDead = false;
    m_problem.clear();
    m_launch.begin(
        [folder = m_seat.folder](const StopFlag&) -> Result<ProcessId> {
            if (const auto running = engineOf(folder)) // another window began it
                return *running;
            return launchEngine(folder, EngineTask::Job);
        },
        [this](const Result<ProcessId>& engine) {
            m_isLaunching = false;
            if (!engine) {
                m_isDead = true;
                fail(translatedCore(engine.error().message));
                return;
            }
            m_isEndOpen = true;
            m_follower.lookNow();
            // One that ended at once leaves no news of having lived, or left it while it was being launched;
            // and its process may still be going.
            if (!isProcessAlive(*engine)) {
                noticeEnd();
            } else if (!m_isAlive) {
                m_launched = *engine;
                m_waitForLastWords.start();
            }
            emit changed();
        });
    emit changed();
}

void ChatEngine::ask(
    const std::string& id, const std::string& question, const AnswerSpec& answers, std::uint64_t seed)
{
    GenerateRequest request;
    request.id = id;
    if (!m_isCleared)
        request.messages = m_record.messages();
    request.messages.push_back({"user", question});
    request.answers = answers;
    request.seed = seed;
    m_problem.clear();
    m_waiting = std::move(request);
    m_isSent = false;
    if (isEngineHearing())
        sendWaiting();
    else
        start();
    emit changed();
}

void ChatEngine::sendWaiting()
{
    if (!m_waiting || m_isSending || m_isSent)
        return;
    m_isSending = true;
    m_commands.generate(m_seat.folder, *m_waiting, [this](const Result<ControlReply>& reply) {
        m_isSending = false;
        m_isSent = reply.has_value() && m_waiting.has_value();
        if (!reply) {
            dropWaiting();
            fail(translatedCore(reply.error().message));
        }
        m_follower.lookNow();
        emit changed();
    });
}

void ChatEngine::dropWaiting()
{
    m_waiting.reset();
    m_isSent = false;
}

void ChatEngine::cancel()
{
    if (m_waiting && !m_isSending && !m_isSent) {
        dropWaiting();
        emit changed();
        return;
    }
    // Refused where the answer has ended meanwhile: then there is nothing to say.
    m_commands.cancel(m_seat.folder, [this](const Result<ControlReply>&) { m_follower.lookNow(); });
}

void ChatEngine::stop()
{
    dropWaiting();
    if (m_isAlive)
        m_commands.stop(m_seat.folder, EngineStop::AfterStep, "dankai-workbench",
            [this](const Result<ControlReply>&) { m_follower.lookNow(); });
}

void ChatEngine::clear()
{
    m_isCleared = true;
    m_problem.clear();
    emit changed();
}

void ChatEngine::fail(const QString& sentence)
{
    m_problem = sentence;
    emit changed();
}

void ChatEngine::noticeEnd()
{
    switch (m_record.state()) {
    case ChatState::Stopped: // asked to, or by itself; the next question starts it again
        m_isEndOpen = false;
        m_isSent = false;
        if (m_waiting)
            start();
        break;
    case ChatState::Failed:
        m_isEndOpen = false;
        m_isDead = true;
        dropWaiting();
        m_problem = translatedCore(m_record.reason());
        break;
    case ChatState::None:
    case ChatState::Starting:
    case ChatState::Loading:
    case ChatState::Ready:
        m_waitForLastWords.start();
        break;
    }
}

void ChatEngine::askWhyItDied()
{
    m_isEndOpen = false;
    m_isDead = true;
    dropWaiting();
    m_problem = tr("The engine ended without a word.");
    m_reason.begin([folder = m_seat.folder](const StopFlag&) { return silentEnd(folder).message; },
        [this](const std::string& why) {
            if (m_isDead)
                fail(translatedCore(why));
        });
    emit changed();
}

void ChatEngine::take(const RunNews& news)
{
    const bool wasAlive = m_isAlive;
    if (news.isAnew)
        m_record = ChatRecord();
    for (const Event& event : news.events) {
        const auto* asked = std::get_if<event::Asked>(&event.body);
        if (asked != nullptr && std::exchange(m_isCleared, false))
            m_record.beginAnew();
        m_record.add(event);
        m_lastSaidMs = event.time * 1000;
        if (asked != nullptr) {
            m_writing.start();
            if (m_waiting && m_waiting->id == asked->id)
                dropWaiting();
        }
    }
    m_isAlive = news.isEngineAlive;
    m_engineSinceMs = news.engineSinceMs;
    if (m_isAlive) {
        m_isDead = false;
        m_isEndOpen = true;
        m_launched.reset();
        m_waitForLastWords.stop();
    } else if (!m_isLaunching && m_isEndOpen
        && (wasAlive || (m_waitForLastWords.isActive() && !m_launched))) {
        noticeEnd();
    }
    if (isEngineHearing())
        sendWaiting();
    emit changed();
}

} // namespace dankai::ui
