// SPDX-License-Identifier: Apache-2.0
// The decoder's forward over a key/value cache: a whole prompt into a row of it, or one more token for every
// row. Chooses no tokens.
#pragma once

#include "core/model/languagemodel.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dankai {

class CachedDecoder final
{
public:
    // `capacity`: the longest prompt with its answer. `model` must outlive this.
    CachedDecoder(const LanguageModel& model, std::int64_t rows, std::int64_t capacity);

    // Reads `tokens` into cache row `row` and gives the logits [1, vocabulary] after the last of them.
    at::Tensor readPrompt(std::int64_t row, std::span<const std::int32_t> tokens);

    // tokens[row] at position lengths[row] of cache row `row`; logits [rows, vocabulary].
    at::Tensor step(std::span<const std::int32_t> tokens, std::span<const std::int32_t> lengths);

    // Rows in use are always the first ones: what ends is filled with the last.
    void moveRow(std::int64_t from, std::int64_t to, std::int64_t length);

private:
    enum class LogitRows
    {
        All,
        Last,
    };

    struct Buffers
    {
        at::Tensor input, middle, delta, normed, qkv, mixed, gateUp, product, rstd, logSumExp;
    };

    // `attend` is called with the layer once its queries and keys are rotated, stores keys and values, and
    // fills `mixed`.
    template <class Attend>
    at::Tensor forward(std::span<const std::int32_t> tokens, std::span<const std::int32_t> positions,
        LogitRows wanted, const Attend& attend);
    Buffers makeBuffers(std::int64_t rows) const;

    const LanguageModel& m_model;
    std::vector<at::Tensor> m_keys; // per layer [rows, capacity, keyHeads * headSize]
    std::vector<at::Tensor> m_values;
    Buffers m_stepBuffers;
    at::Tensor m_logits;
};

} // namespace dankai
