// SPDX-License-Identifier: Apache-2.0
#include "core/train/evaluator.h"

#include <ATen/ops/softmax.h>

#include <algorithm>
#include <numeric>

namespace dankai {

Result<std::vector<RowLoss>> evaluateRows(LanguageModel& model, const TokenTable& table,
    std::span<const std::uint32_t> rows, const EvaluateRowsParams& params)
{
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return table.length(rows[a]) > table.length(rows[b]); });

    std::vector<RowLoss> losses(rows.size());
    TokenBatch batch;
    std::vector<std::size_t> inBatch;
    std::uint64_t done = 0;
    const auto run = [&]() -> Result<> {
        if (inBatch.empty())
            return {};
        PooledStates states;
        states.layer = params.stateLayer.value_or(0);
        auto evaluated = model.evaluate(batch, params.stateLayer ? &states : nullptr);
        if (!evaluated)
            return passOn(evaluated);
        const auto width = statePools.size() * static_cast<std::size_t>(model.config().hiddenSize);
        for (std::size_t i = 0; i < inBatch.size(); ++i) {
            RowLoss& loss = losses[inBatch[i]];
            loss.nll = (*evaluated)[i].nll;
            loss.tokens = static_cast<std::uint64_t>((*evaluated)[i].tokens);
            if (params.stateLayer) {
                const float* const pooled = states.pooled.const_data_ptr<float>() + i * width;
                loss.states.assign(pooled, pooled + width);
            }
        }
        done += inBatch.size();
        if (params.progress)
            params.progress({done, rows.size()});
        batch = {};
        inBatch.clear();
        return {};
    };
    for (const std::size_t index : order) {
        const std::uint32_t row = rows[index];
        if (table.trainedTokens(row) == 0) {
            ++done;
            continue;
        }
        if (batch.tokenCount() + table.length(row) > static_cast<std::size_t>(params.microBatchTokens)) {
            if (auto ran = run(); !ran)
                return passOn(ran);
        }
        if (isStopRequested(params.stop))
            return stopped("the evaluation was stopped on request");
        batch.append(table.idsOf(row), table.masksOf(row));
        inBatch.push_back(index);
    }
    if (auto ran = run(); !ran)
        return passOn(ran);
    return losses;
}

Result<std::vector<std::vector<double>>> nextTokenProbabilities(LanguageModel& model, const TokenTable& table,
    std::span<const std::uint32_t> rows, std::span<const std::int32_t> tokens,
    const EvaluateRowsParams& params)
{
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return table.length(rows[a]) > table.length(rows[b]); });
    std::vector<std::vector<double>> probabilities(rows.size());
    for (std::size_t first = 0; first < order.size();) {
        if (isStopRequested(params.stop))
            return stopped("the evaluation was stopped on request");
        TokenBatch batch;
        std::size_t end = first;
        while (end < order.size()
            && (end == first
                || batch.tokenCount() + table.length(rows[order[end]])
                    <= static_cast<std::size_t>(params.microBatchTokens))) {
            const std::uint32_t row = rows[order[end++]];
            batch.append(table.idsOf(row), table.masksOf(row));
        }
        const auto logits = model.nextTokenLogits(batch);
        if (!logits)
            return tl::unexpected(logits.error());
        const at::Tensor shares = logits->softmax(-1);
        const float* const values = shares.const_data_ptr<float>();
        for (std::size_t i = first; i < end; ++i)
            for (const std::int32_t token : tokens)
                probabilities[order[i]].push_back(static_cast<double>(
                    values[static_cast<std::int64_t>(i - first) * shares.size(1) + token]));
        first = end;
    }
    return probabilities;
}

} // namespace dankai
