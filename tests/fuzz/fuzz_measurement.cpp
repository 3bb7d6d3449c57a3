// SPDX-License-Identifier: Apache-2.0
// A line of a measuring job's results.jsonl. What reads must write and read the same again, and no score of
// it is infinite or not a number.
#include "core/difficulty/measurement.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const auto measurement = parseMeasurement(line, "fuzz");
    if (!measurement)
        return 0;
    const auto again = parseMeasurement(toJsonLine(*measurement), "again");
    if (!again || *again != *measurement)
        std::abort();
    for (const ModelScorer& scorer : modelScorers())
        if (const auto score = scoreOf(scorer, *measurement); score && !std::isfinite(*score))
            std::abort();
    return 0;
}
