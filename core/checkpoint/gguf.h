// SPDX-License-Identifier: Apache-2.0
// The GGUF container, versions 2 and 3: metadata and weights, memory-mapped, every length checked before it
// is used. Reading only. Names stay those of GGUF; ggufweights.h makes them Hugging Face's.
// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/dequantize.h"
#include "core/platform/mappedfile.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dankai {

// A list in the metadata. It was checked when the file was opened and is decoded when asked for, since
// vocabularies are large and most readers do not need them. Views are valid as long as the file is open.
class GgufArray final
{
public:
    enum class Kind
    {
        Integers, // any width, and booleans as 0 and 1
        Reals,
        Strings,
        Arrays, // nested; only counted
    };

    Kind kind() const { return m_kind; }

    std::uint64_t size() const { return m_size; }

    // Empty where the kind is another.
    std::vector<std::string_view> strings() const;
    std::vector<std::int64_t> integers() const;
    std::vector<double> reals() const;

private:
    friend class GgufParser;

    Kind m_kind = Kind::Integers;
    std::uint32_t m_type = 0; // as in the file
    std::uint64_t m_size = 0;
    std::string_view m_bytes;
};

using GgufValue = std::variant<std::int64_t, double, bool, std::string_view, GgufArray>;

struct GgufTensor
{
    std::string_view name;
    std::vector<std::int64_t> shape; // row-major as in Hugging Face: the file has it reversed
    BlockType type = BlockType::Float32;
    std::string_view bytes;
};

class GgufFile final
{
public:
    static Result<GgufFile> open(const std::filesystem::path& path);
    // Bytes that somebody else keeps alive; `where` names them in errors.
    static Result<GgufFile> parse(std::string_view bytes, const std::string& where);

    const std::string& where() const { return m_where; }

    // Nothing where the key is absent or has another type. A non-negative integer counts as such whatever
    // its width; unsigned 64-bit values above the signed range are refused on opening.
    std::optional<std::int64_t> integer(std::string_view key) const;
    std::optional<double> real(std::string_view key) const; // integers too
    std::optional<bool> boolean(std::string_view key) const;
    std::optional<std::string_view> string(std::string_view key) const;
    const GgufArray* array(std::string_view key) const;
    const GgufValue* find(std::string_view key) const;

    const std::map<std::string_view, GgufValue>& metadata() const { return m_metadata; }

    const std::vector<GgufTensor>& tensors() const { return m_tensors; }

    // Tells the system that these bytes of the file will not be needed soon.
    void forget(std::string_view bytes) const;

private:
    friend class GgufParser;

    MappedFile m_file; // empty where somebody else keeps the bytes
    std::string m_where;
    std::map<std::string_view, GgufValue> m_metadata;
    std::vector<GgufTensor> m_tensors;
};

} // namespace dankai
