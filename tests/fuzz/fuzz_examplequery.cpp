// SPDX-License-Identifier: Apache-2.0
// A filter that was kept under a name. What reads must write and read the same again.
#include "core/base/json.h"
#include "core/phase/examplequery.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const auto json = parseJson(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!json)
        return 0;
    const auto query = exampleQueryFromJson(*json, "fuzz");
    if (!query) {
        if (!query.error().message.starts_with("fuzz"))
            std::abort();
        return 0;
    }
    const auto again = exampleQueryFromJson(toJson(*query), "again");
    if (!again || *again != *query)
        std::abort();
    return 0;
}
