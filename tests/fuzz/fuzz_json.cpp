// SPDX-License-Identifier: Apache-2.0
// JSON text from outside: whatever is accepted must survive being written and read again.
#include "core/base/json.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const auto parsed
        = dankai::parseJson(std::string_view(reinterpret_cast<const char*>(bytes), size), "fuzz");
    if (!parsed)
        return 0;
    const auto again = dankai::parseJson(parsed->dump(), "fuzz");
    if (!again || *again != *parsed)
        std::abort();
    return 0;
}
