// SPDX-License-Identifier: Apache-2.0
// adapter_config.json: whatever is accepted is written so that it reads back the same.
#include "core/checkpoint/adapterconfig.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const auto json = dankai::parseJson(std::string_view(reinterpret_cast<const char*>(bytes), size), "fuzz");
    if (!json)
        return 0;
    const auto file = dankai::parseAdapterConfig(*json, "fuzz");
    if (!file)
        return 0;
    const auto again
        = dankai::parseAdapterConfig(dankai::toAdapterConfigJson(file->config, file->baseModel), "fuzz");
    if (!again || again->config != file->config || again->baseModel != file->baseModel)
        std::abort();
    return 0;
}
