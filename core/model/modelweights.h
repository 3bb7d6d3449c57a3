// SPDX-License-Identifier: Apache-2.0
// The flat buffers of a model and what stands where in them; reading weights into them.
#pragma once

#include "core/model/languagemodel.h"

namespace dankai {

struct ModelWeights
{
    // Of what is trained: the whole model, or an adapter.
    at::Tensor masters; // [n] float32, undefined for inference in bfloat16
    at::Tensor gradients; // [n] float32, undefined for inference
    at::Tensor compute; // [n]
    std::vector<Parameter> parameters;

    at::Tensor frozen; // [m] the model beside an adapter, of the compute type; undefined without one
    at::Tensor room; // one matrix with its update (linear.h); undefined without an adapter
    DecoderWeights decoder;
};

// The compute weights from the masters, where they are not the same.
void refreshCompute(ModelWeights& weights);

// Into flat tensors that are there: `masters` [n] float32 or undefined, `compute` [n].
Result<> readWeights(const OpenedModel& opened, at::Tensor& masters, at::Tensor& compute);

// The start of every adapter: A drawn as PEFT draws it (uniform within 1 / sqrt(in)), B zero, so that the
// model is the base still.
void beginAdapter(ModelWeights& weights, std::uint64_t seed);
// Unusable where a matrix is missing or of another shape.
Result<> readAdapter(const WeightSource& adapter, ModelWeights& weights);

Result<ModelWeights> loadWeights(const OpenedModel& opened, const LanguageModelParams& params);

} // namespace dankai
