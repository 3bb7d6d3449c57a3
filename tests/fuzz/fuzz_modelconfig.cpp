// SPDX-License-Identifier: Apache-2.0
// config.json: whatever is accepted is written so that it reads back the same.
#include "core/checkpoint/modelconfig.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const auto json = dankai::parseJson(std::string_view(reinterpret_cast<const char*>(bytes), size), "fuzz");
    if (!json)
        return 0;
    auto config = dankai::parseModelConfig(*json, "fuzz", *json); // as generation config too
    if (!config)
        return 0;
    if (dankai::parameterCount(*config) <= 0)
        std::abort();
    auto again = dankai::parseModelConfig(dankai::toConfigJson(*config, config->storedType), "fuzz");
    if (!again)
        std::abort();
    again->original = config->original;
    again->eosTokenIds
        = config->eosTokenIds; // the model's own list wins over the generation's in config.json
    if (*again != *config)
        std::abort();
    return 0;
}
