// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/runhistory.h"

#include <algorithm>
#include <limits>
#include <variant>

namespace dankai {

namespace {

// Of how many steps the rate is taken: enough to even out long and short ones, few enough to follow a machine
// that gets busy.
constexpr std::size_t rateSteps = 50;

} // namespace

void RunHistory::clear()
{
    *this = RunHistory();
}

void RunHistory::add(const Event& event)
{
    m_lastTime = std::max(m_lastTime, event.time);
    const auto& body = event.body;
    if (const auto* step = std::get_if<event::Step>(&body)) {
        // A reader that sorts by step may rely on it whatever a damaged file says.
        if (!m_steps.step.empty() && static_cast<double>(step->step) <= m_steps.step.back())
            return;
        m_steps.step.push_back(static_cast<double>(step->step));
        m_steps.loss.push_back(step->loss);
        m_steps.learningRate.push_back(step->learningRate);
        m_steps.gradNorm.push_back(step->gradNorm);
        m_steps.tokensPerSecond.push_back(step->tokensPerSecond);
        m_steps.tokens.push_back(static_cast<double>(step->tokens));
        m_steps.seconds.push_back(step->seconds);
        m_steps.time.push_back(event.time);
        m_steps.phase.push_back(step->phase);
        m_totalSteps = std::max(m_totalSteps, step->totalSteps);
        m_phaseNow = step->phase;
        m_isTraining = true;
    } else if (std::holds_alternative<event::Attempt>(body)) {
        ++m_attempts;
        m_attemptAt = event.time;
        m_betweenSince = event.time;
        m_ending = RunEnding::None;
        m_endingReason.clear();
        m_waiting.reset();
        m_rolledBackTo.reset();
        m_isTraining = false;
    } else if (const auto* device = std::get_if<event::Device>(&body)) {
        m_device = *device;
    } else if (const auto* memory = std::get_if<event::Memory>(&body)) {
        event::Memory& known = m_memory[memory->what];
        const std::uint64_t measured = std::max(known.measuredBytes, memory->measuredBytes);
        known = *memory;
        known.measuredBytes = measured;
    } else if (const auto* resources = std::get_if<event::Resources>(&body)) {
        // As for the steps: readers may rely on the order.
        if (!m_resources.step.empty() && static_cast<double>(resources->step) <= m_resources.step.back())
            return;
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        m_resources.step.push_back(static_cast<double>(resources->step));
        m_resources.memoryBytes.push_back(static_cast<double>(resources->memoryBytes));
        m_resources.gpuPowerWatts.push_back(resources->gpuPowerWatts.value_or(none));
        m_resources.gpuTemperatureCelsius.push_back(resources->gpuTemperatureCelsius.value_or(none));
        m_resources.gpuUtilization.push_back(resources->gpuUtilization.value_or(none));
    } else if (const auto* stage = std::get_if<event::Stage>(&body)) {
        m_stage = *stage;
        m_stageDone = 0;
    } else if (const auto* advance = std::get_if<event::Advance>(&body)) {
        m_stageDone = advance->done;
        if (m_stage.stage == advance->stage && advance->total > 0)
            m_stage.total = advance->total;
    } else if (const auto* started = std::get_if<event::PhaseStarted>(&body)) {
        PhaseHistory& phase = m_phases[started->phase];
        phase.started = *started;
        phase.startedAt = event.time;
        if (m_betweenSince > 0)
            m_between[started->phase] = event.time - m_betweenSince;
        m_phaseNow = started->phase;
        m_isTraining = true;
        m_waiting.reset();
    } else if (const auto* finished = std::get_if<event::PhaseFinished>(&body)) {
        PhaseHistory& phase = m_phases[finished->phase];
        phase.finished = *finished;
        phase.finishedAt = event.time;
        m_betweenSince = event.time;
        m_isTraining = false;
    } else if (const auto* diverged = std::get_if<event::Diverged>(&body)) {
        m_phases[diverged->phase].diverged = *diverged;
    } else if (const auto* gate = std::get_if<event::Gate>(&body)) {
        PhaseHistory& phase = m_phases[gate->phase];
        phase.gate = *gate;
        phase.gateAt = event.time;
    } else if (const auto* waiting = std::get_if<event::Waiting>(&body)) {
        m_waiting = *waiting;
    } else if (const auto* decision = std::get_if<event::Decision>(&body)) {
        if (decision->toPhase)
            m_rolledBackTo = decision->toPhase;
        if (decision->phase > 0) {
            m_phases[decision->phase].decisions.push_back(*decision);
            if (m_waiting && m_waiting->phase == decision->phase)
                m_waiting.reset();
        }
    } else if (const auto* evaluated = std::get_if<event::Evaluated>(&body)) {
        if (evaluated->set == "validation")
            m_heldOut[evaluated->heldOutPhase].push_back({static_cast<double>(evaluated->step),
                evaluated->loss, evaluated->n, evaluated->phase, !evaluated->checkpoint.empty()});
    } else if (const auto* saved = std::get_if<event::ResumeSaved>(&body)) {
        m_lastSaved = *saved;
        m_lastSavedAt = event.time;
    } else if (const auto* answer = std::get_if<event::Answer>(&body)) {
        m_answers.push_back(*answer);
    } else if (const auto* warning = std::get_if<event::Warning>(&body)) {
        m_warnings.push_back(*warning);
    } else if (std::holds_alternative<event::Finished>(body)) {
        m_ending = RunEnding::Finished;
    } else if (const auto* stopped = std::get_if<event::Stopped>(&body)) {
        m_ending = stopped->isByGate ? RunEnding::StoppedByGate : RunEnding::Stopped;
        m_endingReason = stopped->reason;
        m_waiting.reset();
    } else if (const auto* failed = std::get_if<event::Failed>(&body)) {
        m_ending = RunEnding::Failed;
        m_endingReason = failed->message;
        m_waiting.reset();
    }
}

double RunHistory::meanTimeBetween() const
{
    if (m_between.empty())
        return 0;
    double sum = 0;
    for (const auto& [phase, seconds] : m_between)
        sum += seconds;
    return sum / static_cast<double>(m_between.size());
}

std::optional<TimeLeft> RunHistory::timeLeft(std::span<const PlannedPhase> planned, double now) const
{
    if (m_ending != RunEnding::None || m_steps.size() == 0 || planned.empty())
        return std::nullopt;
    double seconds = 0;
    double tokens = 0;
    for (std::size_t i = m_steps.size() - std::min(rateSteps, m_steps.size()); i < m_steps.size(); ++i) {
        seconds += m_steps.seconds[i];
        tokens += m_steps.tokens[i];
    }
    if (tokens <= 0 || seconds <= 0)
        return std::nullopt;
    const double secondsPerToken = seconds / tokens;
    const double between = meanTimeBetween();

    std::vector<double> done(planned.size(), 0.0);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const int phase = m_steps.phase[i];
        if (phase >= 1 && static_cast<std::size_t>(phase) <= planned.size())
            done[static_cast<std::size_t>(phase) - 1] += m_steps.tokens[i];
    }
    TimeLeft left;
    for (std::size_t i = 0; i < planned.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        double phaseLeft = 0;
        if (number >= m_phaseNow) {
            const auto known = m_phases.find(number);
            const bool isTrained = known != m_phases.end() && known->second.finished.has_value();
            if (!isTrained)
                phaseLeft = std::max(0.0, static_cast<double>(planned[i].tokens) - done[i]) * secondsPerToken
                    + between;
            else // being measured, answered and judged
                phaseLeft = std::max(0.0, between - (now - m_betweenSince));
        }
        left.phases.push_back(phaseLeft);
        left.total += phaseLeft;
    }
    return left;
}

} // namespace dankai
