// SPDX-License-Identifier: Apache-2.0
// The front matter of a data set's README.md, and the patterns of files that it names.
#include "core/base/utf8.h"
#include "core/dataset/datacard.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto configs = parseDataCard(text, "fuzz");
    if (!configs)
        return 0;
    for (const CardConfig& config : *configs) {
        if (config.files.empty())
            std::abort();
        for (const CardFiles& files : config.files)
            for (const std::string& pattern : files.paths) {
                (void)matchesPattern("data/train-00000-of-00001.jsonl", pattern);
                if (pattern.find_first_of("*?") == std::string::npos && !matchesPattern(pattern, pattern))
                    std::abort();
            }
    }
    return 0;
}
