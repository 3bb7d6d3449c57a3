// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/ropescaling.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace dankai {

namespace {

std::vector<float> plainFrequencies(double theta, std::int64_t headSize)
{
    std::vector<float> frequencies;
    for (std::int64_t i = 0; i < headSize / 2; ++i) {
        // At position 500 a frequency that is off by one unit of its last place turns the loss by 1e-5.
        const float exponent = static_cast<float>(2 * i) / static_cast<float>(headSize);
        const float power = static_cast<float>(std::pow(theta, static_cast<double>(exponent)));
        frequencies.push_back(1.0F / power);
    }
    return frequencies;
}

// transformers, modeling_rope_utils.py, _compute_llama3_parameters. Torch divides a number by a tensor as the
// number times the reciprocal.
float llama3Frequency(float plain, const RopeScaling& scaling)
{
    const auto original = static_cast<double>(scaling.originalPositions);
    const auto lowWave = static_cast<float>(original / scaling.lowFrequencyFactor);
    const auto highWave = static_cast<float>(original / scaling.highFrequencyFactor);
    const auto factor = static_cast<float>(scaling.factor);
    const float wave = 1.0F / plain * static_cast<float>(2 * std::numbers::pi);
    const float low = wave > lowWave ? plain / factor : plain;
    if (wave < highWave || wave > lowWave)
        return low;
    const float smooth
        = (1.0F / wave * static_cast<float>(original) - static_cast<float>(scaling.lowFrequencyFactor))
        / static_cast<float>(scaling.highFrequencyFactor - scaling.lowFrequencyFactor);
    return (1.0F - smooth) * low / factor + smooth * low;
}

} // namespace

std::vector<float> rotaryFrequencies(double theta, std::int64_t headSize, const RopeScaling& scaling)
{
    std::vector<float> frequencies = plainFrequencies(theta, headSize);
    for (float& frequency : frequencies) {
        if (scaling.kind == RopeScalingKind::Linear)
            frequency /= static_cast<float>(scaling.factor);
        else if (scaling.kind == RopeScalingKind::Llama3)
            frequency = llama3Frequency(frequency, scaling);
    }
    return frequencies;
}

std::vector<float> llama3Divisors(double theta, std::int64_t headSize, const RopeScaling& scaling)
{
    const auto original = static_cast<double>(scaling.originalPositions);
    std::vector<float> divisors;
    for (const float plain : plainFrequencies(theta, headSize)) {
        const double wave = 2 * std::numbers::pi / static_cast<double>(plain);
        double divisor = 1;
        if (wave > original / scaling.lowFrequencyFactor)
            divisor = scaling.factor;
        else if (wave >= original / scaling.highFrequencyFactor) {
            const double smooth = (original / wave - scaling.lowFrequencyFactor)
                / (scaling.highFrequencyFactor - scaling.lowFrequencyFactor);
            divisor = 1 / ((1 - smooth) / scaling.factor + smooth);
        }
        divisors.push_back(static_cast<float>(divisor));
    }
    return divisors;
}

std::optional<RopeScaling> llama3FromDivisors(std::span<const float> divisors, double theta)
{
    if (divisors.empty() || !std::all_of(divisors.begin(), divisors.end(), [](float divisor) {
            return std::isfinite(divisor) && divisor >= 1;
        }))
        return std::nullopt;
    const auto fits = [&](const RopeScaling& scaling) {
        const auto made = llama3Divisors(theta, static_cast<std::int64_t>(2 * divisors.size()), scaling);
        for (std::size_t i = 0; i < made.size(); ++i)
            if (!(std::abs(made[i] - divisors[i]) <= 1e-4F * divisors[i]))
                return false;
        return true;
    };
    // The factor is what the lowest frequency is divided by. The rest of it is the same in all of Meta's
    // models but for the original context, and those are powers of two.
    RopeScaling scaling{.kind = RopeScalingKind::Llama3, .factor = static_cast<double>(divisors.back())};
    if (scaling.factor == 1.0)
        return fits(scaling) ? std::optional(RopeScaling{}) : std::nullopt;
    for (const std::int64_t largest : {std::int64_t(8192), std::int64_t(1) << 24})
        for (scaling.originalPositions = largest; scaling.originalPositions >= 8;
             scaling.originalPositions /= 2)
            if (fits(scaling))
                return scaling;
    return std::nullopt;
}

} // namespace dankai
