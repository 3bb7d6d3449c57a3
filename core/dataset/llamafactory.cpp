// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/llamafactory.h"

#include <algorithm>
#include <array>
#include <map>

namespace dankai {

namespace {

// LLaMA-Factory's name of a column, ours, and what stands there where an entry names no columns at all.
struct ColumnRole
{
    const char* theirs;
    const char* ours;
    const char* usual;
};

constexpr std::array<ColumnRole, 5> alpacaColumns = {{
    {"prompt", "instruction", "instruction"},
    {"query", "input", "input"},
    {"response", "output", "output"},
    {"history", "history", ""},
    {"system", "system", ""},
}};
constexpr std::array<ColumnRole, 2> conversationColumns = {{
    {"messages", "messages", "conversations"},
    {"system", "system", ""},
}};
constexpr const char* hubKeys[] = {"hf_hub_url", "ms_hub_url", "om_hub_url", "script_url", "cloud_file_name"};

// Of a key that may be missing or null.
Result<std::string> textAt(const Json& object, const char* key, const std::string& where)
{
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return std::string();
    if (!found->is_string())
        return unusable(where + ": '" + key + "' is not text");
    return found->get<std::string>();
}

Result<> takeColumns(const Json& entry, bool isAlpaca, const std::string& where, NamedDataset& dataset)
{
    const auto found = entry.find("columns");
    const bool isNamed = found != entry.end() && !found->is_null();
    if (isNamed && !found->is_object())
        return unusable(where + ": 'columns' is not an object");
    const auto take = [&](const auto& roles) -> Result<> {
        for (const ColumnRole& role : roles) {
            // Where some columns are named, those that are not are not used.
            auto name = isNamed ? textAt(*found, role.theirs, where) : Result<std::string>(role.usual);
            if (!name)
                return passOn(name);
            dataset.options.columns[role.ours] = std::move(*name);
        }
        return {};
    };
    if (auto taken = isAlpaca ? take(alpacaColumns) : take(conversationColumns); !taken)
        return taken;
    for (const char* needed : {"instruction", "output"})
        if (isAlpaca && dataset.options.columns[needed].empty())
            dataset.problem = "'" + dataset.name + "' names no column for the prompt or the response";
    if (!isAlpaca && dataset.options.columns["messages"].empty())
        dataset.problem = "'" + dataset.name + "' names no column for the messages";
    return {};
}

Result<> takeTags(const Json& entry, const std::string& where, ConversationTags& tags)
{
    const auto found = entry.find("tags");
    if (found == entry.end() || found->is_null())
        return {};
    if (!found->is_object())
        return unusable(where + ": 'tags' is not an object");
    std::string observation;
    std::string call;
    for (const auto& [key, target] :
        std::initializer_list<std::pair<const char*, std::string*>>{{"role_tag", &tags.roleKey},
            {"content_tag", &tags.contentKey}, {"system_tag", &tags.system}, {"user_tag", &tags.user},
            {"assistant_tag", &tags.assistant}, {"observation_tag", &observation}, {"function_tag", &call}}) {
        auto name = textAt(*found, key, where);
        if (!name)
            return passOn(name);
        if (!name->empty())
            *target = std::move(*name);
    }
    for (std::string* refused : {&observation, &call})
        if (!refused->empty())
            tags.refused.push_back(std::move(*refused));
    // A name that was given is meant: none of ours stands for another turn.
    std::erase_if(tags.aliases, [&](const auto& alias) {
        return alias.first == tags.user || alias.first == tags.assistant || alias.first == tags.system;
    });
    return {};
}

Result<NamedDataset> readEntry(const std::string& name, const Json& entry, const std::string& where)
{
    NamedDataset dataset;
    dataset.name = name;
    if (!entry.is_object())
        return unusable(where + ": '" + name + "' is not an object");
    const std::string inside = where + ": '" + name + "'";
    for (const char* hub : hubKeys)
        if (entry.contains(hub) && !entry.contains("file_name"))
            dataset.problem = "'" + name
                + "' is not on this machine but on a hub. Download it and import the folder or file that you "
                  "get";
    auto file = textAt(entry, "file_name", inside);
    if (!file)
        return passOn(file);
    dataset.fileName = std::move(*file);
    if (dataset.fileName.empty() && dataset.problem.empty())
        dataset.problem = "'" + name + "' has no 'file_name'";
    auto formatting = textAt(entry, "formatting", inside);
    if (!formatting)
        return passOn(formatting);
    const bool isAlpaca = formatting->empty() || *formatting == "alpaca";
    const bool isOpenAi = *formatting == "openai";
    if (!isAlpaca && !isOpenAi && *formatting != "sharegpt")
        dataset.problem
            = "'" + name + "' has the formatting '" + *formatting + "'; alpaca, sharegpt and openai are read";
    const auto ranking = entry.find("ranking");
    if (ranking != entry.end() && ranking->is_boolean() && ranking->get<bool>())
        dataset.problem
            = "'" + name + "' holds preferences between two answers, from which no answer is learnt here";
    dataset.options.format = isAlpaca ? "alpaca" : "sharegpt";
    if (auto taken = takeColumns(entry, isAlpaca, inside, dataset); !taken)
        return passOn(taken);
    if (!isAlpaca) {
        ConversationTags tags = isOpenAi ? ConversationTags() : shareGptTags();
        if (auto taken = takeTags(entry, inside, tags); !taken)
            return passOn(taken);
        dataset.options.tags = std::move(tags);
    }
    return dataset;
}

Result<Json> parseList(std::string_view text, const std::string& where)
{
    auto json = parseJson(text, where);
    if (!json)
        return json;
    if (!isDatasetList(*json))
        return unusable(where
            + " is not LLaMA-Factory's list of data sets: it must be an object of objects, each with "
              "'file_name' or "
              "the address of a hub.");
    return json;
}

} // namespace

bool isDatasetList(const Json& json)
{
    return json.is_object() && std::any_of(json.begin(), json.end(), [](const Json& entry) {
        return entry.is_object()
            && (entry.contains("file_name")
                || std::ranges::any_of(hubKeys, [&](const char* key) { return entry.contains(key); }));
    });
}

Result<std::vector<NamedDataset>> parseDatasetInfo(std::string_view text, const std::string& where)
{
    auto json = parseList(text, where);
    if (!json)
        return passOn(json);
    std::vector<NamedDataset> datasets;
    for (const auto& [name, entry] : json->items()) {
        auto dataset = readEntry(name, entry, where);
        if (!dataset)
            return passOn(dataset);
        datasets.push_back(std::move(*dataset));
    }
    return datasets;
}

Result<Json> datasetInfoEntry(const std::string& fileName, RowFormat format)
{
    switch (format) {
    case RowFormat::ShareGpt:
        return Json{{"file_name", fileName}, {"formatting", "sharegpt"},
            {"columns", {{"messages", "conversations"}}},
            {"tags",
                {{"role_tag", "from"}, {"content_tag", "value"}, {"user_tag", "human"},
                    {"assistant_tag", "gpt"}, {"system_tag", "system"}}}};
    case RowFormat::Messages:
        return Json{{"file_name", fileName}, {"formatting", "sharegpt"},
            {"columns", {{"messages", "messages"}}},
            {"tags",
                {{"role_tag", "role"}, {"content_tag", "content"}, {"user_tag", "user"},
                    {"assistant_tag", "assistant"}, {"system_tag", "system"}}}};
    case RowFormat::Alpaca: // it wants columns that a file of rows without them does not have
    case RowFormat::PromptCompletion:
    case RowFormat::Csv:
        break;
    }
    return unusable("LLaMA-Factory cannot be told of this format row by row; write ShareGPT or messages.");
}

Result<std::string> withDatasets(std::string_view before, const std::string& where,
    const std::vector<std::pair<std::string, Json>>& entries)
{
    Json list = Json::object();
    if (!before.empty()) {
        auto json = parseJson(before, where);
        if (!json)
            return passOn(json);
        if (!json->is_object() || (!json->empty() && !isDatasetList(*json)))
            return unusable(where
                + " is there and is not LLaMA-Factory's list of data sets. Choose another folder to write "
                  "to.");
        list = std::move(*json);
    }
    for (const auto& [name, entry] : entries)
        list[name] = entry;
    return toPrettyJson(list);
}

} // namespace dankai
