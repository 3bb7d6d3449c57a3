// SPDX-License-Identifier: Apache-2.0
#include "core/model/pooledstates.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>

#include <array>

namespace dankai {

at::Tensor pooledStates(const at::Tensor& stream, const TokenBatch& batch)
{
    constexpr auto pools = static_cast<std::int64_t>(statePools.size());
    const auto sequences = static_cast<std::int64_t>(batch.sequenceCount());
    const auto tokens = static_cast<std::int64_t>(batch.tokenCount());
    const auto prefix = static_cast<std::int64_t>(batch.prefixLength());
    // A product with the weight of each token in each pool: its order of summation does not depend on other
    // threads, as that of a scattered sum on a GPU would.
    at::Tensor weights = at::zeros({pools * sequences, tokens}, at::kFloat);
    float* const weight = weights.mutable_data_ptr<float>();
    for (std::int64_t sequence = 0; sequence < sequences; ++sequence) {
        const std::int64_t begin = batch.cuSeqlens[static_cast<std::size_t>(sequence)];
        const std::int64_t end = batch.cuSeqlens[static_cast<std::size_t>(sequence) + 1];
        // The tokens of the prefix that all sequences share come before its own.
        const auto visit = [&](const auto& visitor) {
            for (std::int64_t token = 1; token < prefix; ++token)
                visitor(token, false);
            for (std::int64_t token = begin + (prefix > 0 ? 0 : 1); token < end; ++token)
                visitor(token,
                    token > begin
                        && batch.labels[static_cast<std::size_t>(token - 1)] != TokenBatch::noLabel);
        };
        std::array<std::int64_t, 2> counts = {}, last = {-1, -1}; // of prompt and response
        visit([&](std::int64_t token, bool isResponse) {
            const std::size_t part = isResponse ? 1 : 0;
            ++counts[part];
            // Of the prompt the last token before the first of the response: templates may go on behind it.
            if (part == 1 || counts[1] == 0)
                last[part] = token;
        });
        const auto at = [&](std::int64_t pool, std::int64_t token) -> float& {
            return weight[(pools * sequence + pool) * tokens + token];
        };
        visit([&](std::int64_t token, bool isResponse) {
            const std::int64_t part = isResponse ? 1 : 0;
            at(part, token) = 1.0F / static_cast<float>(counts[static_cast<std::size_t>(part)]);
        });
        for (std::int64_t part = 0; part < 2; ++part)
            if (const std::int64_t token = last[static_cast<std::size_t>(part)]; token >= 0)
                at(2 + part, token) = 1;
    }
    return at::matmul(weights.to(stream.device()), stream.to(at::kFloat))
        .cpu()
        .view({sequences, pools, stream.size(1)});
}

} // namespace dankai
