// SPDX-License-Identifier: Apache-2.0
// TRL's prompt and completion: {"prompt": "...", "completion": "..."}, or both as lists of messages of one
// conversation. The texts are a user's and the assistant's: here too a chat template stands around them.
#include "core/dataset/conversation.h"

#include <iterator>
#include <optional>

namespace dankai {

namespace {

bool isPromptCompletionRow(const Json& row, const ColumnNames& columns)
{
    const auto prompt = row.find(columns.prompt);
    const auto completion = row.find(columns.completion);
    return prompt != row.end() && completion != row.end()
        && ((prompt->is_string() && completion->is_string())
            || (prompt->is_array() && completion->is_array()));
}

Result<> readBoth(const simdjson::dom::element& prompt, const simdjson::dom::element& completion,
    const ColumnNames& columns, Example& example)
{
    if (prompt.is_array() != completion.is_array())
        return unusable("'" + columns.prompt + "' and '" + columns.completion
            + "' must both be text or both be lists of messages");
    if (!prompt.is_array()) {
        if (auto read = readText(prompt, columns.prompt, example.instruction); !read)
            return read;
        return readText(completion, columns.completion, example.response);
    }
    auto before = readConversation(prompt, columns.messageTags, "the prompt's messages");
    if (!before)
        return passOn(before);
    auto after = readConversation(completion, columns.messageTags, "the completion's messages");
    if (!after)
        return passOn(after);
    if (before->hasMoreFields)
        keepColumn(example.extra, "prompt", prompt);
    if (after->hasMoreFields)
        keepColumn(example.extra, "completion", completion);
    before->messages.insert(before->messages.end(), std::make_move_iterator(after->messages.begin()),
        std::make_move_iterator(after->messages.end()));
    return takeConversation(std::move(before->messages), example);
}

Result<ImportedRow> readPromptCompletionRow(const simdjson::dom::object& object, const ColumnNames& columns)
{
    ImportedRow row;
    std::optional<simdjson::dom::element> prompt;
    std::optional<simdjson::dom::element> completion;
    for (const auto field : object) {
        if (isColumn(field.key, columns.prompt))
            prompt = field.value;
        else if (isColumn(field.key, columns.completion))
            completion = field.value;
        else
            keepColumn(row.example.extra, field.key, field.value);
        if (isColumn(field.key, columns.score))
            row.score = readScore(field.value);
    }
    if (!prompt)
        return unusable("there is no '" + columns.prompt + "'");
    if (!completion)
        return unusable("there is no '" + columns.completion + "'");
    if (auto read = readBoth(*prompt, *completion, columns, row.example); !read)
        return passOn(read);
    return row;
}

} // namespace

DatasetFormat promptCompletionFormat()
{
    return {"prompt-completion", "TRL: JSON array or lines of {prompt, completion}, as text or as messages",
        [](const FileSample& sample, const ImportOptions& options) {
            return shareOfRows(sample, options, isPromptCompletionRow);
        },
        [](const FileSample& sample, const ImportOptions& options) {
            const ColumnNames columns = columnNamesOf(options);
            return openJsonRows(sample, options,
                {isPromptCompletionRow, readPromptCompletionRow, {"instruction", "output", "score"}},
                "'" + columns.prompt + "' and '" + columns.completion
                    + "', both text or both lists of messages");
        }};
}

} // namespace dankai
