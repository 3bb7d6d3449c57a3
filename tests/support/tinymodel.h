// SPDX-License-Identifier: Apache-2.0
// A Llama of some ten thousand random weights in a Hugging Face folder, with a byte-level tokenizer without
// merges and a ChatML template: small enough to be trained in a test.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>

namespace dankai::test {

struct TinyModelParams
{
    std::int64_t hiddenSize = 32;
    std::int64_t layerCount = 2;
    std::int64_t maxPositions = 256;
    std::uint64_t seed = 1;
};

// Ids 0 to 255 are bytes, 256 <|endoftext|>, 257 <|im_start|>, 258 <|im_end|>.
Result<> writeTinyModel(const std::filesystem::path& folder, const TinyModelParams& params = {});

} // namespace dankai::test
