// SPDX-License-Identifier: Apache-2.0
// The weights of a model under their Hugging Face names, whatever file they stand in.
// Knows nothing of what they are for (modelconfig.h) and makes no tensors (core/model).
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/blocktype.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// How a plain (not quantised) weight is stored.
enum class WeightType
{
    Float32,
    Float16,
    BFloat16,
};

// "float32", "float16", "bfloat16": as in config.json's dtype.
std::string_view nameOf(WeightType type);
std::size_t bytesPerValue(WeightType type);

struct WeightInfo
{
    std::string name; // for instance "model.layers.0.self_attn.q_proj.weight"
    std::vector<std::int64_t> shape; // row-major; a Linear is [out, in]

    std::int64_t valueCount() const;
    bool operator==(const WeightInfo&) const = default;
};

// "[576, 1536]"
std::string toString(std::span<const std::int64_t> shape);
// For sentences: in quotes, valid UTF-8, control characters and the middle of long names left out.
std::string quotedName(std::string_view name);
// Nothing where the product does not fit. The number of values of a tensor with dimensions >= 0.
std::optional<std::int64_t> checkedProduct(std::span<const std::int64_t> shape);

// Which values whole rows from `firstRow` on are; a vector counts as rows of one value.
struct RowRange
{
    std::uint64_t firstValue = 0;
    std::uint64_t rowValues = 1; // values of one row
    bool isInside = false; // whole rows, and all of them exist
};

RowRange rowRange(const WeightInfo& weight, std::int64_t firstRow, std::size_t valueCount);

// Reading is const and may be done by several threads at once.
class WeightSource
{
public:
    virtual ~WeightSource() = default;

    // In the order in which they stand in the file, which is the fast order to read them in.
    virtual std::span<const WeightInfo> weights() const = 0;
    // Rows `firstRow`... of the first dimension, row-major; values.size() says how many (whole rows only).
    virtual Result<> readFloatRows(
        std::string_view name, std::int64_t firstRow, std::span<float> values) const = 0;

    // Nothing where there is no such weight.
    virtual const WeightInfo* find(std::string_view name) const = 0;

    // How the rows of a matrix are stored, where that is block after block; nothing where they are computed.
    virtual std::optional<BlockType> storedAs(std::string_view name) const;
    // Those blocks of the whole matrix, row after row; blocks.size() fits it. An error where storedAs() says
    // nothing.
    virtual Result<> readBlocks(std::string_view name, std::span<char> blocks) const;
    // The whole weight; values.size() must be its valueCount().
    Result<> readFloat(std::string_view name, std::span<float> values) const;
};

} // namespace dankai
