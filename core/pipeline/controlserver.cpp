// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/controlserver.h"

#include "core/base/exitcode.h"
#include "core/protocol/log.h"

#include <unistd.h>

#include <chrono>

namespace dankai {

Result<std::unique_ptr<ControlServer>> ControlServer::start(
    const std::filesystem::path& socket, StopFlag& stop, Recorder& recorder)
{
    auto server = LocalServer::listen(socket);
    if (!server)
        return passOn(server);
    return std::unique_ptr<ControlServer>(new ControlServer(std::move(*server), stop, recorder));
}

ControlServer::ControlServer(LocalServer server, StopFlag& stop, Recorder& recorder)
    : m_server(std::move(server))
    , m_stop(stop)
    , m_recorder(recorder)
    , m_thread([this] { serve(); })
{ }

ControlServer::~ControlServer()
{
    m_isEnding = true;
    m_thread.join();
}

void ControlServer::setStatus(const ControlReply& status)
{
    const std::lock_guard lock(m_mutex);
    m_status = status;
}

std::optional<ControlRequest> ControlServer::takeDecision()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_decision, std::nullopt);
}

void ControlServer::serveAnswers()
{
    const std::lock_guard lock(m_mutex);
    m_servesAnswers = true;
}

std::optional<GenerateRequest> ControlServer::takeQuestion(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_mutex);
    m_hasQuestion.wait_for(lock, timeout, [this] { return m_question.has_value() || m_stop; });
    if (m_stop)
        return std::nullopt;
    return std::exchange(m_question, std::nullopt);
}

void ControlServer::finishAnswer()
{
    const std::lock_guard lock(m_mutex);
    m_answering.clear();
    m_isCancelled = false;
}

std::chrono::steady_clock::duration ControlServer::sinceLastRequest()
{
    const std::lock_guard lock(m_mutex);
    return std::chrono::steady_clock::now() - m_lastRequest;
}

void ControlServer::acceptQuestion(const GenerateRequest& request, ControlReply& reply)
{
    if (!m_servesAnswers) {
        reply.isAccepted = false;
        reply.message = "this engine is no chat and answers no questions; begin a job of the kind chat";
    } else if (!m_answering.empty()) {
        reply.isAccepted = false;
        reply.message = "an answer is being written; wait for its end, or cancel it";
    } else {
        m_question = request;
        m_answering = request.id;
        m_hasQuestion.notify_one();
    }
}

void ControlServer::cancel(const std::string& id, ControlReply& reply)
{
    if (m_answering.empty() || (!id.empty() && id != m_answering)) {
        reply.isAccepted = false;
        reply.message = "that answer is not being written, so there is nothing to cancel";
        return;
    }
    m_isCancelled = true;
}

void ControlServer::serve()
{
    while (!m_isEnding) {
        bool isKilled = false;
        auto polled = m_server.poll(
            std::chrono::milliseconds(100), [&](LocalServer::ConnectionId connection, std::string_view line) {
                ControlReply reply;
                auto request = parseControlRequest(line);
                if (request) {
                    reply = answer(*request);
                    isKilled = isKilled || request->kind == ControlKind::Kill;
                } else {
                    reply.message = request.error().message;
                }
                m_server.send(connection, toJsonLine(reply));
            });
        if (!polled) {
            logWarning("the control socket is closed: " + polled.error().message);
            return;
        }
        if (isKilled) {
            (void)m_server.poll(
                std::chrono::milliseconds(0), [](LocalServer::ConnectionId, std::string_view) {});
            // No destructor, no saving: the last resume state is what remains.
            ::_exit(static_cast<int>(ExitCode::Stopped));
        }
    }
}

ControlReply ControlServer::answer(const ControlRequest& request)
{
    event::Decision decision;
    decision.reason = request.reason;
    decision.by = "socket";
    ControlReply reply;
    {
        const std::lock_guard lock(m_mutex);
        reply = m_status;
        reply.isAccepted = true;
        m_lastRequest = std::chrono::steady_clock::now();
        switch (request.kind) {
        case ControlKind::Status:
            break;
        case ControlKind::Stop:
            m_stop = true;
            m_hasStopRequest = true;
            m_isCancelled = true;
            m_hasQuestion.notify_one();
            decision.decision = "stop_after_step";
            break;
        case ControlKind::Kill:
            decision.decision = "kill";
            break;
        case ControlKind::Decide:
            if (!m_status.isWaiting) {
                reply.isAccepted = false;
                reply.message = "no gate is waiting for a decision";
            } else if (request.toPhase.value_or(0) >= m_status.phase) {
                reply.isAccepted = false;
                reply.message = "the gate of phase " + std::to_string(m_status.phase)
                    + " can roll back to phase 0 (before training) to " + std::to_string(m_status.phase - 1);
            } else {
                m_decision = request;
                decision.decision = request.decision;
                decision.phase = m_status.phase;
                decision.toPhase = request.toPhase;
            }
            break;
        case ControlKind::Generate:
            acceptQuestion(*request.generate, reply);
            break;
        case ControlKind::Cancel:
            cancel(request.id, reply);
            break;
        }
        reply.isStopping = m_stop;
    }
    if (!decision.decision.empty()) {
        if (auto said = m_recorder.say(std::move(decision)); !said)
            logWarning("a decision could not be recorded: " + said.error().message);
    }
    return reply;
}

} // namespace dankai
