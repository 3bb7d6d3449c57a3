// SPDX-License-Identifier: Apache-2.0
// The record of a calibration, which comes with projects and archives of other people. What reads must write
// and read the same again.
#include "core/project/calibrationrecord.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const auto outcome
        = parseCalibration(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!outcome)
        return 0;
    const std::string text = toJsonLine(toJson(*outcome));
    const auto again = parseCalibration(text, "again");
    if (!again || toJsonLine(toJson(*again)) != text)
        std::abort();
    return 0;
}
