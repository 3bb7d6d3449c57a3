// SPDX-License-Identifier: Apache-2.0
// OpenAI messages: {"messages": [{"role": "user", "content": "..."}, ...]}, ending in the answer to train.
#include "core/dataset/jsonrow.h"

namespace dankai {

namespace {

bool isMessagesRow(const Json& row, const ColumnNames& columns)
{
    const auto found = row.find(columns.messages);
    return found != row.end() && found->is_array();
}

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

struct ReadMessage
{
    Message message;
    bool hasMoreFields = false;
};

Result<ReadMessage> readMessage(const simdjson::dom::element& value, std::size_t number)
{
    const std::string where = "message " + std::to_string(number);
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return unusable(where + " is not an object with 'role' and 'content'");
    ReadMessage read;
    bool hasContent = false;
    for (const auto field : object) {
        if (field.key == "role") {
            std::string_view role;
            if (field.value.get(role) != simdjson::SUCCESS)
                return unusable(where + " has a role that is not text");
            if (role != "system" && role != "user" && role != "assistant" && role != "tool")
                return unusable(where + " has the role '" + std::string(role)
                    + "'; known are system, user, assistant and tool");
            read.message.role = role;
        } else if (field.key == "content") {
            if (field.value.is_null())
                continue;
            auto content = readContent(field.value, where);
            if (!content)
                return passOn(content);
            read.message.content = std::move(*content);
            hasContent = true;
        } else if ((field.key == "tool_calls" || field.key == "function_call") && !field.value.is_null()) {
            return unusable(where + " calls a tool, which cannot be trained: it has no text");
        } else {
            read.hasMoreFields = true;
        }
    }
    if (read.message.role.empty())
        return unusable(where + " has no role");
    if (!hasContent)
        return unusable(where + " has no content");
    return read;
}

Result<> readMessages(const simdjson::dom::element& value, Example& example)
{
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS)
        return unusable("the messages are not a list");
    std::vector<Message> messages;
    bool hasMoreFields = false;
    for (const simdjson::dom::element item : list) {
        auto read = readMessage(item, messages.size() + 1);
        if (!read)
            return passOn(read);
        hasMoreFields = hasMoreFields || read->hasMoreFields;
        messages.push_back(std::move(read->message));
    }
    if (messages.empty())
        return unusable("the list of messages is empty");
    if (messages.back().role != "assistant")
        return unusable("the last message is not an assistant's (it is '" + messages.back().role
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
    // Names, weights and the like of single messages are not shown to a model; kept whole, they can be
    // written back.
    if (hasMoreFields)
        keepColumn(example.extra, "messages", value);
    return {};
}

Result<ImportedRow> readMessagesRow(const simdjson::dom::object& object, const ColumnNames& columns)
{
    ImportedRow row;
    bool hasMessages = false;
    for (const auto field : object) {
        if (field.key == columns.messages) {
            row.example.history.clear();
            if (auto read = readMessages(field.value, row.example); !read)
                return passOn(read);
            hasMessages = true;
        } else {
            keepColumn(row.example.extra, field.key, field.value);
        }
        if (!columns.score.empty() && field.key == columns.score)
            row.score = readScore(field.value);
    }
    if (!hasMessages)
        return unusable("there is no '" + columns.messages + "'");
    return row;
}

} // namespace

DatasetFormat messagesFormat()
{
    return {"messages", "OpenAI chat: JSON lines or array of {messages: [{role, content}, ...]}",
        [](const FileSample& sample, const ImportOptions& options) {
            return shareOfRows(sample, options, isMessagesRow);
        },
        [](const FileSample& sample, const ImportOptions& options) {
            return openJsonRows(sample, options, {isMessagesRow, readMessagesRow, {"messages", "score"}},
                "a list in '" + columnNamesOf(options).messages + "'");
        }};
}

} // namespace dankai
