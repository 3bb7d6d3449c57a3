// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/conversation.h"

#include <algorithm>
#include <string_view>

namespace dankai {

namespace {

Result<std::string> readContent(const simdjson::dom::element& value, const std::string& where)
{
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS)
        return std::string(text);
    simdjson::dom::array parts;
    if (value.get(parts) != simdjson::SUCCESS)
        return unusable(where + " has a content that is neither text nor a list of text parts");
    std::string all;
    for (const simdjson::dom::element part : parts) {
        std::string_view type;
        if (part["type"].get(type) != simdjson::SUCCESS || type != "text"
            || part["text"].get(text) != simdjson::SUCCESS)
            return unusable(where + " has a part that is not text; only text can be trained");
        all += text;
    }
    return all;
}

// The role that a chat template knows; nothing for a name that is none of them.
Result<std::string> roleOf(std::string_view name, const ConversationTags& tags, const std::string& where)
{
    if (name == tags.user)
        return std::string("user");
    if (name == tags.assistant)
        return std::string("assistant");
    if (name == tags.system)
        return std::string("system");
    if (name == tags.tool)
        return std::string("tool");
    for (const auto& [alias, role] : tags.aliases)
        if (name == alias)
            return role;
    if (std::ranges::find(tags.refused, name) != tags.refused.end())
        return unusable(where + " is of '" + std::string(name)
            + "', a tool or a call of one, which cannot be trained in this format");
    std::string known;
    for (const std::string* role : {&tags.system, &tags.user, &tags.assistant, &tags.tool})
        if (!role->empty())
            known += (known.empty() ? "" : ", ") + *role;
    return unusable(where + " has the role '" + std::string(name) + "'; known are " + known);
}

struct ReadMessage
{
    Message message;
    bool hasMoreFields = false;
};

Result<ReadMessage> readMessage(
    const simdjson::dom::element& value, const ConversationTags& tags, std::size_t number)
{
    const std::string where = "message " + std::to_string(number);
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return unusable(
            where + " is not an object with '" + tags.roleKey + "' and '" + tags.contentKey + "'");
    ReadMessage read;
    bool hasContent = false;
    for (const auto field : object) {
        if (field.key == tags.roleKey) {
            std::string_view name;
            if (field.value.get(name) != simdjson::SUCCESS)
                return unusable(where + " has a role that is not text");
            auto role = roleOf(name, tags, where);
            if (!role)
                return passOn(role);
            read.message.role = std::move(*role);
        } else if (field.key == tags.contentKey) {
            if (field.value.is_null())
                continue;
            auto text = readContent(field.value, where);
            if (!text)
                return passOn(text);
            read.message.content = std::move(*text);
            hasContent = true;
        } else if ((field.key == "tool_calls" || field.key == "function_call") && !field.value.is_null()) {
            return unusable(where + " calls a tool, which cannot be trained: it has no text");
        } else {
            read.hasMoreFields = true;
        }
    }
    if (read.message.role.empty())
        return unusable(where + " has no '" + tags.roleKey + "'");
    if (!hasContent)
        return unusable(where + " has no '" + tags.contentKey + "'");
    return read;
}

} // namespace

Result<Conversation> readConversation(
    const simdjson::dom::element& value, const ConversationTags& tags, const std::string& what)
{
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS)
        return unusable(what + " are not a list");
    Conversation conversation;
    for (const simdjson::dom::element item : list) {
        auto read = readMessage(item, tags, conversation.messages.size() + 1);
        if (!read)
            return passOn(read);
        conversation.hasMoreFields = conversation.hasMoreFields || read->hasMoreFields;
        conversation.messages.push_back(std::move(read->message));
    }
    if (conversation.messages.empty())
        return unusable("the list of " + what.substr(what.rfind(' ') + 1) + " is empty");
    return conversation;
}

Result<> takeConversation(std::vector<Message>&& messages, Example& example)
{
    if (messages.empty() || messages.back().role != "assistant")
        return unusable("the last message is not an assistant's (it is '"
            + (messages.empty() ? std::string() : messages.back().role)
            + "'), so there is no answer to train");
    example.response = std::move(messages.back().content);
    messages.pop_back();
    if (messages.empty())
        return unusable("there is no message before the answer");
    if (messages.back().role == "user") {
        example.instruction = std::move(messages.back().content);
        messages.pop_back();
    }
    if (!messages.empty() && messages.front().role == "system") {
        example.system = std::move(messages.front().content);
        messages.erase(messages.begin());
    }
    example.history = std::move(messages);
    return {};
}

} // namespace dankai
