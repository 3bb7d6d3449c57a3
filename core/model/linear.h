// SPDX-License-Identifier: Apache-2.0
// A matrix that is multiplied with, in whatever form it is stored: dense, in 4 bits or in a file's blocks;
// with a bias where the model has one. It may stand still beside low-rank updates of which one is trained in
// its place.
#pragma once

#include "core/kernels/blockmatrix.h"
#include "core/kernels/dropout.h"
#include "core/kernels/nf4.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

namespace dankai {

// W + scale * B A (LoRA). Several projections that are multiplied as one (queries, keys and values) have an A
// and a B each; `down` holds their As one below the other.
//
// A product of many rows adds the update to the matrix first and multiplies once: rank r costs r rows more
// instead of two products with every row, and backwards nothing but the gradients of A and B is left to do. A
// product of few rows (decoding) multiplies with A and B.
struct LowRankUpdate
{
    struct Part
    {
        at::Tensor up; // B [rows, rank] of the compute type
        at::Tensor upGradient; // float32; undefined where the update stands still
        std::int64_t firstRow = 0; // of the whole matrix's rows
        std::uint64_t dropoutStream = 0; // its own among all of the model's
    };

    at::Tensor down; // A of all parts [parts * rank, in] of the compute type
    at::Tensor downGradient; // float32; undefined where the update stands still
    std::vector<Part> parts;
    double scale = 1;
};

// Of a training step, where what A of the trained update reads is dropped in part, as PEFT has it. Then that
// update is not part of the matrix: it is computed beside it, with a mask of its own for each part.
struct UpdateDropout
{
    DropoutMask mask; // of the whole step's micro-batch; parts take theirs by their stream
    at::Tensor room; // as many values as the widest input has, of the compute type

    // As x is, its contents free.
    at::Tensor like(const at::Tensor& x) const { return room.narrow(0, 0, x.numel()).view(x.sizes()); }
};

// Kept in fewer bits than it is computed with; made dense where it is multiplied with.
using PackedMatrix = std::variant<Nf4Matrix, BlockMatrix>;

class Linear final
{
public:
    Linear() = default;
    // weight [out, in] of the compute type; weightGradient [out, in] float32, undefined where not trained.
    Linear(at::Tensor weight, at::Tensor weightGradient);
    // Stands still. The matrices, all of one kind, are the weight one below the other; those in a file's
    // blocks have no updates.
    explicit Linear(std::vector<PackedMatrix> matrices);
    // [out] float32 both; the gradient undefined where not trained.
    void setBias(at::Tensor bias, at::Tensor biasGradient);

    // All of the same parts, to be added up; one that is trained is the last.
    void setUpdates(std::vector<LowRankUpdate> updates) { m_updates = std::move(updates); }

    // [out, in] of the compute type, where the matrix is not dense or has updates: what is multiplied with
    // is made there. All Linears of a model share the memory, so it is that of the last one used.
    void setRoom(at::Tensor room) { m_room = std::move(room); }

    // `dropout`: the same in all three, or null; means nothing where no update is trained.
    void forward(const at::Tensor& x, at::Tensor& out, const UpdateDropout* dropout = nullptr) const;
    void inputGradient(
        const at::Tensor& outGradient, at::Tensor& inGradient, const UpdateDropout* dropout = nullptr) const;
    // Adds to the gradients of what is trained: the weight and its bias, an update, or nothing.
    void accumulateGradient(
        const at::Tensor& outGradient, const at::Tensor& x, const UpdateDropout* dropout = nullptr);

    std::uint64_t packedBytes() const; // 0 where it is dense

private:
    void multiply(const at::Tensor& x, at::Tensor& out) const; // without the bias
    // The matrix with these of its updates, dense; valid until another Linear's product.
    const at::Tensor& sumWith(std::span<const LowRankUpdate> updates) const;
    // Those that stand still: what the matrix is where the trained one is computed beside it.
    std::span<const LowRankUpdate> fixedUpdates() const;
    // Null where none is.
    const LowRankUpdate* trainedUpdate() const;

    at::Tensor m_weight; // undefined where it is not dense
    std::vector<PackedMatrix> m_packed;
    at::Tensor m_room;
    at::Tensor m_gradient;
    std::vector<LowRankUpdate> m_updates;
    at::Tensor m_bias; // undefined: none
    at::Tensor m_biasGradient;
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
