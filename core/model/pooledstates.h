// SPDX-License-Identifier: Apache-2.0
// A residual stream of each sequence in four vectors, of its prompt and its response: what the model makes of
// an example, as features for a calibration.
#pragma once

#include "core/model/tokenbatch.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace dankai {

// In their order. The response are the tokens that are labels, the prompt the others but for the sequence's
// first one, whose state is of its own kind in every text (the "attention sink", arXiv 2309.17453).
inline constexpr std::array<std::string_view, 4> statePools
    = {"prompt_mean", "response_mean", "prompt_last", "response_last"};

// Where asked for by evaluate(): which stream, and what was made of it.
struct PooledStates
{
    std::int64_t layer = 0; // after so many layers; 0: the embeddings
    at::Tensor pooled; // [sequences, 4, hidden] float32 on the CPU; zeros where a pool has no token
};

// `stream` [T, hidden] on any device.
at::Tensor pooledStates(const at::Tensor& stream, const TokenBatch& batch);

} // namespace dankai
