// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/examplejson.h"

namespace dankai {

Json messagesJson(std::span<const Message> messages)
{
    Json list = Json::array();
    for (const Message& message : messages)
        list.push_back({{"role", message.role}, {"content", message.content}});
    return list;
}

Json exampleJson(const Example& example)
{
    Json json = Json::object();
    if (!example.system.empty())
        json["system"] = example.system;
    if (!example.history.empty())
        json["history"] = messagesJson(example.history);
    json["instruction"] = example.instruction;
    if (!example.input.empty())
        json["input"] = example.input;
    json["response"] = example.response;
    return json;
}

Example exampleFromJson(const Json& json)
{
    Example example;
    example.system = json.value("system", std::string());
    if (json.contains("history"))
        for (const Json& message : json.at("history"))
            example.history.push_back(
                {message.at("role").get<std::string>(), message.at("content").get<std::string>()});
    example.instruction = json.at("instruction").get<std::string>();
    example.input = json.value("input", std::string());
    example.response = json.at("response").get<std::string>();
    return example;
}

} // namespace dankai
