// SPDX-License-Identifier: Apache-2.0
// The stages of a chain one by one: training, checkpoint, losses, answers, gate. Each does its work and says
// it; which comes next, and saving that it is done, is chain.cpp's.
#pragma once

#include "core/base/result.h"
#include "core/pipeline/chainwork.h"

namespace dankai {

// What a stage says about going on.
enum class Next
{
    Stage,
    Stopped, // on request; the stage is not done, or has saved itself
    GateSaidNo,
};

// The stage that `work.state` names.
Result<Next> runStage(ChainWork& work);

} // namespace dankai
