// SPDX-License-Identifier: Apache-2.0
// Finds the models that stand on this disk already, where other programs keep them, and says of each whether
// it can be trained on a machine of so much memory. Reads headers only, fetches nothing, changes nothing.
#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class ModelPlace
{
    BuiltIn,
    HuggingFace,
    LmStudio,
    Ollama,
    Chosen, // by hand
};

// Folders that need not be there.
struct ModelPlaces
{
    std::filesystem::path builtIn; // the model's file; empty: none
    std::vector<std::filesystem::path> huggingFace; // .../hub, which holds models--OWNER--NAME
    std::vector<std::filesystem::path> lmStudio; // .../models, which holds OWNER/NAME
    std::vector<std::filesystem::path> ollama; // .../models, which holds manifests and blobs
    std::vector<std::filesystem::path> own; // a person's: model folders and GGUF files at any depth
};

// Of the user who runs this, by the variables that those programs read (HF_HUB_CACHE, HF_HOME, OLLAMA_MODELS,
// XDG_CACHE_HOME, HOME).
ModelPlaces usualModelPlaces();

enum class ModelFit
{
    Full, // every weight can be trained
    LoraOnly, // only adapters would fit, and Dankai does not train those yet
    TooLarge, // not even adapters would fit
    Unsupported, // the engine cannot read or compute it; FoundModel::reason says why
};

struct FoundModel
{
    ModelPlace place = ModelPlace::Chosen;
    std::string name; // as people call it: "HuggingFaceTB/SmolLM2-135M-Instruct", "llama3.2:1b"
    std::filesystem::path path; // what openModel() takes
    std::string architecture; // as its files say; empty: not known
    std::uint64_t parameters = 0; // 0: not known
    std::string storage; // of most of its bytes: "bfloat16", "Q4_1"; empty: not known
    std::uint64_t bytesOnDisk = 0;
    ModelFit fit = ModelFit::Unsupported;
    std::uint64_t fullBytes = 0; // memory to train every weight; 0: not known
    std::uint64_t loraBytes = 0; // memory to train adapters, without the adapters themselves; 0: not known
    std::string reason; // a sentence where it is Unsupported

    bool operator==(const FoundModel&) const = default;
};

// What the estimates are made for: training on rows of at most this many tokens, one at a time where more do
// not fit.
inline constexpr std::int64_t fitTokens = 1024;

// Where a model would be trained: on the processor in float32, on a GPU in bfloat16 with float32 masters.
struct TrainingMemory
{
    std::uint64_t bytes = 0;
    bool isOfGpu = false;
};

// One model, by its headers. Always gives an answer: a path that is no model
// is Unsupported with its reason.
FoundModel lookAtModel(const std::filesystem::path& path, const TrainingMemory& memory);

// The built-in one first, then place by place and by name. What cannot be read as a folder is passed over; a
// file under two names is listed once. Progress counts models looked at. Stopping gives what was found.
std::vector<FoundModel> findModels(const ModelPlaces& places, const TrainingMemory& memory,
    const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

} // namespace dankai
