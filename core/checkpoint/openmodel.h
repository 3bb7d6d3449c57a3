// SPDX-License-Identifier: Apache-2.0
// From a path to a checked model: config and weights that fit each other. A Hugging Face folder, a PEFT
// adapter's folder (with its base: the weights are the sum), a GGUF file or a folder that holds one GGUF
// file. Tokenizer and chat template are opened by core/tokenizer.
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/checkpoint/adapterconfig.h"
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/weightsource.h"

#include <filesystem>
#include <memory>
#include <string>

namespace dankai {

enum class ModelKind
{
    HuggingFaceFolder,
    GgufFile,
    PeftAdapter,
};

struct ModelLocation
{
    ModelKind kind = ModelKind::HuggingFaceFolder;
    std::filesystem::path path; // the folder, or the GGUF file itself
};

// Decides what `path` is by looking; opens nothing large. The same for weights and tokenizer.
Result<ModelLocation> locateModel(const std::filesystem::path& path);

struct OpenedModel
{
    ModelKind kind = ModelKind::HuggingFaceFolder;
    std::filesystem::path path;
    ModelConfig config;
    Json generationConfig; // generation_config.json as read, or null
    std::unique_ptr<WeightSource> weights; // all of expectedWeights(config), in these shapes
};

Result<OpenedModel> openModel(const std::filesystem::path& path);

// An adapter alone: its config, and A and B under PEFT's names.
struct OpenedAdapter
{
    AdapterFile file;
    std::unique_ptr<WeightSource> weights;
};

Result<OpenedAdapter> openAdapter(const std::filesystem::path& folder);
// Where the base model of the adapter in `folder` stands on this machine.
Result<std::filesystem::path> baseModelOf(const std::filesystem::path& folder);

// What the layers' matrices take as the file has them, where that is in blocks of few bits and they can stay
// so (core/kernels/blockmatrix.h); 0: nothing is gained by it.
std::uint64_t blockBytes(const OpenedModel& model);

// Config alone, without looking at the weights: milliseconds for any model.
Result<ModelConfig> readModelConfig(const std::filesystem::path& path);

// SHA-256 in hex over the config and every weight file, an adapter's base included: the same model under
// another path has the same hash.
Result<std::string> modelHash(
    const std::filesystem::path& path, const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

// What a run's checkpoint is: the hash of the model, or of an adapter alone, which needs no base to be there
// (the run knows its base by a hash of its own) and does not read it again.
Result<std::string> checkpointHash(const std::filesystem::path& folder);

} // namespace dankai
