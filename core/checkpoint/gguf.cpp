// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/gguf.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace dankai {

namespace {

// As in the file; source: gguf.md.
enum class ValueType : std::uint32_t
{
    UInt8 = 0,
    Int8 = 1,
    UInt16 = 2,
    Int16 = 3,
    UInt32 = 4,
    Int32 = 5,
    Float32 = 6,
    Bool = 7,
    String = 8,
    Array = 9,
    UInt64 = 10,
    Int64 = 11,
    Float64 = 12,
};

// 0 for strings and arrays, whose size stands in the file, and for types that do not exist.
std::uint64_t widthOf(ValueType type)
{
    switch (type) {
    case ValueType::UInt8:
    case ValueType::Int8:
    case ValueType::Bool:
        return 1;
    case ValueType::UInt16:
    case ValueType::Int16:
        return 2;
    case ValueType::UInt32:
    case ValueType::Int32:
    case ValueType::Float32:
        return 4;
    case ValueType::UInt64:
    case ValueType::Int64:
    case ValueType::Float64:
        return 8;
    case ValueType::String:
    case ValueType::Array:
        return 0;
    }
    return 0;
}

template <class T>
T load(const char* bytes)
{
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

// 1e-5 is written as a float32, which as a double is 9.99999974737875e-06. The shortest decimal that gives
// this float is what its author meant, and what config.json would say.
double intendedDecimal(float value)
{
    if (!std::isfinite(value))
        return static_cast<double>(value);
    char text[64];
    const auto written = std::to_chars(text, text + sizeof text, value);
    double decimal = 0;
    std::from_chars(text, written.ptr, decimal);
    return decimal;
}

std::int64_t integerAt(const char* bytes, ValueType type)
{
    switch (type) {
    case ValueType::UInt8:
        return load<std::uint8_t>(bytes);
    case ValueType::Int8:
        return load<std::int8_t>(bytes);
    case ValueType::UInt16:
        return load<std::uint16_t>(bytes);
    case ValueType::Int16:
        return load<std::int16_t>(bytes);
    case ValueType::UInt32:
        return load<std::uint32_t>(bytes);
    case ValueType::Int32:
        return load<std::int32_t>(bytes);
    case ValueType::Bool:
        return load<std::uint8_t>(bytes) != 0 ? 1 : 0;
    default:
        return load<std::int64_t>(bytes);
    }
}

double realAt(const char* bytes, ValueType type)
{
    return type == ValueType::Float32 ? intendedDecimal(load<float>(bytes)) : load<double>(bytes);
}

} // namespace

// Reads front to back. Every length is compared with the bytes that are left before it is used; the first
// thing that is wrong stays as the error, after which every read gives nothing.
class GgufParser final
{
public:
    GgufParser(std::string_view bytes, GgufFile& file)
        : m_bytes(bytes)
        , m_file(file)
    { }

    Result<> parse()
    {
        std::uint64_t tensorCount = 0, valueCount = 0;
        readStart(tensorCount, valueCount);
        for (std::uint64_t i = 0; i < valueCount && !m_error; ++i)
            readKeyAndValue();
        std::vector<std::uint64_t> offsets;
        for (std::uint64_t i = 0; i < tensorCount && !m_error; ++i)
            readTensorInfo(offsets);
        if (!m_error)
            placeTensors(offsets);
        if (m_error)
            return tl::unexpected(std::move(*m_error));
        return {};
    }

private:
    void readStart(std::uint64_t& tensorCount, std::uint64_t& valueCount)
    {
        if (m_bytes.size() < 4 || m_bytes.substr(0, 4) != "GGUF")
            return fail(" is no GGUF file: it does not begin with \"GGUF\". Was the download complete?");
        m_position = 4;
        const auto version = read<std::uint32_t>();
        if (m_error)
            return;
        if (version == 0x02000000u || version == 0x03000000u)
            return fail(" is a GGUF file for big-endian machines. Use the ordinary little-endian one.");
        if (version != 2 && version != 3)
            return fail(" is a GGUF file of version " + std::to_string(version)
                + ", but Dankai reads 2 and 3. Convert it with a current llama.cpp.");
        tensorCount = read<std::uint64_t>();
        valueCount = read<std::uint64_t>();
        // A value takes at least 13 bytes, a tensor at least 24.
        if (!m_error && (valueCount > left() / 13 || tensorCount > left() / 24))
            failCut();
    }

