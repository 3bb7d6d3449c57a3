// SPDX-License-Identifier: Apache-2.0
// What follows from a run.yaml; its reading and writing are runspec.cpp's.
#include "core/run/runspec.h"

#include <algorithm>

namespace dankai {

AnswerCache answerCache(const AnswerSpec& spec, std::size_t prompts, std::int64_t longestPrompt)
{
    return {.sequences = static_cast<std::int64_t>(std::min(answersAtOnce, prompts)),
        .tokens = longestPrompt + spec.maxNewTokens};
}

MomentStorage momentsOf(const OptimizerSpec& optimizer, ComputePrecision precision)
{
    if (optimizer.kind == OptimizerKind::AdamW8bit)
        return MomentStorage::EightBit;
    return precision == ComputePrecision::BFloat16SplitMaster ? MomentStorage::BFloat16
                                                              : MomentStorage::Float32;
}

bool mergesAdapters(const RunSpec& spec)
{
    return spec.fineTuning != FineTuning::Full && spec.lora.betweenPhases == BetweenPhases::Merge;
}

std::size_t cyclesBefore(const RunSpec& spec, std::size_t phase)
{
    std::size_t count = 0;
    for (std::size_t k = 0; k < phase; ++k)
        count += std::max<std::size_t>(1, spec.phases[k].cycles.size());
    return count;
}

std::optional<AdapterTraining> adapterOf(const RunSpec& spec)
{
    if (spec.fineTuning == FineTuning::Full)
        return std::nullopt;
    AdapterTraining training;
    training.isBaseQuantized = spec.fineTuning == FineTuning::Qlora;
    AdapterConfig& adapter = training.config;
    adapter.rank = spec.lora.rank;
    adapter.alpha = spec.lora.alpha;
    adapter.dropout = spec.lora.dropout;
    adapter.isRankStabilised = spec.lora.isRankStabilised;
    for (const std::string_view name : adaptableProjections()) {
        if (spec.lora.targets.empty()
            || std::ranges::find(spec.lora.targets, name) != spec.lora.targets.end())
            adapter.targets.emplace_back(name);
    }
    if (mergesAdapters(spec) && !spec.phases.empty())
        training.fixedRank
            = static_cast<std::int64_t>(cyclesBefore(spec, spec.phases.size()) - 1) * adapter.rank;
    return training;
}

std::int64_t trainedParameters(const RunSpec& spec, const ModelConfig& config)
{
    const auto adapter = adapterOf(spec);
    return adapter ? adapterParameterCount(config, adapter->config) : parameterCount(config);
}

int inheritedPhases(const RunSpec& spec)
{
    return spec.fork ? spec.fork->phase - 1 : 0;
}

bool isAdapted(const RunSpec& spec)
{
    return spec.fork && !spec.fork->isShared;
}

RunSpec smallestRunSpec()
{
    RunSpec spec;
    spec.name = "probe";
    spec.model.path = "model";
    PhaseSpec phase;
    phase.name = "Phase 1";
    phase.file = "phase_1.jsonl";
    spec.phases.push_back(std::move(phase));
    spec.heldOutPhases = {"Phase 1"};
    return spec;
}

} // namespace dankai
