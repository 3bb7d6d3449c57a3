// SPDX-License-Identifier: Apache-2.0
// Alpaca rows: instruction, input, output, system, history = [[user, assistant], ...].
#include "core/dataset/jsonrow.h"

namespace dankai {

namespace {

bool isAlpacaRow(const Json& row, const ColumnNames& columns)
{
    return row.contains(columns.instruction) && row.contains(columns.output);
}

Result<> readHistory(
    const simdjson::dom::element& value, const std::string& column, std::vector<Message>& history)
{
    if (value.is_null())
        return {};
    const std::string wanted = "'" + column + "' is not a list of [user, assistant] pairs";
    simdjson::dom::array pairs;
    if (value.get(pairs) != simdjson::SUCCESS)
        return unusable(wanted);
    for (const simdjson::dom::element pair : pairs) {
        simdjson::dom::array both;
        if (pair.get(both) != simdjson::SUCCESS || both.size() != 2)
            return unusable(wanted);
        const char* role = "user";
        for (const simdjson::dom::element side : both) {
            std::string_view text;
            if (side.get(text) != simdjson::SUCCESS)
                return unusable(wanted);
            history.push_back({role, std::string(text)});
            role = "assistant";
        }
    }
    return {};
}

Result<ImportedRow> readAlpacaRow(const simdjson::dom::object& object, const ColumnNames& columns)
{
    ImportedRow row;
    Example& example = row.example;
    bool hasInstruction = false;
    bool hasOutput = false;
    for (const auto field : object) {
        Result<> read;
        if (isColumn(field.key, columns.instruction)) {
            read = readText(field.value, field.key, example.instruction);
            hasInstruction = true;
        } else if (isColumn(field.key, columns.output)) {
            read = readText(field.value, field.key, example.response);
            hasOutput = true;
        } else if (isColumn(field.key, columns.input)) {
            read = readText(field.value, field.key, example.input);
        } else if (isColumn(field.key, columns.system)) {
            read = readText(field.value, field.key, example.system);
        } else if (isColumn(field.key, columns.history)) {
            example.history.clear();
            read = readHistory(field.value, columns.history, example.history);
        } else {
            keepColumn(example.extra, field.key, field.value);
        }
        if (!columns.score.empty() && field.key == columns.score)
            row.score = readScore(field.value);
        if (!read)
            return passOn(read);
    }
    if (!hasInstruction)
        return unusable("there is no '" + columns.instruction + "'");
    if (!hasOutput)
        return unusable("there is no '" + columns.output + "'");
    return row;
}

} // namespace

DatasetFormat alpacaFormat()
{
    return {"alpaca", "JSON array or lines of {instruction, input, output, system, history}",
        [](const FileSample& sample, const ImportOptions& options) {
            return shareOfRows(sample, options, isAlpacaRow);
        },
        [](const FileSample& sample, const ImportOptions& options) {
            const ColumnNames columns = columnNamesOf(options);
            return openJsonRows(sample, options,
                {isAlpacaRow, readAlpacaRow,
                    {"instruction", "input", "output", "system", "history", "score"}},
                "'" + columns.instruction + "' and '" + columns.output + "' together");
        }};
}

} // namespace dankai
