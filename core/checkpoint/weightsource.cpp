// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/weightsource.h"

#include "core/base/utf8.h"

namespace dankai {

std::string_view nameOf(WeightType type)
{
    switch (type) {
    case WeightType::Float32:
        return "float32";
    case WeightType::Float16:
        return "float16";
    case WeightType::BFloat16:
        return "bfloat16";
    }
    return {};
}

std::size_t bytesPerValue(WeightType type)
{
    return type == WeightType::Float32 ? 4 : 2;
}

std::int64_t WeightInfo::valueCount() const
{
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    return count;
}

std::string toString(std::span<const std::int64_t> shape)
{
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

std::string quotedName(std::string_view name)
{
    constexpr std::size_t longest = 100, end = 40;
    std::string text;
    if (name.size() <= longest)
        text = name;
    else
        text.append(name.substr(0, longest - end)).append("...").append(name.substr(name.size() - end));
    for (char& byte : text)
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f)
            byte = '?';
    std::string quoted(1, '"');
    quoted.append(toValidUtf8(text)).push_back('"');
    return quoted;
}

std::optional<std::int64_t> checkedProduct(std::span<const std::int64_t> shape)
{
    std::int64_t product = 1;
    for (const std::int64_t size : shape)
        if (size < 0 || __builtin_mul_overflow(product, size, &product))
            return std::nullopt;
    return product;
}

RowRange rowRange(const WeightInfo& weight, std::int64_t firstRow, std::size_t valueCount)
{
    RowRange range;
    for (std::size_t i = 1; i < weight.shape.size(); ++i)
        range.rowValues *= static_cast<std::uint64_t>(weight.shape[i]);
    const std::uint64_t rows = weight.shape.empty() ? 1 : static_cast<std::uint64_t>(weight.shape.front());
    if (firstRow < 0 || static_cast<std::uint64_t>(firstRow) > rows)
        return range;
    range.firstValue = static_cast<std::uint64_t>(firstRow) * range.rowValues;
    const std::uint64_t left = (rows - static_cast<std::uint64_t>(firstRow)) * range.rowValues;
    range.isInside = valueCount <= left && (valueCount == 0 || valueCount % range.rowValues == 0);
    return range;
}

std::optional<BlockType> WeightSource::storedAs(std::string_view) const
{
    return std::nullopt;
}

Result<> WeightSource::readBlocks(std::string_view name, std::span<char>) const
{
    return failed("The weight " + quotedName(name) + " is not stored in blocks.");
}

Result<> WeightSource::readFloat(std::string_view name, std::span<float> values) const
{
    const WeightInfo* info = find(name);
    if (info != nullptr && static_cast<std::size_t>(info->valueCount()) != values.size())
        return failed("The weight " + quotedName(name) + " has " + std::to_string(info->valueCount())
            + " values, but " + std::to_string(values.size()) + " were asked for.");
    return readFloatRows(name, 0, values);
}

} // namespace dankai
