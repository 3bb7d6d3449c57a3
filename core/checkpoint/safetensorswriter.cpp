// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/dequantize.h"
#include "core/checkpoint/safetensors.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dankai {

namespace {

std::string_view typeName(WeightType type)
{
    switch (type) {
    case WeightType::Float32:
        return "F32";
    case WeightType::Float16:
        return "F16";
    case WeightType::BFloat16:
        return "BF16";
    }
    return {};
}

std::uint64_t sizeOf(const SafetensorsSpec& tensor)
{
    return static_cast<std::uint64_t>(WeightInfo{tensor.name, tensor.shape}.valueCount())
        * bytesPerValue(tensor.type);
}

// Length and header; padded with spaces so that the data begin at a multiple of 8.
std::string headerBytes(
    std::span<const SafetensorsSpec> tensors, const std::map<std::string, std::string>& metadata)
{
    // Written by hand: one entry at a time needs no document, and names are plain keys.
    std::string text = "{";
    if (!metadata.empty())
        text += "\"__metadata__\":" + toJsonLine(Json(metadata)) + ",";
    std::uint64_t offset = 0;
    for (const SafetensorsSpec& tensor : tensors) {
        const std::uint64_t end = offset + sizeOf(tensor);
        text += toJsonLine(Json(tensor.name)) + ":"
            + toJsonLine(Json{
                {"dtype", typeName(tensor.type)}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}})
            + ",";
        offset = end;
    }
    if (text.back() == ',')
        text.pop_back();
    text += "}";
    text.append((8 - text.size() % 8) % 8, ' ');
    const std::uint64_t length = text.size();
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes + text;
}

} // namespace

Result<SafetensorsWriter> SafetensorsWriter::create(const std::filesystem::path& path,
    std::span<const SafetensorsSpec> tensors, const std::map<std::string, std::string>& metadata)
{
    auto file = AtomicFile::create(path);
    if (!file)
        return passOn(file);
    SafetensorsWriter writer(std::move(*file));
    writer.m_where = path.string();
    writer.m_tensors.assign(tensors.begin(), tensors.end());
    if (auto written = writer.m_file.write(headerBytes(tensors, metadata)); !written)
        return passOn(written);
    return writer;
}

// The values must continue the current tensor, or begin the next one once it is complete.
Result<> SafetensorsWriter::checkNext(std::string_view name, std::uint64_t size)
{
    while (m_next < m_tensors.size() && m_written == sizeOf(m_tensors[m_next])
        && (m_written > 0 || m_tensors[m_next].name != name)) {
        ++m_next;
        m_written = 0;
    }
    if (m_next == m_tensors.size() || m_tensors[m_next].name != name
        || size > sizeOf(m_tensors[m_next]) - m_written)
        return failed("Could not write " + m_where + ": the values of " + quotedName(name)
            + " do not come in the order and number of its header.");
    m_written += size;
    return {};
}

Result<> SafetensorsWriter::writeFloat(std::string_view name, std::span<const float> values)
{
    constexpr std::size_t pieceValues = std::size_t(1) << 18; // keeps the rounded copy small
    do {
        const auto piece = values.first(std::min(values.size(), pieceValues));
        values = values.subspan(piece.size());
        // checkNext knows the type only after it has moved on, so the width is asked for in advance.
        const auto spec = std::find_if(m_tensors.begin() + static_cast<std::ptrdiff_t>(m_next),
            m_tensors.end(), [&](const SafetensorsSpec& tensor) { return tensor.name == name; });
        const WeightType type = spec == m_tensors.end() ? WeightType::Float32 : spec->type;
        if (auto checked = checkNext(name, piece.size() * bytesPerValue(type)); !checked)
            return checked;
        m_rounded.resize(piece.size() * bytesPerValue(type));
        narrow(type, piece, m_rounded);
        if (auto written = m_file.write(m_rounded); !written)
            return written;
    } while (!values.empty());
    return {};
}

Result<> SafetensorsWriter::writeBytes(std::string_view name, std::string_view bytes)
{
    if (auto checked = checkNext(name, bytes.size()); !checked)
        return checked;
    return m_file.write(bytes);
}

Result<> SafetensorsWriter::commit()
{
    std::uint64_t missing = 0;
    for (std::size_t i = m_next; i < m_tensors.size(); ++i)
        missing += sizeOf(m_tensors[i]) - (i == m_next ? m_written : 0);
    if (missing > 0)
        return failed("Could not write " + m_where + ": " + std::to_string(missing)
            + " bytes of its weights were never given.");
    return m_file.commit();
}

} // namespace dankai
