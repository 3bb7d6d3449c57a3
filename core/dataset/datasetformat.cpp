// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/datasetformat.h"

#include "core/dataset/jsonrow.h"
#include "core/dataset/llamafactory.h"

#include <algorithm>

namespace dankai {

DatasetFormat alpacaFormat(); // alpacaformat.cpp
DatasetFormat messagesFormat(); // messagesformat.cpp
DatasetFormat shareGptFormat(); // sharegptformat.cpp
DatasetFormat promptCompletionFormat(); // promptcompletionformat.cpp
DatasetFormat phasedSftFormat(); // phasedsftformat.cpp
DatasetFormat csvFormat(); // csvformat.cpp
Result<std::vector<std::string>> csvColumns(const FileSample& sample, const ImportOptions& options);

std::span<const DatasetFormat> datasetFormats()
{
    static const DatasetFormat formats[] = {
        alpacaFormat(),
        messagesFormat(),
        shareGptFormat(),
        promptCompletionFormat(),
        phasedSftFormat(),
        csvFormat(),
    };
    return formats;
}

std::string datasetFormatNames()
{
    std::string names = "auto";
    for (const DatasetFormat& format : datasetFormats()) {
        names += ", ";
        names += format.name;
    }
    return names;
}

namespace {

constexpr int sureEnough = 50;

std::string unknownFormat(const FileSample& sample)
{
    const std::string known = " Formats that are read: " + datasetFormatNames() + ".";
    if (sample.text.find('\0') != std::string::npos || sample.text.starts_with("PAR1"))
        return sample.name
            + " is not a text file. Export it as JSON Lines or as CSV (in a spreadsheet: save as CSV UTF-8) "
              "and "
              "import that."
            + known;
    if (sample.shape == TextShape::Other)
        return sample.name
            + " is neither JSON nor a table with a line of column names in which a question and an answer "
              "could "
              "be recognised. Name the columns with --map instruction=COLUMN,output=COLUMN, or give --format."
            + known;
    if (sample.rows.empty())
        return sample.name
            + " begins like JSON, but none of its first rows is valid JSON. Check that the file is whole."
            + known;
    if (isDatasetList(sample.rows.front()))
        return sample.name
            + " is LLaMA-Factory's list of data sets and holds no rows itself. Import one of them with "
              "dankai import "
              "--dataset NAME, or import the file that it names.";
    return sample.name + " is JSON, but its rows are of no known format; they have " + columnNames(sample)
        + ". Say which is which with --map instruction=NAME,output=NAME." + known;
}

} // namespace

Result<std::vector<std::string>> columnsIn(const FileSample& sample, const ImportOptions& options)
{
    if (sample.shape == TextShape::Other)
        return csvColumns(sample, options);
    std::vector<std::string> columns;
    for (const Json& row : sample.rows) {
        if (!row.is_object())
            continue;
        for (const auto& [column, value] : row.items())
            if (std::ranges::find(columns, column) == columns.end())
                columns.push_back(column);
    }
    return columns;
}

Result<const DatasetFormat*> chooseFormat(const FileSample& sample, const ImportOptions& options)
{
    const auto formats = datasetFormats();
    if (options.format != "auto") {
        for (const DatasetFormat& format : formats) {
            if (format.name == options.format)
                return &format;
        }
        return unusable("There is no format '" + options.format
            + "'. Formats that are read: " + datasetFormatNames() + ".");
    }
    const DatasetFormat* best = nullptr;
    int bestLikeness = sureEnough - 1;
    for (const DatasetFormat& format : formats) {
        const int likeness = format.likeness(sample, options);
        if (likeness > bestLikeness) {
            best = &format;
            bestLikeness = likeness;
        }
    }
    if (best == nullptr)
        return unusable(unknownFormat(sample));
    return best;
}

} // namespace dankai
