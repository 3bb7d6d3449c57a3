// SPDX-License-Identifier: Apache-2.0
#include "core/model/adapterweights.h"

#include "core/checkpoint/adapterstart.h"
#include "core/model/flattensors.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace dankai {

namespace {

// Takes the matrices of the adapters one after another, as adapterLayout() has them, to the products that
// they belong to.
class UpdateReader final
{
public:
    UpdateReader(std::span<const Parameter> parameters, double scale, const at::Tensor& compute,
        const at::Tensor& gradients)
        : m_parameters(parameters)
        , m_scale(scale)
        , m_compute(compute)
        , m_gradients(gradients)
    { }

    // Without parts where no projection of the product has one.
    LowRankUpdate next(const std::string& prefix, const Product& product)
    {
        LowRankUpdate update;
        update.scale = m_scale;
        const auto firstDown = m_parameters;
        std::int64_t row = 0;
        for (std::size_t i = 0; i < product.projections.size(); row += product.rows[i++]) {
            ++m_projections; // one by one, whichever have an adapter
            if (!m_parameters.empty()
                && m_parameters.front().name
                    == adapterWeightName(prefix + product.projections[i], AdapterMatrix::A)) {
                LowRankUpdate::Part& part = update.parts.emplace_back();
                part.firstRow = row;
                part.dropoutStream = m_projections;
                m_parameters = m_parameters.subspan(1);
            }
        }
        if (update.parts.empty())
            return update;
        const auto parts = static_cast<std::int64_t>(update.parts.size());
        const Parameter& down = firstDown.front();
        const std::vector<std::int64_t> shape = {parts * down.shape[0], product.columns};
        update.down = slice(m_compute, down.offset, shape);
        update.downGradient = slice(m_gradients, down.offset, shape);
        for (LowRankUpdate::Part& part : update.parts) {
            part.up = m_parameters.front().compute;
            part.upGradient = m_parameters.front().gradient;
            m_parameters = m_parameters.subspan(1);
        }
        return update;
    }

private:
    std::span<const Parameter> m_parameters; // those that are left
    double m_scale;
    at::Tensor m_compute, m_gradients;
    std::uint64_t m_projections = 0; // that were asked for so far
};

} // namespace

void linkAdapter(const ModelConfig& config, const AdapterConfig& adapter, ModelWeights& weights)
{
    UpdateReader trained(weights.parameters, adapter.scale(), weights.compute, weights.gradients);
    UpdateReader fixed(weights.fixed, adapter.scale(), weights.fixedCompute, {});
    const std::vector<Product> products = productsOfLayer(config);
    for (std::size_t i = 0; i < weights.decoder.layers.size(); ++i) {
        DecoderLayer& layer = weights.decoder.layers[i];
        const std::string prefix = "model.layers." + std::to_string(i) + ".";
        Linear* const linears[] = {&layer.qkv, &layer.attentionOut, &layer.gateUp, &layer.down};
        for (std::size_t p = 0; p < products.size(); ++p) {
            std::vector<LowRankUpdate> updates;
            for (UpdateReader* reader : {&fixed, &trained})
                if (LowRankUpdate update = reader->next(prefix, products[p]); !update.parts.empty())
                    updates.push_back(std::move(update));
            linears[p]->setUpdates(std::move(updates));
        }
    }
}

void beginAdapter(ModelWeights& weights, std::uint64_t seed)
{
    weights.masters.zero_();
    for (Parameter& parameter : weights.parameters) {
        at::Tensor values = at::empty(parameter.shape, at::kFloat);
        fillAdapterStart(parameter.name, parameter.shape, seed,
            std::span(values.mutable_data_ptr<float>(), static_cast<std::size_t>(parameter.count)));
        parameter.master.copy_(values);
    }
    refreshCompute(weights);
}

void setFixedRank(
    const ModelConfig& config, const AdapterConfig& adapter, std::int64_t rank, ModelWeights& weights)
{
    weights.fixedRank = rank;
    weights.fixed.clear();
    weights.fixedMasters = at::Tensor();
    weights.fixedCompute = at::Tensor();
    if (rank > 0) {
        const ParameterLayout layout = adapterLayout(config, adapter.withRank(rank));
        weights.fixedMasters = at::zeros({layout.size}, weights.masters.options());
        weights.fixedCompute = weights.compute.data_ptr() == weights.masters.data_ptr()
            ? weights.fixedMasters
            : at::zeros({layout.size}, weights.compute.options());
        weights.fixed
            = parametersOf(layout, {.masters = weights.fixedMasters, .compute = weights.fixedCompute});
    }
    linkAdapter(config, adapter, weights);
}

void fixAdapter(const ModelConfig& config, const AdapterConfig& adapter, ModelWeights& weights)
{
    const std::vector<Parameter> before = std::move(weights.fixed);
    setFixedRank(config, adapter, weights.fixedRank + adapter.rank, weights);
    for (std::size_t i = 0; i < weights.fixed.size(); ++i) {
        const at::Tensor& last = weights.parameters[i].master;
        weights.fixed[i].master.copy_(
            before.empty() ? last : at::cat({before[i].master, last}, rankDimension(weights.fixed[i].name)));
    }
    refreshCompute(weights);
}

Result<> readAdapter(const ModelConfig& config, const AdapterConfig& adapter, const WeightSource& source,
    ModelWeights& weights)
{
    const WeightInfo* first = source.find(weights.parameters.front().name);
    const std::int64_t rank
        = std::max(adapter.rank, first == nullptr || first->shape.empty() ? 0 : first->shape[0]);
    for (const WeightInfo& expected : expectedAdapterWeights(config, adapter.withRank(rank)))
        if (auto checked = checkShape(source, expected); !checked)
            return checked;
    const std::int64_t fixedRank = rank - adapter.rank;
    setFixedRank(config, adapter, fixedRank, weights);
    for (std::size_t i = 0; i < weights.parameters.size(); ++i) {
        Parameter& trained = weights.parameters[i];
        const std::int64_t dimension = rankDimension(trained.name);
        std::vector<std::int64_t> shape = trained.shape;
        shape[static_cast<std::size_t>(dimension)] = rank;
        const at::Tensor values = at::empty(shape, at::kFloat);
        if (auto read = source.readFloat(trained.name,
                std::span(values.mutable_data_ptr<float>(), static_cast<std::size_t>(values.numel())));
            !read)
            return read;
        if (fixedRank > 0)
            weights.fixed[i].master.copy_(values.narrow(dimension, 0, fixedRank));
        trained.master.copy_(values.narrow(dimension, fixedRank, adapter.rank));
    }
    refreshCompute(weights);
    return {};
}

} // namespace dankai
