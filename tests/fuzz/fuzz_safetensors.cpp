// SPDX-License-Identifier: Apache-2.0
// The header of a safetensors file: whatever is accepted lies inside the file, in order, without overlaps.
#include "core/checkpoint/safetensors.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view file(reinterpret_cast<const char*>(bytes), size);
    const auto header = dankai::parseSafetensorsHeader(file, "fuzz");
    if (!header)
        return 0;
    std::uint64_t end = 0;
    for (const dankai::SafetensorsEntry& entry : header->entries) {
        const auto values = dankai::checkedProduct(entry.shape);
        if (entry.offset != end || !values
            || entry.size != static_cast<std::uint64_t>(*values) * dankai::bytesPerValue(entry.type))
            std::abort();
        end += entry.size;
    }
    if (header->dataOffset + end != size)
        std::abort();
    return 0;
}
