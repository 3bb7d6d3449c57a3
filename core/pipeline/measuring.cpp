// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/measuring.h"

#include "core/difficulty/textfeatures.h"
#include "core/train/evaluator.h"

#include <algorithm>
#include <cmath>
#include <map>
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

// Everything that the user says, turn below turn.
std::string askedText(const RunRow& row)
{
    std::string text;
    for (const Message& message : row.messages)
        if (message.role == "user")
            text += (text.empty() ? "" : "\n") + message.content;
    return text;
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
        measured.askedBytes.push_back(compressedSize(askedText(row)));
        measured.whole.append(encoded->ids, encoded->isTrained);
        if (direct == DirectPass::Yes)
            appendDirect(measured.direct, encoder, *encoded);
    }
    return measured;
}

Result<> encodeJudging(const ConversationEncoder& encoder, std::span<const RunRow> judgeRows,
    std::int64_t maxPositions, MeasuredRows& measured)
{
    std::map<std::string_view, const RunRow*> questions;
    for (const RunRow& row : judgeRows)
        questions[row.id] = &row;
    for (const std::string& id : measured.ids) {
        std::vector<std::int32_t> ids;
        if (const auto question = questions.find(id); question != questions.end())
            if (auto encoded = encoder.encodePrompt(question->second->messages);
                encoded && static_cast<std::int64_t>(encoded->size()) < maxPositions)
                ids = std::move(*encoded);
        if (measured.digits.empty() && !ids.empty()) {
            for (int digit = 1; digit <= 5; ++digit) {
                std::vector<std::int32_t> with = ids;
                encoder.tokenizer().append(std::to_string(digit), SpecialTokens::AsText, with);
                if (with.size() != ids.size() + 1)
                    return unusable("The model cannot be a judge: its tokenizer does not write the digit "
                        + std::to_string(digit) + " as one token.");
                measured.digits.push_back(with.back());
            }
        }
        measured.judge.append(ids, std::vector<std::uint8_t>(ids.size(), 0));
    }
    return {};
}

namespace {

// Puts what the model answers as a judge into the measurements of a piece.
Result<> judge(LanguageModel& model, const MeasuredRows& rows, std::span<const std::uint32_t> piece,
    const EvaluateRowsParams& params, std::span<Measurement> measured)
{
    std::vector<std::uint32_t> asked;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < piece.size(); ++i)
        if (rows.judge.length(piece[i]) > 0) {
            asked.push_back(piece[i]);
            places.push_back(i);
        }
    const auto probabilities = nextTokenProbabilities(model, rows.judge, asked, rows.digits, params);
    if (!probabilities)
        return tl::unexpected(probabilities.error());
    for (std::size_t i = 0; i < asked.size(); ++i) {
        double mass = 0, sum = 0;
        for (std::size_t digit = 0; digit < rows.digits.size(); ++digit) {
            mass += (*probabilities)[i][digit];
            sum += static_cast<double>(digit + 1) * (*probabilities)[i][digit];
        }
        if (!(mass > 0))
            continue; // no digit at all, or not a number
        measured[places[i]].judged = std::clamp(sum / mass, 1.0, 5.0);
        measured[places[i]].judgedMass = std::min(mass, 1.0);
    }
    return {};
}

} // namespace

Result<> measureRows(LanguageModel& model, const MeasuredRows& rows, const MeasuringParams& params)
{
    const bool hasDirect = rows.direct.rowCount() > 0;
    const bool hasJudge = rows.judge.rowCount() > 0;
    const auto tokensOf = [&](std::uint32_t row) {
        return rows.whole.length(row) + (hasDirect ? rows.direct.length(row) : 0)
            + (hasJudge ? rows.judge.length(row) : 0);
    };
    std::vector<std::uint32_t> order(rows.ids.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(
        order, std::ranges::greater(), [&](std::uint32_t row) { return rows.whole.length(row); });
    const std::uint64_t total = rows.whole.ids.size() + rows.direct.ids.size() + rows.judge.ids.size();
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
        evaluation.rankedFirst = params.rankedFirst;
        const auto whole = evaluateRows(model, rows.whole, piece, evaluation);
        if (!whole)
            return tl::unexpected(whole.error());
        for (std::size_t i = 0; params.stateLayer && i < piece.size(); ++i)
            if (auto kept = params.onStates(rows.ids[piece[i]], (*whole)[i].states); !kept)
                return kept;
        evaluation.stateLayer = std::nullopt;
        evaluation.rankedFirst = RankedFirst::NotCounted;
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
            if (params.rankedFirst == RankedFirst::Counted)
                one.firsts = (*whole)[i].firsts;
            if (!rows.askedBytes.empty())
                one.askedBytes = rows.askedBytes[piece[i]];
            if (hasDirect)
                one.directNll = direct[i].nll;
            if (!std::isfinite(one.nll) || !std::isfinite(one.directNll.value_or(0)))
                return failed(
                    "the loss of row " + one.id + " is not a number; the model's weights are broken");
        }
        if (hasJudge)
            if (auto judged = judge(model, rows, piece, evaluation, measured); !judged)
                return judged;
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
