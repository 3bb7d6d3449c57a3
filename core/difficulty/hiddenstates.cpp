// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/hiddenstates.h"

#include "core/base/json.h"
#include "core/platform/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

namespace dankai {

namespace {

constexpr std::string_view magic = "DKSTATES";
constexpr std::uint32_t version = 1;
constexpr std::size_t fixedBytes = 16; // magic, version, length of the header
constexpr std::size_t longestHeader = 1 << 16;
constexpr std::int64_t widest = 1 << 20; // hidden units of a pool
constexpr std::size_t mostPools = 16;
constexpr std::size_t flushBytes = std::size_t(1) << 20;

void appendUint32(std::string& bytes, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        bytes.push_back(static_cast<char>(value >> shift & 0xff));
}

std::uint32_t uint32At(std::string_view bytes, std::size_t offset)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[offset + i])) << (8 * i);
    return value;
}

// Round to nearest, ties to even. Finite values only.
std::uint16_t toBFloat16(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

float fromBFloat16(std::uint16_t bits)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

std::string headerOf(const HiddenStatesOf& of)
{
    const std::string json = Json{{"model_hash", of.modelHash}, {"chat_template", of.chatTemplate},
        {"layer", of.layer}, {"pools", of.pools},
        {"hidden", of.hidden}}.dump();
    std::string bytes(magic);
    appendUint32(bytes, version);
    appendUint32(bytes, static_cast<std::uint32_t>(json.size()));
    return bytes + json;
}

std::size_t rowBytesOf(std::size_t columns)
{
    return HiddenStatesFile::idBytes + 2 * columns;
}

} // namespace

Result<HiddenStatesFile> HiddenStatesFile::open(const std::filesystem::path& path)
{
    auto mapped = MappedFile::open(path);
    if (!mapped)
        return passOn(mapped);
    auto file = parse(mapped->bytes(), path.string());
    if (file)
        file->m_file = std::move(*mapped);
    return file;
}

