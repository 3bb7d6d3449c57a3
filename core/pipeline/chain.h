// SPDX-License-Identifier: Apache-2.0
// A run folder from where it stands to its end: for the base model losses and answers; for each phase
// training, checkpoint, losses on every held-out set, answers, gate; then the next phase, a stop, or a wait
// for a person. Started on a folder that was worked on before, it goes on from the resume state.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/pipeline/enginesetup.h"
#include "core/train/resumestore.h"

#include <filesystem>

namespace dankai {

struct ChainParams
{
    std::filesystem::path folder;
    ExecutionOverrides overrides;
    StopFlag* stop = nullptr; // also set by a stop over the control socket
    FaultPoint faultPoint; // see ResumeStore; for tests
};

enum class ChainEnd
{
    Finished,
    Stopped, // on request, everything saved
    GateSaidNo,
};

// One engine per folder: a second one is an error.
Result<ChainEnd> runChain(const ChainParams& params);

} // namespace dankai
