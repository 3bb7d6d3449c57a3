// SPDX-License-Identifier: Apache-2.0
#include "core/model/tokenbatch.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace dankai {

std::size_t TokenBatch::labelCount() const
{
    return static_cast<std::size_t>(
        std::count_if(labels.begin(), labels.end(), [](std::int32_t label) { return label != noLabel; }));
}

void TokenBatch::setPrefix(std::span<const std::int32_t> ids)
{
    tokens.assign(ids.begin(), ids.end());
    positions.resize(ids.size());
    std::iota(positions.begin(), positions.end(), 0);
    labels.assign(ids.size(), noLabel);
    cuSeqlens = {static_cast<std::int32_t>(ids.size())};
}

void TokenBatch::append(std::span<const std::int32_t> ids, std::span<const std::uint8_t> isTarget)
{
    std::vector<std::int32_t> shifted(ids.size(), noLabel);
    for (std::size_t i = 1; i < ids.size() && i < isTarget.size(); ++i)
        if (isTarget[i] != 0)
            shifted[i - 1] = ids[i];
    appendShifted(ids, shifted);
}

void TokenBatch::appendShifted(std::span<const std::int32_t> ids, std::span<const std::int32_t> shiftedLabels)
{
    tokens.insert(tokens.end(), ids.begin(), ids.end());
    for (std::size_t i = 0; i < ids.size(); ++i)
        positions.push_back(static_cast<std::int32_t>(prefixLength() + i));
    labels.insert(labels.end(), shiftedLabels.begin(), shiftedLabels.end());
    labels.resize(tokens.size(), noLabel);
    cuSeqlens.push_back(static_cast<std::int32_t>(tokens.size()));
    maxSeqlen = std::max(maxSeqlen, static_cast<std::int32_t>(ids.size()));
}

Result<> checkBatch(const TokenBatch& batch, std::int64_t vocabularySize, std::int64_t maxPositions)
{
    const std::size_t count = batch.tokens.size();
    if (count == 0)
        return unusable("The batch holds no tokens.");
    if (batch.positions.size() != count || batch.labels.size() != count || batch.cuSeqlens.size() < 2
        || batch.cuSeqlens.front() < 0 || batch.cuSeqlens.back() != static_cast<std::int32_t>(count))
        return unusable("The batch's tokens, positions, labels and sequence starts do not fit each other.");
    for (std::size_t s = 0; s + 1 < batch.cuSeqlens.size(); ++s) {
        const std::int64_t length = std::int64_t{batch.cuSeqlens[s + 1]} - batch.cuSeqlens[s];
        if (length <= 0)
            return unusable("Sequence " + std::to_string(s + 1) + " of the batch is empty.");
        if (length > batch.maxSeqlen)
            return unusable("The batch's longest sequence is longer than it says.");
        if (const std::int64_t whole = length + batch.cuSeqlens.front(); whole > maxPositions)
            return unusable("Sequence " + std::to_string(s + 1) + " of the batch has " + std::to_string(whole)
                + " tokens; the model's context is " + std::to_string(maxPositions)
                + ". Truncate it or use a model with a longer context.");
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t token = batch.tokens[i];
        const std::int64_t label = batch.labels[i];
        if (token < 0 || token >= vocabularySize
            || (label != TokenBatch::noLabel && (label < 0 || label >= vocabularySize)))
            return unusable("Token " + std::to_string(i + 1) + " of the batch or its label is outside the "
                + std::to_string(vocabularySize)
                + " tokens of the model's vocabulary; the tokenizer does not fit the model.");
        if (batch.positions[i] < 0 || batch.positions[i] >= maxPositions)
            return unusable("Position " + std::to_string(batch.positions[i])
                + " is outside the model's context of " + std::to_string(maxPositions) + ".");
    }
    return {};
}

} // namespace dankai
