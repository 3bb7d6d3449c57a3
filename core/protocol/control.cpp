// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/control.h"

#include "core/platform/localsocket.h"
#include "core/run/runfolder.h"

#include <filesystem>
#include <utility>

namespace dankai {

namespace {

constexpr std::pair<std::string_view, ControlKind> kinds[] = {
    {"status", ControlKind::Status},
    {"stop", ControlKind::Stop},
    {"kill", ControlKind::Kill},
    {"decide", ControlKind::Decide},
};

std::string text(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

bool truth(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_boolean() && found->get<bool>();
}

} // namespace

std::string toJsonLine(const ControlRequest& request)
{
    Json json = Json::object();
    for (const auto& [name, kind] : kinds) {
        if (kind == request.kind)
            json["request"] = name;
    }
    if (!request.decision.empty())
        json["decision"] = request.decision;
    if (!request.reason.empty())
        json["reason"] = request.reason;
    return toJsonLine(json);
}

Result<ControlRequest> parseControlRequest(std::string_view line)
{
    auto json = parseJson(line, "control request");
    if (!json)
        return passOn(json);
    if (!json->is_object())
        return unusable("control request: must be a JSON object");
    const std::string name = text(*json, "request");
    for (const auto& [known, kind] : kinds) {
        if (known != name)
            continue;
        ControlRequest request{kind, text(*json, "decision"), text(*json, "reason")};
        if (kind == ControlKind::Decide && request.decision != "continue" && request.decision != "stop")
            return unusable("control request: \"decision\" must be \"continue\" or \"stop\"");
        return request;
    }
    return unusable("control request: \"request\" must be status, stop, kill or decide");
}

std::string toJsonLine(const ControlReply& reply)
{
    Json json = Json::object();
    json["is_accepted"] = reply.isAccepted;
    json["message"] = reply.message;
    json["stage"] = reply.stage;
    json["phase"] = reply.phase;
    json["step"] = reply.step;
    json["total_steps"] = reply.totalSteps;
    json["is_waiting"] = reply.isWaiting;
    json["is_stopping"] = reply.isStopping;
    return toJsonLine(json);
}

Result<ControlReply> parseControlReply(std::string_view line)
{
    auto json = parseJson(line, "control reply");
    if (!json)
        return passOn(json);
    if (!json->is_object())
        return unusable("control reply: must be a JSON object");
    ControlReply reply;
    reply.isAccepted = truth(*json, "is_accepted");
    reply.message = text(*json, "message");
    reply.stage = text(*json, "stage");
    reply.phase = static_cast<int>(number(*json, "phase"));
    reply.step = number(*json, "step");
    reply.totalSteps = number(*json, "total_steps");
    reply.isWaiting = truth(*json, "is_waiting");
    reply.isStopping = truth(*json, "is_stopping");
    return reply;
}

Result<ControlReply> sendControl(const std::filesystem::path& folder, const ControlRequest& request)
{
    auto client = LocalClient::connect(folder / runfile::socket);
    if (!client)
        return unusable("no engine is running on " + folder.string());
    if (auto sent = client->send(toJsonLine(request)); !sent)
        return passOn(sent);
    auto line = client->receive(std::chrono::seconds(10));
    if (!line)
        return passOn(line);
    if (!*line)
        return failed("the engine on " + folder.string()
            + " did not answer within 10 s; it may be in the middle of loading or saving, try again");
    return parseControlReply(**line);
}

} // namespace dankai
