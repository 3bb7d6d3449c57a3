// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/phaseestimate.h"

#include "core/checkpoint/openmodel.h"
#include "core/report/runsummary.h"

#include <algorithm>

namespace dankai::ui {

Result<std::optional<MeasuredSpeed>> readMeasuredSpeed(Project& project)
{
    auto runs = project.runs().list();
    if (!runs)
        return passOn(runs);
    for (auto run = runs->rbegin(); run != runs->rend(); ++run) {
        if (run->startedMs == 0 && run->finishedMs == 0 && run->steps == 0)
            continue;
        // A run whose folder was moved away says nothing, which is no fault of the plan.
        const auto summary = summariseRun(project.runsFolder() / run->id);
        if (!summary || summary->steps.empty())
            continue;
        std::uint64_t tokens = 0;
        double seconds = 0;
        for (const event::Step& step : summary->steps) {
            tokens += step.tokens;
            seconds += step.seconds;
        }
        auto config = readModelConfig(project.modelPath());
        if (!config || seconds <= 0 || summary->device.microBatchTokens <= 0)
            continue;
        MeasuredSpeed speed;
        speed.run = run->id;
        speed.tokensPerSecond = static_cast<double>(tokens) / seconds;
        speed.config = std::move(*config);
        speed.memory.precision = summary->device.precision == "float32" ? ComputePrecision::Float32
            : summary->device.precision == "bfloat16_split" ? ComputePrecision::BFloat16SplitMaster
                                                            : ComputePrecision::BFloat16WithFloat32Master;
        speed.memory.moments = momentsOf(summary->spec.optimizer, speed.memory.precision);
        speed.memory.tokensPerMicroBatch = summary->device.microBatchTokens;
        speed.memory.isOnGpu = summary->device.device != "cpu";
        speed.memory.adapter = adapterOf(summary->spec);
        std::size_t longestPrompt = 0; // a token is a byte at least
        for (const PromptText& prompt : summary->prompts)
            longestPrompt = std::max(longestPrompt, prompt.text.size());
        speed.memory.answers = answerCache(
            summary->spec.answers, summary->prompts.size(), static_cast<std::int64_t>(longestPrompt));
        speed.maxLength = summary->spec.maxLength;
        return speed;
    }
    return std::optional<MeasuredSpeed>();
}

double estimatedSeconds(const MeasuredSpeed& speed, std::uint64_t tokens, double epochs)
{
    return static_cast<double>(tokens) * epochs / speed.tokensPerSecond;
}

std::uint64_t estimatedBytes(const MeasuredSpeed& speed, std::uint32_t longest)
{
    TrainingMemoryParams params = speed.memory;
    params.maxSequenceLength = std::min<std::int64_t>(longest, speed.maxLength);
    return estimateTrainingMemory(speed.config, params).totalBytes();
}

} // namespace dankai::ui