    void readKeyAndValue()
    {
        const std::string_view key = readString();
        const auto type = read<std::uint32_t>();
        if (m_error)
            return;
        const GgufValue value = readValue(static_cast<ValueType>(type), key);
        if (!m_error && !m_file.m_metadata.emplace(key, value).second)
            fail(": the key " + quotedName(key) + " stands there twice. The file is damaged.");
    }

    GgufValue readValue(ValueType type, std::string_view key)
    {
        switch (type) {
        case ValueType::String:
            return readString();
        case ValueType::Array:
            return readArray(key, 0);
        case ValueType::Float32:
        case ValueType::Float64: {
            const std::string_view bytes = take(widthOf(type));
            return m_error ? 0.0 : realAt(bytes.data(), type);
        }
        case ValueType::Bool: {
            const auto byte = read<std::uint8_t>();
            if (byte > 1)
                fail(
                    ": the value of " + quotedName(key) + " is neither true nor false. The file is damaged.");
            return byte == 1;
        }
        default:
            if (widthOf(type) == 0) {
                fail(": the value of " + quotedName(key) + " has the unknown type "
                    + std::to_string(static_cast<std::uint32_t>(type)) + ". The file is damaged or too new.");
                return false;
            }
        }
        const std::string_view bytes = take(widthOf(type));
        if (m_error)
            return false;
        const std::int64_t value = integerAt(bytes.data(), type);
        if (type == ValueType::UInt64 && value < 0)
            fail(": the value of " + quotedName(key) + " is too large. The file is damaged.");
        return value;
    }

    GgufArray readArray(std::string_view key, int depth)
    {
        constexpr int deepest = 8;
        GgufArray array;
        const auto type = static_cast<ValueType>(read<std::uint32_t>());
        array.m_type = static_cast<std::uint32_t>(type);
        array.m_size = read<std::uint64_t>();
        if (m_error)
            return array;
        const std::size_t begin = m_position;
        if (type == ValueType::String) {
            array.m_kind = GgufArray::Kind::Strings;
            for (std::uint64_t i = 0; i < array.m_size && !m_error; ++i)
                readString();
        } else if (type == ValueType::Array) {
            array.m_kind = GgufArray::Kind::Arrays;
            if (depth == deepest)
                fail(": the lists of " + quotedName(key) + " are nested too deeply. The file is damaged.");
            for (std::uint64_t i = 0; i < array.m_size && !m_error; ++i)
                readArray(key, depth + 1);
        } else if (const std::uint64_t width = widthOf(type); width > 0) {
            const bool isReal = type == ValueType::Float32 || type == ValueType::Float64;
            array.m_kind = isReal ? GgufArray::Kind::Reals : GgufArray::Kind::Integers;
            if (array.m_size > left() / width)
                failCut();
            else
                take(array.m_size * width);
        } else
            fail(": the list " + quotedName(key) + " has the unknown type " + std::to_string(array.m_type)
                + ". The file is damaged or too new.");
        if (!m_error)
            array.m_bytes = m_bytes.substr(begin, m_position - begin);
        return array;
    }

    void readTensorInfo(std::vector<std::uint64_t>& offsets)
    {
        GgufTensor tensor;
        tensor.name = readString();
        const auto dimensions = read<std::uint32_t>();
        if (m_error)
            return;
        if (dimensions > 4)
            return fail(": the weight " + quotedName(tensor.name) + " claims " + std::to_string(dimensions)
                + " dimensions, but there are at most 4. The file is damaged.");
        for (std::uint32_t i = 0; i < dimensions; ++i)
            tensor.shape.push_back(static_cast<std::int64_t>(read<std::uint64_t>()));
        std::reverse(tensor.shape.begin(), tensor.shape.end()); // the file begins with the fastest one
        const auto type = read<std::uint32_t>();
        offsets.push_back(read<std::uint64_t>());
        if (m_error)
            return;
        const auto known = blockTypeOf(type);
        if (!known)
            return fail(": the weight " + quotedName(tensor.name) + " is stored as " + nameOfGgmlType(type)
                + ", which Dankai does not read yet. Use a GGUF file in F32, F16, BF16, Q8_0, Q6_K, Q5_K, "
                  "Q4_K, "
                  "Q5_1, Q5_0, Q4_1 or Q4_0.");
        tensor.type = *known;
        m_file.m_tensors.push_back(std::move(tensor));
    }

