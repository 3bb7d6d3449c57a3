// SPDX-License-Identifier: Apache-2.0
#include "core/run/runrow.h"

#include "core/base/json.h"
#include "core/dataset/examplejson.h"
#include "core/platform/file.h"

#include <set>

namespace dankai {

std::string toJsonLine(const RunRow& row)
{
    Json json = Json::object();
    json["id"] = row.id;
    json["phase"] = row.phase;
    json["messages"] = messagesJson(row.messages);
    if (!row.reference.empty())
        json["reference"] = row.reference;
    return toJsonLine(json);
}

std::string toJsonLines(std::span<const RunRow> rows)
{
    std::string text;
    for (const RunRow& row : rows)
        text += toJsonLine(row) + "\n";
    return text;
}

Result<RunRow> parseRunRow(std::string_view line, const std::string& where)
{
    auto json = parseJson(line, where);
    if (!json)
        return passOn(json);
    if (!json->is_object())
        return unusable(where + ": a row must be a JSON object");
    RunRow row;
    for (const auto& [key, value] : json->items()) {
        if (key == "id") {
            if (value.is_string())
                row.id = value.get<std::string>();
            else if (value.is_number_integer())
                row.id = value.dump();
            else
                return unusable(where + ": \"id\" must be a text");
        } else if (key == "phase") {
            if (!value.is_number_integer() || value < 1 || value > 99)
                return unusable(where + ": \"phase\" must be a whole number, 1 to 99");
            row.phase = value.get<int>();
        } else if (key == "reference") {
            if (!value.is_string())
                return unusable(where + ": \"reference\" must be a text");
            row.reference = value.get<std::string>();
        } else if (key == "messages") {
            if (!value.is_array() || value.empty())
                return unusable(where + ": \"messages\" must be a list of {\"role\", \"content\"}");
            for (const Json& item : value) {
                const auto text = [&](const char* name) {
                    const auto found = item.is_object() ? item.find(name) : item.end();
                    return item.is_object() && found != item.end() && found->is_string() ? &*found : nullptr;
                };
                const Json* role = text("role");
                const Json* content = text("content");
                if (!role || !content) {
                    return unusable(
                        where + ": every message must have a \"role\" and a \"content\", both texts");
                }
                row.messages.push_back({role->get<std::string>(), content->get<std::string>()});
            }
        } else {
            return unusable(
                where + ": \"" + key + "\" is not a key of a run's rows (id, phase, messages, reference)");
        }
    }
    if (row.id.empty())
        return unusable(where + ": \"id\" is missing");
    if (row.messages.empty())
        return unusable(where + ": \"messages\" is missing");
    return row;
}

Result<std::vector<RunRow>> readRunRows(const std::filesystem::path& file)
{
    auto reader = LineReader::open(file);
    if (!reader)
        return passOn(reader);
    std::vector<RunRow> rows;
    std::set<std::string> ids;
    for (;;) {
        auto line = reader->next();
        if (!line)
            return passOn(line);
        if (!*line)
            return rows;
        if ((*line)->find_first_not_of(" \t") == std::string_view::npos)
            continue;
        const std::string where = file.string() + ":" + std::to_string(reader->lineNumber());
        auto row = parseRunRow(**line, where);
        if (!row)
            return passOn(row);
        if (!ids.insert(row->id).second)
            return unusable(where + ": the id '" + row->id + "' stands in this file twice");
        rows.push_back(std::move(*row));
    }
}

} // namespace dankai
