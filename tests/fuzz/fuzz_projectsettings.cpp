// SPDX-License-Identifier: Apache-2.0
// project.yaml, with the settings of run.yaml inside it. What reads must write and read the same again.
#include "core/project/projectsettings.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const auto settings
        = parseProjectSettings(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!settings) {
        if (!settings.error().message.starts_with("fuzz"))
            std::abort();
        return 0;
    }
    const std::string written = toYaml(*settings);
    const auto again = parseProjectSettings(written, "again");
    if (!again || toYaml(*again) != written || again->modelPath != settings->modelPath)
        std::abort();
    return 0;
}
