// SPDX-License-Identifier: Apache-2.0
// The JSON of a run folder that another tool may have written: manifest, pre-flight record, resume state and
// rows. What reads must write and read the same again.
#include "core/run/preflight.h"
#include "core/run/resumestate.h"
#include "core/run/runfolder.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)parseManifest(text, "fuzz");
    if (const auto state = parseResumeState(text, "fuzz")) {
        const auto again = parseResumeState(toJsonText(*state), "again");
        if (!again || *again != *state)
            std::abort();
        // Inside the run, or a sentence; never an index into nothing.
        constexpr int most = 16;
        if (checkResumeState(*state, {4, 0}, most, "fuzz")
            && (state->phase > 2 || state->fixedRank < 0 || state->fixedRank > most))
            std::abort();
    }
    if (const auto json = parseJson(text, "fuzz")) {
        if (const auto preflight = preflightFromJson(*json, "fuzz")) {
            const auto again = preflightFromJson(toJson(*preflight), "again");
            if (!again || again->findings != preflight->findings || again->figures != preflight->figures)
                std::abort();
        }
    }
    if (const auto row = parseRunRow(text, "fuzz")) {
        const auto again = parseRunRow(toJsonLine(*row), "again");
        if (!again || *again != *row)
            std::abort();
    }
    return 0;
}
