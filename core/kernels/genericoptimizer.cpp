// SPDX-License-Identifier: Apache-2.0
// AdamW in every form of masters and moments as ATen operators.
#include "core/kernels/adamwfactors.h"
#include "core/kernels/forms.h"
#include "core/kernels/splitmaster.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/amax.h>
#include <ATen/ops/bitwise_right_shift.h>
#include <ATen/ops/bucketize.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>

#include <cmath>

namespace dankai::generic {

namespace {

// All float32 but the master and what it is computed with; the moments are what they become.
void step(at::Tensor& master, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment,
    at::Tensor& computed, const AdamwParams& params)
{
    const double correction1 = 1 - std::pow(params.beta1, static_cast<double>(params.step));
    const double correction2 = 1 - std::pow(params.beta2, static_cast<double>(params.step));
    const at::Tensor g = gradient * params.gradientScale;
    firstMoment.mul_(params.beta1).add_(g, 1 - params.beta1);
    secondMoment.mul_(params.beta2).addcmul_(g, g, 1 - params.beta2);
    const at::Tensor denominator = secondMoment.sqrt().mul_(1 / std::sqrt(correction2)).add_(params.epsilon);
    const bool isSplit = master.scalar_type() == at::kShort;
    at::Tensor whole = isSplit ? joinedMaster(computed, master) : master;
    whole.mul_(1 - params.learningRate * params.weightDecay)
        .addcdiv_(firstMoment, denominator, -params.learningRate / correction1);
    if (isSplit)
        splitMaster(whole, computed, master);
    else if (computed.defined())
        computed.copy_(whole);
}

// `random` int32, 16 bits each.
void storeByChance(const at::Tensor& from, const at::Tensor& random, at::Tensor& to)
{
    to.view(at::kShort).copy_(at::bitwise_right_shift(from.contiguous().view(at::kInt) + random, 16));
}

// [blocks, 256] of a tensor [n], filled up with zeros.
at::Tensor blocksOf(const at::Tensor& values, std::int64_t blocks)
{
    return at::constant_pad_nd(values, {0, blocks * quantizedMomentBlock - values.numel()})
        .view({blocks, quantizedMomentBlock});
}

at::Tensor fromCodes(const at::Tensor& codes, const at::Tensor& scales, const at::Tensor& values)
{
    const at::Tensor wide = values.index_select(0, codes.to(at::kLong));
    return (blocksOf(wide, scales.numel()) * scales.unsqueeze(1)).view({-1}).narrow(0, 0, codes.numel());
}

void toCodes(const at::Tensor& from, const at::Tensor& borders, at::Tensor& codes, at::Tensor& scales)
{
    const at::Tensor blocks = blocksOf(from, scales.numel());
    scales.copy_(blocks.abs().amax(1));
    const at::Tensor divisors = scales.masked_fill(scales == 0, 1).unsqueeze(1);
    codes.copy_(at::bucketize((blocks / divisors).view({-1}), borders).narrow(0, 0, codes.numel()));
}

} // namespace

void adamwStep(at::Tensor& master, const at::Tensor& gradient, at::Tensor& firstMoment,
    at::Tensor& secondMoment, at::Tensor& computed, const AdamwParams& params)
{
    if (firstMoment.scalar_type() == at::kFloat)
        return step(master, gradient, firstMoment, secondMoment, computed, params);
    at::Tensor first = firstMoment.to(at::kFloat), second = secondMoment.to(at::kFloat);
    step(master, gradient, first, second, computed, params);
    const AdamwFactors factors = adamwFactors(params);
    at::Tensor forFirst = at::empty(first.sizes(), at::kInt), forSecond = at::empty_like(forFirst);
    for (std::int64_t i = 0; i < first.numel(); ++i) {
        const std::uint32_t bits
            = randomBits(factors.roundingKey, factors.firstElement + static_cast<std::uint32_t>(i));
        forFirst.mutable_data_ptr<std::int32_t>()[i] = static_cast<std::int32_t>(bits & 0xffffU);
        forSecond.mutable_data_ptr<std::int32_t>()[i] = static_cast<std::int32_t>(bits >> 16);
    }
    storeByChance(first, forFirst.to(first.device()), firstMoment);
    storeByChance(second, forSecond.to(first.device()), secondMoment);
}

void adamw8bitStep(at::Tensor& master, const at::Tensor& gradient, QuantizedMoments& moments,
    at::Tensor& computed, const AdamwParams& params)
{
    at::Tensor first = fromCodes(moments.firstCodes, moments.firstScales, moments.tables[0]);
    at::Tensor second = fromCodes(moments.secondCodes, moments.secondScales, moments.tables[2]);
    step(master, gradient, first, second, computed, params);
    toCodes(first, moments.tables[1], moments.firstCodes, moments.firstScales);
    toCodes(second, moments.tables[3], moments.secondCodes, moments.secondScales);
}

} // namespace dankai::generic
