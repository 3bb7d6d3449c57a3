// SPDX-License-Identifier: Apache-2.0
// A plan's definition, and a score as people and programs write it into a column.
#include "core/base/json.h"
#include "core/difficulty/columnscore.h"
#include "core/phase/plan.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto score = parseColumnScore(text); score && !std::isfinite(*score))
        std::abort();
    const auto json = parseJson(text, "fuzz");
    if (!json)
        return 0;
    if (const auto score = parseColumnScore(*json); score && !std::isfinite(*score))
        std::abort();
    const auto plan = planFromJson(*json, "fuzz");
    if (!plan) {
        if (!plan.error().message.starts_with("fuzz: "))
            std::abort();
        return 0;
    }
    const auto again = planFromJson(toJson(*plan), "again");
    if (!again || planHash(*again) != planHash(*plan))
        std::abort();
    return 0;
}
