// SPDX-License-Identifier: Apache-2.0
// A GGUF file of a Llama or Qwen2 model as weights in Hugging Face names and order: blk.N.* become
// model.layers.N.*, blocks become floats, and the rows of a Llama's q and k go back from ggml's interleaved
// rotary order.
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/weightsource.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

class GgufWeights final : public WeightSource
{
public:
    static Result<GgufWeights> create(GgufFile file, const ModelConfig& config);

    std::span<const WeightInfo> weights() const override { return m_weights; }

    const WeightInfo* find(std::string_view name) const override;
    Result<> readFloatRows(
        std::string_view name, std::int64_t firstRow, std::span<float> values) const override;
    std::optional<BlockType> storedAs(std::string_view name) const override;
    Result<> readBlocks(std::string_view name, std::span<char> blocks) const override;

    const GgufFile& file() const { return m_file; }

private:
    struct Place
    {
        std::size_t tensor = 0; // in m_file.tensors()
        std::int64_t rotaryHeadSize = 0; // rows are permuted within heads of this many rows; 0: not at all
    };

    explicit GgufWeights(GgufFile file)
        : m_file(std::move(file))
    { }

    GgufFile m_file;
    std::vector<WeightInfo> m_weights;
    std::vector<Place> m_places; // beside m_weights
    std::map<std::string, std::size_t, std::less<>> m_byName;
};

} // namespace dankai
