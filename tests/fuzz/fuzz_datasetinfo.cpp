// SPDX-License-Identifier: Apache-2.0
// LLaMA-Factory's dataset_info.json: what is read has a file or a reason, and entries are written beside it.
#include "core/base/utf8.h"
#include "core/dataset/llamafactory.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto datasets = parseDatasetInfo(text, "fuzz");
    if (!datasets) {
        if (!isValidUtf8(datasets.error().message))
            std::abort();
        return 0;
    }
    for (const NamedDataset& dataset : *datasets)
        if (dataset.problem.empty() && dataset.fileName.empty())
            std::abort();
    const auto entry = datasetInfoEntry("rows.json", RowFormat::ShareGpt);
    const auto list = withDatasets(text, "fuzz", {{"added by dankai", *entry}});
    if (!list)
        std::abort();
    const auto again = parseDatasetInfo(*list, "fuzz");
    if (!again || again->size() < datasets->size() || again->size() > datasets->size() + 1)
        std::abort();
    return 0;
}
