// SPDX-License-Identifier: Apache-2.0
#include "core/model/linear.h"

#include "core/kernels/matmul.h"

#include <ATen/ops/addmm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/mm.h>

#include <utility>

namespace dankai {

namespace {

// From here on adding the update to the matrix costs less than two products with every row.
constexpr std::int64_t manyRows = 64;

at::Tensor columnsOf(const at::Tensor& whole, const LowRankUpdate::Part& part)
{
    return whole.narrow(1, part.firstRow, part.up.size(0));
}

} // namespace

Linear::Linear(at::Tensor weight, at::Tensor weightGradient)
    : m_weight(std::move(weight))
    , m_gradient(std::move(weightGradient))
{ }

const at::Tensor& Linear::updated() const
{
    if (!m_update)
        return m_weight;
    const LowRankUpdate& update = *m_update;
    const std::int64_t rank = update.down.size(0) / static_cast<std::int64_t>(update.parts.size());
    std::int64_t done = 0; // rows
    const auto copyTo = [&](std::int64_t row) {
        if (row > done)
            update.room.narrow(0, done, row - done).copy_(m_weight.narrow(0, done, row - done));
        done = row;
    };
    for (std::size_t i = 0; i < update.parts.size(); ++i) {
        const LowRankUpdate::Part& part = update.parts[i];
        const std::int64_t rows = part.up.size(0);
        copyTo(part.firstRow); // rows without an update
        at::Tensor sum = update.room.narrow(0, part.firstRow, rows);
        at::addmm_out(sum, m_weight.narrow(0, part.firstRow, rows), part.up,
            update.down.narrow(0, static_cast<std::int64_t>(i) * rank, rank), 1, update.scale);
        done = part.firstRow + rows;
    }
    copyTo(m_weight.size(0));
    return update.room;
}

void Linear::forward(const at::Tensor& x, at::Tensor& out) const
{
    if (!m_update || x.size(0) >= manyRows) {
        matmul(x, updated(), out);
        return;
    }
    matmul(x, m_weight, out);
    const LowRankUpdate& update = *m_update;
    const std::int64_t rank = update.down.size(0) / static_cast<std::int64_t>(update.parts.size());
    at::Tensor low = at::empty({x.size(0), update.down.size(0)}, x.options());
    matmul(x, update.down, low);
    for (std::size_t i = 0; i < update.parts.size(); ++i) {
        const LowRankUpdate::Part& part = update.parts[i];
        const at::Tensor own = low.narrow(1, static_cast<std::int64_t>(i) * rank, rank);
        columnsOf(out, part).add_(at::mm(own, part.up.t()), update.scale);
    }
}

void Linear::inputGradient(const at::Tensor& outGradient, at::Tensor& inGradient) const
{
    matmulInputGradient(outGradient, updated(), inGradient);
}

void Linear::accumulateGradient(const at::Tensor& outGradient, const at::Tensor& x)
{
    if (m_gradient.defined())
        accumulateWeightGradient(outGradient, x, m_gradient);
    if (!m_update)
        return;
    // y = x (W + s B A)^T, so dB = s dy^T (x A^T) and dA = s (dy B)^T x.
    LowRankUpdate& update = *m_update;
    const std::int64_t rank = update.down.size(0) / static_cast<std::int64_t>(update.parts.size());
    at::Tensor low = at::empty({x.size(0), update.down.size(0)}, x.options());
    matmul(x, update.down, low);
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

} // namespace dankai
