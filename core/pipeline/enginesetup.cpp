// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/enginesetup.h"

#include "core/checkpoint/memorymodel.h"
#include "core/platform/gpu.h"
#include "core/platform/machine.h"

#include <algorithm>

namespace dankai {

namespace {

constexpr std::int64_t cpuMicroBatchTokens = 2048; // larger ones gain nothing on a few cores
constexpr std::int64_t gpuMicroBatchTokens = 16384;
// Smaller ones leave the device idle: sooner the forward pass is computed twice, which costs a third.
constexpr std::int64_t cpuFullTokens = 512;
constexpr std::int64_t gpuFullTokens = 4096;
constexpr std::int64_t leastMicroBatchTokens = 256;

std::uint64_t estimate(const ModelConfig& config, const EngineSetup& setup, const EngineSetupParams& params)
{
    if (params.purpose == Purpose::Training) {
        TrainingMemoryParams training;
        training.precision = setup.precision;
        training.tokensPerMicroBatch = setup.microBatchTokens;
        training.maxSequenceLength = params.longestRow;
        training.isOnGpu = setup.device.device.is_cuda();
        training.adapter = params.adapter;
        training.checkpointing = setup.checkpointing;
        training.moments = momentsOf(params.optimizer, setup.precision);
        training.answers = params.answers;
        return estimateTrainingMemory(config, training).totalBytes();
    }
    InferenceMemoryParams inference;
    inference.precision = setup.precision;
    inference.tokensPerBatch = setup.microBatchTokens;
    inference.answers = params.answers;
    inference.blockBytes = setup.keepsBlocks ? params.blockBytes : 0;
    inference.isOnGpu = setup.device.device.is_cuda();
    return estimateInferenceMemory(config, inference).totalBytes();
}

std::uint64_t availableBytes(const DeviceFacts& device)
{
    if (device.device.is_cpu())
        return availableMemoryBytes();
    const auto monitor = GpuMonitor::open(device.pciBusId);
    const std::uint64_t total = monitor ? monitor->facts().totalMemoryBytes : 0;
    return total > device.usedByOthers ? total - device.usedByOthers : 0;
}

std::string mebibytes(std::uint64_t bytes)
{
    return std::to_string(bytes >> 20) + " MiB";
}

struct Remedy
{
    std::string settings; // as somebody would give them
    EngineSetup setup;
    EngineSetupParams params;
};

// What could be changed, what changes least first; the first changes no result. All go on from its buffers.
std::vector<Remedy> remediesFor(const EngineSetup& setup, const EngineSetupParams& params)
{
    std::vector<Remedy> remedies;
    if (params.purpose != Purpose::Training)
        return remedies;
    Remedy sparing{
        "execution.activation_checkpointing: auto, execution.micro_batch_tokens: 0", setup, params};
    sparing.setup.checkpointing = ActivationCheckpointing::Layer;
    sparing.setup.microBatchTokens = std::max(params.longestRow, leastMicroBatchTokens);
    remedies.push_back(sparing);
    Remedy adapted = sparing;
    if (!params.adapter) {
        Remedy quantized = sparing, split = sparing;
        quantized.settings = "optimizer.kind: adamw_8bit";
        quantized.params.optimizer.kind = OptimizerKind::AdamW8bit;
        split.settings = "execution.precision: bfloat16_split";
        split.setup.precision = ComputePrecision::BFloat16SplitMaster;
        Remedy both = split;
        both.settings = quantized.settings + ", " + split.settings;
        both.params.optimizer.kind = OptimizerKind::AdamW8bit;
        remedies.insert(remedies.end(), {quantized, split, both});

        AdapterTraining& adapter = adapted.params.adapter.emplace(); // the usual one, beside every projection
        for (const std::string_view name : adaptableProjections())
            adapter.config.targets.emplace_back(name);
        if (setup.precision != ComputePrecision::Float32)
            adapted.setup.precision = ComputePrecision::BFloat16WithFloat32Master;
        adapted.settings = "fine_tuning: lora";
        remedies.push_back(adapted);
    }
    if (!adapted.params.adapter->isBaseQuantized) {
        adapted.params.adapter->isBaseQuantized = true;
        adapted.settings = "fine_tuning: qlora";
        remedies.push_back(adapted);
    }
    return remedies;
}

// The error, with what would make it fit.
tl::unexpected<Error> tooLarge(const ModelConfig& config, const EngineSetup& setup,
    const EngineSetupParams& params, std::uint64_t available)
{
    std::string fitting;
    for (const Remedy& remedy : remediesFor(setup, params)) {
        const std::uint64_t bytes = estimate(config, remedy.setup, remedy.params);
        if (bytes > available / 10 * 9)
            continue;
        const bool changesNothing = remedy.params.optimizer == params.optimizer
            && remedy.params.adapter == params.adapter && remedy.setup.precision == setup.precision;
        fitting += (fitting.empty() ? "" : "; ") + remedy.settings + " (" + mebibytes(bytes) + ")";
        if (changesNothing)
            break;
    }
    return failed("this needs about " + mebibytes(setup.estimatedBytes) + " of memory on " + setup.device.name
        + ", " + mebibytes(available) + " are free; "
        + (fitting.empty() ? "use a smaller model, a shorter max_length, or another machine"
                           : "these settings would need about: " + fitting));
}

} // namespace

std::string_view nameOf(ComputePrecision precision)
{
    switch (precision) {
    case ComputePrecision::Float32:
        return "float32";
    case ComputePrecision::BFloat16WithFloat32Master:
        return "bfloat16";
    case ComputePrecision::BFloat16SplitMaster:
        return "bfloat16_split";
    }
    return {};
}

void apply(const ExecutionOverrides& overrides, ExecutionSpec& execution, ModelReference& model)
{
    execution.device = overrides.device.value_or(execution.device);
    execution.precision = overrides.precision.value_or(execution.precision);
    execution.threads = overrides.threads.value_or(execution.threads);
    execution.microBatchTokens = overrides.microBatchTokens.value_or(execution.microBatchTokens);
    model.path = overrides.modelPath.value_or(model.path);
}

Result<EngineSetup> setUpEngine(const ModelConfig& config, const EngineSetupParams& params)
{
    EngineSetup setup;
    auto device = openDevice({params.execution.device, params.execution.threads});
    if (!device)
        return passOn(device);
    setup.device = std::move(*device);
    const bool isCpu = setup.device.device.is_cpu();

    // On CPUs float32 is what repeats exactly, and faster than bfloat16 without its instructions.
    const std::string& precision = params.execution.precision;
    const bool isBfloat16 = precision == "bfloat16" || precision == "bfloat16_split"
        || (precision == "auto" && !isCpu && setup.device.hasBfloat16);
    // Without training there are no masters, and an adapter's are few.
    const bool isSplit
        = precision == "bfloat16_split" && params.purpose == Purpose::Training && !params.adapter;
    setup.precision = isSplit ? ComputePrecision::BFloat16SplitMaster
        : isBfloat16          ? ComputePrecision::BFloat16WithFloat32Master
                              : ComputePrecision::Float32;

    const bool isChosen = params.execution.microBatchTokens > 0;
    setup.microBatchTokens = isChosen ? params.execution.microBatchTokens
        : isCpu                       ? cpuMicroBatchTokens
                                      : gpuMicroBatchTokens;
    if (params.largestStep > 0)
        setup.microBatchTokens = std::min(setup.microBatchTokens, params.largestStep);
    setup.microBatchTokens = std::max(setup.microBatchTokens, params.longestRow);
    const std::uint64_t available = availableBytes(setup.device);
    // A smaller micro-batch changes rounding, so it follows the memory in few large steps.
    const auto fits = [&](ActivationCheckpointing checkpointing, std::int64_t leastTokens) {
        EngineSetup tried = setup;
        tried.checkpointing = checkpointing;
        tried.estimatedBytes = estimate(config, tried, params);
        const auto isTooLarge = [&] { return available > 0 && tried.estimatedBytes > available / 10 * 9; };
        while (!isChosen && isTooLarge()
            && tried.microBatchTokens / 2 >= std::max(params.longestRow, leastTokens)) {
            tried.microBatchTokens /= 2;
            tried.estimatedBytes = estimate(config, tried, params);
        }
        if (!isTooLarge() || leastTokens == leastMicroBatchTokens)
            setup = tried;
        return !isTooLarge();
    };
    // A token of an answer reads every matrix once, the smaller the better; many rows at a time are quicker
    // with dense ones.
    const bool canKeepBlocks = params.purpose == Purpose::Inference && isCpu && params.blockBytes > 0;
    const auto isTooLargeDense
        = [&] { return available > 0 && estimate(config, setup, params) > available / 10 * 9; };
    setup.keepsBlocks = canKeepBlocks && (params.answers.sequences > 0 || isTooLargeDense());
    const std::string& checkpointing = params.execution.activationCheckpointing;
    if (params.purpose != Purpose::Training || checkpointing == "none")
        fits(ActivationCheckpointing::None, leastMicroBatchTokens);
    else if (checkpointing == "layer"
        || !fits(ActivationCheckpointing::None, isCpu ? cpuFullTokens : gpuFullTokens))
        fits(ActivationCheckpointing::Layer, leastMicroBatchTokens);
    if (available > 0 && setup.estimatedBytes > available)
        return tooLarge(config, setup, params, available);

    setup.event.device = setup.device.name;
    setup.event.name = setup.device.description;
    setup.event.precision = nameOf(setup.precision);
    setup.event.threads = setup.device.threads;
    setup.event.microBatchTokens = static_cast<int>(setup.microBatchTokens);
    setup.event.instructionSet = setup.device.instructionSet;
    return setup;
}

Result<OpenedModel> openExpectedModel(const ModelReference& model)
{
    if (!model.hash.empty()) {
        auto hash = modelHash(model.path);
        if (!hash)
            return passOn(hash);
        if (*hash != model.hash) {
            return unusable(model.path + " is not the model that was frozen: its hash is " + *hash
                + ", the run was made for " + model.hash
                + "; set model.path in run.yaml (it may change) to where the right one stands");
        }
    }
    return openModel(model.path);
}

} // namespace dankai
