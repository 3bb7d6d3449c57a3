// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/runlogs.h"

#include "core/pipeline/tensorboard.h"
#include "core/platform/file.h"
#include "core/run/runfolder.h"

#include <unistd.h>

#include <cmath>
#include <fstream>

namespace dankai {

namespace {

namespace fs = std::filesystem;

constexpr const char* trainerLog = "trainer_log.jsonl";

std::string clockText(double seconds) // as Python prints a timedelta: 0:01:05
{
    const auto whole = static_cast<long>(seconds);
    char text[40];
    std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
    return text;
}

Result<> append(const fs::path& file, std::string_view bytes)
{
    std::ofstream out(file, std::ios::binary | std::ios::app);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out)
        return failed("cannot write " + file.string());
    return {};
}

} // namespace

Result<RunLogs> RunLogs::begin(const fs::path& folder, std::span<const Event> events)
{
    for (const char* name : {runfile::tensorboard, trainerLog}) {
        if (auto removed = removePath(folder / name); !removed)
            return passOn(removed);
    }
    RunLogs logs;
    logs.m_folder = folder;
    for (const Event& event : events) {
        if (auto added = logs.add(event); !added)
            return passOn(added);
    }
    return logs;
}

Result<> RunLogs::add(const Event& event)
{
    if (const auto* step = std::get_if<event::Step>(&event.body))
        return addStep(event, *step);
    if (const auto* evaluated = std::get_if<event::Evaluated>(&event.body))
        return addEvaluated(event, *evaluated);
    if (const auto* resources = std::get_if<event::Resources>(&event.body))
        return addResources(event, *resources);
    // After the last phase's losses too, which are measured when its training is long over.
    if (std::holds_alternative<event::PhaseFinished>(event.body)
        || std::holds_alternative<event::Gate>(event.body))
        return writeFileAtomically(m_folder / "trainer_state.json", toPrettyJson(trainerState()));
    return {};
}

Json RunLogs::trainerState() const
{
    return {{"global_step", m_step}, {"max_steps", m_totalSteps}, {"epoch", m_epoch},
        {"num_input_tokens_seen", m_tokens}, {"log_history", m_history}, {"is_local_process_zero", true},
        {"is_world_process_zero", true}};
}

Result<> RunLogs::addStep(const Event& event, const event::Step& step)
{
    m_seconds += step.seconds;
    m_step = step.step;
    m_phase = step.phase;
    m_totalSteps = step.totalSteps;
    m_epoch = step.epoch;
    m_tokens = step.totalTokens;
    m_history.push_back({{"epoch", step.epoch}, {"grad_norm", step.gradNorm},
        {"learning_rate", step.learningRate}, {"loss", step.loss}, {"step", step.step}});
    const double share
        = step.totalSteps > 0 ? static_cast<double>(step.step) / static_cast<double>(step.totalSteps) : 1;
    const Json line = {{"current_steps", step.step}, {"total_steps", step.totalSteps}, {"loss", step.loss},
        {"lr", step.learningRate}, {"epoch", step.epoch}, {"percentage", std::round(share * 10000) / 100},
        {"elapsed_time", clockText(m_seconds)}, {"remaining_time", clockText(m_seconds / share - m_seconds)},
        {"throughput", step.tokensPerSecond}, {"total_tokens", step.totalTokens}};
    if (auto done = append(m_folder / trainerLog, toJsonLine(line) + "\n"); !done)
        return done;
    const std::pair<std::string, double> scalars[] = {{"train/loss", step.loss},
        {"train/learning_rate", step.learningRate}, {"train/grad_norm", step.gradNorm},
        {"train/epoch", step.epoch}, {"train/tokens_per_second", step.tokensPerSecond}};
    return appendScalars(step.phase, event, scalars, step.step);
}

Result<> RunLogs::addEvaluated(const Event& event, const event::Evaluated& evaluated)
{
    m_history.push_back({{"epoch", m_epoch},
        {"eval_" + evaluated.set + "_phase_" + std::to_string(evaluated.heldOutPhase) + "_loss",
            evaluated.loss},
        {"step", evaluated.step}});
    // LLaMA-Factory's viewer knows one evaluation loss: that of the phase in training.
    if (evaluated.set == "validation" && evaluated.heldOutPhase == evaluated.phase) {
        const Json line = {{"current_steps", evaluated.step}, {"total_steps", m_totalSteps},
            {"eval_loss", evaluated.loss}, {"epoch", m_epoch}, {"elapsed_time", clockText(m_seconds)}};
        if (auto done = append(m_folder / trainerLog, toJsonLine(line) + "\n"); !done)
            return done;
    }
    const std::string name
        = "eval/" + evaluated.set + "_phase_" + std::to_string(evaluated.heldOutPhase) + "_loss";
    const std::pair<std::string, double> scalars[] = {{name, evaluated.loss}};
    return appendScalars(evaluated.phase, event, scalars, evaluated.step);
}

Result<> RunLogs::addResources(const Event& event, const event::Resources& resources)
{
    std::vector<std::pair<std::string, double>> scalars
        = {{"resources/memory_bytes", static_cast<double>(resources.memoryBytes)}};
    if (resources.gpuPowerWatts)
        scalars.emplace_back("resources/gpu_power_watts", *resources.gpuPowerWatts);
    if (resources.gpuTemperatureCelsius)
        scalars.emplace_back("resources/gpu_temperature_celsius", *resources.gpuTemperatureCelsius);
    if (resources.gpuUtilization)
        scalars.emplace_back("resources/gpu_utilization", *resources.gpuUtilization);
    return appendScalars(m_phase, event, scalars, resources.step);
}

Result<> RunLogs::appendScalars(
    int phase, const Event& event, std::span<const std::pair<std::string, double>> scalars, std::int64_t step)
{
    std::string bytes;
    fs::path& file = m_files[phase];
    if (file.empty()) {
        char host[128] = {};
        ::gethostname(host, sizeof host - 1);
        const fs::path folder = m_folder / runfile::tensorboard / checkpointName(phase);
        if (auto made = makeFolder(folder); !made)
            return made;
        file = folder
            / ("events.out.tfevents." + std::to_string(static_cast<long long>(event.time)) + "." + host);
        bytes = toTfRecord(tensorBoardVersion(event.time));
    }
    for (const auto& [tag, value] : scalars)
        bytes += toTfRecord(tensorBoardScalar(event.time, step, tag, static_cast<float>(value)));
    return append(file, bytes);
}

} // namespace dankai
