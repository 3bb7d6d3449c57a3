// SPDX-License-Identifier: Apache-2.0
// run.yaml and job.yaml. What reads must write and read the same again.
#include "core/run/jobspec.h"
#include "core/run/runspec.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto spec = dankai::parseRunSpec(text, "fuzz")) {
        const std::string written = dankai::toYaml(*spec);
        const auto again = dankai::parseRunSpec(written, "again");
        if (!again || dankai::toYaml(*again) != written)
            std::abort();
    }
    if (const auto spec = dankai::parseJobSpec(text, "fuzz")) {
        if (!dankai::parseJobSpec(dankai::toYaml(*spec), "again"))
            std::abort();
    }
    return 0;
}
