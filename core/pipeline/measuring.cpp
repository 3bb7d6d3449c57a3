// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/measuring.h"

#include "core/train/evaluator.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dankai {

namespace {

// So that what is measured is kept every few seconds on a slow machine, and batches are full nevertheless.
constexpr std::uint64_t batchesInPiece = 8;

bool hasResponse(const RunRow& row)
{
    return std::ranges::any_of(row.messages,
        [](const Message& message) { return message.role == "assistant" && !message.content.empty(); });
}

// The trained tokens behind the token that the model knows as a sequence's first.
void appendDirect(TokenTable& table, const ConversationEncoder& encoder, const EncodedConversation& encoded)
{
    std::vector<std::int32_t> ids = {encoder.tokenizer().bosId().value_or(encoded.ids.front())};
    for (std::size_t i = 0; i < encoded.ids.size(); ++i)
        if (encoded.isTrained[i] != 0)
            ids.push_back(encoded.ids[i]);
    std::vector<std::uint8_t> isTrained(ids.size(), 1);
    isTrained.front() = 0;
    table.append(ids, isTrained);
}

} // namespace

MeasuredRows encodeForMeasuring(const ConversationEncoder& encoder, std::span<const RunRow> rows,
    std::int64_t maxLength, DirectPass direct)
{
    MeasuredRows measured;
    for (const RunRow& row : rows) {
        const auto encoded = encoder.encode(row.messages);
        Measurement without;
        without.id = row.id;
        if (!hasResponse(row))
            without.unmeasured = unmeasured::noResponse;
        else if (!encoded)
            without.unmeasured = unmeasured::refused;
        else if (static_cast<std::int64_t>(encoded->ids.size()) > maxLength)
            without.unmeasured = unmeasured::tooLong;
        if (!without.unmeasured.empty()) {
            measured.unmeasured.push_back(std::move(without));
            continue;
        }
        measured.ids.push_back(row.id);
        measured.whole.append(encoded->ids, encoded->isTrained);
        if (direct == DirectPass::Yes)
            appendDirect(measured.direct, encoder, *encoded);
    }
    return measured;
}

Result<> measureRows(LanguageModel& model, const MeasuredRows& rows, const MeasuringParams& params)
{
    const bool hasDirect = rows.direct.rowCount() > 0;
    const auto tokensOf = [&](std::uint32_t row) {
        return rows.whole.length(row) + (hasDirect ? rows.direct.length(row) : 0);
    };
    std::vector<std::uint32_t> order(rows.ids.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(
        order, std::ranges::greater(), [&](std::uint32_t row) { return rows.whole.length(row); });
    const std::uint64_t total = rows.whole.ids.size() + rows.direct.ids.size();
    const std::uint64_t pieceTokens
        = batchesInPiece * static_cast<std::uint64_t>(std::max<std::int64_t>(1, params.microBatchTokens));

    std::uint64_t done = 0;
    EvaluateRowsParams evaluation;
    evaluation.microBatchTokens = params.microBatchTokens;
    evaluation.stop = params.stop;
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        std::uint64_t tokens = 0;
        while (end < order.size() && (end == first || tokens + tokensOf(order[end]) <= pieceTokens))
            tokens += tokensOf(order[end++]);
        const std::span<const std::uint32_t> piece(order.data() + first, end - first);
        evaluation.stateLayer = params.stateLayer;
        const auto whole = evaluateRows(model, rows.whole, piece, evaluation);
        if (!whole)
            return tl::unexpected(whole.error());
        for (std::size_t i = 0; params.stateLayer && i < piece.size(); ++i)
            if (auto kept = params.onStates(rows.ids[piece[i]], (*whole)[i].states); !kept)
                return kept;
        evaluation.stateLayer = std::nullopt;
        std::vector<RowLoss> direct;
        if (hasDirect) {
            auto evaluated = evaluateRows(model, rows.direct, piece, evaluation);
            if (!evaluated)
                return passOn(evaluated);
            direct = std::move(*evaluated);
        }
        std::vector<Measurement> measured;
        for (std::size_t i = 0; i < piece.size(); ++i) {
            Measurement& one = measured.emplace_back();
            one.id = rows.ids[piece[i]];
            one.tokens = (*whole)[i].tokens;
            one.nll = (*whole)[i].nll;
            if (hasDirect)
                one.directNll = direct[i].nll;
            if (!std::isfinite(one.nll) || !std::isfinite(one.directNll.value_or(0)))
                return failed(
                    "the loss of row " + one.id + " is not a number; the model's weights are broken");
        }
        if (auto kept = params.onMeasured(measured); !kept)
            return kept;
        done += tokens;
        if (params.progress)
            params.progress({done, total});
        first = end;
    }
    return {};
}

} // namespace dankai
