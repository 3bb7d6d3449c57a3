// SPDX-License-Identifier: Apache-2.0
// Writes a model as one GGUF file that llama.cpp loads: names, shapes and the order of rotary rows are
// ggml's. The tokenizer's part of the metadata comes from core/tokenizer.
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/ggufwriter.h"
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/weightsource.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dankai {

struct GgufExportOptions
{
    // Of matrices; vectors are float32 always. Rows that are no whole number of blocks become float16.
    BlockType weightType = BlockType::Float16;
    std::string name = {}; // "general.name", what programs show
    std::vector<GgufEntry> tokenizer = {};
};

// The longest context the file may promise. llama.cpp knows no window in these architectures, so a model with
// one is given to it for texts that fit into the window.
std::int64_t ggufContext(const ModelConfig& config);

// Copies a whole source, row block by row block, with constant memory.
Result<> writeGgufModel(const std::filesystem::path& target, const ModelConfig& config,
    const WeightSource& source, const GgufExportOptions& options);

} // namespace dankai
