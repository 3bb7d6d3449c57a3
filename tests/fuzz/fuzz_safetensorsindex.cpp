// SPDX-License-Identifier: Apache-2.0
// The index of a sharded model: whatever is accepted names files of its own folder only.
#include "core/checkpoint/safetensors.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto files = dankai::parseWeightMap(text, "fuzz");
    if (!files)
        return 0;
    for (const auto& [name, file] : *files) {
        const std::filesystem::path path(file);
        if (file.empty() || path.has_parent_path() || path.filename() != path || file == "..")
            std::abort();
    }
    return files->empty() ? std::abort(), 0 : 0;
}
