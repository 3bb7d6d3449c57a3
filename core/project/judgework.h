// SPDX-License-Identifier: Apache-2.0
// Works off the folder of a judge's job, on one thread: asks in parallel, waits and asks again, reads scores,
// stores them. Whatever ends the process, a later one goes on: every example gets one score, and of the calls
// that were under way at most those are made, and paid, a second time. Needs no model and no LibTorch.
#pragma once

#include "core/base/exitcode.h"
#include "core/base/progress.h"
#include "core/base/result.h"

#include <filesystem>

namespace dankai {

struct JudgeWorkParams
{
    std::filesystem::path folder; // PROJECT/jobs/judge-<number>
    const StopFlag* stop = nullptr; // ends it when the calls under way have ended
};

// Done or Stopped; how it ended stands in the events too, and so does what it failed of.
Result<ExitCode> workOffJudging(const JudgeWorkParams& params);

} // namespace dankai
