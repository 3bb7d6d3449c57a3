// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/ggufweights.h"

#include "core/checkpoint/ggufnames.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace dankai {

namespace {

// A name that is not of this architecture stays as it is, and is then "unexpected".
std::string huggingFaceName(std::string_view name)
{
    for (const GgufNamePair& pair : ggufNamesOutsideLayers)
        if (pair.gguf == name)
            return std::string(pair.huggingFace);
    if (!name.starts_with("blk."))
        return std::string(name);
    const std::string_view rest = name.substr(4);
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos || dot == 0 || dot > 5 || rest.find_first_not_of("0123456789") != dot)
        return std::string(name);
    // "attn_q.weight", "attn_q.bias": what stands before the last point is the name of the piece.
    const std::string_view inside = rest.substr(dot + 1);
    const std::size_t end = std::min(inside.rfind('.'), inside.size());
    for (const GgufNamePair& pair : ggufNamesInsideLayers)
        if (pair.gguf == inside.substr(0, end))
            return "model.layers." + std::string(rest.substr(0, dot)) + "." + std::string(pair.huggingFace)
                + std::string(inside.substr(end));
    return std::string(name);
}

} // namespace

Result<GgufWeights> GgufWeights::create(GgufFile file, const ModelConfig& config)
{
    GgufWeights weights(std::move(file));
    const bool isPermuted = hasPermutedRotaryRows(weights.m_file.string("general.architecture").value_or(""));
    for (std::size_t i = 0; i < weights.m_file.tensors().size(); ++i) {
        const GgufTensor& tensor = weights.m_file.tensors()[i];
        std::string name = huggingFaceName(tensor.name);
        const bool isRotary = isPermuted && isRotaryWeight(name);
        if (isRotary
            && (tensor.shape.empty() || config.headSize % 2 != 0
                || tensor.shape.front() % config.headSize != 0
                || (tensor.shape.size() == 1 && layoutOf(tensor.type).values != 1)))
            return unusable(weights.m_file.where() + ": the weight " + quotedName(tensor.name)
                + " has the shape " + toString(tensor.shape) + ", which does not divide into heads of "
                + std::to_string(config.headSize) + " rows. The file is damaged.");
        if (!weights.m_byName.emplace(name, weights.m_weights.size()).second)
            return unusable(weights.m_file.where() + ": the weight " + quotedName(name)
                + " stands there twice. The file is damaged.");
        weights.m_places.push_back({i, isRotary ? config.headSize : 0});
        weights.m_weights.push_back({std::move(name), tensor.shape});
    }
    return weights;
}

const WeightInfo* GgufWeights::find(std::string_view name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : &m_weights[found->second];
}

Result<> GgufWeights::readFloatRows(
    std::string_view name, std::int64_t firstRow, std::span<float> values) const
{
    const auto found = m_byName.find(name);
    if (found == m_byName.end())
        return unusable("The model has no weight " + quotedName(name) + ".");
    const Place& place = m_places[found->second];
    const GgufTensor& tensor = m_file.tensors()[place.tensor];
    const RowRange range = rowRange(m_weights[found->second], firstRow, values.size());
    const BlockLayout layout = layoutOf(tensor.type);
    // A vector's "rows" are single values, which may lie inside a block.
    if (!range.isInside || range.firstValue % layout.values != 0 || values.size() % layout.values != 0)
        return failed("Rows outside the weight " + quotedName(name) + " were asked for.");
    if (values.empty())
        return {};
    if (place.rotaryHeadSize == 0) {
        const std::string_view blocks = tensor.bytes.substr(
            range.firstValue / layout.values * layout.bytes, values.size() / layout.values * layout.bytes);
        dequantize(tensor.type, blocks, values);
        m_file.forget(blocks); // the page cache keeps it; this process need not
        return {};
    }
    const std::uint64_t rowBytes = range.rowValues / layout.values * layout.bytes;
    for (std::uint64_t row = 0; row * range.rowValues < values.size(); ++row) {
        const std::uint64_t source
            = ggufRotaryRow(static_cast<std::uint64_t>(firstRow) + row, place.rotaryHeadSize);
        dequantize(tensor.type, tensor.bytes.substr(source * rowBytes, rowBytes),
            values.subspan(row * range.rowValues, range.rowValues));
    }
    return {};
}

std::optional<BlockType> GgufWeights::storedAs(std::string_view name) const
{
    const auto found = m_byName.find(name);
    if (found == m_byName.end())
        return std::nullopt;
    const GgufTensor& tensor = m_file.tensors()[m_places[found->second].tensor];
    // Blocks go along rows, so rows can be put into another order.
    const bool isMatrix = tensor.shape.size() == 2 && tensor.shape.back() % layoutOf(tensor.type).values == 0;
    return isMatrix ? std::optional(tensor.type) : std::nullopt;
}

Result<> GgufWeights::readBlocks(std::string_view name, std::span<char> blocks) const
{
    const auto found = m_byName.find(name);
    if (found == m_byName.end() || !storedAs(name))
        return WeightSource::readBlocks(name, blocks);
    const Place& place = m_places[found->second];
    const std::string_view stored = m_file.tensors()[place.tensor].bytes;
    if (blocks.size() != stored.size())
        return failed("The blocks of " + quotedName(name) + " take " + std::to_string(stored.size())
            + " bytes, but " + std::to_string(blocks.size()) + " were asked for.");
    const auto rows = static_cast<std::uint64_t>(m_weights[found->second].shape.front());
    const std::uint64_t rowBytes = rows > 0 ? stored.size() / rows : 0;
    for (std::uint64_t row = 0; row < rows; ++row) {
        const std::uint64_t source
            = place.rotaryHeadSize == 0 ? row : ggufRotaryRow(row, place.rotaryHeadSize);
        std::memcpy(blocks.data() + row * rowBytes, stored.data() + source * rowBytes, rowBytes);
    }
    m_file.forget(stored);
    return {};
}

} // namespace dankai
