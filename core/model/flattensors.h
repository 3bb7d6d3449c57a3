// SPDX-License-Identifier: Apache-2.0
// A model's parameters as slices of flat tensors, so that an optimizer may go by parameter or over everything
// at once.
#pragma once

#include "core/model/languagemodel.h"
#include "core/model/parameterlayout.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dankai {

// Whichever there are.
struct FlatTensors
{
    at::Tensor masters = {}, gradients = {}, compute = {}, lowBits = {}, vectors = {};
};

// Undefined where `flat` is.
at::Tensor slice(const at::Tensor& flat, std::int64_t offset, const std::vector<std::int64_t>& shape);

std::vector<Parameter> parametersOf(const ParameterLayout& layout, const FlatTensors& flat);

// Room for the norms and biases of a model without masters.
at::Tensor vectorsFor(const ParameterLayout& layout, const at::Tensor& compute);
// From what the flat tensors have of them.
void fillVectors(std::span<Parameter> parameters);

} // namespace dankai
