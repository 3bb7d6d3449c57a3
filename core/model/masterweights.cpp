// SPDX-License-Identifier: Apache-2.0
#include "core/model/masterweights.h"

#include "core/kernels/splitmaster.h"

#include <algorithm>
#include <exception>

namespace dankai {

MasterWeights::MasterWeights(const LanguageModel& model)
    : m_model(model)
{
    for (const Parameter& parameter : model.parameters()) {
        m_byName.emplace(parameter.name, m_weights.size());
        std::vector<std::int64_t> shape = parameter.shape;
        if (model.fixedRank() > 0)
            shape[static_cast<std::size_t>(rankDimension(parameter.name))] += model.fixedRank();
        m_weights.push_back({parameter.name, std::move(shape)});
    }
}

const WeightInfo* MasterWeights::find(std::string_view name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : &m_weights[found->second];
}

Result<> MasterWeights::readFloatRows(
    std::string_view name, std::int64_t firstRow, std::span<float> values) const
{
    const auto found = m_byName.find(name);
    if (found == m_byName.end())
        return unusable("The model has no tensor " + std::string(name) + ".");
    const WeightInfo& weight = m_weights[found->second];
    const std::int64_t rowValues = weight.valueCount() / weight.shape.front();
    const auto count = static_cast<std::int64_t>(values.size());
    if (firstRow < 0 || count % rowValues != 0 || firstRow * rowValues + count > weight.valueCount())
        return unusable("The tensor " + weight.name + " has no such rows.");
    try {
        const Parameter& parameter = m_model.parameters()[found->second];
        const auto wanted = [&](const at::Tensor& tensor) {
            return tensor.view({-1}).narrow(0, firstRow * rowValues, count);
        };
        const at::Tensor masters = m_model.fixedRank() > 0 ? wanted(m_model.stackedMatrix(found->second))
            : parameter.master.defined()                   ? wanted(parameter.master)
            : parameter.lowBits.defined() ? joinedMaster(wanted(parameter.compute), wanted(parameter.lowBits))
                                          : wanted(parameter.compute);
        const at::Tensor rows = masters.to(at::kCPU, at::kFloat).contiguous();
        std::copy_n(rows.const_data_ptr<float>(), count, values.data());
        return {};
    } catch (const std::exception& error) {
        return failed("The tensor " + weight.name + " cannot be read from the device: " + error.what());
    }
}

} // namespace dankai
