// SPDX-License-Identifier: Apache-2.0
// A base model's weights with a LoRA adapter added, W + scale * B A in float32, as one source: whoever reads
// it needs to know nothing of adapters.
#pragma once

#include "core/checkpoint/adapterconfig.h"
#include "core/checkpoint/weightsource.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dankai {

class MergedWeights final : public WeightSource
{
public:
    // Unusable where the adapter's matrices do not fit the base, or one of them is missing. Reads all of the
    // adapter now (it is small) and the base when asked. `where` names the adapter in errors.
    static Result<std::unique_ptr<MergedWeights>> create(std::unique_ptr<WeightSource> base,
        const WeightSource& adapter, const AdapterConfig& config, const std::string& where);

    std::span<const WeightInfo> weights() const override { return m_base->weights(); }

    const WeightInfo* find(std::string_view name) const override { return m_base->find(name); }

    Result<> readFloatRows(
        std::string_view name, std::int64_t firstRow, std::span<float> values) const override;

private:
    struct LowRank
    {
        std::vector<float> down; // A [rank, in]
        std::vector<float> up; // scale * B [out, rank]
        std::int64_t rank = 0;
    };

    MergedWeights() = default;
    Result<> add(const WeightSource& adapter, const AdapterConfig& config, const std::string& projection,
        const std::string& where);

    std::unique_ptr<WeightSource> m_base;
    std::map<std::string, LowRank, std::less<>> m_updates; // by the weight's name
};

} // namespace dankai
