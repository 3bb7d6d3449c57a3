// SPDX-License-Identifier: Apache-2.0
// The formats that an import reads: how each is recognised, cut into rows and read row by row.
// A new format is one file with a function that returns its DatasetFormat, and one row in the table of
// datasetformat.cpp.
#pragma once

#include "core/dataset/importer.h"
#include "core/dataset/rowsplitter.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class TextShape
{
    JsonArray,
    JsonLines,
    JsonValues, // one after another, each over several lines
    Other,
};

// The beginning of a file as a format sees it when it is asked whether the file is its own.
struct FileSample
{
    std::string name; // of the file, for sentences
    std::string text; // UTF-8
    SampleEnd end = SampleEnd::OfFile;
    TextShape shape = TextShape::Other;
    std::vector<Json> rows; // JSON: the first rows that are valid
};

FileSample makeFileSample(std::string name, std::string text, SampleEnd end);

// Reads one row. One parser per thread. The text is followed by at least rowPadding readable bytes.
inline constexpr std::size_t rowPadding = 64;

class RowParser
{
public:
    virtual ~RowParser() = default;

    // Everything of ImportedRow but the source and the hash. The error's message is the reason, without
    // file and line.
    virtual Result<ImportedRow> parse(std::string_view row) = 0;
};

struct FormatReader
{
    std::unique_ptr<RowSplitter> splitter;
    std::function<std::unique_ptr<RowParser>()> makeParser;
    std::string columns; // see ImportReport::columns
};

struct DatasetFormat
{
    std::string_view name; // as --format takes it
    std::string_view description; // for --help
    // 0 to 100: how sure it is that the file is of this format.
    int (*likeness)(const FileSample&, const ImportOptions&) = nullptr;
    Result<FormatReader> (*open)(const FileSample&, const ImportOptions&) = nullptr;
};

std::span<const DatasetFormat> datasetFormats();
// "auto, alpaca, messages, ..." for help and sentences.
std::string datasetFormatNames();

// The names of the sample's columns as --map takes them: those of a table's first line, or the keys of the
// first JSON rows in the order in which they appear.
Result<std::vector<std::string>> columnsIn(const FileSample& sample, const ImportOptions& options);

// The format that options.format names or, for "auto", the one that the sample is most like.
Result<const DatasetFormat*> chooseFormat(const FileSample& sample, const ImportOptions& options);

} // namespace dankai
