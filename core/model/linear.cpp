// SPDX-License-Identifier: Apache-2.0
#include "core/model/linear.h"

#include "core/kernels/matmul.h"

#include <utility>

namespace dankai {

Linear::Linear(at::Tensor weight, at::Tensor weightGradient)
    : m_weight(std::move(weight))
    , m_gradient(std::move(weightGradient))
{ }

void Linear::forward(const at::Tensor& x, at::Tensor& out) const
{
    matmul(x, m_weight, out);
}

void Linear::inputGradient(const at::Tensor& outGradient, at::Tensor& inGradient) const
{
    matmulInputGradient(outGradient, m_weight, inGradient);
}

void Linear::accumulateGradient(const at::Tensor& outGradient, const at::Tensor& x)
{
    accumulateWeightGradient(outGradient, x, m_gradient);
}

} // namespace dankai
