// SPDX-License-Identifier: Apache-2.0
// The gate after a phase, from the results that stand in the run folder. The rule is core/evaluation's.
#pragma once

#include "core/base/result.h"
#include "core/evaluation/gate.h"
#include "core/run/runfolder.h"

#include <vector>

namespace dankai {

// The held-out sets (1, 2, ...) that phase `phase` (1, 2, ...) is to improve; see PhaseSpec::heldOut.
std::vector<int> heldOutSetsOf(const RunSpec& spec, int phase);

// Reads results/base and results/phase_*; `isDiverged` says how the phase's training ended.
Result<GateResult> judgePhase(const OpenedRun& run, int phase, bool isDiverged);

} // namespace dankai
