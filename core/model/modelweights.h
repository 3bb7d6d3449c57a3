// SPDX-License-Identifier: Apache-2.0
// The flat buffers of a model and what stands where in them; reading weights into them.
#pragma once

#include "core/model/languagemodel.h"

namespace dankai {

struct ModelWeights
{
    // Of what is trained: the whole model, or an adapter.
    at::Tensor masters; // [n] float32, undefined for inference in bfloat16 and where they are split
    at::Tensor gradients; // [n] float32, undefined for inference
    at::Tensor compute; // [n]
    at::Tensor lowBits; // [n] int16 beside `compute` where masters are split, else undefined
    // Where there are no masters: norms and biases (layoutOfVectors()), float32, of which the parameters'
    // masters are slices. What `compute` and `lowBits` have of them is read from the model and not used.
    at::Tensor vectors;
    std::vector<Parameter> parameters;

    // Adapters that were trained before and stand still beside the one that is trained, stacked to one of
    // `fixedRank`; undefined: none.
    std::int64_t fixedRank = 0;
    at::Tensor fixedMasters; // [k] float32
    at::Tensor fixedCompute; // [k] of the compute type, the same tensor in float32
    std::vector<Parameter> fixed; // as `parameters` has them, of another rank

    at::Tensor frozen; // [m] the model beside an adapter, of the compute type; undefined without one
    at::Tensor room; // one matrix with its update (linear.h); undefined without an adapter
    DecoderWeights decoder;
};

// The compute weights from the masters, where they are not the same.
void refreshCompute(ModelWeights& weights);

// Of the whole model into the flat tensors that are there.
Result<> readWeights(const OpenedModel& opened, ModelWeights& weights);

// Unusable where the source has no such tensor, or of another shape.
Result<> checkShape(const WeightSource& source, const WeightInfo& info);

Result<ModelWeights> loadWeights(const OpenedModel& opened, const LanguageModelParams& params);

} // namespace dankai
