// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/chatcompletion.h"

#include "core/base/json.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

constexpr std::size_t mostTokens = 100'000; // of one reply
constexpr std::size_t mostAlternatives = 100;
constexpr std::size_t shownOfABody = 300; // bytes

const Json* member(const Json& object, const char* key)
{
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string textOf(const Json& object, const char* key)
{
    const Json* value = member(object, key);
    if (value == nullptr)
        return {};
    if (value->is_string())
        return value->get<std::string>();
    return value->is_number() ? toJsonLine(*value) : std::string();
}

std::optional<std::uint64_t> countOf(const Json& object, const char* key)
{
    const Json* value = member(object, key);
    return value == nullptr ? std::nullopt : findWholeNumber<std::uint64_t>(*value);
}

// Probabilities above one, or none, are no probabilities.
std::optional<double> logProbabilityOf(const Json& token)
{
    const Json* value = member(token, "logprob");
    if (value == nullptr || !value->is_number())
        return std::nullopt;
    const double number = value->get<double>();
    return std::isfinite(number) && number <= 1e-3 ? std::optional(std::min(number, 0.0)) : std::nullopt;
}

std::vector<ReplyToken> tokensOf(const Json& choice)
{
    std::vector<ReplyToken> tokens;
    const Json* probabilities = member(choice, "logprobs");
    const Json* content = probabilities == nullptr ? nullptr : member(*probabilities, "content");
    if (content == nullptr || !content->is_array())
        return tokens;
    for (const Json& item : *content) {
        const auto own = logProbabilityOf(item);
        if (!own || tokens.size() >= mostTokens)
            return {}; // half a list would be read as the whole of it
        ReplyToken token{textOf(item, "token"), *own, {}};
        if (const Json* list = member(item, "top_logprobs"); list != nullptr && list->is_array())
            for (const Json& other : *list)
                if (const auto value = logProbabilityOf(other);
                    value && token.alternatives.size() < mostAlternatives)
                    token.alternatives.push_back({textOf(other, "token"), *value});
        tokens.push_back(std::move(token));
    }
    return tokens;
}

// A text, or a list of parts as newer endpoints give it; nothing where there is neither.
std::optional<std::string> contentOf(const Json& message)
{
    const Json* content = member(message, "content");
    if (content == nullptr)
        return message.contains("content") ? std::optional(std::string()) : std::nullopt;
    if (content->is_string())
        return content->get<std::string>();
    if (!content->is_array())
        return std::nullopt;
    std::string text;
    for (const Json& part : *content)
        text += textOf(part, "text");
    return text;
}

} // namespace

std::string requestBody(const std::string& model, const ChatRequest& request, const RequestStyle& style)
{
    Json turns = Json::array();
    for (const ChatTurn& turn : request.turns)
        turns.push_back({{"role", turn.role}, {"content", turn.content}});
    Json body = {{"model", model}, {"messages", std::move(turns)}};
    body[style.namesCompletionTokens ? "max_completion_tokens" : "max_tokens"] = request.maxTokens;
    if (style.sendsTemperature) {
        body["temperature"] = request.temperature;
        body["top_p"] = 1;
    }
    if (request.wantsLogProbabilities && style.sendsLogProbabilities) {
        body["logprobs"] = true;
        body["top_logprobs"] = topLogProbabilities;
    }
    return toJsonLine(body);
}

Result<ChatReply> parseChatReply(std::string_view body)
{
    auto json = parseJson(body, "the reply");
    if (!json)
        return unusable("The endpoint's reply is no JSON: it may have been cut off on its way.");
    const Json* choices = member(*json, "choices");
    if (choices == nullptr || !choices->is_array() || choices->empty())
        return unusable("The endpoint's reply is JSON, but no chat completion: it has no choices.");
    const Json& choice = choices->front();
    const Json* message = member(choice, "message");
    const auto content = message == nullptr || !message->is_object() ? std::nullopt : contentOf(*message);
    if (!content)
        return unusable("The endpoint's reply is JSON, but no chat completion: its first choice has no "
                        "message with a content.");
    ChatReply reply;
    reply.text = toValidUtf8(*content);
    reply.model = textOf(*json, "model");
    reply.isCut = textOf(choice, "finish_reason") == "length";
    if (const Json* usage = member(*json, "usage")) {
        reply.tokensIn = countOf(*usage, "prompt_tokens");
        reply.tokensOut = countOf(*usage, "completion_tokens");
    }
    reply.tokens = tokensOf(choice);
    return reply;
}

EndpointComplaint parseComplaint(std::string_view body)
{
    EndpointComplaint complaint;
    if (const auto json = parseJson(body, "the reply"); json && json->is_object()) {
        const Json* error = member(*json, "error");
        if (error != nullptr && error->is_string()) {
            complaint.message = error->get<std::string>();
        } else {
            const Json& from = error != nullptr ? *error : *json;
            complaint.message = textOf(from, "message");
            complaint.code = textOf(from, "code");
            complaint.param = textOf(from, "param");
            if (complaint.message.empty())
                complaint.message = textOf(from, "detail");
            if (complaint.code.empty())
                complaint.code = textOf(from, "type");
        }
    }
    if (complaint.message.empty())
        complaint.message = body.substr(0, shownOfABody);
    std::string& message = complaint.message;
    std::ranges::replace_if(
        message, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    message = toValidUtf8(message.substr(0, std::min(message.size(), 2 * shownOfABody)));
    return complaint;
}

} // namespace dankai