    // The data begin at the next multiple of the alignment; every tensor must lie inside them, alone.
    void placeTensors(const std::vector<std::uint64_t>& offsets)
    {
        std::uint64_t alignment = 32;
        if (m_file.find("general.alignment") != nullptr) {
            const auto value = m_file.integer("general.alignment").value_or(0);
            if (value < 1 || value > (1 << 20) || !std::has_single_bit(static_cast<std::uint64_t>(value)))
                return fail(": \"general.alignment\" is no power of two up to 1048576. The file is damaged.");
            alignment = static_cast<std::uint64_t>(value);
        }
        const std::uint64_t dataOffset = (m_position + alignment - 1) / alignment * alignment;
        const std::uint64_t dataSize = m_bytes.size() > dataOffset ? m_bytes.size() - dataOffset : 0;
        for (std::size_t i = 0; i < m_file.m_tensors.size() && !m_error; ++i) {
            GgufTensor& tensor = m_file.m_tensors[i];
            const auto size = sizeOf(tensor);
            if (!size)
                return;
            if (offsets[i] % alignment != 0)
                return fail(": the weight " + quotedName(tensor.name)
                    + " does not begin at a multiple of the alignment. The file is damaged.");
            if (offsets[i] > dataSize || *size > dataSize - offsets[i])
                return fail(" ends inside the weight " + quotedName(tensor.name)
                    + ": the file is cut or its header lies. Fetch it again.");
            if (*size > 0)
                tensor.bytes = m_bytes.substr(dataOffset + offsets[i], *size);
        }
        checkOverlaps();
    }

    std::optional<std::uint64_t> sizeOf(const GgufTensor& tensor)
    {
        const auto values = checkedProduct(tensor.shape);
        const BlockLayout layout = layoutOf(tensor.type);
        const std::int64_t rowValues = tensor.shape.empty() ? 1 : tensor.shape.back();
        std::int64_t size = 0;
        if (!values || __builtin_mul_overflow(*values / layout.values, std::int64_t(layout.bytes), &size)) {
            fail(": the weight " + quotedName(tensor.name)
                + " claims a shape that no file can hold. The file is "
                  "damaged.");
            return std::nullopt;
        }
        if (rowValues % layout.values != 0) {
            fail(": the rows of the weight " + quotedName(tensor.name) + " are no whole number of "
                + nameOfGgmlType(static_cast<std::uint32_t>(tensor.type)) + " blocks. The file is damaged.");
            return std::nullopt;
        }
        return static_cast<std::uint64_t>(size);
    }

    void checkOverlaps()
    {
        std::vector<const GgufTensor*> order;
        std::map<std::string_view, const GgufTensor*> names;
        for (const GgufTensor& tensor : m_file.m_tensors) {
            if (!names.emplace(tensor.name, &tensor).second)
                return fail(
                    ": the weight " + quotedName(tensor.name) + " stands there twice. The file is damaged.");
            if (!tensor.bytes.empty())
                order.push_back(&tensor);
        }
        std::sort(order.begin(), order.end(),
            [](const GgufTensor* a, const GgufTensor* b) { return a->bytes.data() < b->bytes.data(); });
        for (std::size_t i = 1; i < order.size(); ++i)
            if (order[i - 1]->bytes.data() + order[i - 1]->bytes.size() > order[i]->bytes.data())
                return fail(": the weights " + quotedName(order[i - 1]->name) + " and "
                    + quotedName(order[i]->name) + " overlap. The file is damaged.");
    }

    std::uint64_t left() const { return m_bytes.size() - m_position; }

    std::string_view take(std::uint64_t size)
    {
        if (m_error)
            return {};
        if (size > left()) {
            failCut();
            return {};
        }
        const std::string_view bytes = m_bytes.substr(m_position, size);
        m_position += size;
        return bytes;
    }

    template <class T>
    T read()
    {
        const std::string_view bytes = take(sizeof(T));
        return m_error ? T() : load<T>(bytes.data());
    }

