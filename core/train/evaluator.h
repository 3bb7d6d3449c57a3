// SPDX-License-Identifier: Apache-2.0
// The loss of every row of a table with the weights as they are, and what may follow it. Trains nothing.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/languagemodel.h"
#include "core/run/tokenfile.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dankai {

struct RowLoss
{
    std::uint64_t tokens = 0; // 0: the row has nothing to predict
    double nll = 0;
    std::uint64_t firsts = 0; // tokens that the model ranks first; 0 where nobody counts
    std::vector<float> states; // [4, hidden], core/model/pooledstates.h; empty where not asked for
};

struct EvaluateRowsParams
{
    std::int64_t microBatchTokens = 2048;
    std::optional<std::int64_t> stateLayer; // after so many layers
    RankedFirst rankedFirst = RankedFirst::NotCounted;
    ProgressCallback progress; // in rows
    const StopFlag* stop = nullptr;
};

// One entry for each of `rows`, in their order. Rows are run sorted by length, which neither changes the
// result nor depends on anything but the rows.
Result<std::vector<RowLoss>> evaluateRows(LanguageModel& model, const TokenTable& table,
    std::span<const std::uint32_t> rows, const EvaluateRowsParams& params);

// The probability of each of `tokens` behind each of `rows`, [rows][tokens].
Result<std::vector<std::vector<double>>> nextTokenProbabilities(LanguageModel& model, const TokenTable& table,
    std::span<const std::uint32_t> rows, std::span<const std::int32_t> tokens,
    const EvaluateRowsParams& params);

} // namespace dankai
