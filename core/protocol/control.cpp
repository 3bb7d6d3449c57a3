// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/control.h"

#include "core/platform/localsocket.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <utility>

namespace dankai {

namespace {

constexpr std::pair<std::string_view, ControlKind> kinds[] = {
    {"status", ControlKind::Status},
    {"stop", ControlKind::Stop},
    {"kill", ControlKind::Kill},
    {"decide", ControlKind::Decide},
    {"generate", ControlKind::Generate},
    {"cancel", ControlKind::Cancel},
};

// What a person's front end may ask; the model's context is checked where the model is.
constexpr int mostNewTokens = 1 << 20;
constexpr double highestTemperature = 100;
constexpr double lowestTopP = 0.0001;
constexpr int mostTopK = 1 << 30;

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

template <class T>
bool takeWhole(const Json& json, const char* key, T least, T most, T& target)
{
    const auto found = json.find(key);
    if (found == json.end())
        return true;
    const auto number = findWholeNumber<T>(*found);
    if (!number || *number < least || *number > most)
        return false;
    target = *number;
    return true;
}

bool takeReal(const Json& json, const char* key, double least, double most, double& target)
{
    const auto found = json.find(key);
    if (found == json.end())
        return true;
    if (!found->is_number())
        return false;
    const double number = found->get<double>();
    if (!(number >= least && number <= most)) // not a number is neither
        return false;
    target = number;
    return true;
}

Result<std::vector<Message>> messagesFrom(const Json& json)
{
    const auto found = json.find("messages");
    if (found == json.end() || !found->is_array() || found->empty())
        return unusable("control request: \"messages\" must be a list with the user's message at its end");
    if (found->size() > GenerateRequest::mostMessages)
        return unusable("control request: a conversation may have "
            + std::to_string(GenerateRequest::mostMessages) + " messages; begin a new one");
    std::vector<Message> messages;
    for (const Json& item : *found) {
        if (!item.is_object() || !item.contains("content") || !item["content"].is_string())
            return unusable("control request: every message must have a role and a content");
        Message message{text(item, "role"), item["content"].get<std::string>()};
        const bool isFirst = messages.empty();
        if (message.role != "user" && message.role != "assistant" && !(message.role == "system" && isFirst))
            return unusable(
                "control request: a role must be user or assistant, or system for the first message");
        messages.push_back(std::move(message));
    }
    if (messages.back().role != "user" || messages.back().content.empty())
        return unusable("control request: the last message must be the user's and must not be empty");
    return messages;
}

Result<GenerateRequest> generateFrom(const Json& json)
{
    GenerateRequest request;
    request.id = text(json, "id");
    if (request.id.empty() || request.id.size() > GenerateRequest::longestId)
        return unusable("control request: \"id\" must name the answer in 1 to "
            + std::to_string(GenerateRequest::longestId) + " bytes");
    auto messages = messagesFrom(json);
    if (!messages)
        return passOn(messages);
    request.messages = std::move(*messages);
    AnswerSpec& answers = request.answers;
    if (!takeWhole(json, "max_new_tokens", 1, mostNewTokens, answers.maxNewTokens))
        return unusable("control request: \"max_new_tokens\" must be a whole number from 1 to "
            + std::to_string(mostNewTokens));
    if (!takeReal(json, "temperature", 0, highestTemperature, answers.temperature))
        return unusable("control request: \"temperature\" must be a number from 0 to 100");
    if (!takeReal(json, "top_p", lowestTopP, 1, answers.topP))
        return unusable("control request: \"top_p\" must be a number from 0.0001 to 1");
    if (!takeWhole(json, "top_k", 0, mostTopK, answers.topK))
        return unusable("control request: \"top_k\" must be a whole number from 0 on");
    if (!takeWhole(json, "seed", std::uint64_t(0), UINT64_MAX, request.seed))
        return unusable("control request: \"seed\" must be a whole number from 0 on");
    return request;
}

Result<> checkDecision(const Json& json, ControlRequest& request)
{
    constexpr std::string_view known[]
        = {gatedecision::goOn, gatedecision::stop, gatedecision::repeat, gatedecision::rollBack};
    if (std::ranges::find(known, request.decision) == std::end(known))
        return unusable("control request: \"decision\" must be continue, stop, repeat or roll_back");
    if (request.decision != gatedecision::rollBack)
        return {};
    int phase = 0;
    if (!json.contains("to_phase") || !takeWhole(json, "to_phase", 0, 99, phase))
        return unusable("control request: roll_back needs \"to_phase\", a whole number from 0 on");
    request.toPhase = phase;
    return {};
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
    if (!request.id.empty())
        json["id"] = request.id;
    if (request.toPhase)
        json["to_phase"] = *request.toPhase;
    if (request.generate) {
        const GenerateRequest& generate = *request.generate;
        json["id"] = generate.id;
        json["messages"] = Json::array();
        for (const Message& message : generate.messages)
            json["messages"].push_back({{"role", message.role}, {"content", message.content}});
        json["max_new_tokens"] = generate.answers.maxNewTokens;
        json["temperature"] = generate.answers.temperature;
        json["top_p"] = generate.answers.topP;
        json["top_k"] = generate.answers.topK;
        json["seed"] = generate.seed;
    }
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
        if (kind == ControlKind::Generate) {
            auto generate = generateFrom(*json);
            if (!generate)
                return passOn(generate);
            request.generate = std::move(*generate);
        } else if (kind == ControlKind::Cancel) {
            request.id = text(*json, "id");
        }
        if (kind == ControlKind::Decide) {
            if (auto checked = checkDecision(*json, request); !checked)
                return passOn(checked);
        }
        return request;
    }
    return unusable("control request: \"request\" must be status, stop, kill, decide, generate or cancel");
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