    std::string_view readString() { return take(read<std::uint64_t>()); }

    void failCut()
    {
        fail(" ends inside its header (" + std::to_string(m_bytes.size())
            + " bytes): the file is cut or a length in it lies. Fetch it again.");
    }

    void fail(const std::string& what)
    {
        if (!m_error)
            m_error = Error{ErrorCode::Unusable, m_file.m_where + what};
    }

    std::string_view m_bytes;
    GgufFile& m_file;
    std::size_t m_position = 0;
    std::optional<Error> m_error;
};

Result<GgufFile> GgufFile::open(const std::filesystem::path& path)
{
    auto mapped = MappedFile::open(path);
    if (!mapped)
        return passOn(mapped);
    GgufFile file;
    file.m_file = std::move(*mapped);
    file.m_where = path.string();
    // Views into the mapping stay valid when the object moves, since the mapping itself does not.
    if (auto parsed = GgufParser(file.m_file.bytes(), file).parse(); !parsed)
        return passOn(parsed);
    return file;
}

Result<GgufFile> GgufFile::parse(std::string_view bytes, const std::string& where)
{
    GgufFile file;
    file.m_where = where;
    if (auto parsed = GgufParser(bytes, file).parse(); !parsed)
        return passOn(parsed);
    return file;
}

void GgufFile::forget(std::string_view bytes) const
{
    if (!m_file.bytes().empty())
        m_file.forget(static_cast<std::size_t>(bytes.data() - m_file.bytes().data()), bytes.size());
}

const GgufValue* GgufFile::find(std::string_view key) const
{
    const auto found = m_metadata.find(key);
    return found == m_metadata.end() ? nullptr : &found->second;
}

std::optional<std::int64_t> GgufFile::integer(std::string_view key) const
{
    const GgufValue* value = find(key);
    const auto* integer = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
    return integer == nullptr ? std::nullopt : std::optional(*integer);
}

std::optional<double> GgufFile::real(std::string_view key) const
{
    const GgufValue* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    if (const auto* real = std::get_if<double>(value))
        return *real;
    if (const auto* integer = std::get_if<std::int64_t>(value))
        return static_cast<double>(*integer);
    return std::nullopt;
}

std::optional<bool> GgufFile::boolean(std::string_view key) const
{
    const GgufValue* value = find(key);
    const auto* boolean = value == nullptr ? nullptr : std::get_if<bool>(value);
    return boolean == nullptr ? std::nullopt : std::optional(*boolean);
}

std::optional<std::string_view> GgufFile::string(std::string_view key) const
{
    const GgufValue* value = find(key);
    const auto* string = value == nullptr ? nullptr : std::get_if<std::string_view>(value);
    return string == nullptr ? std::nullopt : std::optional(*string);
}

const GgufArray* GgufFile::array(std::string_view key) const
{
    const GgufValue* value = find(key);
    return value == nullptr ? nullptr : std::get_if<GgufArray>(value);
}

std::vector<std::string_view> GgufArray::strings() const
{
    std::vector<std::string_view> values;
    if (m_kind != Kind::Strings)
        return values;
    values.reserve(m_size);
    std::size_t position = 0;
    for (std::uint64_t i = 0; i < m_size; ++i) { // the parser has checked every length
        const auto size = load<std::uint64_t>(m_bytes.data() + position);
        values.push_back(m_bytes.substr(position + 8, size));
        position += 8 + size;
    }
    return values;
}

std::vector<std::int64_t> GgufArray::integers() const
{
    std::vector<std::int64_t> values;
    if (m_kind != Kind::Integers)
        return values;
    const auto type = static_cast<ValueType>(m_type);
    values.reserve(m_size);
    for (std::uint64_t i = 0; i < m_size; ++i)
        values.push_back(integerAt(m_bytes.data() + i * widthOf(type), type));
    return values;
}

std::vector<double> GgufArray::reals() const
{
    std::vector<double> values;
    if (m_kind != Kind::Reals)
        return values;
    const auto type = static_cast<ValueType>(m_type);
    values.reserve(m_size);
    for (std::uint64_t i = 0; i < m_size; ++i)
        values.push_back(realAt(m_bytes.data() + i * widthOf(type), type));
    return values;
}

} // namespace dankai
