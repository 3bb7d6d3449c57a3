// SPDX-License-Identifier: Apache-2.0
// A tokenizer and its chat template as the metadata of a GGUF file. core/checkpoint writes them.
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/ggufwriter.h"
#include "core/checkpoint/modelconfig.h"
#include "core/tokenizer/tokenizerspec.h"

#include <optional>
#include <string>
#include <vector>

namespace dankai {

// One token for each row of the model's embedding. Unusable where GGUF has no name for how this tokenizer
// cuts text into words, since llama.cpp would then cut it otherwise.
Result<std::vector<GgufEntry>> ggufTokenizer(const TokenizerSpec& spec, const ModelConfig& config,
    const std::optional<std::string>& chatTemplate, const std::string& where);

} // namespace dankai
