// SPDX-License-Identifier: Apache-2.0
// Rows of frozen tokens to flat batches under a token budget; a row is never split. No tensors.
#pragma once

#include "core/model/tokenbatch.h"
#include "core/run/stepplan.h"
#include "core/run/tokenfile.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dankai {

// In the rows' order, filled greedily; a row longer than the budget is a batch of its own.
std::vector<TokenBatch> microBatches(
    const PlannedStep& step, std::span<const TokenTable> tables, std::int64_t budgetTokens);

} // namespace dankai
