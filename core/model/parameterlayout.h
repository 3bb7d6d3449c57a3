// SPDX-License-Identifier: Apache-2.0
// Where every weight stands in the one flat buffer: matrices that are multiplied as one (queries, keys and
// values; gate and up) lie next to each other. Names and shapes only, no tensors.
#pragma once

#include "core/checkpoint/adapterconfig.h"
#include "core/checkpoint/modelconfig.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dankai {

struct ParameterPlace
{
    WeightInfo info;
    std::int64_t offset = 0; // in elements
    std::int64_t count = 0;
};

struct ParameterLayout
{
    std::vector<ParameterPlace> places; // in the order of the computation
    std::int64_t size = 0; // elements, with the gaps that align every product's matrix to 64 bytes
};

ParameterLayout parameterLayout(const ModelConfig& config);
// The rest of it where the matrices of the layers are stored elsewhere: embedding, norms, output matrix.
ParameterLayout layoutWithoutProducts(const ParameterLayout& layout);
// Its norms and biases alone, one behind the other.
ParameterLayout layoutOfVectors(const ParameterLayout& layout);
// Of an adapter's matrices under PEFT's names: for each product the As of its projections, then their Bs.
ParameterLayout adapterLayout(const ModelConfig& config, const AdapterConfig& adapter);

// The projections that are multiplied as one matrix, in the order of its rows.
struct Product
{
    std::vector<std::string> projections; // "self_attn.q_proj", ...
    std::vector<std::int64_t> rows; // of each
    std::int64_t columns = 0;

    std::int64_t rowCount() const;
};

// The four products of a decoder layer: queries, keys and values; attention's output; gate and up; down.
std::vector<Product> productsOfLayer(const ModelConfig& config);

} // namespace dankai
