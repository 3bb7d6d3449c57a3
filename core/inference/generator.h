// SPDX-License-Identifier: Apache-2.0
// Text generation with a key/value cache: one stream or a batch of unequal prompts. Speaks token ids only
// (core/tokenizer makes text of them) and never changes the model.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/inference/sampler.h"
#include "core/model/languagemodel.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace dankai {

enum class FinishReason
{
    EndToken,
    Length, // maxNewTokens or the model's context
    Stopped, // somebody asked
};

struct Generation
{
    std::vector<std::int32_t> tokens; // new ones; an end token is not among them
    FinishReason finish = FinishReason::Length;
    double seconds = 0; // from the call of generate() until this row ended, the rows beside it included
};

// Row of the batch, and its new token; called in the order of decoding, never for end tokens.
using TokenCallback = std::function<void(std::size_t row, std::int32_t token)>;

struct GenerateParams
{
    SamplingParams sampling = {};
    int maxNewTokens = 256;
    std::vector<std::int32_t> endTokens = {}; // end of turn, end of text
    int maxParallel = 8; // rows decoded at the same time, at most 8; a row that ends makes room for the next
    TokenCallback onToken = {};
    const StopFlag* stop = nullptr;
};

// One result per prompt, in their order. A row's tokens do not depend on the rows beside it: every row has
// a random stream of its own, seeded by `seed` and its index.
// Unusable where a prompt is empty, too long, or holds an id outside the vocabulary.
Result<std::vector<Generation>> generate(const LanguageModel& model,
    const std::vector<std::vector<std::int32_t>>& prompts, const GenerateParams& params);

} // namespace dankai
