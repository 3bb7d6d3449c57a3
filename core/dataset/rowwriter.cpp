// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/rowwriter.h"

#include "core/dataset/delimitedtext.h"
#include "core/dataset/examplejson.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace dankai {

namespace {

constexpr std::string_view scoreColumn = "difficulty";
constexpr std::array<std::string_view, 4> csvColumns = {"instruction", "input", "output", "system"};
constexpr char delimiter = ',';
// Without it Excel reads UTF-8 as the system's own encoding.
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

// Columns of the file that this example came from, but never over what the example says itself.
void addExtra(Json& row, const Example& example)
{
    if (!example.extra.is_object())
        return;
    for (const auto& [column, value] : example.extra.items())
        if (!row.contains(column))
            row[column] = value;
}

Result<Json> alpacaRow(const Example& example)
{
    Json row = {{"instruction", example.instruction}, {"input", example.input}, {"output", example.response}};
    if (!example.system.empty())
        row["system"] = example.system;
    if (!example.history.empty()) {
        Json pairs = Json::array();
        for (std::size_t i = 0; i < example.history.size(); i += 2) {
            if (i + 1 == example.history.size() || example.history[i].role != "user"
                || example.history[i + 1].role != "assistant")
                return unusable("its earlier turns are not pairs of user and assistant, which is all that "
                                "Alpaca can say; export as messages");
            pairs.push_back(Json::array({example.history[i].content, example.history[i + 1].content}));
        }
        row["history"] = std::move(pairs);
    }
    return row;
}

Json messagesRow(const Example& example)
{
    return {{"messages", messagesJson(turns(example))}};
}

Result<Json> shareGptRow(const Example& example)
{
    Json list = Json::array();
    for (const Message& message : turns(example)) {
        const char* from = message.role == "user" ? "human"
            : message.role == "assistant"         ? "gpt"
            : message.role == "system"            ? "system"
                                                  : nullptr;
        if (from == nullptr)
            return unusable("it has a turn of a " + message.role
                + ", for which ShareGPT has no place; export as messages");
        list.push_back({{"from", from}, {"value", message.content}});
    }
    return Json{{"conversations", std::move(list)}};
}

Json promptCompletionRow(const Example& example)
{
    Json prompt = messagesJson(turns(example));
    Json completion = Json::array({prompt.back()});
    prompt.erase(prompt.size() - 1);
    return {{"prompt", std::move(prompt)}, {"completion", std::move(completion)}};
}

Result<Json> turnsOf(RowFormat format, const Example& example)
{
    switch (format) {
    case RowFormat::Alpaca:
        return alpacaRow(example);
    case RowFormat::ShareGpt:
        return shareGptRow(example);
    case RowFormat::PromptCompletion:
        return promptCompletionRow(example);
    case RowFormat::Messages:
    case RowFormat::Csv:
        break;
    }
    return messagesRow(example);
}

Result<Json> rowOf(RowFormat format, const Example& example, std::optional<double> score)
{
    auto row = turnsOf(format, example);
    if (!row)
        return row;
    if (score)
        (*row)[scoreColumn] = *score;
    addExtra(*row, example);
    return row;
}

constexpr std::array<std::pair<RowFormat, std::string_view>, 5> names = {{
    {RowFormat::Alpaca, "alpaca"},
    {RowFormat::Messages, "messages"},
    {RowFormat::ShareGpt, "sharegpt"},
    {RowFormat::PromptCompletion, "prompt-completion"},
    {RowFormat::Csv, "csv"},
}};

} // namespace

std::string_view nameOf(RowFormat format)
{
    return std::ranges::find(names, format, &std::pair<RowFormat, std::string_view>::first)->second;
}

std::optional<RowFormat> rowFormatFrom(std::string_view name)
{
    const auto found = std::ranges::find(names, name, &std::pair<RowFormat, std::string_view>::second);
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

std::span<const RowFormat> rowFormats()
{
    static constexpr std::array<RowFormat, 5> formats = {RowFormat::Alpaca, RowFormat::Messages,
        RowFormat::ShareGpt, RowFormat::PromptCompletion, RowFormat::Csv};
    return formats;
}

bool isWrittenTable(std::span<const std::string> columns)
{
    return columns.size() > csvColumns.size()
        && std::ranges::equal(columns.first(csvColumns.size()), csvColumns)
        && columns[csvColumns.size()] == scoreColumn;
}

std::string_view usualEnding(RowFormat format)
{
    switch (format) {
    case RowFormat::Alpaca:
    case RowFormat::ShareGpt:
        return ".json";
    case RowFormat::Csv:
        return ".csv";
    case RowFormat::Messages:
    case RowFormat::PromptCompletion:
        break;
    }
    return ".jsonl";
}

RowWriter::RowWriter(AtomicFile file, RowFormat format)
    : m_file(std::move(file))
    , m_format(format)
{ }

Result<RowWriter> RowWriter::create(
    const std::filesystem::path& path, RowFormat format, std::span<const std::string> extraColumns)
{
    auto file = AtomicFile::create(path);
    if (!file)
        return passOn(file);
    RowWriter writer(std::move(*file), format);
    writer.m_isArray
        = (format == RowFormat::Alpaca || format == RowFormat::ShareGpt) && path.extension() != ".jsonl";
    std::string beginning;
    if (writer.m_isArray)
        beginning = "[";
    if (format == RowFormat::Csv) {
        beginning = byteOrderMark;
        for (const std::string_view column : csvColumns)
            beginning += std::string(column) + delimiter;
        beginning += scoreColumn;
        for (const std::string& column : extraColumns) {
            if (column == scoreColumn || std::ranges::find(csvColumns, column) != csvColumns.end())
                continue;
            writer.m_extraColumns.push_back(column);
            beginning += delimiter + spreadsheetField(column, delimiter);
        }
        beginning += "\r\n";
    }
    if (auto written = writer.m_file.write(beginning); !written)
        return passOn(written);
    return writer;
}

Result<std::string> RowWriter::csvRow(const Example& example, std::optional<double> score) const
{
    if (!example.history.empty())
        return unusable("it has earlier turns, for which a table has no place; export as messages");
    std::string row;
    for (const std::string* field :
        {&example.instruction, &example.input, &example.response, &example.system})
        row += spreadsheetField(*field, delimiter) + delimiter;
    if (score)
        row += toJsonLine(*score);
    for (const std::string& column : m_extraColumns) {
        row += delimiter;
        if (!example.extra.is_object() || !example.extra.contains(column))
            continue;
        const Json& value = example.extra.at(column);
        row += spreadsheetField(value.is_string() ? value.get<std::string>()
                : value.is_null()                 ? std::string()
                                                  : toJsonLine(value),
            delimiter);
    }
    return row + "\r\n";
}

Result<> RowWriter::add(const Example& example, std::optional<double> score)
{
    if (score && !std::isfinite(*score))
        score.reset();
    std::string text;
    if (m_format == RowFormat::Csv) {
        auto row = csvRow(example, score);
        if (!row)
            return passOn(row);
        text = std::move(*row);
    } else {
        auto row = rowOf(m_format, example, score);
        if (!row)
            return passOn(row);
        if (m_isArray)
            text = (m_rows == 0 ? "\n  " : ",\n  ") + toJsonLine(*row);
        else
            text = toJsonLine(*row) + "\n";
    }
    ++m_rows;
    return m_file.write(text);
}

Result<> RowWriter::commit()
{
    if (m_isArray)
        if (auto written = m_file.write(m_rows == 0 ? "]\n" : "\n]\n"); !written)
            return written;
    return m_file.commit();
}

} // namespace dankai
