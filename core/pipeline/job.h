// SPDX-License-Identifier: Apache-2.0
// Work with one model that is not training, in a job folder (core/run/jobspec.h): losses, answers,
// generation, chat. Its results are results.jsonl and the events; a job that was cut short starts anew, a
// chat goes on.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/pipeline/enginesetup.h"

#include <filesystem>

namespace dankai {

struct JobParams
{
    std::filesystem::path folder;
    ExecutionOverrides overrides;
    StopFlag* stop = nullptr; // also set by a stop over the control socket
};

// Stopped on request is an error of that code.
Result<> runJob(const JobParams& params);

} // namespace dankai
