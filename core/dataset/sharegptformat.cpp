// SPDX-License-Identifier: Apache-2.0
// ShareGPT: {"conversations": [{"from": "human", "value": "..."}, ...], "system": "..."}, ending in an answer
// of "gpt". Turns of tools (function_call, observation) are refused: a model would have to be shown what it
// can call.
#include "core/dataset/conversation.h"

namespace dankai {

namespace {

bool isShareGptRow(const Json& row, const ColumnNames& columns)
{
    const auto found = row.find(columns.conversations);
    if (found == row.end() || !found->is_array() || found->empty() || !found->front().is_object())
        return false;
    return found->front().contains(columns.conversationTags.roleKey)
        && found->front().contains(columns.conversationTags.contentKey);
}

Result<ImportedRow> readShareGptRow(const simdjson::dom::object& object, const ColumnNames& columns)
{
    ImportedRow row;
    Example& example = row.example;
    std::string system;
    bool hasTurns = false;
    for (const auto field : object) {
        if (isColumn(field.key, columns.conversations)) {
            auto read = readConversation(field.value, columns.conversationTags, "the conversations");
            if (!read)
                return passOn(read);
            if (read->hasMoreFields)
                keepColumn(example.extra, "conversations", field.value);
            example.history.clear();
            if (auto taken = takeConversation(std::move(read->messages), example); !taken)
                return passOn(taken);
            hasTurns = true;
        } else if (isColumn(field.key, columns.system)) {
            if (auto read = readText(field.value, field.key, system); !read)
                return passOn(read);
        } else {
            keepColumn(example.extra, field.key, field.value);
        }
        if (isColumn(field.key, columns.score))
            row.score = readScore(field.value);
    }
    if (!hasTurns)
        return unusable("there is no '" + columns.conversations + "'");
    if (example.system.empty()) // a turn of the system's says it for this conversation
        example.system = std::move(system);
    return row;
}

} // namespace

ConversationTags shareGptTags()
{
    return {"from", "value", "system", "human", "gpt", "",
        {{"user", "user"}, {"assistant", "assistant"}, {"chatgpt", "assistant"}, {"bing", "assistant"}},
        {"function_call", "observation", "tool"}};
}

DatasetFormat shareGptFormat()
{
    return {"sharegpt", "JSON array or lines of {conversations: [{from: human or gpt, value}, ...], system}",
        [](const FileSample& sample, const ImportOptions& options) {
            return shareOfRows(sample, options, isShareGptRow);
        },
        [](const FileSample& sample, const ImportOptions& options) {
            const ColumnNames columns = columnNamesOf(options);
            return openJsonRows(sample, options,
                {isShareGptRow, readShareGptRow, {"messages", "system", "score"}},
                "a list in '" + columns.conversations + "' whose turns have '"
                    + columns.conversationTags.roleKey + "' and '" + columns.conversationTags.contentKey
                    + "'");
        }};
}

} // namespace dankai