Result<HiddenStatesFile> HiddenStatesFile::parse(std::string_view bytes, const std::string& where)
{
    if (bytes.size() < fixedBytes || !bytes.starts_with(magic))
        return unusable(where + " is no file of hidden states.");
    if (uint32At(bytes, magic.size()) != version)
        return unusable(where + " is of another version of Dankai; score the examples again.");
    const std::size_t length = uint32At(bytes, magic.size() + 4);
    if (length > longestHeader || length > bytes.size() - fixedBytes)
        return unusable(where + " is cut off in its header; score the examples again.");
    const Result<> broken = unusable(where + " does not say what its rows are; score the examples again.");
    const auto json = parseJson(bytes.substr(fixedBytes, length), where);
    if (!json || !json->is_object())
        return tl::unexpected(broken.error());
    HiddenStatesFile file;
    HiddenStatesOf& of = file.m_of;
    const auto text = [&json](const char* key) {
        const auto found = json->find(key);
        return found != json->end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto number = [&json](const char* key) {
        const auto found = json->find(key);
        return found != json->end() && found->is_number_integer() ? found->get<std::int64_t>() : -1;
    };
    of.modelHash = text("model_hash");
    of.chatTemplate = text("chat_template");
    of.layer = number("layer");
    of.hidden = number("hidden");
    const auto pools = json->find("pools");
    if (pools == json->end() || !pools->is_array() || pools->empty() || pools->size() > mostPools
        || of.layer < 0 || of.hidden < 1 || of.hidden > widest)
        return tl::unexpected(broken.error());
    for (const Json& pool : *pools) {
        if (!pool.is_string())
            return tl::unexpected(broken.error());
        of.pools.push_back(pool.get<std::string>());
    }
    file.m_bytes = bytes;
    file.m_start = fixedBytes + length;
    file.m_rows = (bytes.size() - file.m_start) / rowBytesOf(of.columns());
    return file;
}

const char* HiddenStatesFile::rowBytes(std::size_t row) const
{
    return m_bytes.data() + m_start + row * rowBytesOf(m_of.columns());
}

std::string_view HiddenStatesFile::id(std::size_t row) const
{
    const char* const begin = rowBytes(row);
    const void* const end = std::memchr(begin, 0, idBytes);
    return {
        begin, end != nullptr ? static_cast<std::size_t>(static_cast<const char*>(end) - begin) : idBytes};
}

void HiddenStatesFile::read(std::size_t row, std::span<float> values) const
{
    const char* at = rowBytes(row) + idBytes;
    for (float& value : values) {
        const auto low = static_cast<unsigned char>(at[0]);
        const auto high = static_cast<unsigned char>(at[1]);
        value = fromBFloat16(static_cast<std::uint16_t>(low | high << 8));
        at += 2;
    }
}

Result<HiddenStatesWriter> HiddenStatesWriter::open(
    const std::filesystem::path& path, const HiddenStatesOf& of)
{
    const std::string header = headerOf(of);
    HiddenStatesWriter writer;
    writer.m_path = path;
    writer.m_columns = of.columns();
    writer.m_descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    struct stat status = {};
    if (writer.m_descriptor < 0 || ::fstat(writer.m_descriptor, &status) != 0)
        return tl::unexpected(systemError("open", path, errno));
    const auto size = static_cast<std::size_t>(status.st_size);
    std::string known(std::min(size, header.size()), '\0');
    if (::pread(writer.m_descriptor, known.data(), known.size(), 0) != static_cast<ssize_t>(known.size()))
        return tl::unexpected(systemError("read", path, errno));
    if (known != header.substr(0, known.size()))
        return unusable(path.string() + " holds hidden states of another model or layer; remove it first.");
    // Cut in its header it is as good as empty; behind that a row that is not whole goes.
    const std::size_t whole
        = size < header.size() ? 0 : size - (size - header.size()) % rowBytesOf(writer.m_columns);
    if (::ftruncate(writer.m_descriptor, static_cast<off_t>(whole)) != 0
        || ::lseek(writer.m_descriptor, 0, SEEK_END) < 0)
        return tl::unexpected(systemError("write", path, errno));
    if (whole == 0)
        writer.m_buffer = header;
    if (auto written = writer.flush(); !written)
        return passOn(written);
    return writer;
}

HiddenStatesWriter::HiddenStatesWriter(HiddenStatesWriter&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_buffer(std::move(other.m_buffer))
    , m_columns(other.m_columns)
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{ }

HiddenStatesWriter& HiddenStatesWriter::operator=(HiddenStatesWriter&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_buffer, other.m_buffer);
    std::swap(m_columns, other.m_columns);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

HiddenStatesWriter::~HiddenStatesWriter()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<> HiddenStatesWriter::append(std::string_view id, std::span<const float> values)
{
    if (id.size() >= HiddenStatesFile::idBytes)
        return unusable("The id " + std::string(id) + " is too long for a file of hidden states.");
    const std::size_t before = m_buffer.size();
    m_buffer.append(id).append(HiddenStatesFile::idBytes - id.size(), '\0');
    for (const float value : values) {
        if (!std::isfinite(value)) {
            m_buffer.resize(before);
            return failed("The hidden states of row " + std::string(id)
                + " are not numbers; the model's weights are broken.");
        }
        const std::uint16_t bits = toBFloat16(value);
        m_buffer.push_back(static_cast<char>(bits & 0xff));
        m_buffer.push_back(static_cast<char>(bits >> 8));
    }
    return m_buffer.size() >= flushBytes ? flush() : Result<>();
}

Result<> HiddenStatesWriter::flush()
{
    std::size_t done = 0;
    while (done < m_buffer.size()) {
        const ssize_t wrote = ::write(m_descriptor, m_buffer.data() + done, m_buffer.size() - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return tl::unexpected(systemError("write", m_path, errno));
        done += static_cast<std::size_t>(wrote);
    }
    m_buffer.clear();
    return {};
}

} // namespace dankai
