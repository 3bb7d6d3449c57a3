// SPDX-License-Identifier: Apache-2.0
// The safetensors container: a memory-mapped reader that believes nothing it has not checked, of one file or
// of the shards that an index names, and a streaming writer of one file. Only F32, F16 and BF16.
// Format: https://huggingface.co/docs/safetensors (8 bytes header length, JSON header, data).
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/checkpoint/weightsource.h"
#include "core/platform/file.h"
#include "core/platform/mappedfile.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct SafetensorsEntry
{
    std::string name;
    std::vector<std::int64_t> shape;
    WeightType type = WeightType::Float32;
    std::uint64_t offset = 0; // from the start of the data, in bytes
    std::uint64_t size = 0; // bytes
};

struct SafetensorsHeader
{
    std::vector<SafetensorsEntry> entries; // by offset
    std::map<std::string, std::string> metadata; // __metadata__
    std::uint64_t dataOffset = 0; // where the data begin in the file
};

// Checks everything about a file of these bytes that can be checked without a model: see the sentences.
Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view file, const std::string& where);

// model.safetensors.index.json: weight name -> name of a file in the index's own folder.
Result<std::map<std::string, std::string>> parseWeightMap(std::string_view text, const std::string& where);

class SafetensorsReader final : public WeightSource
{
public:
    // One file, or model.safetensors.index.json with the shards beside it.
    static Result<SafetensorsReader> open(const std::filesystem::path& path);

    std::span<const WeightInfo> weights() const override { return m_weights; }

    const WeightInfo* find(std::string_view name) const override;
    Result<> readFloatRows(
        std::string_view name, std::int64_t firstRow, std::span<float> values) const override;

    Result<WeightType> typeOf(std::string_view name) const;
    // The stored bytes, little-endian, valid as long as the reader lives.
    Result<std::string_view> bytesOf(std::string_view name) const;

    const std::vector<std::filesystem::path>& files() const { return m_paths; }

private:
    struct Place
    {
        std::size_t file = 0;
        std::uint64_t offset = 0;
        std::uint64_t size = 0;
        WeightType type = WeightType::Float32;
    };

    Result<> addFile(const std::filesystem::path& path);

    std::vector<std::filesystem::path> m_paths;
    std::vector<MappedFile> m_files;
    std::vector<WeightInfo> m_weights;
    std::vector<Place> m_places; // beside m_weights
    std::map<std::string, std::size_t, std::less<>> m_byName;
};

struct SafetensorsSpec
{
    std::string name;
    std::vector<std::int64_t> shape;
    WeightType type = WeightType::Float32;
};

// The header is written first, so all names and shapes must be known; the values then come in that order.
class SafetensorsWriter final
{
public:
    static Result<SafetensorsWriter> create(const std::filesystem::path& path,
        std::span<const SafetensorsSpec> tensors,
        const std::map<std::string, std::string>& metadata = {{"format", "pt"}});

    // The next values of the next tensor; may come in pieces. Float values are rounded to the tensor's type
    // (to nearest, ties to even).
    Result<> writeFloat(std::string_view name, std::span<const float> values);
    // The same with values already in the tensor's type.
    Result<> writeBytes(std::string_view name, std::string_view bytes);
    // Every tensor must be complete. The file stands under its name only after this.
    Result<> commit();

private:
    explicit SafetensorsWriter(AtomicFile file)
        : m_file(std::move(file))
    { }

    Result<> checkNext(std::string_view name, std::uint64_t size);

    AtomicFile m_file;
    std::string m_where;
    std::vector<SafetensorsSpec> m_tensors;
    std::size_t m_next = 0;
    std::uint64_t m_written = 0; // bytes of tensor m_next
    std::string m_rounded;
};

} // namespace dankai
