// SPDX-License-Identifier: Apache-2.0
// The adapter that is trained beside a model, and those that were trained before it and stand still.
#pragma once

#include "core/model/modelweights.h"

#include <cstdint>

namespace dankai {

// The start of every adapter: A drawn as PEFT draws it (uniform within 1 / sqrt(in)), B zero, so that the
// model is the base still.
void beginAdapter(ModelWeights& weights, std::uint64_t seed);
// Room for adapters of `rank` in all that stand still, zeros; 0: none. `adapter` is the one that is trained.
void setFixedRank(
    const ModelConfig& config, const AdapterConfig& adapter, std::int64_t rank, ModelWeights& weights);
// What is trained joins what stands still, unchanged; what is trained from now on begins with beginAdapter().
void fixAdapter(const ModelConfig& config, const AdapterConfig& adapter, ModelWeights& weights);
// The last ranks of `source` become what is trained, those before stand still. Unusable where a matrix is
// missing or of another shape.
Result<> readAdapter(const ModelConfig& config, const AdapterConfig& adapter, const WeightSource& source,
    ModelWeights& weights);
// Gives the decoder's products the updates that there are.
void linkAdapter(const ModelConfig& config, const AdapterConfig& adapter, ModelWeights& weights);

} // namespace dankai
