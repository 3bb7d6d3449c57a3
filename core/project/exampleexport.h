// SPDX-License-Identifier: Apache-2.0
// Writes examples of a project to a file that other tools read (core/dataset/rowwriter.h).
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/dataset/rowwriter.h"
#include "core/phase/plan.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dankai {

class Project;

// Whether the file is also entered in a dataset_info.json beside it, under the file's name without its
// ending.
enum class DatasetList
{
    None,
    LlamaFactory, // its other entries stay
};

struct ExampleExport
{
    std::vector<ExampleId> ids; // written in this order
    std::filesystem::path file;
    RowFormat format = RowFormat::Alpaca;
    DatasetList list = DatasetList::None;
    std::string scorer; // whose values stand in the column "difficulty"; empty: none
};

struct ExportOutcome
{
    std::uint64_t written = 0;
    std::uint64_t leftOut = 0; // what the format cannot say
    std::vector<std::string> firstLeftOut; // the first ten, as sentences
};

// Until it is done the file keeps what it held before; stopped, nothing changes. A list that cannot be added
// to, or a format that it has no word for, is told before anything is written.
Result<ExportOutcome> exportExamples(Project& project, const ExampleExport& request,
    const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

} // namespace dankai
