// SPDX-License-Identifier: Apache-2.0
// Writes examples as files that other tools read, row by row, in memory that does not grow with their number.
// What is written comes back the same through an import (core/dataset/importer.h).
#pragma once

#include "core/base/result.h"
#include "core/dataset/example.h"
#include "core/platform/file.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class RowFormat
{
    Alpaca, // instruction, input, output, system, history; a JSON array, or lines where the name ends in
            // .jsonl
    Messages, // {"messages": [...]}, one line each
    // instruction, input, output, system, difficulty; UTF-8 with a byte order mark, for spreadsheets, with
    // cells that are no formulas (guardedCell() of delimitedtext.h): an import takes that off again
    Csv,
    ShareGpt, // {"conversations": [{"from", "value"}, ...]}; a JSON array, or lines where the name ends in
              // .jsonl
    PromptCompletion, // {"prompt": [...], "completion": [...]}, lists of messages, one line each; the lists
                      // and not texts, since every row of a column has one kind
};

// alpaca, messages, csv, sharegpt, prompt-completion
std::string_view nameOf(RowFormat format);
std::optional<RowFormat> rowFormatFrom(std::string_view name);
std::span<const RowFormat> rowFormats();
// Whether a table with these columns is one that RowWriter wrote, so that its cells are guarded ones.
bool isWrittenTable(std::span<const std::string> columns);

// Of a file that holds nothing else: ".json", ".jsonl" or ".csv".
std::string_view usualEnding(RowFormat format);

// Nothing stands under the name before commit(); without it nothing is left behind.
class RowWriter final
{
public:
    // `extraColumns`: unknown columns of the examples that CSV writes, since its first line names them all;
    // the JSON formats write whatever an example has.
    static Result<RowWriter> create(
        const std::filesystem::path& path, RowFormat format, std::span<const std::string> extraColumns = {});

    // Unusable where the format cannot say the example: Alpaca knows pairs of user and assistant only, CSV no
    // earlier turns, ShareGPT no tool's. `score` stands in a column "difficulty".
    Result<> add(const Example& example, std::optional<double> score = std::nullopt);
    Result<> commit();

    std::uint64_t rows() const { return m_rows; }

private:
    RowWriter(AtomicFile file, RowFormat format);
    Result<std::string> csvRow(const Example& example, std::optional<double> score) const;

    AtomicFile m_file;
    RowFormat m_format;
    bool m_isArray = false;
    std::vector<std::string> m_extraColumns;
    std::uint64_t m_rows = 0;
};

} // namespace dankai
