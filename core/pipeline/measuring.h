// SPDX-License-Identifier: Apache-2.0
// How likely the model finds the responses of rows: the passes behind the scorers loss, perplexity and IFD
// (core/difficulty/measurement.h). Turns no measurement into a score.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/difficulty/measurement.h"
#include "core/model/languagemodel.h"
#include "core/run/runrow.h"
#include "core/run/tokenfile.h"
#include "core/tokenizer/conversationencoder.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// Rows as the model reads them, and those that it does not read.
struct MeasuredRows
{
    std::vector<std::string> ids; // of the rows of the tables
    TokenTable whole; // prompt and response
    std::vector<std::uint64_t> askedBytes; // Measurement::askedBytes of each; empty where nobody knows
    TokenTable direct; // what every sequence begins with, and the response; no rows where it is not asked for
    // A judge's question about each, up to where the answer begins; empty rows: it is too long or there is
    // none; no rows where nobody judges.
    TokenTable judge;
    std::vector<std::int32_t> digits; // the tokens "1" to "5" behind such a question
    std::vector<Measurement> unmeasured; // the others
};

enum class DirectPass
{
    No,
    Yes,
};

// A row that is longer than `maxLength` tokens is not cut but left out: half a response says little about
// the whole.
MeasuredRows encodeForMeasuring(const ConversationEncoder& encoder, std::span<const RunRow> rows,
    std::int64_t maxLength, DirectPass direct);

// The questions of `judgeRows`, by the ids of rows that are measured. Unusable where the tokenizer does not
// write a digit as one token.
Result<> encodeJudging(const ConversationEncoder& encoder, std::span<const RunRow> judgeRows,
    std::int64_t maxPositions, MeasuredRows& measured);

struct MeasuringParams
{
    std::int64_t microBatchTokens = 2048;
    RankedFirst rankedFirst = RankedFirst::NotCounted; // Measurement::firsts
    // In pieces of some micro-batches, longest rows first; an error ends the work.
    std::function<Result<>(std::span<const Measurement>)> onMeasured;
    // Where a layer is given, before onMeasured() of the same row: its pooled states [4, hidden]
    // (core/model/pooledstates.h).
    std::optional<std::int64_t> stateLayer;
    std::function<Result<>(std::string_view id, std::span<const float> states)> onStates;
    ProgressCallback progress; // in tokens of both passes
    const StopFlag* stop = nullptr;
};

// Failed where a value is not a number: the weights are broken.
Result<> measureRows(LanguageModel& model, const MeasuredRows& rows, const MeasuringParams& params);

} // namespace dankai
