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
        return estimateTrainingMemory(config, training).totalBytes();
    }
    InferenceMemoryParams inference;
    inference.precision = setup.precision;
    inference.tokensPerBatch = setup.microBatchTokens;
    inference.cachedSequences = params.answersAtOnce;
    inference.maxSequenceLength = params.longestRow + params.newTokens;
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

// The error, with the first change that would make it fit.
tl::unexpected<Error> tooLarge(const ModelConfig& config, const EngineSetup& setup,
    const EngineSetupParams& params, std::uint64_t available)
{
    const std::string needed = mebibytes(setup.estimatedBytes);
    const std::string& device = setup.device.name;
    const std::string free = mebibytes(available);
    EngineSetup sparing = setup;
    sparing.checkpointing = ActivationCheckpointing::Layer;
    sparing.microBatchTokens = std::max(params.longestRow, leastMicroBatchTokens);
    EngineSetupParams changed = params;
    std::uint64_t bytes = estimate(config, sparing, changed);
    const auto fits = [&] { return bytes <= available / 10 * 9; };
    if (params.purpose == Purpose::Training && fits())
        return failed("this needs about " + needed + " of memory on " + device + ", " + free
            + " are free; with execution.activation_checkpointing: auto and execution.micro_batch_tokens: 0 "
              "it would need about "
            + mebibytes(bytes));
    if (params.purpose == Purpose::Training && !params.adapter) {
        AdapterTraining& adapter = changed.adapter.emplace(); // the usual one, beside every projection
        for (const std::string_view name : adaptableProjections())
            adapter.config.targets.emplace_back(name);
        bytes = estimate(config, sparing, changed);
        if (fits())
            return failed("this needs about " + needed + " of memory on " + device + ", " + free
                + " are free; with fine_tuning: lora it would need about " + mebibytes(bytes));
    }
    if (changed.adapter && !changed.adapter->isBaseQuantized) {
        changed.adapter->isBaseQuantized = true;
        bytes = estimate(config, sparing, changed);
        if (fits())
            return failed("this needs about " + needed + " of memory on " + device + ", " + free
                + " are free; with fine_tuning: qlora it would need about " + mebibytes(bytes));
    }
    return failed("this needs about " + needed + " of memory on " + device + ", " + free
        + " are free; use a smaller model, a shorter max_length, or another machine");
}

} // namespace

std::string_view nameOf(ComputePrecision precision)
{
    return precision == ComputePrecision::Float32 ? "float32" : "bfloat16";
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
    const bool isBfloat16
        = precision == "bfloat16" || (precision == "auto" && !isCpu && setup.device.hasBfloat16);
    setup.precision = isBfloat16 ? ComputePrecision::BFloat16WithFloat32Master : ComputePrecision::Float32;

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
