// SPDX-License-Identifier: Apache-2.0
// A recipe: a folder with which Python (torch and transformers; peft for adapters) trains a frozen run on
// several GPUs, phase by phase, from the same token ids in the same steps at the same learning rates. Its
// program is resources/recipe/train.py, which reads everything from recipe.json and leaves its results in a
// run folder, as README.md of this room describes it. Trains nothing; reading the results back is
// core/project/runadoption.h.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>

namespace dankai {

struct RecipeParams
{
    std::filesystem::path runFolder; // frozen; whatever was trained in it is left behind
    std::filesystem::path target; // must not exist
    std::filesystem::path program; // the folder of train.py
    ProgressCallback progress; // of hashing the model
    const StopFlag* stop = nullptr;
};

struct Recipe
{
    std::uint64_t phases = 0;
    std::uint64_t steps = 0; // of all phases
    std::uint64_t rows = 0; // taken by these steps, repetitions counted
    // Where the recipe expects the model: a folder inside of it where the run's is none that transformers
    // loads.
    std::filesystem::path model;
    bool isModelInside = false;
};

// Unusable, naming the setting, where the run asks for what a recipe does not do: a base model in 4 bits,
// early stopping, gates that end or hold the run, phases that are another run's.
Result<Recipe> writeRecipe(const RecipeParams& params);

namespace recipefile {
inline constexpr const char* program = "train.py";
inline constexpr const char* data = "recipe.json";
inline constexpr const char* run = "run"; // folder: the run's own, which the results are written to
inline constexpr const char* model = "model"; // folder: only where the run's model is none of Hugging Face's
inline constexpr const char* tokenizer = "tokenizer"; // folder: what every checkpoint gets beside its weights
inline constexpr const char* adapter = "adapter"; // folder: what a LoRA run begins with
} // namespace recipefile

} // namespace dankai
