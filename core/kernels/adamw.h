// SPDX-License-Identifier: Apache-2.0
// One fused step of AdamW (Loshchilov and Hutter 2019) on flat masters; knows no schedule and no parameter
// groups (the caller gives the group's slice). Moments in 8 bits: quantizedmoments.h.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace dankai {

struct AdamwParams
{
    double learningRate = 0;
    double beta1 = 0.9;
    double beta2 = 0.95;
    double epsilon = 1e-8;
    double weightDecay = 0; // decoupled: master *= 1 - learningRate * weightDecay, before the update
    std::int64_t step = 1; // counted from 1, for the bias corrections
    double gradientScale
        = 1; // gradient is read as gradientScale * gradient: clipping and 1 / labelled tokens
    std::int64_t firstElement = 0; // where the slice begins among all weights, for moments in bfloat16
};

// All [n] of one device, gradient float32.
// The master is float32 and `computed`, bfloat16 or undefined, is written as it rounded; or it is split: then
// `master` has its low bits, int16, and `computed` its upper half (splitmaster.h).
// The moments are float32, or both bfloat16: then they are rounded up or down by chance, up as often as they
// are near it, since a moment that decays by a thousandth each step would never move if it were rounded to
// the nearest. Chance is a hash of step and element (randomBits() in adamwfactors.h), the same on every
// device and after a resume; the step itself is made with what they were before.
// Formula and rounding as torch.optim.AdamW: bias corrections in double, epsilon added after
// sqrt(second) / sqrt(correction2).
void adamwStep(at::Tensor& master, const at::Tensor& gradient, at::Tensor& firstMoment,
    at::Tensor& secondMoment, at::Tensor& computed, const AdamwParams& params);

// sqrt(sum of squares) in double, in blocks of fixed size added in order: the same for any thread count.
double gradientNorm(const at::Tensor& gradient);

// computed = round(master): float32 -> bfloat16, to nearest even.
void roundToCompute(const at::Tensor& master, at::Tensor& computed);

} // namespace dankai
