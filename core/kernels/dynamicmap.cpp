// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/dynamicmap.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <vector>

namespace dankai {

namespace {

std::array<float, 256> made(DynamicMapKind kind)
{
    std::vector<double> values = {0, 1};
    for (int decade = 0; decade < 7; ++decade) {
        const int steps = kind == DynamicMapKind::Signed ? 1 << decade : 2 << decade;
        const double magnitude = std::pow(10.0, decade - 6);
        for (int i = 0; i < steps; ++i) {
            // Bounds and means of them are float32 there.
            const auto bound
                = [&](int k) { return static_cast<float>(0.1 + 0.9 * static_cast<double>(k) / steps); };
            const auto mean = static_cast<double>((bound(i) + bound(i + 1)) / 2.0F);
            values.push_back(magnitude * mean);
            if (kind == DynamicMapKind::Signed)
                values.push_back(-magnitude * mean);
        }
    }
    std::sort(values.begin(), values.end());
    std::array<float, 256> map = {};
    std::transform(
        values.begin(), values.end(), map.begin(), [](double value) { return static_cast<float>(value); });
    return map;
}

std::uint8_t codeOf(const DynamicCode& code, float value)
{
    return static_cast<std::uint8_t>(
        std::lower_bound(std::begin(code.borders), std::end(code.borders), value) - std::begin(code.borders));
}

DynamicCode codeOf(DynamicMapKind kind)
{
    DynamicCode code = {};
    const std::array<float, 256>& map = dynamicMap(kind);
    std::copy(map.begin(), map.end(), code.values);
    for (std::size_t i = 0; i < 255; ++i)
        code.borders[i] = (map[i] + map[i + 1]) / 2.0F;
    code.borders[255] = std::numeric_limits<float>::infinity();
    constexpr float asGoodAsZero = std::numeric_limits<float>::min();
    const auto zero = std::lower_bound(map.begin(), map.end(), 0.0F) - map.begin();
    if (kind == DynamicMapKind::Signed)
        code.borders[zero - 1] = -asGoodAsZero;
    else
        code.borders[zero] = asGoodAsZero;
    for (std::uint32_t key = 0; key < DynamicCode::keys; ++key) {
        const float from = key == 0 ? 0.0F : std::bit_cast<float>((key + DynamicCode::leastKey) << 16);
        const float to = std::bit_cast<float>((key + DynamicCode::leastKey) << 16 | 0xffffU);
        code.least[0][key] = codeOf(code, from);
        code.least[1][key] = codeOf(code, -to);
        assert(codeOf(code, to) - codeOf(code, from) <= 1 && codeOf(code, -from) - codeOf(code, -to) <= 1);
    }
    return code;
}

} // namespace

const DynamicCode& firstMomentCode()
{
    static const DynamicCode code = codeOf(DynamicMapKind::Signed);
    return code;
}

const DynamicCode& secondMomentCode()
{
    static const DynamicCode code = codeOf(DynamicMapKind::Unsigned);
    return code;
}

const std::array<float, 256>& dynamicMap(DynamicMapKind kind)
{
    static const std::array<float, 256> maps[]
        = {made(DynamicMapKind::Signed), made(DynamicMapKind::Unsigned)};
    return maps[kind == DynamicMapKind::Signed ? 0 : 1];
}

} // namespace dankai
