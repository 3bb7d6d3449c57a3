// SPDX-License-Identifier: Apache-2.0
// LLaMA-Factory's dataset_info.json: which file a named data set is, and which of its columns mean what.
// Reads it for an import and writes it for an export. Opens none of the files that it names.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/dataset/importer.h"
#include "core/dataset/rowwriter.h"

#include <string>
#include <string_view>
#include <vector>

namespace dankai {

inline constexpr const char* datasetInfoFile = "dataset_info.json";

struct NamedDataset
{
    std::string name;
    std::string fileName; // beside dataset_info.json; a file or a folder
    ImportOptions options; // format, columns and tags
    std::string problem; // a sentence: why it cannot be imported; empty: it can
};

// In the order of the file. Hugging Face's file of the same name, which describes one data set, is no such
// list: isDatasetList() tells.
bool isDatasetList(const Json& json);
Result<std::vector<NamedDataset>> parseDatasetInfo(std::string_view text, const std::string& where);

// The entry that makes LLaMA-Factory read `fileName`, which RowWriter wrote in this format: ShareGPT or
// messages.
Result<Json> datasetInfoEntry(const std::string& fileName, RowFormat format);

// What dataset_info.json is to hold where it holds `before` (empty: there is none): entries of these names
// are replaced, the others stay.
Result<std::string> withDatasets(std::string_view before, const std::string& where,
    const std::vector<std::pair<std::string, Json>>& entries);

} // namespace dankai
