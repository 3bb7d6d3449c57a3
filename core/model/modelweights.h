// SPDX-License-Identifier: Apache-2.0
// The flat buffers of a model and what stands where in them; reading weights into them.
#pragma once

#include "core/model/languagemodel.h"

namespace dankai {

struct ModelWeights
{
    at::Tensor masters; // [n] float32, undefined for inference in bfloat16
    at::Tensor gradients; // [n] float32, undefined for inference
    at::Tensor compute; // [n]
    std::vector<Parameter> parameters;
    DecoderWeights decoder;
};

// Into flat tensors that are there: `masters` [n] float32 or undefined, `compute` [n].
Result<> readWeights(const OpenedModel& opened, at::Tensor& masters, at::Tensor& compute);

Result<ModelWeights> loadWeights(const OpenedModel& opened, const LanguageModelParams& params);

} // namespace dankai
