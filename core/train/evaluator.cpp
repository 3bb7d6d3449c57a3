// SPDX-License-Identifier: Apache-2.0
#include "core/train/evaluator.h"

#include <ATen/ops/softmax.h>

#include <algorithm>
#include <numeric>

namespace dankai {

namespace {

// A shorter one costs as much as it saves.
constexpr std::size_t shortestPrefix = 8;

// What all rows begin with and the forward pass needs to go through only once, since nothing is predicted in
// it: the tokens of a template, or of a judge's question. At least one token of each row is left.
std::span<const std::int32_t> sharedPrefix(
    const LanguageModel& model, const TokenTable& table, std::span<const std::uint32_t> rows)
{
    if (rows.size() < 2 || !model.params().device.is_cpu())
        return {};
    std::span<const std::int32_t> prefix = table.idsOf(rows.front());
    std::size_t longest = 0;
    for (const std::uint32_t row : rows) {
        const auto ids = table.idsOf(row);
        const auto targets = table.masksOf(row);
        const auto length = static_cast<std::size_t>(std::ranges::mismatch(prefix, ids).in1 - prefix.begin());
        const auto firstTarget = static_cast<std::size_t>(
            std::ranges::find_if(targets, [](std::uint8_t is) { return is != 0; }) - targets.begin());
        prefix = prefix.first(std::min({length, ids.size() - 1, firstTarget > 0 ? firstTarget - 1 : 0}));
        longest = std::max(longest, ids.size());
        if (prefix.size() < shortestPrefix)
            return {};
    }
    const std::int64_t window = model.config().slidingWindow;
    return window > 0 && static_cast<std::int64_t>(longest) > window ? std::span<const std::int32_t>()
                                                                     : prefix;
}

// Calls `evaluate` with micro-batches of the rows, the longest first, and with the places in `rows` of those
// that are in each. Every row has tokens.
template <class Evaluate>
Result<> forEachMicroBatch(const LanguageModel& model, const TokenTable& table,
    std::span<const std::uint32_t> rows, const EvaluateRowsParams& params, const Evaluate& evaluate)
{
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return table.length(rows[a]) > table.length(rows[b]); });
    const auto budget = static_cast<std::size_t>(params.microBatchTokens);
    const std::span<const std::int32_t> prefix = sharedPrefix(model, table, rows);
    for (std::size_t first = 0; first < order.size();) {
        if (isStopRequested(params.stop))
            return stopped("the evaluation was stopped on request");
        TokenBatch batch;
        batch.setPrefix(prefix);
        std::size_t end = first;
        while (end < order.size()
            && (end == first
                || batch.tokenCount() + table.length(rows[order[end]]) - prefix.size() <= budget)) {
            const std::uint32_t row = rows[order[end++]];
            batch.append(table.idsOf(row).subspan(prefix.size()), table.masksOf(row).subspan(prefix.size()));
        }
        if (auto evaluated = evaluate(batch, std::span(order).subspan(first, end - first)); !evaluated)
            return evaluated;
        first = end;
        if (params.progress)
            params.progress({first, rows.size()});
    }
    return {};
}

} // namespace

Result<std::vector<RowLoss>> evaluateRows(LanguageModel& model, const TokenTable& table,
    std::span<const std::uint32_t> rows, const EvaluateRowsParams& params)
{
    std::vector<RowLoss> losses(rows.size());
    std::vector<std::uint32_t> predicted; // rows with something to predict, and their places in `rows`
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (table.trainedTokens(rows[i]) > 0) {
            predicted.push_back(rows[i]);
            places.push_back(i);
        }
    const auto width = statePools.size() * static_cast<std::size_t>(model.config().hiddenSize);
    const auto evaluate = [&](const TokenBatch& batch, std::span<const std::size_t> inBatch) -> Result<> {
        PooledStates states;
        states.layer = params.stateLayer.value_or(0);
        const auto evaluated
            = model.evaluate(batch, params.stateLayer ? &states : nullptr, params.rankedFirst);
        if (!evaluated)
            return tl::unexpected(evaluated.error());
        for (std::size_t i = 0; i < inBatch.size(); ++i) {
            RowLoss& loss = losses[places[inBatch[i]]];
            loss.nll = (*evaluated)[i].nll;
            loss.tokens = static_cast<std::uint64_t>((*evaluated)[i].tokens);
            loss.firsts = static_cast<std::uint64_t>((*evaluated)[i].firsts);
            if (params.stateLayer) {
                const float* const pooled = states.pooled.const_data_ptr<float>() + i * width;
                loss.states.assign(pooled, pooled + width);
            }
        }
        return {};
    };
    EvaluateRowsParams ofPredicted = params;
    if (params.progress)
        ofPredicted.progress = [&](const Progress& progress) {
            params.progress({progress.done + rows.size() - predicted.size(), rows.size()});
        };
    if (auto done = forEachMicroBatch(model, table, predicted, ofPredicted, evaluate); !done)
        return passOn(done);
    return losses;
}

Result<std::vector<std::vector<double>>> nextTokenProbabilities(LanguageModel& model, const TokenTable& table,
    std::span<const std::uint32_t> rows, std::span<const std::int32_t> tokens,
    const EvaluateRowsParams& params)
{
    std::vector<std::vector<double>> probabilities(rows.size());
    const auto evaluate = [&](const TokenBatch& batch, std::span<const std::size_t> inBatch) -> Result<> {
        const auto logits = model.nextTokenLogits(batch);
        if (!logits)
            return tl::unexpected(logits.error());
        const at::Tensor shares = logits->softmax(-1);
        const float* row = shares.const_data_ptr<float>();
        for (const std::size_t place : inBatch) {
            for (const std::int32_t token : tokens)
                probabilities[place].push_back(static_cast<double>(row[token]));
            row += shares.size(1);
        }
        return {};
    };
    if (auto done = forEachMicroBatch(model, table, rows, params, evaluate); !done)
        return passOn(done);
    return probabilities;
}

} // namespace dankai
