// SPDX-License-Identifier: Apache-2.0
// What a training step would take if it were nothing but its matrix products at the speed that this machine
// multiplies with: the bound that a measured speed is held against.
#pragma once

#include "core/checkpoint/modelconfig.h"

#include <ATen/Parallel.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/randn.h>

#include <algorithm>
#include <cstdint>

#include "packaging/bench/benchprogram.h"

namespace dankai::bench {

// Operations a second of y = x W^T, of dx = dy W and of dW = dy^T x.
struct GemmRates
{
    double forward = 0;
    double inputGradient = 0;
    double weightGradient = 0;
};

// By LibTorch's own product, with a layer's four matrices, `rows` tokens and the type that is computed with;
// the best of five. On the CPU.
inline GemmRates measureGemm(const ModelConfig& config, std::int64_t rows, at::ScalarType type)
{
    const std::int64_t heads = config.headCount * config.headSize;
    const std::int64_t keys = 2 * config.keyValueHeadCount * config.headSize;
    const std::int64_t shapes[][2] = {{heads + keys, config.hiddenSize}, {config.hiddenSize, heads},
        {2 * config.intermediateSize, config.hiddenSize}, {config.hiddenSize, config.intermediateSize}};
    double operations = 0;
    double seconds[3] = {};
    for (const auto [out, in] : shapes) {
        const at::Tensor x = at::randn({rows, in}).to(type);
        const at::Tensor weight = at::randn({out, in}).to(type);
        const at::Tensor y = at::randn({rows, out}).to(type);
        operations += 2.0 * static_cast<double>(rows * out * in);
        const auto fastest = [](const auto& product) {
            double best = 1e9;
            for (int i = 0; i < 5; ++i) {
                const auto start = Clock::now();
                product();
                best = std::min(best, secondsSince(start));
            }
            return best;
        };
        seconds[0] += fastest([&] { at::mm(x, weight.t()); });
        seconds[1] += fastest([&] { at::mm(y, weight); });
        seconds[2] += fastest([&] { at::mm(y.t(), x); });
    }
    return {operations / seconds[0], operations / seconds[1], operations / seconds[2]};
}

// Of `tokens` of which `targets` have their logits computed; with every weight trained, or with none of the
// model's own, where no gradient of the weights is made.
inline double secondsAtBound(const ModelConfig& config, const GemmRates& rates, std::size_t tokens,
    std::size_t targets, bool isEveryWeightTrained)
{
    double layers = 0;
    for (const WeightInfo& weight : expectedWeights(config))
        if (isLayerMatrix(weight))
            layers += static_cast<double>(weight.shape.front() * weight.shape.back());
    const double operations = 2
        * (layers * static_cast<double>(tokens)
            + static_cast<double>(config.vocabularySize * config.hiddenSize) * static_cast<double>(targets));
    return operations / rates.forward + operations / rates.inputGradient
        + (isEveryWeightTrained ? operations / rates.weightGradient : 0);
}

} // namespace dankai::bench
