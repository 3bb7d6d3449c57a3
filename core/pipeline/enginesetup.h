// SPDX-License-Identifier: Apache-2.0
// From settings with "auto" in them to a device, a precision, a micro-batch and a loaded model, with the
// memory estimated before anything large is allocated.
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/openmodel.h"
#include "core/kernels/device.h"
#include "core/model/languagemodel.h"
#include "core/protocol/event.h"
#include "core/run/runspec.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dankai {

// What the command line may say instead of the folder's own settings: execution, never meaning.
struct ExecutionOverrides
{
    std::optional<std::string> device;
    std::optional<std::string> precision;
    std::optional<int> threads;
    std::optional<int> microBatchTokens;
    std::optional<std::string> modelPath;
};

void apply(const ExecutionOverrides& overrides, ExecutionSpec& execution, ModelReference& model);

struct EngineSetup
{
    DeviceFacts device;
    ComputePrecision precision = ComputePrecision::Float32;
    std::int64_t microBatchTokens = 0;
    ActivationCheckpointing checkpointing = ActivationCheckpointing::None;
    bool keepsBlocks = false; // of the model's file
    std::uint64_t estimatedBytes = 0; // peak
    event::Device event;
};

struct EngineSetupParams
{
    ExecutionSpec execution;
    Purpose purpose = Purpose::Training;
    std::int64_t longestRow = 1; // tokens of the longest row that must fit into one micro-batch
    // Training: tokens of the largest optimizer step. A larger micro-batch would never be filled, and its
    // buffers never used. 0: not known.
    std::int64_t largestStep = 0;
    std::optional<AdapterTraining> adapter = std::nullopt; // what is trained instead of the whole model
    OptimizerSpec optimizer = {}; // training
    AnswerCache answers = {};
    std::uint64_t blockBytes = 0; // inference: the model's blockBytes()
};

// Decides everything and checks that the memory is there. Loads nothing.
Result<EngineSetup> setUpEngine(const ModelConfig& config, const EngineSetupParams& params);

// Opens the model and checks that it is the one meant (`expectedHash` empty: any).
Result<OpenedModel> openExpectedModel(const ModelReference& model);

std::string_view nameOf(ComputePrecision precision); // float32, bfloat16, bfloat16_split

} // namespace dankai
