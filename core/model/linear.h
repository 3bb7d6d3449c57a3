// SPDX-License-Identifier: Apache-2.0
// A matrix that is multiplied with, in whatever form it is stored: dense here; quantized forms keep the
// interface and own another storage. No bias (the Llama family has none).
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace dankai {

class Linear final
{
public:
    Linear() = default;
    // weight [out, in] of the compute type; weightGradient [out, in] float32, undefined where not trained.
    Linear(at::Tensor weight, at::Tensor weightGradient);

    void forward(const at::Tensor& x, at::Tensor& out) const;
    void inputGradient(const at::Tensor& outGradient, at::Tensor& inGradient) const;
    // Adds to the weight gradient.
    void accumulateGradient(const at::Tensor& outGradient, const at::Tensor& x);

    std::int64_t outSize() const { return m_weight.size(0); }

    std::int64_t inSize() const { return m_weight.size(1); }

    const at::Tensor& weight() const { return m_weight; }

    at::Tensor& gradient() { return m_gradient; }

private:
    at::Tensor m_weight;
    at::Tensor m_gradient;
};

struct NormWeight
{
    at::Tensor weight; // [hidden] float32
    at::Tensor gradient; // [hidden] float32, undefined where not trained
};

struct DecoderLayer
{
    NormWeight attentionNorm;
    Linear qkv; // rows: queries, keys, values
    Linear attentionOut;
    NormWeight mlpNorm;
    Linear gateUp; // rows: gate, up
    Linear down;
};

struct DecoderWeights
{
    at::Tensor embedding; // [vocabulary, hidden] of the compute type
    at::Tensor embeddingGradient; // float32, undefined where not trained
    std::vector<DecoderLayer> layers;
    NormWeight finalNorm;
    Linear head; // the embedding itself where tied
    at::Tensor cosine; // [positions, headSize / 2] float32
    at::Tensor sine;
};

} // namespace dankai
