// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/mergedweights.h"

#include <algorithm>
#include <utility>

namespace dankai {

namespace {

constexpr std::string_view prefix = "base_model.model.";
constexpr std::string_view endOfA = ".lora_A.weight";

// The projection whose A this is; empty: some other tensor.
std::string_view projectionOf(std::string_view name)
{
    if (!name.starts_with(prefix) || !name.ends_with(endOfA))
        return {};
    return name.substr(prefix.size(), name.size() - prefix.size() - endOfA.size());
}

} // namespace

Result<std::unique_ptr<MergedWeights>> MergedWeights::create(std::unique_ptr<WeightSource> base,
    const WeightSource& adapter, const AdapterConfig& config, const std::string& where)
{
    std::unique_ptr<MergedWeights> merged(new MergedWeights);
    merged->m_base = std::move(base);
    for (const WeightInfo& info : adapter.weights())
        if (const std::string_view projection = projectionOf(info.name); !projection.empty())
            if (auto added = merged->add(adapter, config, std::string(projection), where); !added)
                return passOn(added);
    if (merged->m_updates.size() * 2 != adapter.weights().size())
        return unusable(where
            + " holds weights that are no pairs of lora_A and lora_B beside linear layers. Merge the adapter "
              "into its base (merge_and_unload) and give that folder.");
    return merged;
}

Result<> MergedWeights::add(const WeightSource& adapter, const AdapterConfig& config,
    const std::string& projection, const std::string& where)
{
    const std::string nameOfA = adapterWeightName(projection, AdapterMatrix::A);
    const std::string nameOfB = adapterWeightName(projection, AdapterMatrix::B);
    const WeightInfo* a = adapter.find(nameOfA);
    const WeightInfo* b = adapter.find(nameOfB);
    const WeightInfo* weight = m_base->find(projection + ".weight");
    if (b == nullptr)
        return unusable(
            where + " holds " + quotedName(nameOfA) + " without its lora_B; the file is incomplete.");
    if (weight == nullptr)
        return unusable(where + " adapts " + quotedName(projection)
            + ", which its base model does not have. Is it an adapter of another model?");
    const bool fits = a->shape.size() == 2 && b->shape.size() == 2 && weight->shape.size() == 2
        && a->shape[1] == weight->shape[1] && b->shape[0] == weight->shape[0] && a->shape[0] == b->shape[1]
        && a->shape[0] > 0;
    if (!fits)
        return unusable(where + " adapts " + quotedName(projection) + " with A " + toString(a->shape)
            + " and B " + toString(b->shape) + ", which do not fit the base model's "
            + toString(weight->shape) + ". It is an adapter of another model.");
    AdapterConfig own = config; // rank_pattern: the rank is what the matrices have
    own.rank = a->shape[0];
    LowRank update;
    update.rank = own.rank;
    update.down.resize(static_cast<std::size_t>(a->valueCount()));
    update.up.resize(static_cast<std::size_t>(b->valueCount()));
    if (auto read = adapter.readFloat(nameOfA, update.down); !read)
        return read;
    if (auto read = adapter.readFloat(nameOfB, update.up); !read)
        return read;
    const auto scale = static_cast<float>(own.scale());
    for (float& value : update.up)
        value *= scale;
    m_updates.emplace(projection + ".weight", std::move(update));
    return {};
}

Result<> MergedWeights::readFloatRows(
    std::string_view name, std::int64_t firstRow, std::span<float> values) const
{
    if (auto read = m_base->readFloatRows(name, firstRow, values); !read)
        return read;
    const auto found = m_updates.find(name);
    if (found == m_updates.end())
        return {};
    const LowRank& update = found->second;
    const auto rank = static_cast<std::size_t>(update.rank);
    const std::size_t columns = update.down.size() / rank;
    const std::size_t rows = values.size() / columns;
    std::vector<float> sum(columns);
    for (std::size_t row = 0; row < rows; ++row) {
        const float* up = update.up.data() + (static_cast<std::size_t>(firstRow) + row) * rank;
        std::fill(sum.begin(), sum.end(), 0.0F);
        for (std::size_t r = 0; r < rank; ++r) {
            const float factor = up[r];
            const float* down = update.down.data() + r * columns;
            for (std::size_t column = 0; column < columns; ++column)
                sum[column] += factor * down[column];
        }
        float* out = values.data() + row * columns;
        for (std::size_t column = 0; column < columns; ++column)
            out[column] += sum[column];
    }
    return {};
}

} // namespace dankai
