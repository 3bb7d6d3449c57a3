// SPDX-License-Identifier: Apache-2.0
// A matrix that is multiplied with, in whatever form it is stored: dense here; quantized forms keep the
// interface and own another storage. No bias (the Llama family has none). It may stand still beside a
// low-rank update that is trained in its place.
#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

namespace dankai {

// W + scale * B A (LoRA). Several projections that are multiplied as one (queries, keys and values) have an A
// and a B each; `down` holds their As one below the other.
//
// A product of many rows adds the update to the matrix first, into `room`, and multiplies once: rank r costs
// r rows more instead of two products with every row, and backwards nothing but the gradients of A and B is
// left to do. A product of few rows (decoding) multiplies with A and B.
struct LowRankUpdate
{
    struct Part
    {
        at::Tensor up; // B [rows, rank] of the compute type
        at::Tensor upGradient; // float32
        std::int64_t firstRow = 0; // of the whole matrix's rows
    };

    at::Tensor down; // A of all parts [parts * rank, in] of the compute type
    at::Tensor downGradient; // float32
    std::vector<Part> parts;
    double scale = 1;
    // [out, in] of the compute type; all Linears of a model share the memory, so that it holds the sum of the
    // one whose product is being made.
    at::Tensor room;
};

class Linear final
{
public:
    Linear() = default;
    // weight [out, in] of the compute type; weightGradient [out, in] float32, undefined where not trained.
    Linear(at::Tensor weight, at::Tensor weightGradient);

    void setUpdate(LowRankUpdate update) { m_update = std::move(update); }

    void forward(const at::Tensor& x, at::Tensor& out) const;
    void inputGradient(const at::Tensor& outGradient, at::Tensor& inGradient) const;
    // Adds to the gradients of what is trained: the weight, its update, or nothing.
    void accumulateGradient(const at::Tensor& outGradient, const at::Tensor& x);

    std::int64_t outSize() const { return m_weight.size(0); }

    std::int64_t inSize() const { return m_weight.size(1); }

    const at::Tensor& weight() const { return m_weight; }

    at::Tensor& gradient() { return m_gradient; }

private:
    const at::Tensor& updated() const; // the weight with its update, valid until another Linear's product

    at::Tensor m_weight;
    at::Tensor m_gradient;
    std::optional<LowRankUpdate> m_update;
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
