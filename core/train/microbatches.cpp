// SPDX-License-Identifier: Apache-2.0
#include "core/train/microbatches.h"

namespace dankai {

std::vector<TokenBatch> microBatches(
    const PlannedStep& step, std::span<const TokenTable> tables, std::int64_t budgetTokens)
{
    std::vector<TokenBatch> batches;
    for (const PlannedRow& row : step.rows) {
        const TokenTable& table = tables[row.phase];
        const std::size_t length = table.length(row.row);
        if (batches.empty() || batches.back().tokenCount() + length > static_cast<std::size_t>(budgetTokens))
            batches.emplace_back();
        batches.back().append(table.idsOf(row.row), table.masksOf(row.row));
    }
    return batches;
}

} // namespace dankai
