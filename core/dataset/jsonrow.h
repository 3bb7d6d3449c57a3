// SPDX-License-Identifier: Apache-2.0
// What the JSON formats share: parsing a row, reading text out of it, keeping unknown columns, and saying
// what is wrong with it.
#pragma once

#include "core/dataset/datasetformat.h"

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// The name of each field's column in a JSON row: the format's own unless --map says otherwise. Empty: the
// field is not read.
struct ColumnNames
{
    std::string instruction = "instruction";
    std::string input = "input";
    std::string output = "output";
    std::string system = "system";
    std::string history = "history";
    std::string messages = "messages";
    std::string conversations = "conversations"; // of ShareGPT; --map names it messages
    std::string prompt = "prompt"; // of TRL; --map names them instruction and output
    std::string completion = "completion";
    std::string score; // none unless mapped
    ConversationTags messageTags = {}; // of "messages"
    ConversationTags conversationTags = shareGptTags();
};

// Whether this is the column of a field.
inline bool isColumn(std::string_view key, const std::string& column)
{
    return !column.empty() && key == column;
}

ColumnNames columnNamesOf(const ImportOptions& options);

// "the columns a, b and c": what the rows of a sample have.
std::string columnNames(const FileSample& sample);

using JsonRowFunction = Result<ImportedRow> (*)(const simdjson::dom::object& row, const ColumnNames& columns);
using JsonRowTest = bool (*)(const Json& row, const ColumnNames& columns);

// The share of the sample's rows that pass, in percent.
int shareOfRows(const FileSample& sample, const ImportOptions& options, JsonRowTest isOurs);

struct JsonRows
{
    JsonRowTest isOurs = nullptr;
    JsonRowFunction read = nullptr;
    std::vector<std::string_view> fields; // that `read` knows, as --map names them
};

// Fails where there are valid rows in the sample and not one passes, since the reading would reject all, and
// where --map names a field that the format has not or a column that no row has, since the reading would lose
// it without a word.
Result<FormatReader> openJsonRows(const FileSample& sample, const ImportOptions& options,
    const JsonRows& rows, std::string_view whatIsWanted);

// A column's text; null reads as empty. The reason names the column.
Result<> readText(const simdjson::dom::element& value, std::string_view column, std::string& text);
RowScore readScore(const simdjson::dom::element& value);

void keepColumn(Json& extra, std::string_view column, const simdjson::dom::element& value);
Json toJson(const simdjson::dom::element& value);

// Why a row is not JSON, in words and with the place.
std::string whyNotJson(std::string_view row, simdjson::error_code error);

} // namespace dankai
