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
        switch (request.kind) {
        case ControlKind::Status:
            break;
        case ControlKind::Stop:
            m_stop = true;
            m_hasStopRequest = true;
            decision.decision = "stop_after_step";
            break;
        case ControlKind::Kill:
            decision.decision = "kill";
            break;
        case ControlKind::Decide:
            if (m_status.isWaiting) {
                m_decision = request;
                decision.decision = request.decision;
                decision.phase = m_status.phase;
            } else {
                reply.isAccepted = false;
                reply.message = "no gate is waiting for a decision";
            }
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
