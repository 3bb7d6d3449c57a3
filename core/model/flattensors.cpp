// SPDX-License-Identifier: Apache-2.0
#include "core/model/flattensors.h"

#include "core/kernels/splitmaster.h"

#include <ATen/ops/zeros.h>

#include <utility>

namespace dankai {

namespace {

ParameterKind kindOf(const WeightInfo& info)
{
    if (info.shape.size() == 1)
        return info.name.ends_with(".bias") ? ParameterKind::Bias : ParameterKind::Norm;
    return info.name == "model.embed_tokens.weight" || info.name == "lm_head.weight"
        ? ParameterKind::Embedding
        : ParameterKind::Matrix;
}

} // namespace

at::Tensor slice(const at::Tensor& flat, std::int64_t offset, const std::vector<std::int64_t>& shape)
{
    if (!flat.defined())
        return {};
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    return flat.narrow(0, offset, count).view(shape);
}

std::vector<Parameter> parametersOf(const ParameterLayout& layout, const FlatTensors& flat)
{
    std::vector<Parameter> parameters;
    const ParameterLayout vectors = layoutOfVectors(layout);
    auto vector = vectors.places.begin();
    for (const ParameterPlace& place : layout.places) {
        Parameter parameter{.name = place.info.name,
            .kind = kindOf(place.info),
            .shape = place.info.shape,
            .offset = place.offset,
            .count = place.count,
            .master = slice(flat.masters, place.offset, place.info.shape),
            .gradient = slice(flat.gradients, place.offset, place.info.shape),
            .compute = slice(flat.compute, place.offset, place.info.shape),
            .lowBits = slice(flat.lowBits, place.offset, place.info.shape)};
        // Norms and biases are computed with in float32 always.
        if (parameter.shape.size() == 1) {
            if (!flat.masters.defined())
                parameter.master = slice(flat.vectors, vector->offset, place.info.shape);
            ++vector;
        }
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

at::Tensor vectorsFor(const ParameterLayout& layout, const at::Tensor& compute)
{
    return at::zeros({layoutOfVectors(layout).size}, compute.options().dtype(at::kFloat));
}

void fillVectors(std::span<Parameter> parameters)
{
    for (Parameter& parameter : parameters)
        if (parameter.shape.size() == 1)
            parameter.master.copy_(parameter.lowBits.defined()
                    ? joinedMaster(parameter.compute, parameter.lowBits)
                    : parameter.compute);
}

} // namespace dankai
