// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/adapterstart.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>

namespace dankai {

void fillAdapterStart(
    std::string_view name, std::span<const std::int64_t> shape, std::uint64_t seed, std::span<float> values)
{
    if (!name.ends_with(".lora_A.weight")) {
        std::ranges::fill(values, 0.0F);
        return;
    }
    // Kaiming's uniform distribution with a = sqrt(5), as PEFT begins.
    Random random(seedFor(seed, name));
    const double bound = 1 / std::sqrt(static_cast<double>(shape[1]));
    for (float& value : values)
        value = static_cast<float>((2 * random.uniform() - 1) * bound);
}

AdapterStart::AdapterStart(const ModelConfig& model, const AdapterConfig& adapter, std::uint64_t seed)
    : m_weights(expectedAdapterWeights(model, adapter))
    , m_seed(seed)
{ }

const WeightInfo* AdapterStart::find(std::string_view name) const
{
    const auto found = std::ranges::find(m_weights, name, &WeightInfo::name);
    return found == m_weights.end() ? nullptr : &*found;
}

Result<> AdapterStart::readFloatRows(
    std::string_view name, std::int64_t firstRow, std::span<float> values) const
{
    const WeightInfo* weight = find(name);
    if (weight == nullptr)
        return unusable("A new adapter has no weight " + quotedName(name) + ".");
    const RowRange range = rowRange(*weight, firstRow, values.size());
    if (!range.isInside)
        return unusable("The rows that were asked for of " + quotedName(name) + " are not there.");
    std::vector<float> whole(static_cast<std::size_t>(weight->valueCount()));
    fillAdapterStart(name, weight->shape, m_seed, whole);
    std::ranges::copy(std::span(whole).subspan(range.firstValue, values.size()), values.begin());
    return {};
}

} // namespace dankai
