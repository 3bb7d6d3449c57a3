// SPDX-License-Identifier: Apache-2.0
#include "core/project/promptfile.h"

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/platform/file.h"

#include <set>
#include <string>
#include <string_view>

namespace dankai {

namespace {

std::string textOf(const Json& row, std::initializer_list<const char*> keys)
{
    for (const char* key : keys) {
        const auto found = row.find(key);
        if (found == row.end())
            continue;
        if (found->is_string())
            return found->get<std::string>();
        if (found->is_number_integer())
            return std::to_string(found->get<std::int64_t>());
    }
    return {};
}

Result<RunRow> promptFrom(const Json& row, std::size_t number, const std::string& where)
{
    RunRow prompt;
    if (row.is_string()) {
        prompt.messages.push_back({"user", row.get<std::string>()});
    } else if (row.is_object()) {
        prompt.id = textOf(row, {"id", "question_id"});
        prompt.reference = textOf(row, {"reference", "output", "response"});
        if (const auto messages = row.find("messages"); messages != row.end() && messages->is_array()) {
            for (const Json& message : *messages) {
                const auto isText = [&message](const char* key) {
                    return message.contains(key) && message[key].is_string();
                };
                if (!message.is_object() || !isText("role") || !isText("content"))
                    return unusable(where + " has a message without role and content. Both must be texts.");
                prompt.messages.push_back({textOf(message, {"role"}), textOf(message, {"content"})});
            }
            if (!prompt.messages.empty() && prompt.messages.back().role == "assistant") {
                prompt.reference = prompt.messages.back().content;
                prompt.messages.pop_back();
            }
        } else {
            if (const std::string system = textOf(row, {"system"}); !system.empty())
                prompt.messages.push_back({"system", system});
            std::string text = textOf(row, {"prompt", "text", "question", "instruction"});
            if (const std::string input = textOf(row, {"input"}); !input.empty())
                text += (text.empty() ? "" : "\n") + input;
            if (!text.empty())
                prompt.messages.push_back({"user", text});
        }
    }
    if (prompt.messages.empty() || prompt.messages.back().role != "user"
        || prompt.messages.back().content.empty())
        return unusable(where
            + " holds no prompt. A row needs prompt, text, question, instruction or messages that end with "
              "the "
              "user's.");
    if (prompt.id.empty())
        prompt.id = "prompt-" + std::to_string(number);
    return prompt;
}

} // namespace

Result<std::vector<RunRow>> readPromptFile(const std::filesystem::path& path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parsePrompts(*bytes, path.string());
}

Result<std::vector<RunRow>> parsePrompts(std::string_view bytes, const std::string& where)
{
    const std::string text = toValidUtf8(bytes.starts_with("\xef\xbb\xbf") ? bytes.substr(3) : bytes);
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos)
        return unusable(where + " is empty. Give it one prompt a line.");

    std::vector<RunRow> prompts;
    std::set<std::string> ids;
    const auto take = [&](const Json& row, const std::string& place) -> Result<> {
        auto prompt = promptFrom(row, prompts.size() + 1, place);
        if (!prompt)
            return passOn(prompt);
        if (!ids.insert(prompt->id).second)
            return unusable(place + " has the id '" + prompt->id + "' of an earlier row. Ids must differ.");
        prompts.push_back(std::move(*prompt));
        return {};
    };
    if (text[begin] == '[') {
        const auto list = parseJson(text, where);
        if (!list)
            return tl::unexpected(list.error());
        for (std::size_t i = 0; i < list->size(); ++i)
            if (auto taken = take((*list)[i], where + " (row " + std::to_string(i + 1) + ")"); !taken)
                return passOn(taken);
        return prompts;
    }
    const bool isJson = text[begin] == '{';
    std::size_t line = 0;
    for (std::size_t from = 0; from < text.size();) {
        ++line;
        const std::size_t newline = text.find('\n', from);
        std::string_view row = std::string_view(text).substr(
            from, newline == std::string::npos ? std::string::npos : newline - from);
        from = newline == std::string::npos ? text.size() : newline + 1;
        while (!row.empty() && (row.back() == '\r' || row.back() == ' '))
            row.remove_suffix(1);
        if (row.empty())
            continue;
        const std::string place = where + ":" + std::to_string(line);
        Json value = std::string(row);
        if (isJson) {
            auto parsed = parseJson(row, place);
            if (!parsed)
                return passOn(parsed);
            value = std::move(*parsed);
        }
        if (auto taken = take(value, place); !taken)
            return passOn(taken);
    }
    return prompts;
}

} // namespace dankai
