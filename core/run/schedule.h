// SPDX-License-Identifier: Apache-2.0
// The learning rate of every step under the three carry-over policies, and which steps a cycle has. Plain
// arithmetic, no state.
#pragma once

#include "core/run/runspec.h"

#include <cstdint>
#include <span>

namespace dankai {

// The part of a phase that a step belongs to; a phase that names no cycles is one.
struct Cycle
{
    std::size_t index = 0; // in the phase
    std::int64_t firstStep = 0; // of the phase's, from 0
    std::int64_t steps = 0;
};

// Cycles end where the sum of their shares is nearest to whole steps.
Cycle cycleAt(const PhaseSpec& phase, std::int64_t steps, std::int64_t step);

// `step` counts from 0 within the phase; stepsOfPhases are those of all phases of the run.
// With N steps in the schedule and W = ceil(warmup_ratio x N) of them warming up:
//   step < W:  peak x (step + 1) / W     (the first step moves already, unlike transformers' 0)
//   after it:  p = (step - W) / (N - W); constant: peak; linear and cosine from peak to final_fraction x peak
// Paper and moderate count N within the cycle, continuous over all phases.
double learningRateAt(
    const RunSpec& spec, std::span<const std::int64_t> stepsOfPhases, std::size_t phase, std::int64_t step);

// The highest that the phase reaches in any of its cycles.
double peakLearningRate(const RunSpec& spec, std::size_t phase);

} // namespace dankai
