// SPDX-License-Identifier: Apache-2.0
#include "core/project/judgecontrol.h"

#include "core/base/exitcode.h"
#include "core/run/runfolder.h"

#include <unistd.h>

#include <utility>

namespace dankai {

using namespace std::chrono_literals;

JudgeControl::JudgeControl(LocalServer server)
    : m_server(std::move(server))
{ }

Result<JudgeControl> JudgeControl::listen(const std::filesystem::path& folder)
{
    auto server = LocalServer::listen(folder / runfile::socket);
    if (!server)
        return passOn(server);
    return JudgeControl(std::move(*server));
}

Result<> JudgeControl::serve(ControlReply status, EventWriter& events)
{
    bool isKilled = false;
    auto polled = m_server.poll(0ms, [&](LocalServer::ConnectionId connection, std::string_view line) {
        ControlReply reply = status;
        if (const auto request = parseControlRequest(line)) {
            reply = answer(*request, std::move(reply), events);
            isKilled = isKilled || request->kind == ControlKind::Kill;
        } else {
            reply.message = request.error().message;
        }
        m_server.send(connection, toJsonLine(reply));
    });
    if (!polled)
        return polled;
    if (isKilled) {
        (void)m_server.poll(0ms, [](LocalServer::ConnectionId, std::string_view) {});
        // As after any other kill: the journal is what remains.
        ::_exit(static_cast<int>(ExitCode::Stopped));
    }
    return {};
}

ControlReply JudgeControl::answer(const ControlRequest& request, ControlReply reply, EventWriter& events)
{
    reply.isAccepted = true;
    event::Decision decision;
    decision.reason = request.reason;
    decision.by = "socket";
    switch (request.kind) {
    case ControlKind::Status:
        break;
    case ControlKind::Stop:
        m_hasStopRequest = true;
        reply.isStopping = true;
        decision.decision = "stop_after_step";
        break;
    case ControlKind::Kill:
        decision.decision = "kill";
        break;
    case ControlKind::Decide:
    case ControlKind::Generate:
    case ControlKind::Cancel:
        reply.isAccepted = false;
        reply.message = "this is a judge's job: it has no gate and answers no questions";
        break;
    }
    if (!decision.decision.empty())
        (void)events.write(std::move(decision)); // what was asked for is done all the same
    return reply;
}

} // namespace dankai
