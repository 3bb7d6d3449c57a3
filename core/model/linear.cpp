// SPDX-License-Identifier: Apache-2.0
#include "core/model/linear.h"

#include "core/kernels/bias.h"
#include "core/kernels/cpuloops.h"
#include "core/kernels/matmul.h"

#include <ATen/ops/addmm.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/mm.h>

#include <algorithm>
#include <utility>

namespace dankai {

namespace {

// From here on adding the update to the matrix costs less than two products with every row.
constexpr std::int64_t manyRows = 64;

std::int64_t rankOf(const LowRankUpdate& update)
{
    return update.down.size(0) / static_cast<std::int64_t>(update.parts.size());
}

// x A^T of all parts [tokens, parts * rank]
at::Tensor timesDown(const at::Tensor& x, const LowRankUpdate& update)
{
    at::Tensor low = at::empty({x.size(0), update.down.size(0)}, x.options());
    matmul(x, update.down, low);
    return low;
}

at::Tensor downOf(const LowRankUpdate& update, std::size_t part)
{
    const std::int64_t rank = rankOf(update);
    return update.down.narrow(0, static_cast<std::int64_t>(part) * rank, rank);
}

// B [rows, ranks] and A [ranks, in] of a part of all updates: their sum is one product, rounded once.
std::pair<at::Tensor, at::Tensor> stacked(std::span<const LowRankUpdate> updates, std::size_t part)
{
    if (updates.size() == 1)
        return {updates.front().parts[part].up, downOf(updates.front(), part)};
    std::vector<at::Tensor> ups, downs;
    for (const LowRankUpdate& update : updates) {
        ups.push_back(update.parts[part].up);
        downs.push_back(downOf(update, part));
    }
    return {at::cat(ups, 1), at::cat(downs, 0)};
}

at::Tensor columnsOf(const at::Tensor& whole, const LowRankUpdate::Part& part)
{
    return whole.narrow(1, part.firstRow, part.up.size(0));
}

// y = x (W + s B A)^T, so dB = s dy^T (x A^T) and dA = s (dy B)^T x.
void accumulateUpdateGradient(const at::Tensor& outGradient, const at::Tensor& x, LowRankUpdate& update)
{
    const std::int64_t rank = rankOf(update);
    at::Tensor low = timesDown(x, update);
    low.mul_(update.scale);
    at::Tensor lowGradient = at::empty_like(low);
    for (std::size_t i = 0; i < update.parts.size(); ++i) {
        LowRankUpdate::Part& part = update.parts[i];
        const at::Tensor gradient = columnsOf(outGradient, part);
        const auto first = static_cast<std::int64_t>(i) * rank;
        accumulateWeightGradient(gradient, low.narrow(1, first, rank), part.upGradient);
        lowGradient.narrow(1, first, rank).copy_(at::mm(gradient, part.up));
    }
    lowGradient.mul_(update.scale);
    accumulateWeightGradient(lowGradient, x, update.downGradient);
}

// What A of a part reads in a step with dropout.
at::Tensor dropped(const at::Tensor& x, const LowRankUpdate::Part& part, const UpdateDropout& dropout)
{
    at::Tensor result = dropout.like(x);
    dankai::dropout(x, dropout.mask.of(part.dropoutStream), result);
    return result;
}

// out += s drop(x) A^T B^T, each part in its columns.
void addDropped(
    const at::Tensor& x, const LowRankUpdate& update, const UpdateDropout& dropout, at::Tensor& out)
{
    for (std::size_t i = 0; i < update.parts.size(); ++i) {
        const LowRankUpdate::Part& part = update.parts[i];
        const at::Tensor low = at::mm(dropped(x, part, dropout), downOf(update, i).t());
        columnsOf(out, part).add_(at::mm(low, part.up.t()), update.scale);
    }
}

// dx += s drop(dy B A), by the mask of the forward pass.
void addDroppedInputGradient(const at::Tensor& outGradient, const LowRankUpdate& update,
    const UpdateDropout& dropout, at::Tensor& inGradient)
{
    at::Tensor ofPart = dropout.like(inGradient);
    for (std::size_t i = 0; i < update.parts.size(); ++i) {
        const LowRankUpdate::Part& part = update.parts[i];
        at::mm_out(ofPart, at::mm(columnsOf(outGradient, part), part.up), downOf(update, i));
        dankai::dropout(ofPart, dropout.mask.of(part.dropoutStream), ofPart);
        inGradient.add_(ofPart, update.scale);
    }
}

// dB = s dy^T (drop(x) A^T) and dA = s (dy B)^T drop(x).
void accumulateDroppedGradient(
    const at::Tensor& outGradient, const at::Tensor& x, const UpdateDropout& dropout, LowRankUpdate& update)
{
    const std::int64_t rank = rankOf(update);
    for (std::size_t i = 0; i < update.parts.size(); ++i) {
        LowRankUpdate::Part& part = update.parts[i];
        const at::Tensor in = dropped(x, part, dropout);
        const at::Tensor gradient = columnsOf(outGradient, part);
        const at::Tensor low = at::mm(in, downOf(update, i).t()).mul_(update.scale);
        accumulateWeightGradient(gradient, low, part.upGradient);
        const at::Tensor lowGradient = at::mm(gradient, part.up).mul_(update.scale);
        at::Tensor downGradient = update.downGradient.narrow(0, static_cast<std::int64_t>(i) * rank, rank);
        accumulateWeightGradient(lowGradient, in, downGradient);
    }
}

std::int64_t rowsOf(const PackedMatrix& packed)
{
    return std::visit([](const auto& matrix) { return matrix.rows; }, packed);
}

void makeDense(const PackedMatrix& packed, at::Tensor& out)
{
    if (const auto* blocks = std::get_if<BlockMatrix>(&packed))
        dequantizeBlocks(*blocks, out);
    else
        dequantizeNf4(std::get<Nf4Matrix>(packed), out);
}

bool isInBlocks(std::span<const PackedMatrix> matrices)
{
    return !matrices.empty() && std::holds_alternative<BlockMatrix>(matrices.front());
}

} // namespace

Linear::Linear(at::Tensor weight, at::Tensor weightGradient)
    : m_weight(std::move(weight))
    , m_gradient(std::move(weightGradient))
{ }

Linear::Linear(std::vector<PackedMatrix> matrices)
    : m_packed(std::move(matrices))
{ }

std::uint64_t Linear::packedBytes() const
{
    std::uint64_t bytes = 0;
    for (const PackedMatrix& packed : m_packed)
        bytes += std::visit([](const auto& matrix) { return matrix.bytes(); }, packed);
    return bytes;
}

const LowRankUpdate* Linear::trainedUpdate() const
{
    return !m_updates.empty() && m_updates.back().downGradient.defined() ? &m_updates.back() : nullptr;
}

std::span<const LowRankUpdate> Linear::fixedUpdates() const
{
    const std::span<const LowRankUpdate> all = m_updates;
    return trainedUpdate() != nullptr ? all.first(all.size() - 1) : all;
}

const at::Tensor& Linear::sumWith(std::span<const LowRankUpdate> updates) const
{
    if (updates.empty() && m_weight.defined())
        return m_weight;
    std::int64_t row = 0;
    for (const PackedMatrix& matrix : m_packed) {
        at::Tensor rows = m_room.narrow(0, row, rowsOf(matrix));
        makeDense(matrix, rows);
        row += rows.size(0);
    }
    if (updates.empty())
        return m_room;
    const bool isDense = m_weight.defined();
    std::int64_t done = 0; // rows of a dense matrix that stand in the room
    const auto copyTo = [&](std::int64_t until) {
        if (isDense && until > done)
            m_room.narrow(0, done, until - done).copy_(m_weight.narrow(0, done, until - done));
    };
    for (std::size_t i = 0; i < updates.front().parts.size(); ++i) {
        const LowRankUpdate::Part& part = updates.front().parts[i];
        const std::int64_t rows = part.up.size(0);
        copyTo(part.firstRow); // rows without an update
        at::Tensor sum = m_room.narrow(0, part.firstRow, rows);
        const auto [up, down] = stacked(updates, i);
        at::addmm_out(
            sum, isDense ? m_weight.narrow(0, part.firstRow, rows) : sum, up, down, 1, updates.front().scale);
        done = part.firstRow + rows;
    }
    copyTo(m_room.size(0));
    return m_room;
}

void Linear::setBias(at::Tensor bias, at::Tensor biasGradient)
{
    m_bias = std::move(bias);
    m_biasGradient = std::move(biasGradient);
}

void Linear::forward(const at::Tensor& x, at::Tensor& out, const UpdateDropout* dropout) const
{
    const LowRankUpdate* trained = dropout != nullptr ? trainedUpdate() : nullptr;
    if (trained != nullptr) {
        matmul(x, sumWith(fixedUpdates()), out);
        addDropped(x, *trained, *dropout, out);
    } else {
        multiply(x, out);
    }
    if (m_bias.defined())
        addBias(out, m_bias);
}

void Linear::multiply(const at::Tensor& x, at::Tensor& out) const
{
    if (isInBlocks(m_packed) && x.size(0) <= maxGemvRows) {
        std::vector<const BlockMatrix*> matrices;
        for (const PackedMatrix& matrix : m_packed)
            matrices.push_back(&std::get<BlockMatrix>(matrix));
        matmulBlocks(x, matrices, out);
        return;
    }
    // In 4 bits the matrix must be made dense in any case.
    if (m_updates.empty() || !m_weight.defined() || x.size(0) >= manyRows) {
        matmul(x, sumWith(m_updates), out);
        return;
    }
    matmul(x, m_weight, out);
    for (const LowRankUpdate& update : m_updates) {
        const std::int64_t rank = rankOf(update);
        const at::Tensor low = timesDown(x, update);
        for (std::size_t i = 0; i < update.parts.size(); ++i) {
            const LowRankUpdate::Part& part = update.parts[i];
            const at::Tensor own = low.narrow(1, static_cast<std::int64_t>(i) * rank, rank);
            columnsOf(out, part).add_(at::mm(own, part.up.t()), update.scale);
        }
    }
}

void Linear::inputGradient(
    const at::Tensor& outGradient, at::Tensor& inGradient, const UpdateDropout* dropout) const
{
    const LowRankUpdate* trained = dropout != nullptr ? trainedUpdate() : nullptr;
    matmulInputGradient(
        outGradient, trained != nullptr ? sumWith(fixedUpdates()) : sumWith(m_updates), inGradient);
    if (trained != nullptr)
        addDroppedInputGradient(outGradient, *trained, *dropout, inGradient);
}

void Linear::accumulateGradient(
    const at::Tensor& outGradient, const at::Tensor& x, const UpdateDropout* dropout)
{
    if (m_gradient.defined())
        accumulateWeightGradient(outGradient, x, m_gradient);
    if (m_biasGradient.defined())
        accumulateBiasGradient(outGradient, m_biasGradient);
    if (trainedUpdate() == nullptr)
        return;
    if (dropout != nullptr)
        accumulateDroppedGradient(outGradient, x, *dropout, m_updates.back());
    else
        accumulateUpdateGradient(outGradient, x, m_updates.back());
}

} // namespace dankai
