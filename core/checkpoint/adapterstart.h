// SPDX-License-Identifier: Apache-2.0
// The values that a new adapter begins with: uniform As that depend on the seed and their name alone, and Bs
// of zeros, so that the model is at first what it was. The same for the engine and for whoever trains the run
// elsewhere.
#pragma once

#include "core/checkpoint/adapterconfig.h"
#include "core/checkpoint/weightsource.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

inline constexpr std::string_view adapterSeedPurpose
    = "adapter"; // of seedFor(): the same in every arm of a seed

// All values of one matrix, under PEFT's name of it; shape [rank, in] or [out, rank].
void fillAdapterStart(
    std::string_view name, std::span<const std::int64_t> shape, std::uint64_t seed, std::span<float> values);

// A whole adapter of such values.
class AdapterStart final : public WeightSource
{
public:
    AdapterStart(const ModelConfig& model, const AdapterConfig& adapter, std::uint64_t seed);

    std::span<const WeightInfo> weights() const override { return m_weights; }

    const WeightInfo* find(std::string_view name) const override;
    Result<> readFloatRows(
        std::string_view name, std::int64_t firstRow, std::span<float> values) const override;

private:
    std::vector<WeightInfo> m_weights;
    std::uint64_t m_seed;
};

} // namespace dankai
