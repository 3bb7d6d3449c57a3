// SPDX-License-Identifier: Apache-2.0
// The one training batch: sequences laid end to end without padding. Knows nothing of tensors.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dankai {

struct TokenBatch
{
    static constexpr std::int32_t noLabel = -100;

    std::vector<std::int32_t> tokens; // [T]
    std::vector<std::int32_t> positions; // [T], from 0 in the prefix and on from there in every sequence
    std::vector<std::int32_t> labels; // [T]: the token that must follow, noLabel: not trained on
    std::vector<std::int32_t> cuSeqlens{0}; // [sequences + 1]: where each sequence starts, and T
    std::int32_t maxSeqlen = 0; // without the prefix

    std::size_t tokenCount() const { return tokens.size(); }

    std::size_t sequenceCount() const { return cuSeqlens.size() - 1; }

    // The tokens that all sequences begin with and that stand here once, before them.
    std::size_t prefixLength() const { return static_cast<std::size_t>(cuSeqlens.front()); }

    std::size_t labelCount() const;

    // Before any sequence, which is appended without it. For evaluation only: see PackedSequences in
    // core/kernels/attention.h.
    void setPrefix(std::span<const std::int32_t> ids);
    // `isTarget[i]` says that ids[i] is a target; it becomes the label of position i - 1 (the first token
    // appended of a sequence is never a label).
    void append(std::span<const std::int32_t> ids, std::span<const std::uint8_t> isTarget);
    // Labels that are shifted already, [ids.size()]; empty: none.
    void appendShifted(std::span<const std::int32_t> ids, std::span<const std::int32_t> shiftedLabels);

    bool operator==(const TokenBatch&) const = default;
};

// Unusable, with the position, where a token or a label is no row of the vocabulary, a sequence is empty or
// longer than `maxPositions`, or the fields do not fit each other.
Result<> checkBatch(const TokenBatch& batch, std::int64_t vocabularySize, std::int64_t maxPositions);

} // namespace dankai
