// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/nf4.h"

#include "core/kernels/dynamicmap.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace dankai {

namespace {

// The quantiles of a normal distribution, scaled to [-1, 1] (the paper's appendix E; bitsandbytes' float32).
constexpr std::array<float, 16> normalFloats = {-1.0F, -0.6961928009986877F, -0.5250730514526367F,
    -0.39491748809814453F, -0.28444138169288635F, -0.18477343022823334F, -0.09105003625154495F, 0.0F,
    0.07958029955625534F, 0.16093020141124725F, 0.24611230194568634F, 0.33791524171829224F,
    0.44070982933044434F, 0.5626170039176941F, 0.7229568362236023F, 1.0F};

// Of a whole block: how many of the 15 borders between neighbouring values lie below each of its own. Loops
// that a compiler turns into few instructions: a large model has thousands of millions of values.
void codesOf(const float* values, float inverse, std::uint8_t* codes)
{
    std::array<std::int32_t, nf4Block> counts = {};
    for (std::size_t border = 0; border + 1 < normalFloats.size(); ++border) {
        const float limit = (normalFloats[border] + normalFloats[border + 1]) / 2.0F;
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] += values[i] * inverse > limit ? 1 : 0;
    }
    for (std::size_t i = 0; i < counts.size(); i += 2)
        codes[i / 2] = static_cast<std::uint8_t>(counts[i] << 4 | counts[i + 1]);
}

std::uint8_t nearest(const std::array<float, 256>& map, float value)
{
    const auto above = std::lower_bound(map.begin(), map.end(), value);
    if (above == map.begin())
        return 0;
    if (above == map.end())
        return 255;
    const auto index = static_cast<std::uint8_t>(above - map.begin());
    return value - *(above - 1) < *above - value ? static_cast<std::uint8_t>(index - 1) : index;
}

} // namespace

std::uint64_t Nf4Matrix::bytes() const
{
    return codes.nbytes() + scaleCodes.nbytes() + scaleMaxima.nbytes();
}

Result<Nf4Matrix> quantizeNf4(const at::Tensor& weight, at::Device device)
{
    const std::int64_t count = weight.numel();
    if (count % nf4Block != 0)
        return unusable("A matrix of " + std::to_string(weight.size(0)) + " x "
            + std::to_string(weight.size(1))
            + " values cannot be stored in 4 bits: their number is no multiple of " + std::to_string(nf4Block)
            + ". Train with fine_tuning: lora instead.");
    const std::int64_t blocks = count / nf4Block;
    const at::Tensor plain = weight.contiguous();
    const float* values = plain.const_data_ptr<float>();
    Nf4Matrix matrix;
    matrix.rows = weight.size(0);
    matrix.columns = weight.size(1);
    matrix.codes = at::empty({count / 2}, at::kByte);
    matrix.scaleCodes = at::empty({blocks}, at::kByte);
    matrix.scaleMaxima = at::empty({(blocks + nf4ScaleBlock - 1) / nf4ScaleBlock}, at::kFloat);
    matrix.table = at::empty({16 + 256}, at::kFloat);
    auto* codes = matrix.codes.mutable_data_ptr<std::uint8_t>();
    std::vector<float> scales(static_cast<std::size_t>(blocks));
    at::parallel_for(0, blocks, 256, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t block = first; block < last; ++block) {
            const float* from = values + block * nf4Block;
            float largest = 0;
            for (std::int64_t i = 0; i < nf4Block; ++i)
                largest = std::max(largest, std::abs(from[i]));
            scales[static_cast<std::size_t>(block)] = largest;
            const float inverse = largest > 0 ? 1.0F / largest : 0.0F;
            codesOf(from, inverse, codes + block * nf4Block / 2);
        }
    });

    double sum = 0;
    for (const float scale : scales)
        sum += static_cast<double>(scale);
    matrix.scaleMean = static_cast<float>(sum / static_cast<double>(std::max<std::int64_t>(1, blocks)));
    const std::array<float, 256>& map = dynamicMap(DynamicMapKind::Signed);
    auto* scaleCodes = matrix.scaleCodes.mutable_data_ptr<std::uint8_t>();
    auto* maxima = matrix.scaleMaxima.mutable_data_ptr<float>();
    for (std::int64_t first = 0; first < blocks; first += nf4ScaleBlock) {
        const std::int64_t last = std::min(blocks, first + nf4ScaleBlock);
        float largest = 0;
        for (std::int64_t i = first; i < last; ++i)
            largest = std::max(largest, std::abs(scales[static_cast<std::size_t>(i)] - matrix.scaleMean));
        maxima[first / nf4ScaleBlock] = largest;
        const float inverse = largest > 0 ? 1.0F / largest : 0.0F;
        for (std::int64_t i = first; i < last; ++i)
            scaleCodes[i] = nearest(map, (scales[static_cast<std::size_t>(i)] - matrix.scaleMean) * inverse);
    }
    float* table = matrix.table.mutable_data_ptr<float>();
    std::copy(normalFloats.begin(), normalFloats.end(), table);
    std::copy(map.begin(), map.end(), table + 16);
    for (at::Tensor* part : {&matrix.codes, &matrix.scaleCodes, &matrix.scaleMaxima, &matrix.table})
        *part = part->to(device);
    return matrix;
}

} // namespace dankai
