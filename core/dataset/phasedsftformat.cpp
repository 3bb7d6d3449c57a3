// SPDX-License-Identifier: Apache-2.0
// The scored rows of the Phased IFT paper: {"id", "score", "data": [instruction with its input, response]}.
// All values are strings and some scores carry newlines. `id` and the raw `score` stay with the example.
#include "core/dataset/jsonrow.h"

namespace dankai {

namespace {

bool isPhasedSftRow(const Json& row, const ColumnNames&)
{
    const auto data = row.find("data");
    return data != row.end() && data->is_array() && data->size() >= 2 && data->front().is_string();
}

Result<> readTurns(const simdjson::dom::element& value, Example& example)
{
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS || list.size() < 2 || list.size() % 2 != 0)
        return unusable("'data' is not a list of [instruction, response]");
    std::vector<std::string> texts;
    for (const simdjson::dom::element item : list) {
        std::string_view text;
        if (item.get(text) != simdjson::SUCCESS)
            return unusable("'data' holds something that is not text");
        texts.emplace_back(text);
    }
    example.response = std::move(texts.back());
    texts.pop_back();
    example.instruction = std::move(texts.back());
    texts.pop_back();
    example.history.clear();
    for (std::size_t i = 0; i < texts.size(); ++i)
        example.history.push_back({i % 2 == 0 ? "user" : "assistant", std::move(texts[i])});
    return {};
}

Result<ImportedRow> readPhasedSftRow(const simdjson::dom::object& object, const ColumnNames& columns)
{
    ImportedRow row;
    bool hasData = false;
    const std::string_view score = columns.score.empty() ? std::string_view("score") : columns.score;
    for (const auto field : object) {
        if (field.key == "data") {
            if (auto read = readTurns(field.value, row.example); !read)
                return passOn(read);
            hasData = true;
        } else {
            keepColumn(row.example.extra, field.key, field.value);
        }
        if (field.key == score)
            row.score = readScore(field.value);
    }
    if (!hasData)
        return unusable("there is no 'data'");
    return row;
}

} // namespace

DatasetFormat phasedSftFormat()
{
    return {"phasedsft", "scored JSON lines {id, score, data: [instruction, response]}",
        [](const FileSample& sample, const ImportOptions& options) {
            return shareOfRows(sample, options, isPhasedSftRow);
        },
        [](const FileSample& sample, const ImportOptions& options) {
            return openJsonRows(
                sample, options, {isPhasedSftRow, readPhasedSftRow, {"score"}}, "a list in 'data'");
        }};
}

} // namespace dankai
