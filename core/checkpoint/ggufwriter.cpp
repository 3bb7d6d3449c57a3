// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/ggufwriter.h"

#include "core/checkpoint/quantize.h"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <utility>

namespace dankai {

namespace {

constexpr std::uint64_t alignment = 32; // what a file has that does not say

// As in the file; source: gguf.md.
constexpr std::uint32_t uint32Type = 4, int32Type = 5, float32Type = 6, boolType = 7, stringType = 8,
                        arrayType = 9;

template <class T>
void put(std::string& bytes, T value)
{
    static_assert(std::is_arithmetic_v<T>);
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes.append(raw, sizeof raw);
}

void putText(std::string& bytes, std::string_view text)
{
    put(bytes, static_cast<std::uint64_t>(text.size()));
    bytes.append(text);
}

template <class T>
void putArray(std::string& bytes, std::uint32_t type, const std::vector<T>& values)
{
    put(bytes, arrayType);
    put(bytes, type);
    put(bytes, static_cast<std::uint64_t>(values.size()));
    for (const T& value : values)
        if constexpr (std::is_same_v<T, std::string>)
            putText(bytes, value);
        else
            put(bytes, value);
}

void putValue(std::string& bytes, const GgufEntryValue& value)
{
    if (const auto* integer = std::get_if<std::uint32_t>(&value)) {
        put(bytes, uint32Type);
        put(bytes, *integer);
    } else if (const auto* real = std::get_if<float>(&value)) {
        put(bytes, float32Type);
        put(bytes, *real);
    } else if (const auto* boolean = std::get_if<bool>(&value)) {
        put(bytes, boolType);
        put(bytes, static_cast<std::uint8_t>(*boolean ? 1 : 0));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        put(bytes, stringType);
        putText(bytes, *text);
    } else if (const auto* integers = std::get_if<std::vector<std::int32_t>>(&value))
        putArray(bytes, int32Type, *integers);
    else if (const auto* reals = std::get_if<std::vector<float>>(&value))
        putArray(bytes, float32Type, *reals);
    else if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
        putArray(bytes, stringType, *texts);
}

std::uint64_t valuesOf(const GgufTensorSpec& tensor)
{
    return static_cast<std::uint64_t>(WeightInfo{tensor.name, tensor.shape}.valueCount());
}

std::uint64_t bytesOf(BlockType type, std::uint64_t values)
{
    const BlockLayout layout = layoutOf(type);
    return values / layout.values * layout.bytes;
}

std::uint64_t aligned(std::uint64_t size)
{
    return (size + alignment - 1) / alignment * alignment;
}

} // namespace

Result<GgufWriter> GgufWriter::create(const std::filesystem::path& path, std::span<const GgufEntry> metadata,
    std::span<const GgufTensorSpec> tensors)
{
    auto file = AtomicFile::create(path);
    if (!file)
        return passOn(file);
    std::string header = "GGUF";
    put(header, std::uint32_t(3));
    put(header, static_cast<std::uint64_t>(tensors.size()));
    put(header, static_cast<std::uint64_t>(metadata.size()));
    for (const GgufEntry& entry : metadata) {
        putText(header, entry.key);
        putValue(header, entry.value);
    }
    std::uint64_t offset = 0;
    for (const GgufTensorSpec& tensor : tensors) {
        putText(header, tensor.name);
        put(header, static_cast<std::uint32_t>(tensor.shape.size()));
        for (auto size = tensor.shape.rbegin(); size != tensor.shape.rend(); ++size)
            put(header, static_cast<std::uint64_t>(*size));
        put(header, static_cast<std::uint32_t>(tensor.type));
        put(header, offset);
        offset = aligned(offset + bytesOf(tensor.type, valuesOf(tensor)));
    }
    GgufWriter writer(std::move(*file));
    writer.m_where = path.string();
    writer.m_tensors.assign(tensors.begin(), tensors.end());
    if (auto written = writer.m_file.write(header); !written)
        return passOn(written);
    if (auto padded = writer.pad(); !padded)
        return passOn(padded);
    return writer;
}

Result<> GgufWriter::pad()
{
    const std::uint64_t size = m_file.size();
    return m_file.write(std::string(aligned(size) - size, '\0'));
}

Result<> GgufWriter::writeFloat(std::string_view name, std::span<const float> values)
{
    if (m_next == m_tensors.size() || m_tensors[m_next].name != name
        || values.size() > valuesOf(m_tensors[m_next]) - m_written
        || values.size() % layoutOf(m_tensors[m_next].type).values != 0)
        return failed("Could not write " + m_where + ": the values of " + quotedName(name)
            + " do not come in the order and number of its header.");
    const GgufTensorSpec& tensor = m_tensors[m_next];
    constexpr std::size_t pieceValues = std::size_t(1) << 18; // keeps the rounded copy small; whole blocks
    for (std::size_t first = 0; first < values.size(); first += pieceValues) {
        const auto piece = values.subspan(first, std::min(pieceValues, values.size() - first));
        m_bytes.resize(bytesOf(tensor.type, piece.size()));
        quantize(tensor.type, piece, m_bytes);
        if (auto written = m_file.write(m_bytes); !written)
            return written;
    }
    m_written += values.size();
    if (m_written < valuesOf(tensor))
        return {};
    ++m_next;
    m_written = 0;
    return pad();
}

Result<> GgufWriter::commit()
{
    if (m_next < m_tensors.size())
        return failed("Could not write " + m_where + ": the weight " + quotedName(m_tensors[m_next].name)
            + " and what follows it were never given.");
    return m_file.commit();
}

} // namespace dankai
