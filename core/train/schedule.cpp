// SPDX-License-Identifier: Apache-2.0
#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace dankai {

double peakLearningRate(const RunSpec& spec, std::size_t phase)
{
    const double rate = spec.phases[phase].learningRate.value_or(spec.optimizer.learningRate);
    if (spec.carryOver != CarryOver::Moderate)
        return rate;
    const auto& factors = spec.schedule.peakFactors;
    return rate * factors[std::min(phase, factors.size() - 1)];
}

double learningRateAt(
    const RunSpec& spec, std::span<const std::int64_t> stepsOfPhases, std::size_t phase, std::int64_t step)
{
    std::int64_t steps = stepsOfPhases[phase];
    if (spec.carryOver == CarryOver::Continuous) {
        step += std::accumulate(stepsOfPhases.begin(),
            stepsOfPhases.begin() + static_cast<std::ptrdiff_t>(phase), std::int64_t(0));
        steps = std::accumulate(stepsOfPhases.begin(), stepsOfPhases.end(), std::int64_t(0));
    }
    const double peak = peakLearningRate(spec, phase);
    const auto warmup
        = static_cast<std::int64_t>(std::ceil(spec.schedule.warmupRatio * static_cast<double>(steps) - 1e-9));
    if (step < warmup)
        return peak * static_cast<double>(step + 1) / static_cast<double>(warmup);
    const double progress = std::min(1.0,
        static_cast<double>(step - warmup) / static_cast<double>(std::max<std::int64_t>(1, steps - warmup)));
    double share = 1;
    switch (spec.schedule.kind) {
    case ScheduleKind::Constant:
        return peak;
    case ScheduleKind::Linear:
        share = 1 - progress;
        break;
    case ScheduleKind::Cosine:
        share = 0.5 * (1 + std::cos(std::numbers::pi * progress));
        break;
    }
    const double last = spec.schedule.finalFraction.value_or(0.0);
    return peak * (last + (1 - last) * share);
}

} // namespace dankai
