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

std::uint64_t estimate(const ModelConfig& config, const EngineSetup& setup, const EngineSetupParams& params)
{
    if (params.purpose == Purpose::Training) {
        TrainingMemoryParams training;
        training.precision = setup.precision;
        training.tokensPerMicroBatch = setup.microBatchTokens;
        training.maxSequenceLength = params.longestRow;
        training.isOnGpu = setup.device.device.is_cuda();
        training.adapter = params.adapter;
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
    setup.estimatedBytes = estimate(config, setup, params);
    // A smaller micro-batch changes rounding, so it follows the memory in few large steps.
    while (!isChosen && available > 0 && setup.estimatedBytes > available / 10 * 9
        && setup.microBatchTokens / 2 >= std::max<std::int64_t>(params.longestRow, 256)) {
        setup.microBatchTokens /= 2;
        setup.estimatedBytes = estimate(config, setup, params);
    }
    if (available > 0 && setup.estimatedBytes > available) {
        return failed("this needs about " + mebibytes(setup.estimatedBytes) + " of memory on "
            + setup.device.name + ", " + mebibytes(available)
            + " are free; use a smaller model, a shorter max_length, or another machine");
    }

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
