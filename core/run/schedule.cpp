// SPDX-License-Identifier: Apache-2.0
#include "core/run/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace dankai {

namespace {

double peakOf(const RunSpec& spec, std::size_t phase, std::size_t cycle)
{
    const PhaseSpec& of = spec.phases[phase];
    double rate = of.learningRate.value_or(spec.optimizer.learningRate);
    if (cycle < of.cycles.size())
        rate = of.cycles[cycle].learningRate.value_or(rate);
    if (spec.carryOver != CarryOver::Moderate)
        return rate;
    const auto& factors = spec.schedule.peakFactors;
    return rate * factors[std::min(cyclesBefore(spec, phase) + cycle, factors.size() - 1)];
}

} // namespace

Cycle cycleAt(const PhaseSpec& phase, std::int64_t steps, std::int64_t step)
{
    Cycle cycle{0, 0, steps};
    double share = 0;
    std::int64_t first = 0;
    for (std::size_t c = 0; c < phase.cycles.size(); ++c) {
        share += phase.cycles[c].share;
        const bool isLast = c + 1 == phase.cycles.size();
        const std::int64_t end = isLast ? steps : std::llround(share * static_cast<double>(steps));
        cycle = {c, first, end - first};
        if (step < end)
            break;
        first = end;
    }
    return cycle;
}

double peakLearningRate(const RunSpec& spec, std::size_t phase)
{
    double peak = peakOf(spec, phase, 0);
    for (std::size_t c = 1; c < spec.phases[phase].cycles.size(); ++c)
        peak = std::max(peak, peakOf(spec, phase, c));
    return peak;
}

double learningRateAt(
    const RunSpec& spec, std::span<const std::int64_t> stepsOfPhases, std::size_t phase, std::int64_t step)
{
    const Cycle cycle = cycleAt(spec.phases[phase], stepsOfPhases[phase], step);
    const double peak = peakOf(spec, phase, cycle.index);
    std::int64_t steps = cycle.steps;
    if (spec.carryOver == CarryOver::Continuous) {
        step += std::accumulate(stepsOfPhases.begin(),
            stepsOfPhases.begin() + static_cast<std::ptrdiff_t>(phase), std::int64_t(0));
        steps = std::accumulate(stepsOfPhases.begin(), stepsOfPhases.end(), std::int64_t(0));
    } else {
        step -= cycle.firstStep;
    }
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
