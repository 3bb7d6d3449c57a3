// SPDX-License-Identifier: Apache-2.0
// A run's record as an engine would write it, written by core's own writer: for followers and pages to read.
#pragma once

#include "core/base/result.h"
#include "core/protocol/event.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace dankai::test {

struct RunScript
{
    int phases = 2;
    std::int64_t stepsPerPhase = 4;
    // Of gate k; the last one is used for all that follow. "undecided" and "fail" wait where isAsking.
    std::vector<const char*> verdicts = {"pass"};
    bool isAsking = false;
    bool isFinished = true; // else it ends after the last step, as if killed there
};

// The events after hello and attempt.
std::vector<EventBody> bodiesOf(const RunScript& script);
// With hello and one attempt.
Result<> writeRunScript(const std::filesystem::path& file, const RunScript& script);

} // namespace dankai::test
