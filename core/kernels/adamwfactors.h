// SPDX-License-Identifier: Apache-2.0
// What a step of AdamW multiplies by, worked out once in double; the loops and kernels compute in float32.
#pragma once

#include <cmath>
#include <cstdint>

namespace dankai {

// cudakernels.cu has the same struct.
struct AdamwFactors
{
    float keep; // 1 - learningRate * weightDecay
    float gradientScale;
    float beta1;
    float oneMinusBeta1;
    float beta2;
    float oneMinusBeta2;
    float stepSize; // learningRate / correction1
    float inverseRootCorrection2;
    float epsilon;
    std::uint32_t roundingKey; // of the step
    std::uint32_t firstElement; // of the slice, among all weights
};

// The 32-bit finaliser of MurmurHash3 (A. Appleby).
constexpr std::uint32_t mixed(std::uint32_t bits)
{
    bits = (bits ^ (bits >> 16)) * 0x85ebca6bU;
    bits = (bits ^ (bits >> 13)) * 0xc2b2ae35U;
    return bits ^ (bits >> 16);
}

// Of an element in a step: the lower half decides for the first moment, the upper for the second. A moment's
// float32 bits plus 16 random ones, cut after the upper half, are its bfloat16.
constexpr std::uint32_t randomBits(std::uint32_t roundingKey, std::uint32_t element)
{
    return mixed(roundingKey + element * 0x9e3779b9U);
}

template <class Params> // AdamwParams; its header brings tensors, which the loops do without
AdamwFactors adamwFactors(const Params& params)
{
    const double correction1 = 1 - std::pow(params.beta1, static_cast<double>(params.step));
    const double correction2 = 1 - std::pow(params.beta2, static_cast<double>(params.step));
    return {
        .keep = static_cast<float>(1 - params.learningRate * params.weightDecay),
        .gradientScale = static_cast<float>(params.gradientScale),
        .beta1 = static_cast<float>(params.beta1),
        .oneMinusBeta1 = static_cast<float>(1 - params.beta1),
        .beta2 = static_cast<float>(params.beta2),
        .oneMinusBeta2 = static_cast<float>(1 - params.beta2),
        .stepSize = static_cast<float>(params.learningRate / correction1),
        .inverseRootCorrection2 = static_cast<float>(1 / std::sqrt(correction2)),
        .epsilon = static_cast<float>(params.epsilon),
        .roundingKey = mixed(static_cast<std::uint32_t>(params.step)),
        .firstElement = static_cast<std::uint32_t>(params.firstElement),
    };
}

} // namespace dankai
