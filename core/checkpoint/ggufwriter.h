// SPDX-License-Identifier: Apache-2.0
// Writes the GGUF container, version 3, as a stream: metadata and the list of weights first, then the weights
// in that order with constant memory. Knows no model; ggufexport.h does. Format:
// https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/dequantize.h"
#include "core/platform/file.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dankai {

// In the widths that llama.cpp asks for.
using GgufEntryValue = std::variant<std::uint32_t, float, bool, std::string, std::vector<std::int32_t>,
    std::vector<float>, std::vector<std::string>>;

struct GgufEntry
{
    std::string key;
    GgufEntryValue value;
};

struct GgufTensorSpec
{
    std::string name;
    std::vector<std::int64_t> shape; // row-major; rows are whole blocks
    BlockType type = BlockType::Float32; // one that isWritable()
};

class GgufWriter final
{
public:
    static Result<GgufWriter> create(const std::filesystem::path& path, std::span<const GgufEntry> metadata,
        std::span<const GgufTensorSpec> tensors);

    // The next values of the next weight; may come in pieces of whole blocks. Rounded to the weight's type.
    Result<> writeFloat(std::string_view name, std::span<const float> values);
    // Every weight must be complete. The file stands under its name only after this.
    Result<> commit();

private:
    explicit GgufWriter(AtomicFile file)
        : m_file(std::move(file))
    { }

    Result<> pad();

    AtomicFile m_file;
    std::string m_where;
    std::vector<GgufTensorSpec> m_tensors;
    std::size_t m_next = 0;
    std::uint64_t m_written = 0; // values of weight m_next
    std::string m_bytes;
};

} // namespace dankai
