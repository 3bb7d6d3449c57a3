// SPDX-License-Identifier: Apache-2.0
// OpenAI messages: {"messages": [{"role": "user", "content": "..."}, ...]}, ending in the answer to train.
#include "core/dataset/conversation.h"

namespace dankai {

namespace {

bool isMessagesRow(const Json& row, const ColumnNames& columns)
{
    const auto found = row.find(columns.messages);
    return found != row.end() && found->is_array();
}

Result<> readMessages(const simdjson::dom::element& value, const ConversationTags& tags, Example& example)
{
    auto read = readConversation(value, tags, "the messages");
    if (!read)
        return passOn(read);
    if (read->hasMoreFields)
        keepColumn(example.extra, "messages", value);
    return takeConversation(std::move(read->messages), example);
}

Result<ImportedRow> readMessagesRow(const simdjson::dom::object& object, const ColumnNames& columns)
{
    ImportedRow row;
    bool hasMessages = false;
    for (const auto field : object) {
        if (field.key == columns.messages) {
            row.example.history.clear();
            if (auto read = readMessages(field.value, columns.messageTags, row.example); !read)
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
